"""Names that a person types: each known, each once, or refused with those that are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ALL = "all"


class UnknownName(Exception):
    """There is no such leaflet, language, region, layout or theme. `known` are those that there are."""

    def __init__(self, what: str, name: str, known: Sequence[str]) -> None:
        super().__init__(f"there is no {what} `{name}`")
        self.name = name
        self.known = tuple(known)


def choose(what: str, given: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """The names asked for, in their order, each once: `es`, `es,ar` or `all`. Raises UnknownName."""
    chosen: dict[str, None] = {}
    for name in (name.strip() for each in given for name in each.split(",")):
        if name == ALL:
            chosen.update(dict.fromkeys(known))
        elif name in known:
            chosen[name] = None
        elif name:
            raise UnknownName(what, name, known)
    return tuple(chosen)
