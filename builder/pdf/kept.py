"""What was made of a value, kept for the next file that has the very same one.

Lines and codes that stand on many sheets are the same objects. To compare them takes longer than to make the thing
anew, so they are known by identity; they are held, so that their ids stay their own.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The `most` last ones."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: dict[tuple[int, int], tuple[object, object, Made]] = {}

    def find(self, of: object, and_of: object = None) -> Made | None:
        """What was made of a value, or of two."""
        found = self._made.get((id(of), id(and_of)))
        return found[2] if found is not None and found[0] is of and found[1] is and_of else None

    def keep(self, made: Made, of: object, and_of: object = None) -> Made:
        """Remember it, and give it back."""
        if len(self._made) >= self._most:
            del self._made[next(iter(self._made))]
        self._made[id(of), id(and_of)] = of, and_of, made
        return made
