"""What a plate leaves open: the objects that change with the imprint, numbered but not written."""

from __future__ import annotations

from collections.abc import Sequence

from builder.model.dataclass import dataclass
from builder.model.sheet import Opening
from builder.pdf.objects import Objects

# Keys of the parent tree (ISO 32000-1, 14.7.4.4) from which those of imprints count: after all others.
LATE = 1 << 16


@dataclass
class OpenPage:
    """A page with openings. Its array of annotations and its resources are slots; `contents` are those of the imprints.

    What they hold in any case is filled in as the page is painted: references to annotations, fonts, pictures, and to
    the elements that own its marked content.
    """

    number: int
    key: int
    annotations_slot: int
    resources_slot: int
    contents: tuple[int, ...]
    annotations: str = ""
    fonts: str = ""
    pictures: str = ""
    owners: tuple[int, ...] = ()

    def between(self, parts: Sequence[int]) -> list[int]:
        """The page's content: its parts, an imprint after each but the last."""
        mixed = [number for pair in zip(parts, self.contents, strict=False) for number in pair]
        return [*mixed, *parts[len(self.contents) :]]


class Slots:
    """The slots of a file; without openings there are none. `late` is the part of the parent tree that changes."""

    def __init__(self, openings: Sequence[Opening], objects: Objects) -> None:
        # In the order of the content, which is cut at each of them.
        self.openings = sorted(openings, key=lambda opening: (opening.page, opening.before))
        self.contents = [objects.number() for _ in self.openings]
        self._elements = {opening.node: objects.number() for opening in self.openings}
        self.late = objects.number() if openings else 0
        self.pages: dict[int, OpenPage] = {}
        for page in dict.fromkeys(opening.page for opening in self.openings):
            contents = [slot for slot, each in zip(self.contents, self.openings, strict=True) if each.page == page]
            self.pages[page] = OpenPage(0, LATE + page, objects.number(), objects.number(), tuple(contents))

    def element(self, node: int) -> int:
        """The slot of an opening's element; 0 for any other node."""
        return self._elements.get(node, 0)

    def parent_tree(self, owners: Sequence[Sequence[int]], links: Sequence[int], objects: Objects) -> str:
        """The entries of the structure tree's root that lead from marked content to elements (14.7.4.4).

        `owners` are the elements of each page's MCIDs; `links` those of annotations, whose keys follow the pages'.
        """
        entries = []
        for page, elements in enumerate(owners):
            if page in self.pages:
                self.pages[page].owners = tuple(elements)
            else:
                entries.append((page, f"[{' '.join([f'{number} 0 R' for number in elements])}]"))
        entries += [(len(owners) + at, f" {number} 0 R") for at, number in enumerate(links)]
        nums = f"/Nums[{' '.join([f'{key}{value}' for key, value in entries])}]"
        if not self.openings:
            return f"/ParentTree<<{nums}>>/ParentTreeNextKey {len(owners) + len(links)}"
        kids = f"{self.late} 0 R"
        if entries:
            first = objects.add(f"<</Limits[{entries[0][0]} {entries[-1][0]}]{nums}>>".encode())
            kids = f"{first} 0 R {kids}"
        return f"/ParentTree<</Kids[{kids}]>>/ParentTreeNextKey {2 * LATE}"
