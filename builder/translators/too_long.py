"""Which messages make a panel overflow: those that take more lines than their source does there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from builder.build import Job, resources, typesetter
from builder.diagnostics import Findings, Hint
from builder.load import Library
from builder.model.edition import Edition
from builder.model.source import Text
from builder.translate import translate
from builder.translate.messages import messages
from builder.translate.speak import within_language

if TYPE_CHECKING:
    from builder.compose.begin import Begun
    from builder.compose.fit import Overflow


class Excess(NamedTuple):
    """A message that is longer than its source, and the panel that it makes too short."""

    text: Text
    lines: int
    source_lines: int
    layout: str
    panel: str
    points: float
    preview: bool


def set_aside(job: Job, library: Library) -> Job | None:
    """A preview that shows the messages that are too long in their source, so that the rest can be seen.

    None where no translated message is longer than its source.
    """
    contexts = {excess.text.id for excess in _too_long(job, library)}
    more = contexts.difference(job.boxed)
    return replace(job, boxed=tuple(sorted(more.union(job.boxed)))) if more and job.preview else None


def report_too_long(jobs: Iterable[Job], library: Library, findings: Findings) -> None:
    """Name the messages to shorten on sheets that do not fit, each once, with all the layouts that it overflows."""
    found: dict[tuple[str, str], list[Excess]] = {}
    for job in jobs:
        for excess in _too_long(job, library):
            found.setdefault((excess.text.id, str(excess.text.span)), []).append(excess)
    for (context, _), every in found.items():
        worst = max(every, key=lambda one: one.lines - one.source_lines)
        places = ", ".join(
            f"panel {panel} of {layout} ({points:.0f} pt too short)"
            for panel, layout, points in dict.fromkeys((one.panel, one.layout, one.points) for one in every)
        )
        shown = " A preview shows its source in a box instead." if all(one.preview for one in every) else ""
        findings.warn(
            "message-too-long",
            f"`{context}` takes {_lines(worst.lines)} where its source takes {worst.source_lines}: {places}.{shown}",
            worst.text.span,
            Hint(f"shorten it to {_lines(worst.source_lines)}, or others of the same panel"),
        )


def _too_long(job: Job, library: Library) -> list[Excess]:
    leaflet = library.leaflet(job.leaflet, Findings())
    if leaflet is None or within_language(job.language, leaflet.language):
        return []
    theirs, ours = (_begun(job, lang, library) for lang in (job.language, leaflet.language))
    if theirs is None or ours is None:
        return []
    from builder.compose.fit import is_wide
    from builder.compose.room import lengths
    from builder.compose.sheet import overflows

    found: list[Excess] = []
    for over in overflows(theirs[0]):
        if is_wide(over):
            continue  # told in full: the word and its text
        twin = _twin(over, ours[0])
        source = lengths(ours[0], twin) if twin is not None else {}
        texts = _texts(theirs[1])
        longer = [
            (high - source[context][1], context, lines)
            for context, (lines, high) in lengths(theirs[0], over).items()
            if context in source and context in texts and lines > source[context][0]
        ]
        for _, context, lines in _enough(longer, over.points):
            found.append(
                Excess(texts[context], lines, source[context][0], job.layout, over.panel, over.points, job.preview)
            )
    return found


def _enough(longer: list[tuple[float, str, int]], points: float) -> list[tuple[float, str, int]]:
    """The fewest of these messages that leave room enough when each is as short as its source."""
    chosen: list[tuple[float, str, int]] = []
    for one in sorted(longer, reverse=True):
        if fsum(saved for saved, _, _ in chosen) < points:
            chosen.append(one)
    return chosen


def _begun(job: Job, lang: str, library: Library) -> tuple[Begun, Edition] | None:
    from builder.compose.begin import begin

    told = Findings()
    edition = translate(
        library,
        job.leaflet,
        job.region,
        lang,
        told,
        naloxone=job.naloxone,
        on=job.on,
        preview=job.preview,
        boxed=job.boxed,
    )
    layout, theme = library.layout(job.layout, told), library.theme(job.theme, told)
    if edition is None or layout is None or theme is None:
        return None
    screen = library.layout(job.screen, told) if job.screen else None
    begun = begin(
        edition,
        layout,
        theme,
        typesetter(library, told),
        resources(library, told),
        told,
        job.service,
        job.finish,
        screen,
    )
    return None if begun is None else (begun, edition)


def _twin(over: Overflow, source: Begun) -> Overflow | None:
    """The same panel with the same sections in the source language, whether it overflows or not."""
    held = {section.id for section in over.sections}
    for flow in source.flows:
        if any(panel.id == over.panel for panel in flow.chain.panels):
            return replace(over, flow=flow, held=frozenset(held))
    return None


def _texts(edition: Edition) -> Mapping[str, Text]:
    parts = (edition.region, edition.leaflet, edition.words)
    return {message.context: message.text for part in parts for message in messages(part)}


def _lines(number: int) -> str:
    return f"{number} line" if number == 1 else f"{number} lines"
