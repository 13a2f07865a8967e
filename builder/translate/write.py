"""Catalogues made and kept up to date on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.load.read import read_bytes
from builder.translate.catalogue import Written, parse_catalogue, parse_written
from builder.translate.merge import merge
from builder.translate.parts import Kind, Part, catalogue_file, lineage
from builder.translate.template import template
from builder.write import write


def sync(library: Library, leaflet_id: str, lang: str, findings: Findings) -> bool:
    """Make a leaflet's catalogue for a language, or bring it up to date. True when the file was written."""
    return sync_part(library, "leaflets", leaflet_id, lang, findings)


def sync_part(library: Library, kind: Kind, id: str, lang: str, findings: Findings) -> bool:
    """As `sync`, for a leaflet, a region or the common words (whose id is passed over).

    The file is written into the project, even when the one that it is made from is the starter library's.
    """
    part = part_of(library, kind, id, findings)
    if part is None:
        return False
    path = library.roots[0] / catalogue_file(kind, id, lang)
    return write_catalogue(path, library, part, lang, findings, made_from=library.po(kind, id, lang))


def write_catalogue(
    path: Path,
    library: Library,
    part: Part,
    lang: str,
    findings: Findings,
    *,
    made_from: Path | None = None,
    rooms: Mapping[str, str] = MappingProxyType({}),
) -> bool:
    """Write a part's catalogue for a language to `path`, with the translations of `made_from` (default: of `path`).

    `rooms` tells by context how long a message may be. True when the file was written; a file that is up to date is not
    touched. A file with errors is left as it is.
    """
    mine = Findings()
    old: Written | None = None
    data = b""
    source = made_from if made_from is not None else path
    if source.exists():
        read = read_bytes(source, mine, shown(source))
        if read is not None:
            data = read
            parse_catalogue(data, shown(source), mine)
            old = parse_written(data, shown(source), mine)
    claims = library.claims(mine)
    findings.extend(mine)
    if not mine.ok:
        return False
    text = merge(old, template(part, claims, rooms), headers(part, lang))
    if old is not None and text == old.text and source == path:
        return False
    write(path, data if old is not None and text == old.text else text.encode())
    return True


def part_of(library: Library, kind: Kind, id: str, findings: Findings) -> Part | None:
    """A leaflet, a region, the common words, those of letters or of packing as a part, or None and errors."""
    if kind == "leaflets":
        leaflet = library.leaflet(id, findings)
        return None if leaflet is None else Part(kind, (id,), leaflet)
    if kind == "regions":
        region = library.region(id, findings)
        return None if region is None else Part(kind, lineage(library, region), region)
    if kind == "common":
        words = library.words(findings)
        return None if words is None else Part(kind, (kind,), words)
    from builder.model.letters import LetterWords
    from builder.model.packing import PackingWords

    made: type[LetterWords | PackingWords] = LetterWords if kind == "letters" else PackingWords
    said = library.words_of(kind, made, findings)
    return None if said is None else Part(kind, (kind,), said)


def headers(part: Part, lang: str) -> dict[str, str]:
    """The header of a new catalogue: what `msgfmt --check` asks for, empty where only a translator can tell."""
    return {
        "Project-Id-Version": part.ids[0],
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": lang.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": part.language,
    }
