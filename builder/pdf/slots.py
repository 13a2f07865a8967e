"""What a plate leaves open: the objects that change with the imprint, numbered but not written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.model.dataclass import dataclass
from builder.model.sheet import Opening
from builder.pdf.objects import Objects

# Keys of the parent tree (ISO 32000-1, 14.7.4.4): those of pages with imprints, then of links in imprints, come after
# all others.
LATE_PAGES = 1 << 16
LATE_LINKS = LATE_PAGES + (1 << 15)
_NEXT_KEY = LATE_PAGES + (1 << 16)


@dataclass(frozen=True)
class OpenPage:
    """A page with openings: object `number`, `key` in the parent tree.

    Its array of annotations, its resources and the imprints' `contents` are slots. What is in them in any case:
    references to annotations, fonts and pictures, what `inks` are referred to, and the elements that own its `marks`
    stretches of content.
    """

    key: int
    annotations_slot: int
    resources_slot: int
    contents: tuple[int, ...]
    number: int = 0
    annotations: str = ""
    fonts: str = ""
    pictures: str = ""
    inks: str = ""
    owners: str = ""
    marks: int = 0

    def between(self, parts: Sequence[int]) -> list[int]:
        """The page's content: its parts, an imprint after each but the last."""
        mixed = [number for pair in zip(parts, self.contents, strict=False) for number in pair]
        return [*mixed, *parts[len(self.contents) :]]


class Slots:
    """The slots of a file; without openings there are none. `late` is the part of the parent tree that changes."""

    def __init__(self, openings: Sequence[Opening], objects: Objects) -> None:
        # In the order of the content, which is cut at each of them.
        empty = [opening for opening in openings if not opening.items]
        self.openings = sorted(empty, key=lambda opening: (opening.page, opening.before))
        self.contents = [objects.number() for _ in self.openings]
        self._elements = {opening.node: objects.number() for opening in self.openings}
        self.late = objects.number() if empty else 0
        self._pages: dict[int, OpenPage] = {}
        for page in dict.fromkeys(opening.page for opening in self.openings):
            contents = [slot for slot, each in zip(self.contents, self.openings, strict=True) if each.page == page]
            self._pages[page] = OpenPage(LATE_PAGES + page, objects.number(), objects.number(), tuple(contents))

    def page(self, at: int) -> OpenPage | None:
        """The page as far as it is known; None for one without openings."""
        return self._pages.get(at)

    def note(self, at: int, **known: str | int) -> None:
        """More is known of a page with openings."""
        self._pages[at] = replace(self._pages[at], **known)  # type: ignore[arg-type]

    def element(self, node: int) -> int:
        """The slot of an opening's element; 0 for any other node."""
        return self._elements.get(node, 0)

    def parent_tree(self, owners: Sequence[Sequence[int]], links: Sequence[int], objects: Objects) -> str:
        """The entries of the structure tree's root that lead from marked content to elements.

        `owners` are the elements of each page's MCIDs; `links` those of annotations, whose keys follow the pages'.
        """
        entries = []
        for page, elements in enumerate(owners):
            listed = references(elements)
            if page in self._pages:
                self.note(page, owners=listed, marks=len(elements))
            else:
                entries.append((page, f"[{listed}]"))
        entries += [(len(owners) + at, f" {number} 0 R") for at, number in enumerate(links)]
        nums = f"/Nums[{' '.join([f'{key}{value}' for key, value in entries])}]"
        if not self.openings:
            return f"/ParentTree<<{nums}>>/ParentTreeNextKey {len(owners) + len(links)}"
        kids = f"{self.late} 0 R"
        if entries:
            first = objects.add(f"<</Limits[{entries[0][0]} {entries[-1][0]}]{nums}>>".encode())
            kids = f"{first} 0 R {kids}"
        return f"/ParentTree<</Kids[{kids}]>>/ParentTreeNextKey {_NEXT_KEY}"


def references(objects: Sequence[int]) -> str:
    """Objects as an array holds them."""
    return " ".join([f"{number} 0 R" for number in objects])
