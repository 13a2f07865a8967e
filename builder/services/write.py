"""Services as a YAML file of the project."""

from __future__ import annotations

from collections.abc import Iterable

from builder.load.edit import written_as
from builder.model.service import Service

_HEAD = """\
# yaml-language-server: $schema=../schemas/services.schema.json
# Imported from {}. Check the details, then write `checked-on`.
services:
"""


def as_yaml(services: Iterable[Service], origin: str) -> str:
    """The file's text; `origin` is the name of what it was imported from."""
    return _HEAD.format(origin.replace("\n", " ")) + "\n".join(_entry(service) for service in services)


def _entry(service: Service) -> str:
    lines = [f"  - id: {service.id}", f"    name: {written_as(service.name)}"]
    if service.address:
        lines += ["    address:", *(f"      - {written_as(line)}" for line in service.address)]
    usual = {"language": "en"}
    for name in ("hours", "phone", "url", "logo", "language", "checked_on"):
        value = getattr(service, name)
        if value and value != usual.get(name):
            lines.append(f"    {name.replace('_', '-')}: {written_as(value)}")
    return "\n".join(lines) + "\n"
