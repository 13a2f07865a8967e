"""SVG drawings become paths. Only what a flat icon needs is read; anything else is a finding, never drawn wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from builder.diagnostics import Findings
from builder.load.path_data import Commands, parse_path
from builder.load.read import read_bytes
from builder.model.icon import Icon
from builder.model.sheet import DrawnPath
from builder.model.source import Colour, Span

LIMIT = 100_000
"""Bytes of the largest drawing."""

COMMANDS = 5_000
"""Path commands of the largest drawing."""

_SVG = "http://www.w3.org/2000/svg "
_QUIET = frozenset({"title", "desc", "metadata"})
_INK = frozenset({"", "currentcolor", "black", "#000", "#000000", "#333", "#333333"})
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ALLOWED = {
    "svg": frozenset({"viewBox", "width", "height", "fill", "version", "role", "aria-hidden"}),
    "g": frozenset({"fill", "fill-rule", "clip-rule", "id"}),
    "path": frozenset({"d", "fill", "fill-rule", "clip-rule", "id", "data-tone"}),
}


def load_icon(path: Path, findings: Findings, shown: str, within: Path | None) -> Icon | None:
    """The drawing, or None and findings."""
    data = read_bytes(path, findings, shown, within, LIMIT)
    if data is None:
        return None
    reader = _Reader(shown)
    reader.run(data)
    findings.extend(reader.findings)
    if not reader.findings.ok:
        return None
    return Icon(reader.view, tuple(reader.paths))


class _Stop(Exception):
    """The drawing is refused; its finding has been made."""


class _Reader:
    """Gathers the paths of one drawing."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.findings = Findings()
        self.view = (0.0, 0.0)
        self.paths: list[DrawnPath] = []
        self.commands = 0
        self.groups: list[dict[str, str]] = []
        self.quiet = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        # No entity is ever declared, so none can grow or lead outside.
        self.parser.StartDoctypeDeclHandler = lambda *_: self.refuse("a document type is declared")
        self.parser.ProcessingInstructionHandler = lambda *_: self.refuse("a processing instruction stands here")

    def run(self, data: bytes) -> None:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as reason:
            span = Span(self.shown, reason.lineno, reason.offset + 1, reason.lineno, reason.offset + 2)
            self.findings.error("bad-icon", f"this is not XML: {expat.ErrorString(reason.code)}", span)
        except _Stop:
            return
        except (ValueError, LookupError) as reason:  # an encoding that expat does not know
            self.findings.error("bad-icon", f"this is not XML: {reason}", Span(self.shown, 1, 1, 1, 1))
        if self.findings.ok and not self.paths:
            self.findings.error("bad-icon", "nothing is drawn", Span(self.shown, 1, 1, 1, 1))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(_SVG)
        if self.quiet or tag in _QUIET:
            self.quiet += 1
            return
        if tag not in _ALLOWED or (tag == "svg") != (not self.groups):
            self.refuse(f"<{tag[:40]}> is not read; a drawing is <svg> with <g> and <path>")
        for word in attributes.keys() - _ALLOWED[tag]:
            self.refuse(f"the attribute `{word[:40]}` is not read; draw filled paths, with strokes made into paths")
        inherited = {**(self.groups[-1] if self.groups else {}), **attributes}
        self.groups.append(inherited)
        if len(self.groups) > 20:
            self.refuse("groups stand in groups more than 20 deep")
        if tag == "svg":
            self.view = self.box(attributes)
        if tag == "path":
            self.path(inherited, attributes.get("d", ""))

    def end(self, name: str) -> None:
        if self.quiet:
            self.quiet -= 1
        else:
            self.groups.pop()

    def box(self, attributes: dict[str, str]) -> tuple[float, float]:
        numbers = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        plain = all(re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,5})?", number) for number in numbers)
        if len(numbers) != 4 or not plain or [float(numbers[0]), float(numbers[1])] != [0, 0]:
            self.refuse('the drawing needs viewBox="0 0 WIDTH HEIGHT"')
        width, height = float(numbers[2]), float(numbers[3])
        if not (width and height):
            self.refuse("the viewBox has no area")
        return width, height

    def path(self, inherited: dict[str, str], data: str) -> None:
        fill = inherited.get("fill", "").strip().lower()
        if fill == "none":
            return
        drawn = self.parsed(data)
        self.commands += len(drawn)
        if self.commands > COMMANDS:
            self.refuse(f"the drawing has more than {COMMANDS:,} path commands")
        if drawn:
            self.paths.append(DrawnPath(drawn, inherited.get("fill-rule") == "evenodd", self.colour(fill)))

    def parsed(self, data: str) -> Commands:
        try:
            return parse_path(data)
        except ValueError as reason:
            self.refuse(str(reason))

    def colour(self, fill: str) -> Colour | None:
        if fill in _INK:
            return None
        if fill == "white":
            return Colour("#ffffff")
        if not _HEX.fullmatch(fill):
            self.refuse(f"the colour `{fill[:40]}` is not read; use currentColor or #rrggbb")
        return Colour(fill if len(fill) == 7 else "#" + "".join(digit * 2 for digit in fill[1:]))

    def refuse(self, why: str) -> NoReturn:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.findings.error("bad-icon", why, Span(self.shown, line, column, line, column + 1))
        raise _Stop
