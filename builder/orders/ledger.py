"""Pages for the people who print and pack: headings, lines and tables, set with the library's fonts and styles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum
from typing import Final, Literal

from builder.build import resources, typesetter
from builder.compose.begin import bare
from builder.compose.pen import Pen
from builder.compose.pieces import TOO_WIDE, Cell, Row, TextPiece
from builder.compose.setting import Bench, Setting
from builder.compose.texts import plain, runs
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.layout import Layout
from builder.model.sheet import Box, Page, Rule, Sheet
from builder.model.source import Id
from builder.orders.numbers import steady
from builder.pdf import paint
from builder.text.memory import remember
from builder.verify import Meant, verify
from builder.verify.letters import runs_from_right

_STILL = Setting(1.0)
_GAP = 10.0
_MOST_CELLS = 2000
_LONG = re.compile(r"(\w{4})(?=\w{2})")
_SIGNED = 34.0  # a line to write on, with what is above it
_LINE = 3.0  # between the words of a row and the rules around it

_BREAK, _JOINED_BREAK = "\u200b", "\u200d\u200b"
"""A place where a line may end, and one over which letters from the right go on joining."""

ANY: Final = "und"
"""BCP 47: a text whose language is not known."""

Told = str | tuple[str, str]
"""Words, or words and their language when that is not the papers'."""

Align = Literal["start", "end"]


class Ledger:
    """Fills pages from the top down. What does not fit goes on the next page, a table with its heads again."""

    def __init__(self, bench: Bench, layout: Layout, language: str) -> None:
        self._language = language
        self._bench = bench
        self._width, self._height, self._inset = layout.trim.width, layout.trim.height, layout.inset
        self._pen = Pen(bench.rtl, language=bench.edition.language)
        self._y = 0.0
        self._titled = False
        self._cells: dict[tuple[Told, str, Align], TextPiece] = {}

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._pen.pages)

    def begin(self) -> None:
        """A new page."""
        self._pen.turn_to(len(self._pen.pages))
        self._y = self._inset

    def words(self, told: Told, style: str = "body", *, gap: float = 0.0) -> None:
        """A paragraph, `gap` points below what is above it; a heading gets its tag."""
        tag: Literal["H1", "H2", "P"] = "H2" if style in ("title", "heading") else "P"
        if style == "title" and not self._titled:
            # a document has one title; the slips after the first are sections of it
            tag, self._titled = "H1", True
        text, lang = self._spoken(told)
        piece = self._piece(text, style, lang, tag=tag)
        if piece.height(self._wide, _STILL) >= TOO_WIDE:
            piece = self._piece(breakable(text), style, lang, tag=tag)
        high = piece.height(self._wide, _STILL)
        self._room(high + gap)
        self._y += gap
        piece.place(self._pen, self._inset, self._y, self._wide, _STILL, 0)
        self._y += high

    def pairs(self, told: Sequence[tuple[str, Told]]) -> None:
        """Names and what they stand for, those that say nothing left out."""
        for name, text in told:
            if self._spoken(text)[0]:
                self._row([name, text], [0.25, 0.75], ["small", "body"], ["start", "start"], 1.0)

    def table(self, heads: Sequence[Told], rows: Iterable[Sequence[Told]], shares: Sequence[float]) -> None:
        """A table; a head that ends with # stands over numbers. `shares` are those of the columns in the width."""
        spoken = [self._spoken(head) for head in heads]
        aligns: list[Align] = ["end" if head.endswith("#") else "start" for head, _ in spoken]
        top = [(head.rstrip("#"), lang) for head, lang in spoken]

        def head() -> None:
            self._row(top, shares, ["label"] * len(top), aligns, _LINE)
            self._rule(1.0)

        self._y += _GAP
        self._room(60.0)
        head()
        for row in rows:
            self._row(row, shares, ["body"] * len(row), aligns, _LINE, turned=head)
            self._rule(0.5)

    def sign(self, names: Sequence[Told], said: str = "") -> None:
        """Ruled lines to write on, all on one page, under what is `said` by it."""
        self._room(_SIGNED * (len(names) + bool(said)))
        if said:
            self.words(said, "strong", gap=14.0)
        for name in names:
            self._y += 20.0
            text, lang = self._spoken(name)
            piece = self._piece(text, "body", lang)
            piece.place(self._pen, self._inset, self._y, self._wide * 0.3, _STILL, 0)
            foot = self._y + piece.height(self._wide * 0.3, _STILL)
            ink = self._bench.colour("ink")
            self._pen.add(Rule(self._inset + self._wide * 0.32, foot, self._inset + self._wide, foot, 0.75, ink))
            self._y = foot

    def sheet(self, title: str) -> Sheet:
        """All pages."""
        trim = Box(0.0, 0.0, self._width, self._height)
        return Sheet(
            pages=tuple([Page(self._width, self._height, trim, tuple(items)) for items in self._pen.pages]),
            tree=tuple(self._pen.tree),
            bookmarks=tuple(self._pen.bookmarks),
            rtl=self._bench.rtl,
            language=self._language,
            title=title,
            description=title,
            duplex="none",
            date="",
            code="",
            scale=1.0,
        )

    @property
    def _wide(self) -> float:
        return self._width - 2 * self._inset

    def _spoken(self, told: Told) -> tuple[str, str]:
        return (told, self._language) if isinstance(told, str) else told

    def _room(self, high: float) -> None:
        if not self._pen.pages or self._y + high > self._height - self._inset:
            self.begin()

    def _row(
        self,
        texts: Sequence[Told],
        shares: Sequence[float],
        styles: Sequence[str],
        aligns: Sequence[Align],
        pad: float,
        *,
        turned: Callable[[], None] | None = None,
    ) -> None:
        """Put a row; `turned` comes first on a new page."""
        free = self._wide - _GAP * (len(shares) - 1)
        widths = [free * share / fsum(shares) for share in shares]
        cells = [
            Cell(self._fitted(text, style, align, width), share)
            for text, share, style, align, width in zip(texts, shares, styles, aligns, widths, strict=True)
        ]
        row = Row(tuple(cells), lambda _: _GAP, "top", "Div")
        page, high = self.pages, row.height(self._wide, _STILL) + 2 * pad
        self._room(high)
        if turned is not None and self.pages != page:
            turned()
        row.place(self._pen, self._inset, self._y + pad, self._wide, _STILL, 0)
        self._y += high

    def _fitted(self, told: Told, style: str, align: Align, width: float) -> TextPiece:
        """A name may be one word that is wider than its column; it is broken rather than lost."""
        piece = self._cell(told, style, align)
        if piece.height(width, _STILL) < TOO_WIDE:
            return piece
        text, lang = self._spoken(told)
        return self._cell((breakable(text), lang), style, align)

    def _cell(self, told: Told, style: str, align: Align) -> TextPiece:
        # heads, dates and names stand on hundreds of pages
        asked = told, style, align
        found = self._cells.get(asked)
        return found if found is not None else remember(self._cells, asked, self._made(*asked), most=_MOST_CELLS)

    def _made(self, told: Told, style: str, align: Align) -> TextPiece:
        text, lang = self._spoken(told)
        piece = self._piece(text or "\u2013", style, lang)
        return replace(piece, align=align, _heights={})

    def _piece(self, text: str, style: str, lang: str, *, tag: Literal["H1", "H2", "P"] = "P") -> TextPiece:
        """A text in its language; in letters of all others where it has some that are none of its own, as references,
        notes and names often have. What nobody can set is a question mark: a slip is read by who can ask."""
        text = steady(text)
        piece = plain(self._bench, text, style, tag=tag, lang=lang, shrink=True, rtl=runs(text))
        if piece.shaped.missing:
            piece = plain(self._bench, text, style, tag=tag, lang=ANY, shrink=True, rtl=runs(text))
        if piece.shaped.missing:
            text = text.translate(dict.fromkeys(map(ord, piece.shaped.missing), "?"))
            piece = plain(self._bench, text, style, tag=tag, lang=ANY, shrink=True, rtl=runs(text))
        return piece

    def _rule(self, weight: float) -> None:
        ink = self._bench.colour("ink" if weight >= 1.0 else "rule")
        self._pen.add(Rule(self._inset, self._y, self._inset + self._wide, self._y, weight, ink))


def breakable(text: str) -> str:
    """The text with places in its long words where a line may end; never before a mark that stands on a letter."""
    return _LONG.sub(lambda found: found[1] + (_JOINED_BREAK if runs_from_right(found[1]) else _BREAK), text)


def paper(book: Ledger, title: str, findings: Findings, *, read: bool = True) -> bytes | None:
    """The pages as a PDF, read back from its bytes unless `read` says that others of its kind have been; None and
    errors."""
    sheet, mine = book.sheet(title), Findings()
    data = paint(sheet)
    if read:
        verify(data, Meant(sheet, None, None, "office")).tell(mine, title)
    findings.extend(mine)
    return data if mine.ok else None


def ledger(
    library: Library, edition: Edition, layout: str, findings: Findings, *, language: str = "en"
) -> Ledger | None:
    """Empty pages of a layout, set as an edition is, for those who read `language`; None and findings when there is no
    such layout."""
    loaded, defaults = library.layout(layout, findings), library.defaults(findings)
    theme = library.theme(defaults.theme, findings) if defaults is not None else None
    if loaded is None or theme is None:
        return None
    found = resources(library, findings)
    languages = {**found.languages, ANY: _any(edition.language, found.languages)}
    setter = typesetter(library, findings).like(languages)
    bench = bare(edition, loaded, theme, setter, replace(found, languages=languages), "office")
    return Ledger(bench, loaded, language)


def _any(usual: str, languages: Mapping[str, Language]) -> Language:
    """A language with the letters of all, the usual one's first."""
    families = dict.fromkeys([*languages[usual].fonts, *(font for each in languages.values() for font in each.fonts)])
    return replace(languages[usual], id=Id(ANY), fonts=tuple(families), heading_fonts=())
