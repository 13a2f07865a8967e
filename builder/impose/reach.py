"""Where a file's pages are, what they take over from the nodes above them, and what they lead to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from builder.verify.objects import Objects, Unreadable, Value

_DEEPEST: Final = 2000
"""Objects that lead to one another in a row: qpdf copies them one inside the other and runs out of stack at 40,000."""

_MOST: Final = 400_000

_LEVELS: Final = 60
"""Of nodes above a page."""


class Opened(Objects):
    """A file's objects, some of which are copied to another file."""

    def indirect(self, thing: Any) -> Any:
        """An object as one that other objects refer to: only such can be copied."""
        return thing if thing.is_indirect else self._pdf.make_indirect(thing)

    def first_intent(self) -> Any:
        """The first output intent, which may stand in the catalogue itself."""
        return self._pdf.Root.OutputIntents[0]


def pages_of(objects: Objects) -> list[str]:
    """References of the pages in order (ISO 32000-1, 7.7.3.2)."""
    found: list[str] = []
    waiting, seen = [objects.root.get("/Pages")], set[str]()
    while waiting:
        reference = waiting.pop()
        if not isinstance(reference, str) or reference in seen:
            continue
        seen.add(reference)
        node = objects.dictionary(reference)
        if "/Kids" in node:
            waiting += reversed(objects.array(node["/Kids"]))
        elif node:
            found.append(reference)
    return found


def inherited(objects: Objects, page: str, key: str) -> tuple[str, Value]:
    """Which node has a page's attribute, the page itself or one above (7.7.3.4), and its value; "" for none."""
    reference = page
    for _ in range(_LEVELS):
        node = objects.dictionary(reference)
        if key in node:
            return reference, objects.get(node[key])
        parent = node.get("/Parent")
        if not isinstance(parent, str):
            break
        reference = parent
    return "", None


def check_depth(objects: Objects, pages: Sequence[str]) -> None:
    """Raises Unreadable when what these pages lead to is nested too deeply, or too much, to be copied."""
    seen: set[str] = set()
    starts: list[Value] = [objects.root.get("/OCProperties"), objects.root.get("/OutputIntents")]
    for page in pages:
        starts += [inherited(objects, page, "/Resources")[1], objects.dictionary(page).get("/Group")]
    for start in starts:
        waiting = [(start, 0)]
        while waiting:
            value, depth = waiting.pop()
            if depth > _DEEPEST or len(seen) > _MOST:
                raise Unreadable("its objects are nested too deeply")
            if isinstance(value, str):
                found = objects.get(value)
                if value in seen or found is value:
                    continue
                seen.add(value)
                value = found
            # last in, first out: the order in which they are copied
            if isinstance(value, dict):
                waiting += [(each, depth + 1) for _, each in sorted(value.items(), reverse=True)]
            elif isinstance(value, list):
                waiting += [(each, depth + 1) for each in reversed(value)]
