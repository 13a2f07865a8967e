"""The tree of tags (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7): what each stretch of content belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from builder.model.dataclass import dataclass
from builder.model.sheet import Node
from builder.pdf.document import Document, Written
from builder.pdf.operands import numbers, text_string
from builder.pdf.pen import Sides

# Tags whose children stand inside a line of text; a link's text there is a Span, elsewhere a paragraph.
_HOLDS_TEXT = {"H1", "H2", "H3", "P", "Lbl", "LBody", "Span", "Note"}


@dataclass
class _Element:
    """What was painted of one node: (order of painting, page, MCID), annotations, and the box they fill."""

    content: list[tuple[int, int, int]] = field(default_factory=list)
    annotations: list[tuple[int, int, int]] = field(default_factory=list)
    sides: Sides | None = None


class Structure:
    """Takes in what is painted, in the order of painting, and writes tree and parent tree."""

    def __init__(self, tree: Sequence[Node], language: str, links: frozenset[int], pages: int) -> None:
        """`links`: the nodes that get an annotation in this finish; `pages`: how many there will be."""
        self._page_count = pages
        self._tree = tree
        self._tags = [_written_tag(tree, index, links) for index in range(len(tree))]
        self._elements = [_Element() for _ in tree]
        self._owners: list[list[int]] = []
        self._links: list[int] = []
        self._painted = 0
        self._numbers: dict[int, int] = {}
        self._languages: list[str] = []
        for node in tree:
            inherited = self._languages[node.parent] if node.parent >= 0 else language
            self._languages.append(node.lang or inherited)

    def language_of(self, node: int) -> str | None:
        """The language of a node's text, its own or inherited; None for decoration (-1), which nobody reads aloud."""
        return self._languages[node] if node >= 0 else None

    def tag_of(self, node: int) -> str:
        """The tag as it is written; without an annotation a Link is none."""
        return self._tags[node]

    def begin_page(self) -> None:
        """Content from here on is on the next page."""
        self._owners.append([])

    def mark(self, node: int) -> int:
        """A new stretch of content of a node; its MCID."""
        owners = self._owners[-1]
        self._elements[node].content.append((self._next(), len(self._owners) - 1, len(owners)))
        owners.append(node)
        return len(owners) - 1

    def grow(self, node: int, sides: Sides) -> None:
        """Something of a node was painted here."""
        element = self._elements[node]
        if element.sides is not None:
            (left, bottom, right, top), (x, y, x2, y2) = element.sides, sides
            sides = (min(left, x), min(bottom, y), max(right, x2), max(top, y2))
        element.sides = sides

    def link(self, node: int) -> int:
        """A new annotation of a node: the key its StructParent shall have, after the keys of the pages."""
        self._links.append(node)
        return self._page_count + len(self._links) - 1

    def linked(self, node: int, annotation: int) -> None:
        """The number of the annotation that `link` announced."""
        self._elements[node].annotations.append((self._next(), len(self._owners) - 1, annotation))

    def write(self, document: Document, pages: Sequence[int]) -> int:
        """Write all elements; the number of the StructTreeRoot. `pages` are the numbers of the page objects."""
        first = self._first_painted()
        root_object = Written()
        root = document.add(root_object)
        alive = [index for index in range(len(self._tree)) if index == 0 or first[index] is not None]
        objects = {index: Written() for index in alive}
        self._numbers = {index: document.add(objects[index]) for index in alive}
        children: dict[int, list[int]] = {index: [] for index in alive}
        for index in alive[1:]:
            children[self._tree[index].parent].append(index)
        for index in alive:
            kids = self._kids(index, children[index], first, pages)
            objects[index].text = self._element(index, kids, root, pages)
        root_object.text = self._root()
        return root

    def number_of(self, node: int) -> int | None:
        """The object of a node, once written; None when nothing of it was painted."""
        return self._numbers.get(node)

    def _next(self) -> int:
        self._painted += 1
        return self._painted

    def _first_painted(self) -> list[int | None]:
        """When each node or anything in it was first painted."""
        first: list[int | None] = [
            min((entry[0] for entry in element.content + element.annotations), default=None)
            for element in self._elements
        ]
        for index in range(len(self._tree) - 1, 0, -1):
            mine, parent = first[index], self._tree[index].parent
            theirs = first[parent]
            if mine is not None and (theirs is None or mine < theirs):
                first[parent] = mine
        return first

    def _kids(
        self, index: int, children: Sequence[int], first: Sequence[int | None], pages: Sequence[int]
    ) -> list[str]:
        """Children in the order of the tree, the node's own content between them where it was painted."""
        element = self._elements[index]
        page = self._page(index)
        own = [(when, self._content(on, mcid, page, pages)) for when, on, mcid in element.content]
        own += [
            (when, f"<</Type/OBJR/Obj {number} 0 R" + (f"/Pg {pages[on]} 0 R>>" if on != page else ">>"))
            for when, on, number in element.annotations
        ]
        own.sort()
        kids = []
        for child in children:
            while own and own[0][0] < (first[child] or 0):
                kids.append(own.pop(0)[1])
            kids.append(f"{self._numbers[child]} 0 R")
        return kids + [text for _, text in own]

    def _page(self, index: int) -> int | None:
        """The page that the element's Pg names: that of its first content."""
        element = self._elements[index]
        stretches = element.content or element.annotations
        return stretches[0][1] if stretches else None

    @staticmethod
    def _content(on: int, mcid: int, page: int | None, pages: Sequence[int]) -> str:
        return str(mcid) if on == page else f"<</Type/MCR/Pg {pages[on]} 0 R/MCID {mcid}>>"

    def _element(self, index: int, kids: Sequence[str], root: int, pages: Sequence[int]) -> bytes:
        node = self._tree[index]
        parent = self._numbers[node.parent] if node.parent >= 0 else root
        made = f"<</S/{self._tags[index]}/P {parent} 0 R"
        page = self._page(index)
        if page is not None:
            made += f"/Pg {pages[page]} 0 R"
        if len(kids) == 1:
            made += ("/K" if kids[0].startswith("<") else "/K ") + kids[0]
        elif kids:
            made += f"/K[{' '.join(kids)}]"
        if node.numbering:
            made += f"/A<</O/List/ListNumbering/{node.numbering}>>"
        sides = self._elements[index].sides
        if node.tag == "Figure" and sides is not None:
            made += f"/A<</O/Layout/BBox[{numbers(*sides)}]>>"
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

    def _root(self) -> bytes:
        keys = [
            f"{key}[{' '.join(f'{self._numbers[node]} 0 R' for node in nodes)}]"
            for key, nodes in enumerate(self._owners)
        ]
        keys += [f"{self._page_count + key} {self._numbers[node]} 0 R" for key, node in enumerate(self._links)]
        made = f"<</Type/StructTreeRoot/K {self._numbers[0]} 0 R/ParentTree<</Nums[{' '.join(keys)}]>>"
        made += f"/ParentTreeNextKey {len(keys)}"
        notes = [index for index in self._numbers if self._tree[index].tag == "Note"]
        if notes:
            # ISO 32000-1, 14.7.2: required as soon as an element has an identifier.
            pairs = "".join(f"({self._identifier(index)}){self._numbers[index]} 0 R" for index in notes)
            made += f"/IDTree<</Names[{pairs}]>>"
        return made.encode() + b">>"


def _written_tag(tree: Sequence[Node], index: int, links: frozenset[int]) -> str:
    node = tree[index]
    if node.tag != "Link" or index in links:
        return node.tag
    # ISO 14289-1, 7.18.5: a Link has its annotation; without one (press) its words are plain text.
    return "Span" if tree[node.parent].tag in _HOLDS_TEXT else "P"
