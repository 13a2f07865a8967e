"""What a sheet takes over from the files on it besides their pages: which layers are hidden, and what colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Pdf

from builder.diagnostics import Findings
from builder.impose.reach import Opened
from builder.impose.source import Source
from builder.verify.objects import Value


def take_layers(target: Pdf, sources: Sequence[Source]) -> None:
    """Layers that are hidden in their files stay hidden (ISO 32000-1, 8.11.4)."""
    groups: list[Any] = []
    hidden: list[Any] = []
    for source in sources:
        objects = source.objects
        properties = objects.dictionary(objects.root.get("/OCProperties"))
        listed = _references(objects, properties.get("/OCGs"))
        usual = objects.dictionary(properties.get("/D"))
        off = set(_references(objects, usual.get("/OFF")))
        if objects.get(usual.get("/BaseState")) == "/OFF":
            off |= set(listed) - set(_references(objects, usual.get("/ON")))
        brought = {each: target.copy_foreign(objects.object(each)) for each in listed}
        groups += brought.values()
        hidden += [made for each, made in brought.items() if each in off]
    if groups:
        usual_state = Dictionary(OFF=Array(hidden), Order=Array())
        target.Root.OCProperties = Dictionary(OCGs=Array(groups), D=usual_state)


def take_intent(target: Pdf, sources: Sequence[Source], findings: Findings) -> None:
    """The colours that a file was made for hold for the sheet when all files on it say the same."""
    told = {_intent(source.objects) for source in sources}
    if len(told) > 1:
        findings.warn(
            "impose-colours",
            f"{sources[0].name} and other files on the sheet are meant for different presses or screens",
            None,
            "impose files of one finish and colour together",
        )
        return
    if any(told.pop()):
        objects = sources[0].objects
        target.Root.OutputIntents = Array([target.copy_foreign(objects.indirect(objects.first_intent()))])


def _intent(objects: Opened) -> tuple[str, bytes]:
    """Name and profile of a file's first output intent."""
    listed = objects.array(objects.root.get("/OutputIntents"))
    if not listed:
        return "", b""
    entries = objects.dictionary(listed[0])
    return str(objects.get(entries.get("/OutputConditionIdentifier"))), objects.raw(entries.get("/DestOutputProfile"))


def _references(objects: Opened, value: Value) -> list[str]:
    return [each for each in objects.array(value) if isinstance(each, str) and objects.dictionary(each)]
