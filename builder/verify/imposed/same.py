"""Whether a form is the page that it was made from, byte for byte: then it says, shows and is inked the same.

Most are. What is not has to be followed operator by operator, to tell what became of it.
"""

from __future__ import annotations

from typing import Final

from builder.verify.objects import Objects, Value

_PACKING: Final = {"/Length", "/Filter", "/DecodeParms"}

# what is left behind when pages are brought to sheets, and is not drawn
_BARE: Final = {"/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents"}

_MOST: Final = 20_000
"""Of pairs of values; a page that leads to more is followed."""


def same(mine: Objects, one: Value, theirs: Objects, other: Value) -> bool:
    """Two values of two files, with all that they lead to, however their streams are packed."""
    waiting, seen = [(one, other)], set[tuple[str, str]]()
    for _ in range(_MOST):
        if not waiting:
            return True
        first, second = waiting.pop()
        if isinstance(first, str) and isinstance(second, str):
            if (first, second) in seen:
                continue
            seen.add((first, second))
        a, b = mine.get(first), theirs.get(second)
        if isinstance(a, dict) and isinstance(b, dict):
            dropped = _BARE
            if "/Length" in a and isinstance(first, str):
                if not _same_stream(mine, first, theirs, second):
                    return False
                dropped = _BARE | _PACKING
            keys = a.keys() - dropped
            if keys != b.keys() - dropped:
                return False
            waiting += [(a[key], b[key]) for key in keys]
        elif isinstance(a, list) and isinstance(b, list):
            if len(a) != len(b):
                return False
            # numbers, mostly: widths
            waiting += [
                pair for pair in zip(a, b, strict=True) if pair[0] != pair[1] or isinstance(pair[0], (str, dict, list))
            ]
        elif a != b or type(a) is not type(b):
            return False
    return False


def _same_stream(mine: Objects, first: Value, theirs: Objects, second: Value) -> bool:
    one, other = mine.raw(first), theirs.raw(second)
    if one == other:
        return bool(
            mine.get(mine.dictionary(first).get("/Filter")) == theirs.get(theirs.dictionary(second).get("/Filter"))
        )
    return mine.data(first) == theirs.data(second) != b""
