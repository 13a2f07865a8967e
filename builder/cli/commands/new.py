"""`leaflet new`: a first file of a kind, to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from builder.cli.option import Command, Request, required
from builder.cli.report import Refusal, say
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.paths import is_device
from builder.load.values import ID
from builder.model.dataclass import dataclass
from builder.names import choose
from builder.starter import PLACES
from builder.write import write

_SHARED = ("language",)  # an entry in a file that all share, instead of a file of its own
_OF_SERVICES = ("service",)  # checked by a command of their own
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")  # RFC 5646: language, script, region


@dataclass(frozen=True, slots=True, kw_only=True)
class New(Request):
    """Make a first file of a kind, to fill in: it passes `leaflet check` as it is, and says what belongs where.

    Only the numbers of a region or a service stand in for real ones, and nothing is built for it until these are put
    in.
    """

    kind: str = required("leaflet, region, layout, theme, language or service", "word", metavar="KIND")
    name: str = required("its id: lower-case letters, digits and hyphens; a language's tag", "word", metavar="NAME")


def run(request: New) -> int:
    """Write the file into the current folder, and say where it is."""
    (kind,) = choose("kind", [request.kind], tuple(PLACES))
    library = Library.open(Path.cwd())
    path = Path(PLACES[kind].format(request.name))
    allowed, rule = (
        (_TAG, "write a BCP-47 tag") if kind in _SHARED else (ID, "write lower-case letters, digits, hyphens")
    )
    if not allowed.fullmatch(request.name) or is_device(request.name):
        near = re.sub(r"[^a-z0-9]+", "-", request.name.lower()).strip("-")
        fitting = [f"did you mean {near}?"] if kind not in _SHARED and ID.fullmatch(near) else []
        raise Refusal("bad-id", f"`{request.name[:40]}` cannot be the id of a {kind}", *fitting, rule)
    if kind in _SHARED:
        text = _appended(path, request.name, library)
    elif library.path(path.as_posix()) is not None:
        raise Refusal("already-there", f"there is a {kind} `{request.name}` already: {library.path(path.as_posix())}")
    else:
        text = _scaffold(kind, request.name)
    write(path, text.encode())
    checking = f"services check {path}" if kind in _OF_SERVICES else "check"
    say(f"{path}: written; fill it in, then run leaflet {checking}")
    return 0


def _scaffold(kind: str, name: str) -> str:
    text = (Path(__file__).parent.parent / "scaffolds" / f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("{id}", name)


def _appended(path: Path, name: str, library: Library) -> str:
    """The project's list of languages, or the library's, with one more."""
    from builder.translate.new_language import UNKNOWN, proposed_entry

    languages = library.languages(Findings())
    if name in languages:
        raise Refusal("already-there", f"there is a language `{name}` already: {path}")
    entry = proposed_entry(name, languages).text
    if UNKNOWN in entry:
        entry = _scaffold("language", name)
    listed = library.path(path.as_posix())
    return (listed.read_text(encoding="utf-8").rstrip("\n") + "\n" if listed else "languages:\n") + entry


COMMAND = Command("new", New, run, "leaflet new leaflet safer-smoking")
