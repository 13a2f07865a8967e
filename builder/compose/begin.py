"""Begin: what composing works with, made from an edition, a layout and a theme before anything is measured."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from builder.compose.bars import DraftBar
from builder.compose.beside import beside
from builder.compose.choose import Chain, choose, numbered, printed_blocks, purposes_of, reading_order
from builder.compose.dress import BLEED
from builder.compose.fit import Flow, flows_of
from builder.compose.setting import MM, Bench
from builder.diagnostics import Findings
from builder.model.dataclass import dataclass
from builder.model.edition import Edition
from builder.model.icon import Icon
from builder.model.language import Language
from builder.model.layout import Layout, Panel, Size
from builder.model.service import Service
from builder.model.sheet import Box
from builder.model.source import Length, Text
from builder.model.theme import Theme
from builder.text import Typesetter

_MOST_LIBRARIES = 8

PAPERS = {
    "letter": Size(width=Length(612.0), height=Length(792.0)),
    "a4": Size(width=Length(595.28), height=Length(841.89)),
}
"""Widths and heights of office paper, points."""


@dataclass(frozen=True)
class Resources:
    """What composing looks up: languages and icons."""

    languages: Mapping[str, Language]
    icon: Callable[[str], Icon | None]
    draft: Text


class Begun(NamedTuple):
    """The bench, the bar of a draft, sections as units; the trim on its paper, and the paper's size in points."""

    bench: Bench
    bar: DraftBar | None
    flows: tuple[Flow, ...]
    trim: Box
    width: float
    height: float


def begin(
    edition: Edition,
    layout: Layout,
    theme: Theme,
    typesetter: Typesetter,
    resources: Resources,
    findings: Findings,
    service: Service | None = None,
    finish: str = "office",
    screen: Layout | None = None,
    left_open: bool = False,
    source: Edition | None = None,
    tight: bool = False,
) -> Begun | None:
    """Choose what is printed and make its pieces. None and findings where a section has no panel.

    `left_open`: the inside of an imprint comes later. `source`: what every text stands beside, on a bilingual layout.
    `tight`: languages are set as they are on cards.
    """
    chains = choose(edition, layout, findings)
    if not findings.ok or not chains:
        return None
    bench = bare(edition, layout, theme, typesetter, resources, finish, screen, tight=tight)
    if bench.layout is not layout:
        chains = _rechained(chains, reading_order(bench.layout)[0])
    printed = printed_blocks(chains)
    notes, sources = numbered(edition, printed)
    bench = replace(
        bench,
        service=service,
        left_open=left_open,
        printed=printed,
        purposes=purposes_of(edition, printed),
        notes=notes,
        sources=sources,
    )
    bar = DraftBar(bench, resources.draft) if edition.draft else None
    trim, width, height = paper_of(bench)
    bench = replace(bench, draft=bar, trim=trim)
    flows = flows_of(bench, chains)
    if source is not None:
        twin = _twin(bench, source)
        flows = beside(bench, flows, twin, flows_of(twin, choose(source, layout, Findings())))
    return Begun(bench, bar, flows, trim, width, height)


def _twin(bench: Bench, source: Edition) -> Bench:
    """The same bench for the edition in the other language; what no font holds is told once, with the first."""
    language = bench.languages[source.language]
    return replace(bench, edition=source, language=language, _sizes={}, _leadings={}, _rises={}, _lines={})


def bare(
    edition: Edition,
    layout: Layout,
    theme: Theme,
    typesetter: Typesetter,
    resources: Resources,
    finish: str,
    screen: Layout | None = None,
    *,
    tight: bool = False,
) -> Bench:
    """A bench before anything is chosen: enough for what stands by itself, such as an imprint."""
    if finish == "screen" and screen is not None:
        layout = replace(screen, id=layout.id, duplex="none")
    languages = resources.languages
    if layout.compact or tight:
        languages = _compacted(languages)
        typesetter = typesetter.like(languages)
    return Bench(
        edition=edition,
        layout=layout,
        theme=theme,
        language=languages[edition.language],
        languages=languages,
        typesetter=typesetter,
        icon=resources.icon,
        finish=finish,
    )


_compact: dict[int, tuple[Mapping[str, Language], Mapping[str, Language]]] = {}


def _compacted(languages: Mapping[str, Language]) -> Mapping[str, Language]:
    """All of them as on cards: the same values each time, so that what was shaped with them is found again."""
    kept = _compact.get(id(languages))
    if kept is None or kept[0] is not languages:
        if len(_compact) >= _MOST_LIBRARIES:
            _compact.clear()
        kept = _compact[id(languages)] = languages, {each.id: compact(each) or each for each in languages.values()}
    return kept[1]


def compact(language: Language) -> Language | None:
    """The language as it is set on cards, when that differs."""
    card = language.compact
    if card is None:
        return None
    return replace(
        language,
        fonts=card.fonts,
        heading_fonts=(),
        leading=card.leading,
        tight=card.tight,
        scale=card.scale,
        heading_scale=1.0,
        overhang=0.0,
    )


def paper_of(bench: Bench) -> tuple[Box, float, float]:
    """The trim on its paper, and the paper's width and height."""
    size = bench.layout.trim
    if bench.finish == "office" and bench.layout.paper == "region":
        paper = PAPERS[bench.edition.region.paper]
        return (
            Box((paper.width - size.width) / 2, (paper.height - size.height) / 2, size.width, size.height),
            paper.width,
            paper.height,
        )
    margin = BLEED + 7 * MM if bench.finish == "press" else 0.0
    return Box(margin, margin, size.width, size.height), size.width + 2 * margin, size.height + 2 * margin


def _rechained(chains: Sequence[Chain], panel: Panel) -> tuple[Chain, ...]:
    """All sections on one flowing panel, in reading order."""
    return tuple(Chain((panel,), chain.sections) for chain in chains)
