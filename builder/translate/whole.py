"""All parts of a library that are translated, and the languages that they have been begun in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Findings
from builder.load import Library
from builder.translate.messages import Message, messages
from builder.translate.parts import Kind, Part
from builder.translate.write import part_of

_SHARED: tuple[Kind, ...] = ("common", "letters", "packing")


def every_part(library: Library, regions: Sequence[str], findings: Findings) -> tuple[Part, ...]:
    """Every leaflet, all shared words, and these regions; without what says nothing of its own."""
    asked = [part_of(library, "leaflets", id, findings) for id in library.leaflets()]
    asked += [part_of(library, kind, kind, findings) for kind in _SHARED if library.path(f"leaflets/{kind}")]
    asked += [part_of(library, "regions", id, findings) for id in regions]
    return tuple(part for part in asked if part is not None and any(own_messages(part)))


def own_messages(part: Part) -> Iterator[Message]:
    """The messages that are translated with this part, not with one that it extends."""
    return (message for message in messages(part.value) if message.text.span.file == part.file)


def languages_begun(library: Library, *, everywhere: bool = False) -> tuple[str, ...]:
    """Tags of which the project has a catalogue, regional ones such as `en-GB` among them, sorted.

    `everywhere`: also those of the starter library.
    """
    found: set[str] = set()
    for root in library.roots if everywhere else library.roots[:1]:
        found |= {path.stem for pattern in ("*/*.po", "regions/*/*.po") for path in (root / "leaflets").glob(pattern)}
    return tuple(sorted(found))
