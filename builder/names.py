"""Names that a person types: each known, each once, or refused with what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from builder.diagnostics import Hint, did_you_mean
from builder.model.language import Language

ALL = "all"

_WORD = 4
"""Letters of a name that is a word and no tag."""


class UnknownName(Exception):
    """There is no such leaflet, language, region, layout or theme. `hints` say which there are."""

    def __init__(self, what: str, name: str, hints: tuple[Hint, ...]) -> None:
        super().__init__(f"there is no {what} `{name[:60]}`")
        self.name = name
        self.hints = hints


def choose(what: str, given: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The names asked for, in their order, each once: `es`, `es,ar` or `all`. Raises UnknownName."""
    chosen: dict[str, None] = {}
    for name in (name.strip() for each in given for name in each.split(",")):
        if name == ALL:
            chosen.update(dict.fromkeys(known))
        elif name in known:
            chosen[name] = None
        elif name:
            raise UnknownName(what, name, did_you_mean(name, known))
    return tuple(chosen)


def choose_languages(given: Iterable[str], languages: Mapping[str, Language]) -> tuple[str, ...]:
    """As `choose`; who writes `spanish`, `Español` or `es-MX` is told the tag. Raises UnknownName."""
    told = [name.strip() for each in given for name in each.split(",")]
    for name in told:
        if name not in languages and _tag_meant(name, languages) is not None:
            raise unknown_language(name, languages)
    return choose("language", told, tuple(languages))


def choose_begun(given: Iterable[str], begun: Collection[str], languages: Mapping[str, Language]) -> tuple[str, ...]:
    """Languages that somebody has begun to translate into, as `choose`. Raises UnknownName."""
    told = [name.strip() for each in given for name in each.split(",")]
    for name in told:
        tag = _tag_meant(name, languages)
        if name in begun or name in ("", ALL):
            continue
        if tag is None:
            begin = Hint("to begin one: leaflet translate add TAG")
            raise UnknownName("translation", name, (*did_you_mean(name, begun, listing=False), begin))
        if tag in begun:
            raise UnknownName("translation", name, (Hint(f"did you mean {tag}?"),))
        raise UnknownName("translation", name, (Hint(f"to begin one: leaflet translate add {tag}"),))
    return choose("translation", told, begun)


def unknown_language(name: str, languages: Mapping[str, Language]) -> UnknownName:
    """What to raise for a language that is not known."""
    tag = _tag_meant(name, languages)
    hints = did_you_mean(name, languages) if tag is None else (Hint(f"did you mean {tag}?"),)
    return UnknownName("language", name, hints)


def _tag_meant(name: str, languages: Mapping[str, Language]) -> str | None:
    """The language that is named, with a variety that is not known, or with a slip of the pen."""
    meant = tag_of(name, languages) or tag_of(name.partition("-")[0], languages)
    if meant is None and len(name) >= _WORD:
        from difflib import get_close_matches  # only needed when something is wrong

        named = _names(languages)
        meant = next((named[near] for near in get_close_matches(name.strip().casefold(), named, 1, 0.75)), None)
    return meant


def tag_of(name: str, languages: Mapping[str, Language]) -> str | None:
    """The tag of a language that is known by this tag, English name or own name, in whatever case."""
    return _names(languages).get(name.strip().casefold())


def _names(languages: Mapping[str, Language]) -> dict[str, str]:
    return {known.casefold(): each.id for each in languages.values() for known in (each.id, each.name, each.endonym)}
