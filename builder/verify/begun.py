"""Pages in several streams, of which many begin with the same: what the first stream shows is followed once.

What is remembered is where the page stood at the end of that stream. It holds for another page whose stream says the
same and finds the same under every name that it asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

from builder.verify.follow import Following
from builder.verify.fonts import Typeface
from builder.verify.inks import Resources
from builder.verify.memory import Memory
from builder.verify.operators import Operators, Strange, operators
from builder.verify.state import Followed, Matrix, Paused
from builder.verify.surface import Surface

# An operator that takes no more operands, and blanks
_WHOLE_END: Final = re.compile(rb"[\x00\t\n\f\r ](?:Q|EMC|ET)[\x00\t\n\f\r ]*+\Z")

_ROOM: Final = 2_000_000


class _Begun(NamedTuple):
    """Where a page stood, and what it had found by then under the names that it had asked for."""

    paused: tuple[Paused, tuple[Matrix, float]]
    names: tuple[tuple[str, str], ...]
    found: tuple[Any, ...]


_known: Final = Memory[_Begun](_ROOM)


def follow_streams(
    at: int, named: Resources, fonts: Mapping[str, int], faces: Sequence[Typeface], streams: Sequence[bytes]
) -> Followed | None:
    """A page whose streams can be read one by one, all but the last ending with an operator; None for any other."""
    if len(streams) < 2 or not all(map(_ends_whole, streams[:-1])):
        return None
    try:
        return _followed(at, named, fonts, faces, streams)
    except Strange:
        # a string may begin in one stream and end in another
        return None


def _followed(
    at: int, named: Resources, fonts: Mapping[str, int], faces: Sequence[Typeface], streams: Sequence[bytes]
) -> Followed:
    following = Following(Surface(at, named), fonts, faces)
    key = b"%d " % at + sha256(streams[0]).digest()
    begun = _known.find(key)
    if begun is not None and begun.found == tuple(_lookups(begun.names, named, fonts, faces)):
        following.go_on(begun.paused)
    else:
        first = operators(streams[0])
        following.go(first)
        if (paused := following.pause()) is not None:
            names = tuple(dict.fromkeys(_names(first)))
            found = paused[0].found
            _known.keep(key, _Begun(paused, names, tuple(_lookups(names, named, fonts, faces))), found.weight)
    for stream in streams[1:]:
        following.go(operators(stream))
    return following.end()


def _ends_whole(content: bytes) -> bool:
    """It ends with an operator after which nothing can belong to it, so that what follows can be read by itself."""
    return _WHOLE_END.search(content, max(0, len(content) - 64)) is not None


_KINDS: Final = {b"Tf": "font", b"gs": "state", b"cs": "space", b"CS": "space", b"Do": "drawn"}


def _names(content: Operators) -> Iterator[tuple[str, str]]:
    """What operators ask for by name: what it is, and the name."""
    for operator, operands in content:
        kind = "property" if operator in (b"BDC", b"BMC") else _KINDS.get(operator, "")
        if kind:
            yield from ((kind, each) for each in operands if isinstance(each, str))


def _lookups(
    names: Sequence[tuple[str, str]], named: Resources, fonts: Mapping[str, int], faces: Sequence[Typeface]
) -> Iterator[Any]:
    """What stands under the names; a typeface has no equal but itself."""
    for kind, name in names:
        if kind == "font":
            number = fonts.get(name, -1)
            yield number
            yield faces[number] if number >= 0 else None
        elif kind == "state":
            yield named.over.get(name)
        elif kind == "space":
            yield named.spaces.get(name)
        elif kind == "property":
            yield named.properties.get(name)
        else:
            yield named.kinds.get(name)
            yield named.images.get(name)
