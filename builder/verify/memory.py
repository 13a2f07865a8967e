"""What was made of some bytes, kept for the next file that holds the same: the last ones, as far as room is."""

from __future__ import annotations

from typing import Generic, TypeVar

Made = TypeVar("Made")


class Memory(Generic[Made]):
    """Things by what they were made of, or a digest of it. `room`: what all may weigh together, bytes as estimated."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: dict[bytes, tuple[Made, int]] = {}

    def find(self, key: bytes) -> Made | None:
        """What was kept, which is then the last to go."""
        found = self._kept.pop(key, None)
        if found is None:
            return None
        self._kept[key] = found
        return found[0]

    def keep(self, key: bytes, made: Made, weight: int) -> None:
        """Remember it, and forget what has not been asked for the longest."""
        if weight > self._room // 4:
            return
        self._taken += weight - self._kept.pop(key, (made, 0))[1]
        self._kept[key] = made, weight
        while self._taken > self._room:
            self._taken -= self._kept.pop(next(iter(self._kept)))[1]

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self._taken = 0
