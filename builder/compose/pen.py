"""The pen that pieces are placed with: it collects items page by page and the structure tree in reading order."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from builder.model.dataclass import dataclass
from builder.model.sheet import Bookmark, Box, Frame, Node, Opening, PlacedItem, Tag
from builder.model.source import Text

if TYPE_CHECKING:
    from builder.compose.pieces import TextPiece


@dataclass
class Pen:
    """Collects what is placed. `page` is where the next item goes; nodes are numbered as they are made.

    `language` is the sheet's; `scope` tells apart what two languages on one sheet would share.
    """

    rtl: bool
    pages: list[list[PlacedItem]] = field(default_factory=list)
    frames: list[list[Frame]] = field(default_factory=list)
    tree: list[Node] = field(default_factory=lambda: [Node("Document", -1)])
    bookmarks: list[Bookmark] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    page: int = 0
    last_disc: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    language: str = ""
    scope: str = ""
    _shared: dict[tuple[str, object], int] = field(default_factory=dict)

    def turn_to(self, page: int) -> None:
        """Go to a page, making it when it is new."""
        while len(self.pages) <= page:
            self.pages.append([])
            self.frames.append([])
        self.page = page

    def add(self, item: PlacedItem) -> None:
        self.pages[self.page].append(item)

    def node(
        self, tag: Tag, parent: int, *, lang: str = "", alt: str = "", numbering: str = "", message: str = ""
    ) -> int:
        """A new element of the structure tree; its index."""
        self.tree.append(Node(tag, parent, lang, alt, numbering, message))  # type: ignore[arg-type]
        return len(self.tree) - 1

    def open(self, node: int, box: Box, label: Text, code: float, items: int = 0) -> None:
        """What stands in a box on this page, under a node: the last so many items, or none that is there yet."""
        before = len(self.pages[self.page]) - items
        self.openings.append(Opening(self.page, before, node, box, label, code, items))

    def text(self, piece: TextPiece, width: float) -> None:
        """A text is about to be put in a column of this width; for pens that measure and do not draw."""

    def shared(self, key: object, tag: Tag, parent: int, *, lang: str = "", numbering: str = "") -> int:
        """The element made for `key` earlier, or a new one: a list whose items stand on two pages is one list.

        Where two languages stand side by side, `scope` tells whose element it is.
        """
        if (self.scope, key) not in self._shared:
            self._shared[self.scope, key] = self.node(tag, parent, lang=lang, numbering=numbering)
        return self._shared[self.scope, key]
