"""What composing found wrong, in words that say where and what next."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from builder.compose.fit import Overflow, is_wide
from builder.compose.frames import leaves
from builder.compose.imprint import unfit
from builder.compose.setting import Bench, Setting
from builder.diagnostics import Findings, Hint
from builder.model.layout import Layout
from builder.model.service import Service
from builder.model.source import Span, Text
from builder.translate.messages import messages


def report_missing(bench: Bench, findings: Findings, place: Span | None = None) -> bool:
    """One error for every character that no face of its language holds; whether there was any.

    `place` is where words that are not a message were written.
    """
    for (char, value), (text, lang) in bench.missing.items():
        name = unicodedata.name(char, "unnamed")
        text = _message(bench, char, value if text is None else text.value) or text
        where = f"message `{text.id}`" if text is not None else f"“{value[:40]}”"
        source = next((each for each in bench.edition.sources if char in f"{each.publisher}{each.year}"), None)
        if text is None and source is not None and char in value:
            where, place = f"source `{source.id}`", source.span
        families = ", ".join(bench.typesetter.language(lang).fonts)
        findings.error(
            "missing-glyph",
            f"no font of language `{lang}` holds U+{ord(char):04X} {name} in {where}",
            _spot(text.span if text is not None else place, char),
            Hint(f"write it with other characters, or add a face that holds it to the fonts of `{lang}` ({families})"),
        )
    return bool(bench.missing)


def _message(bench: Bench, char: str, value: str) -> Text | None:
    """The message that brought the character into a value: with numbers of notes behind it, beside another in one
    paragraph, or, as the shortest, in a placeholder."""
    edition, plain = bench.edition, _plain(value)
    held = [
        each.text
        for part in (edition.leaflet, edition.region, edition.words)
        for each in messages(part)
        if char in each.text.value and _plain(each.text.value) in plain
    ]
    return min(held, key=lambda text: len(text.value), default=None)


def _plain(value: str) -> str:
    """Without what `builder.translate.placeholders` puts around and into what fills a placeholder."""
    return value.translate(_FILLED)


_FILLED = {0x2066: None, 0x2068: None, 0x2069: None, 0xA0: " "}


def _spot(span: Span | None, char: str) -> Span | None:
    """The character's own place within a stretch of a file; the stretch where it is not written as it is."""
    if span is None:
        return None
    try:
        lines = Path(span.file).read_text(encoding="utf-8", errors="replace").split("\n")[: span.end_line]
    except OSError:
        return span
    for number in range(span.line, len(lines) + 1):
        at = lines[number - 1].find(char, span.column - 1 if number == span.line else 0)
        if at >= 0:
            return Span(span.file, number, at + 1, number, at + 2)
    return span


def report_imprint(bench: Bench, findings: Findings) -> bool:
    """Errors for a service whose details do not fit the layout's box; whether there was any."""
    box = bench.layout.imprint
    for service, excess in bench.too_long:
        much = "has a word wider than" if unfit(excess) else f"needs {excess:.0f} pt more than"
        findings.error(
            "imprint-overflow",
            f"service `{service.id}` {much} the imprint of layout `{bench.layout.id}` ({box:.0f} pt high)",
            service.span,
            Hint("shorten the name, the address or the hours, or leave a line out"),
        )
    for service, count in bench.too_dense:
        findings.error(
            "address-too-long",
            f"the code of {service.url} has {count} modules a side, too many for the imprint of `{bench.layout.id}`",
            service.span,
            Hint("use a shorter web address: 32 characters scan well"),
        )
    return bool(bench.too_long or bench.too_dense)


def report_tight(bench: Bench, findings: Findings) -> None:
    """A note where a language is set as on cards, since a sheet does not hold its usual face."""
    findings.note(
        "tight-face",
        f"layout `{bench.layout.id}` does not hold the text in the usual face of `{bench.language.id}`: it is set in"
        f" {bench.language.fonts[0]}, as on cards",
        bench.edition.leaflet.span,
        Hint("a trifold or large print has more room"),
    )


def report_unsaid(service: Service, layout: Layout, findings: Findings) -> None:
    """A note for what a card's small box does not say of a service."""
    if not layout.compact:
        return
    unsaid = [
        name
        for name, value in (("hours", service.hours), ("web address", service.url if service.phone else ""))
        if value
    ]
    if unsaid:
        findings.note(
            "left-out",
            f"the box of layout `{layout.id}` has no room for the {' and the '.join(unsaid)} of `{service.id}`",
            service.span,
            Hint("a trifold or a sheet shows them"),
        )


def report_left_out(bench: Bench, blocks: Sequence[str], findings: Findings) -> None:
    """A note for every optional block that the sheet had no room for."""
    spans: dict[str, Span | None] = {block.id: block.span for block in bench.printed}
    for block in blocks:
        findings.note(
            "left-out",
            f"block `{block}` is left out of layout `{bench.layout.id}`, `{bench.edition.language}`: there is no room",
            spans.get(block),
            Hint("shorten the texts of its panel to bring it back"),
        )


def report_overflow(bench: Bench, over: Sequence[Overflow], findings: Findings) -> None:
    """One error for every panel that does not hold its text at the smallest type."""
    lowest = Setting(bench.lowest)
    for one in over:
        place = f"panel `{one.panel}` of layout `{bench.layout.id}` in `{bench.edition.language}`"
        if is_wide(one):
            word, need, room, span = _widest(bench, one)
            findings.error(
                "word-too-wide",
                f"a word is too wide in {place}: “{word}” needs {need:.0f} pt, the column has {room:.0f} pt",
                span or _place_of(one.panel, bench.layout),
                Hint("use a shorter word, or set it on a layout with wider panels"),
            )
            continue
        size = bench.size("body", lowest)
        lines = math.ceil(one.points / (size * bench.leading("body")))
        plural = "line" if lines == 1 else "lines"
        findings.error(
            "text-overflow",
            f"{place} is {one.points:.0f} pt too short for its text at the smallest type ({size:g} pt)",
            one.sections[-1].span if one.sections else None,
            Hint(
                f"take out about {lines} {plural} of body text (about {lines * _letters(bench, one, size)} characters)"
            ),
            Hint("or mark a block `optional: true`, or choose a layout with more room, such as a flowing one"),
        )


def _place_of(panel: str, layout: Layout) -> Span | None:
    """Where the panel is written: numbers of a region are no message, and stand in no leaflet."""
    found = (leaf.span for face in layout.faces for leaf in leaves(face.body) if leaf.id == panel)
    return next(found, layout.span)


def _letters(bench: Bench, one: Overflow, size: float) -> int:
    """Characters that fit on a line of body text, from the edition's own texts."""
    shaped = [bench.shape(text, "body") for text in _texts(one)]
    total = math.fsum(piece.natural for piece in shaped)
    letters = sum(len(piece.text) for piece in shaped)
    return max(1, round(one.width * 1000 / size * letters / total)) if total else 40


def _widest(bench: Bench, one: Overflow) -> tuple[str, float, float, Span | None]:
    """The unbreakable words of this panel that are wider than their column, their width, the column's, their place."""
    texts = _texts(one)
    ids = {text.id for text in texts}
    found = {key: wide for key, wide in bench.too_wide.items() if ids.intersection(key.split())} or bench.too_wide
    word, need, room, span = max(found.values(), key=lambda wide: wide[1] - wide[2])
    # a lead and its text are one paragraph: the word tells which of them is meant
    return word, need, room, next((text.span for text in texts if word in text.value), span)


def _texts(one: Overflow) -> list[Text]:
    found: list[Text] = []

    def walk(value: object) -> None:
        if isinstance(value, Text):
            found.append(value)
        elif isinstance(value, tuple):
            for item in value:
                walk(item)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk(one.sections)
    return found
