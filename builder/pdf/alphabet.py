"""Letters that a plate holds whole. Strips that need no others are set in the plate's own fonts.

A face's letters have the same codes in every plate, so that a strip fits all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from builder.model.glyphs import Face, Run
from builder.pdf.cut import Key, Sign, cut, order
from builder.pdf.keys import placed_keys


class Alphabet:
    """The letters of some runs, by face. `digest` is the same for alphabets whose letters have the same codes."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._keys: dict[int, dict[Key, None]] = {}
        self.faces: dict[int, Face] = {}
        """By identity, in the order of the resources' names."""
        for run in runs:
            self.faces.setdefault(id(run.face), run.face)
            self._keys.setdefault(id(run.face), {}).update(dict.fromkeys([key for key, _ in placed_keys(run)]))
        self._listed = {face: tuple(sorted(keys, key=order)) for face, keys in self._keys.items()}
        self._signs: dict[int, dict[Key, Sign]] = {}
        self._stems: dict[int, Mapping[Key, Sign]] = {}
        told = [(face.postscript_name, self.keys(face)) for face in self.faces.values()]
        self.digest = hashlib.sha256(repr(told).encode()).hexdigest() if told else ""

    def keys(self, face: Face) -> tuple[Key, ...]:
        """The first keys of a face, in the order of their codes."""
        return self._listed.get(id(face), ())

    def resource(self, face: Face) -> str:
        """What strips call a face's letters, without slash."""
        return f"A{list(self.faces).index(id(face)) + 1}"

    def signs(self, face: Face, keys: Sequence[Key]) -> dict[Key, Sign] | None:
        """The face's letters as they are shown, when `keys` are all among them."""
        mine = self._keys.get(id(face))
        if mine is None or not mine.keys() >= set(keys):
            return None
        signs = self._signs.get(id(face))
        if signs is None:
            listed = self.keys(face)
            signs = self._signs[id(face)] = dict(zip(listed, cut(face, listed).signs, strict=True))  # type: ignore[arg-type]  # hashed as itself
        return signs

    def stem(self, face: Face) -> Mapping[Key, Sign]:
        """The face's letters that have the same codes in other alphabets, too: the same mapping for all of these."""
        stem = self._stems.get(id(face))
        if stem is None:
            shared = tuple(takewhile(_is_ascii, self.keys(face)))
            signs = self.signs(face, shared)
            assert signs is not None
            stem = self._stems[id(face)] = _stem(shared, tuple([signs[key] for key in shared]))
        return stem


def _is_ascii(key: Key) -> bool:
    """It sorts before what stands above the details in other languages."""
    return len(key[1]) == 1 and key[1].isascii()


@lru_cache(maxsize=64)
def _stem(keys: tuple[Key, ...], signs: tuple[Sign, ...]) -> Mapping[Key, Sign]:
    return dict(zip(keys, signs, strict=True))


NO_ALPHABET = Alphabet(())
"""Every file has its own fonts."""
