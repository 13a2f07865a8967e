"""The tree of tags (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7): what each stretch of content belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from builder.model.dataclass import dataclass
from builder.model.sheet import Node
from builder.pdf.ink import Sides
from builder.pdf.operands import numbers, text_string

# Tags whose children stand inside a line of text; a link's text there is a Span, elsewhere a paragraph.
_HOLDS_TEXT = {"H1", "H2", "H3", "P", "Lbl", "LBody", "Span", "Note"}


class Places(NamedTuple):
    """Where elements are written. `numbers` are the objects of nodes, `above` the one above the first node, `pages` and
    `annotations` those of pages and of links in the order of `link`. MCIDs count from `mcid`; `box` writes a box."""

    numbers: Mapping[int, int]
    above: int
    pages: Sequence[int]
    annotations: Sequence[int]
    mcid: int = 0
    box: Callable[[Sides], str] = lambda sides: numbers(*sides)


@dataclass
class _Element:
    """What was painted of one node: (order of painting, page, MCID), the same of links, and the box they fill."""

    content: list[tuple[int, int, int]] = field(default_factory=list)
    annotations: list[tuple[int, int, int]] = field(default_factory=list)
    sides: Sides | None = None
    open_since: int | None = None


class Structure:
    """Takes in what is painted, in the order of painting, and writes the elements.

    `owners` are the nodes of each page's MCIDs, `links` those of the annotations.
    """

    def __init__(self, tree: Sequence[Node], language: str, linked: Collection[int], *, rtl: bool = False) -> None:
        """`linked`: the nodes that get an annotation in this finish. `rtl`: the whole runs from right to left."""
        self.owners: list[list[int]] = []
        self.links: list[int] = []
        self._tree = tree
        self._rtl = rtl
        self._tags = [_written_tag(tree, index, linked) for index in range(len(tree))]
        self._elements = [_Element() for _ in tree]
        self._painted = 0
        self._languages: list[str] = []
        for node in tree:
            inherited = self._languages[node.parent] if node.parent >= 0 else language
            self._languages.append(node.lang or inherited)

    def language_of(self, node: int) -> str | None:
        """The language of a node's text, its own or inherited; None for decoration (-1), which nobody reads aloud."""
        return self._languages[node] if node >= 0 else None

    def tag_of(self, node: int) -> str:
        """The tag as it is written."""
        return self._tags[node]

    def begin_page(self) -> None:
        """Content from here on is on the next page."""
        self.owners.append([])

    def mark(self, node: int) -> int:
        """A new stretch of content of a node; its MCID."""
        owners = self.owners[-1]
        self._elements[node].content.append((self._next(), len(self.owners) - 1, len(owners)))
        owners.append(node)
        return len(owners) - 1

    def grow(self, node: int, sides: Sides) -> None:
        """Something of a node was painted here."""
        element = self._elements[node]
        if element.sides is not None:
            (left, bottom, right, top), (x, y, x2, y2) = element.sides, sides
            sides = (min(left, x), min(bottom, y), max(right, x2), max(top, y2))
        element.sides = sides

    def link(self, node: int) -> None:
        """A new annotation of a node."""
        self._elements[node].annotations.append((self._next(), len(self.owners) - 1, len(self.links)))
        self.links.append(node)

    def leave_open(self, node: int) -> None:
        """A node whose inside is painted elsewhere, here in the order of painting."""
        self._elements[node].open_since = self._next()

    def texts(self) -> list[str]:
        """What the elements say beside their content."""
        return [text for node in self._tree for text in (node.alt, node.lang) if text]

    def painted(self) -> list[int]:
        """The nodes that are written: the first, and those that anything was painted of."""
        first = self._first_painted
        return [index for index in range(len(self._tree)) if index == 0 or first[index] is not None]

    def elements(self, places: Places) -> Iterator[tuple[int, bytes]]:
        """The painted elements and their nodes."""
        alive = self.painted()
        children: dict[int, list[int]] = {index: [] for index in alive}
        for index in alive[1:]:
            children[self._tree[index].parent].append(index)
        for index in alive:
            yield index, self._element(index, self._kids(index, children[index], places), places)

    def _next(self) -> int:
        self._painted += 1
        return self._painted

    @cached_property
    def _first_painted(self) -> list[int | None]:
        """When each node or anything in it was first painted; asked for when all is painted."""
        first: list[int | None] = [
            min((entry[0] for entry in element.content + element.annotations), default=element.open_since)
            for element in self._elements
        ]
        for index in range(len(self._tree) - 1, 0, -1):
            mine, parent = first[index], self._tree[index].parent
            theirs = first[parent]
            if mine is not None and (theirs is None or mine < theirs):
                first[parent] = mine
        return first

    def _kids(self, index: int, children: Sequence[int], places: Places) -> list[str]:
        """Children in the order of the tree, the node's own content between them where it was painted."""
        element, first, pages = self._elements[index], self._first_painted, places.pages
        page = self._page(index)
        own = [(when, self._content(on, mcid + places.mcid, page, pages)) for when, on, mcid in element.content]
        own += [
            (
                when,
                f"<</Type/OBJR/Obj {places.annotations[link]} 0 R" + (f"/Pg {pages[on]} 0 R>>" if on != page else ">>"),
            )
            for when, on, link in element.annotations
        ]
        own.sort()
        kids = []
        for child in children:
            while own and own[0][0] < (first[child] or 0):
                kids.append(own.pop(0)[1])
            kids.append(f"{places.numbers[child]} 0 R")
        return kids + [text for _, text in own]

    def _page(self, index: int) -> int | None:
        """The page that the element's Pg names: that of its first content."""
        element = self._elements[index]
        stretches = element.content or element.annotations
        return stretches[0][1] if stretches else None

    @staticmethod
    def _content(on: int, mcid: int, page: int | None, pages: Sequence[int]) -> str:
        return str(mcid) if on == page else f"<</Type/MCR/Pg {pages[on]} 0 R/MCID {mcid}>>"

    def _element(self, index: int, kids: Sequence[str], places: Places) -> bytes:
        node = self._tree[index]
        parent = places.numbers[node.parent] if node.parent >= 0 else places.above
        made = f"<</S/{self._tags[index]}/P {parent} 0 R"
        page = self._page(index)
        if page is not None:
            made += f"/Pg {places.pages[page]} 0 R"
        if len(kids) == 1:
            made += ("/K" if kids[0].startswith("<") else "/K ") + kids[0]
        elif kids:
            made += f"/K[{' '.join(kids)}]"
        if self._rtl and node.parent < 0:
            # ISO 32000-1, 14.8.5.4.2: inherited by everything in it
            made += "/A<</O/Layout/WritingMode/RlTb>>"
        if node.numbering:
            made += f"/A<</O/List/ListNumbering/{node.numbering}>>"
        sides = self._elements[index].sides
        if node.tag == "Figure" and sides is not None:
            made += f"/A<</O/Layout/BBox[{places.box(sides)}]>>"
        if node.tag == "Note":
            made += f"/ID({self._identifier(index)})"
        data = made.encode()
        if node.lang and (node.parent < 0 or node.lang != self._languages[node.parent]):
            data += b"/Lang" + text_string(node.lang)
        if node.alt:
            data += b"/Alt" + text_string(node.alt)
        return data + b">>"

    @staticmethod
    def _identifier(index: int) -> str:
        # ISO 14289-1, 7.9: every Note has an identifier. Fixed width: the name tree is in order of the bytes.
        return f"n{index:06}"

    def identifiers(self, numbers: Mapping[int, int]) -> str:
        """The entry of the root that leads from identifiers to elements; "" without any (ISO 32000-1, 14.7.2)."""
        notes = [index for index in numbers if self._tree[index].tag == "Note"]
        pairs = "".join(f"({self._identifier(index)}){numbers[index]} 0 R" for index in notes)
        return f"/IDTree<</Names[{pairs}]>>" if notes else ""


def _written_tag(tree: Sequence[Node], index: int, linked: Collection[int]) -> str:
    node = tree[index]
    if node.tag != "Link" or index in linked:
        return node.tag
    # ISO 14289-1, 7.18.5: a Link has its annotation; without one (press) its words are plain text.
    return "Span" if tree[node.parent].tag in _HOLDS_TEXT else "P"
