"""The alphabet that sheets bring along for the details of services: one cut of a face serves a thousand of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from builder.compose.imprint import label_of
from builder.compose.setting import Bench
from builder.model.glyphs import Run
from builder.model.source import Text

# What can be typed on an American keyboard, the ligatures of f, and what word processors make of dashes and quotes.
_SPECIMEN: Final = "\N{NO-BREAK SPACE}".join(
    (
        *"!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~",
        *("ff", "fi", "fl", "ffi", "ffl"),
        *"\N{EN DASH}\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{MIDDLE DOT}",
    )
)


def alphabet(bench: Bench, labels: Iterable[Text]) -> tuple[Run, ...]:
    """The letters as they come in the region's language, regular and bold, a word space among them; and those of what
    stands above the details."""
    lang = bench.edition.region.language
    shaped = [bench.typesetter.shape(f"a {_SPECIMEN}", lang=lang, bold=bold, rtl=False) for bold in (False, True)]
    shaped += [label_of(bench, label).shaped for label in labels]
    return tuple([run for text in shaped for line in text.lines(float("inf")) for run in line.runs])
