"""The service that a person names: in a file of their own, or by its id alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.load.paths import shown
from builder.model.service import Service
from builder.model.source import Span
from builder.names import UnknownName
from builder.services.check import check_language
from builder.services.read import read_services
from builder.services.record import slug


def find_service(reference: str, library: Library, findings: Findings) -> Service | None:
    """What `FILE:ID` names, `FILE` that holds but one, or `ID` of `leaflets/services`; None and findings for a file
    that cannot be read. Raises UnknownName."""
    path, _, name = reference.rpartition(":")
    if Path(reference).exists():
        path, name = reference, ""
    if not path:
        path, name = str(_file_of(reference, library)), reference
    if not Path(path).exists():
        begun = slug(name) or "our-van"
        told, hint = f"{path[:200]} does not exist", f"to begin one: leaflet new service {begun}"
        findings.error("missing-file", told, None, hint, f"then: --service {begun}")
        return None
    services: dict[str, Service] = {service.id: service for service in read_services(Path(path), library, findings)}
    if not services:
        if findings.ok:
            told = f"{shown(Path(path))} holds no service, only the names of columns"
            findings.error("empty-file", told, Span(shown(Path(path)), 1, 1, 1, 1), "write each service into a row")
        return None
    if not name and len(services) == 1:
        name = next(iter(services))
    if name not in services:
        raise UnknownName("service", name, (*_called(name, services), *did_you_mean(name, services)))
    found = services[name]
    return found if check_language(found, library.languages(findings), findings) else None


def _file_of(id: str, library: Library) -> Path:
    """The file of `leaflets/services` that holds a service. Raises UnknownName."""
    known: dict[str, Service] = {}
    files: dict[str, Path] = {}
    for root in library.roots:
        for path in sorted(root.glob("leaflets/services/*.yaml")):
            # what is wrong with a file is told when it is the one that is asked for
            for service in read_services(path, library, Findings()):
                known.setdefault(service.id, service)
                files.setdefault(service.id, path)
    if id not in known:
        hints = (*_called(id, known), *did_you_mean(id, known, listing=False))
        raise UnknownName("service", id, (*hints, Hint("a service of another file is written FILE:ID")))
    return files[id]


def _called(name: str, known: Mapping[str, Service]) -> tuple[Hint, ...]:
    """Who writes a service's name is told its id."""
    ids = [service.id for service in known.values() if service.name.casefold() == name.strip().casefold()]
    return tuple(Hint(f"the id of {known[id].name} is {id}") for id in ids[:3])
