"""The service that a person names: in a file of their own, or by its id alone."""

from __future__ import annotations

from pathlib import Path

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.model.service import Service
from builder.names import UnknownName
from builder.services.check import check_language
from builder.services.read import read_services


def find_service(reference: str, library: Library, findings: Findings) -> Service | None:
    """What `FILE:ID` names, `FILE` that holds but one, or `ID` of `leaflets/services`; None and findings for a file
    that cannot be read. Raises UnknownName."""
    path, _, name = reference.rpartition(":")
    if Path(reference).exists():
        path, name = reference, ""
    if not path:
        found = _by_id(reference, library)
        return found if check_language(found, library.languages(findings), findings) else None
    services: dict[str, Service] = {service.id: service for service in read_services(Path(path), library, findings)}
    if not services:
        return None
    if not name and len(services) == 1:
        name = next(iter(services))
    if name not in services:
        raise UnknownName("service", name, did_you_mean(name, services))
    found = services[name]
    return found if check_language(found, library.languages(findings), findings) else None


def _by_id(id: str, library: Library) -> Service:
    known: dict[str, Service] = {}
    for root in library.roots:
        for path in sorted(root.glob("leaflets/services/*.yaml")):
            # what is wrong with a file is told when it is the one that is asked for
            for service in read_services(path, library, Findings()):
                known.setdefault(service.id, service)
    if id not in known:
        hints = did_you_mean(id, known, listing=False)
        raise UnknownName("service", id, (*hints, Hint("a service of another file is written FILE:ID")))
    return known[id]
