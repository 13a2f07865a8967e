"""What people who pack and read lists call things: `Chinese (Simplified)`, not `zh-Hans`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.said import Said
from builder.orders.takes import Takes
from builder.orders.totals import Pile


class Called:
    """The names of an order's piles."""

    def __init__(self, library: Library, made: Sequence[Pile], taken: Takes, said: Said) -> None:
        self._taken = taken
        self._said = said
        self._piles = {pile.key: pile for pile in made}
        self._languages = {id: said.language_called(id) for id in {pile.language for pile in made}}
        layouts = {id: library.layout(id, Findings()) for id in {pile.layout for pile in made}}
        self._layouts = {id: layout.name for id, layout in layouts.items() if layout is not None}
        self.drafts = {pile.draft for pile in made}

    def of(self, key: str) -> tuple[str, str, str, str]:
        """Leaflet, language, layout and edition of a pile; a draft is called one unless all are."""
        pile = self._piles[key]
        edition = pile.edition
        if pile.draft and len(self.drafts) > 1:
            edition = self._said.filled(self._said.words.draft, edition=edition)
        return pile.leaflet, self._languages[pile.language], self._layouts.get(pile.layout, pile.layout), edition

    def leaves(self, service: str, key: str, copies: int) -> int:
        """Sheets of paper for so many copies."""
        return self._taken.leaves(service, key, copies)

    def sheets(self, service: str, key: str, copies: int) -> str:
        """The same for who packs: sheets that services share are nobody's."""
        imposed = self._taken.sheetings.get(key)
        return "" if imposed is not None and imposed.shared else self._said.number(self.leaves(service, key, copies))

    def cut(self, service: str, listed: Sequence[tuple[str, int]]) -> Iterator[str]:
        """How what is printed several to a sheet comes to those who pack."""
        said, words = self._said, self._said.words
        kinds: dict[tuple[str, int, bool], list[int]] = {}
        for key, copies in listed:
            imposed = self._taken.sheetings.get(key)
            if imposed is not None and imposed.up > 1:
                kind = self.of(key)[2], imposed.up, imposed.shared
                held = kinds.setdefault(kind, [0, 0])
                held[0] += copies
                held[1] += self.leaves(service, key, copies)
        for (layout, up, shared), (copies, leaves) in kinds.items():
            text = words.shared if shared else words.cut_one if leaves == 1 else words.cut
            counts = {"up": str(up), "copies": said.number(copies), "sheets": said.number(leaves)}
            yield said.filled(text, layout=layout, **counts)

    @property
    def told(self) -> str:
        """That all editions are drafts, if they are."""
        return self._said.words.all_drafts.value if self.drafts == {True} else ""
