"""All catalogues of a language, or of a library: made, and brought up to date with the texts that they translate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.translate.parts import Part, catalogue_file, lineage
from builder.translate.whole import every_part
from builder.translate.write import write_catalogue

Rooms = Callable[[Part, str], Mapping[str, str]]
"""A part and a language -> message context -> what its translators are told about the room that it has."""


class Touched(NamedTuple):
    """A catalogue, and whether it was written."""

    file: str
    written: bool


def no_rooms(part: Part, lang: str) -> Mapping[str, str]:
    """Nothing is known about room."""
    return {}


def add_language(
    library: Library,
    lang: str,
    regions: Sequence[str],
    findings: Findings,
    rooms: Rooms = no_rooms,
    *,
    leaflets: Sequence[str] = (),
) -> tuple[Touched, ...]:
    """Make every catalogue that a language lacks, and bring those that it has up to date.

    A region that extends another prints that one's texts too, so both get theirs.
    `leaflets`: only these, beside the common words and the regions' texts, which stand on them; without any, all.
    """
    found = [library.region(id, Findings()) for id in regions]
    asked = dict.fromkeys(id for region in found if region is not None for id in lineage(library, region))
    parts = every_part(library, tuple(asked), findings)
    printed = ("common", "regions")
    wanted = [part for part in parts if not leaflets or part.kind in printed or part.ids[0] in leaflets]
    return tuple(_touch(library, part, lang, findings, rooms) for part in wanted)


def sync_all(
    library: Library, languages: Sequence[str], findings: Findings, rooms: Rooms = no_rooms
) -> tuple[Touched, ...]:
    """Bring the project's catalogues in these languages up to date; what has not changed keeps every byte."""
    touched = []
    for part in every_part(library, library.regions(), findings):
        for lang in languages:
            if own_catalogue(library, part, lang).exists():
                touched.append(_touch(library, part, lang, findings, rooms))
    return tuple(touched)


def sync_templates(
    library: Library, findings: Findings, rooms: Rooms = no_rooms, *, create: bool = False
) -> tuple[Touched, ...]:
    """Bring the project's `template.pot` files up to date, from which other programs begin a language.

    `create` makes those that are not there. The room is that of the source language.
    """
    touched = []
    for part in every_part(library, library.regions(), findings):
        path = own_catalogue(library, part, "template").with_suffix(".pot")
        if create or path.exists():
            told = rooms(part, part.language)
            touched.append(Touched(shown(path), write_catalogue(path, library, part, "", findings, rooms=told)))
    return tuple(touched)


def own_catalogue(library: Library, part: Part, lang: str) -> Path:
    """Where a part's catalogue is in the project itself; it may not be there."""
    return library.roots[0] / catalogue_file(part.kind, part.ids[0], lang)


def _touch(library: Library, part: Part, lang: str, findings: Findings, rooms: Rooms) -> Touched:
    path = own_catalogue(library, part, lang)
    made_from = library.po(part.kind, part.ids[0], lang)
    told = rooms(part, lang)
    return Touched(shown(path), write_catalogue(path, library, part, lang, findings, made_from=made_from, rooms=told))
