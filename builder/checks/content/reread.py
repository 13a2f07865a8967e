"""Source texts that have changed since somebody checked them are read again before they are printed.

To follow all that a leaflet refers to, and to read it for what the evidence contradicts, takes as long as setting it.
So `leaflet hold` records which files it found without errors, by digest, and only others are read before paper.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.translate.parts import lineage
from builder.write import write

FILE = "leaflets/evidence/checked.txt"

_RULES = tuple(f"leaflets/evidence/{name}.yaml" for name in ("blocked", "claims", "conflicts", "held"))
"""What texts are checked by: a change of these voids what was recorded."""

_HEAD = "# Written by `leaflet hold`: files without errors, each with the digest of what it was and was checked by.\n"


def check_changed(library: Library, leaflet: str, region: str, on: datetime.date, findings: Findings) -> None:
    """Find errors in the source texts of a leaflet, of its region and of those that this extends, where they are not as
    recorded."""
    path = library.path(FILE)
    recorded = (
        frozenset(path.read_text(encoding="utf-8", errors="replace").split()) if path is not None else frozenset()
    )
    rules = _rules(library)
    digests = tuple(_digest(library, name, rules) for name in _files(library, leaflet, region))
    if recorded.issuperset(digests):
        return
    asked = (leaflet, region, on, digests)
    if asked not in _KNOWN:
        _KNOWN[asked] = tuple(_errors(library, leaflet, region, on))
    findings.extend(_KNOWN[asked])


def record(library: Library, leaflets: Sequence[str], on: datetime.date) -> Path:
    """Write down which of these leaflets, and which regions, have no errors as they are."""
    path, rules = library.roots[0] / FILE, _rules(library)
    told = {
        name: _digest(library, name, rules)
        for leaflet in leaflets
        for region in library.regions()
        if not list(_errors(library, leaflet, region, on))
        for name in _files(library, leaflet, region)
    }
    lines = [f"{digest} {name}\n" for name, digest in sorted(told.items())]
    write(path, (_HEAD + "".join(lines)).encode())
    return path


_KNOWN: dict[tuple[object, ...], tuple[Diagnostic, ...]] = {}
"""What was found in this process: a leaflet is read once for all its languages and layouts."""


def _errors(library: Library, leaflet_id: str, region_id: str, on: datetime.date) -> Iterator[Diagnostic]:
    # the patterns take 80 ms to compile
    from builder.checks.content.amounts import check_amounts
    from builder.checks.content.everywhere import check_statements, with_parents
    from builder.checks.content.evidence import check_figures
    from builder.checks.content.expressions import check_patterns
    from builder.checks.content.held import check_held
    from builder.checks.content.passages import written
    from builder.checks.content.plain import check_plain
    from builder.checks.content.printed import statements
    from builder.checks.content.regions import check_region
    from builder.load.references import check_references
    from builder.load.shared import check_purposes

    quiet, found = Findings(), Findings()
    leaflet = library.leaflet(leaflet_id, quiet)
    regions = with_parents(library, [region_id])
    if leaflet is not None:
        check_references(library, leaflet, found, printed_in=library.region(region_id, quiet))
        measures = library.writing(leaflet.language, found).measures
        conflicts = library.conflicts(found)
        if not found.ok or not check_patterns(library, found):
            return (one for one in found if one.severity is Severity.ERROR)
        told, claims = tuple(statements(leaflet)), library.claims(quiet)
        check_figures(told, claims, found)
        check_amounts(told, claims, conflicts, measures, found)
        check_plain(library, leaflet, [region_id], found)
        check_statements(library, [(written(leaflet), None)], found)
        check_held(library, [leaflet], regions, written(leaflet), found)
        check_purposes([leaflet], regions, found)
    for region in regions:
        measures = library.writing(region.language, found).measures
        check_region(region, lineage(library, region), library.blocked(quiet), measures, on, found)
        check_statements(library, [(written(region), region)], found)
    return (one for one in found if one.severity is Severity.ERROR)


def _files(library: Library, leaflet: str, region: str) -> Iterator[str]:
    yield f"leaflets/{leaflet}/leaflet.yaml"
    loaded = library.region(region, Findings())
    for id in lineage(library, loaded) if loaded is not None else ():
        yield f"leaflets/regions/{id}/region.yaml"


def _rules(library: Library) -> bytes:
    return b"".join(sha256(_read(library, name)).digest() for name in _RULES)


def _digest(library: Library, name: str, rules: bytes) -> str:
    """Sixteen hexadecimal digits."""
    return sha256(rules + _read(library, name)).hexdigest()[:16]


def _read(library: Library, name: str) -> bytes:
    path = library.path(name)
    return path.read_bytes() if path is not None else b""
