"""Names that a person types: each known, each once, or refused with what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from builder.diagnostics import Hint, did_you_mean
from builder.model.language import Language

ALL = "all"

_WORD = 4
"""Letters of a name that is a word and no tag."""


class UnknownName(Exception):
    """There is no such leaflet, language, region, layout or theme.

    `hints` say which there are, `more` what else that was typed with it is not known.
    """

    def __init__(self, what: str, name: str, hints: tuple[Hint, ...]) -> None:
        super().__init__(f"there is no {what} `{name[:60]}`")
        self.name = name
        self.hints = hints
        self.more: tuple[UnknownName, ...] = ()


def choose(what: str, given: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """The names asked for, in their order, each once: `es`, `es,ar` or `all`. Raises UnknownName."""
    chosen: dict[str, None] = {}
    wrong: list[UnknownName] = []
    for name in _typed(given):
        if name == ALL:
            chosen.update(dict.fromkeys(known))
        elif name in known:
            chosen[name] = None
        else:
            wrong.append(UnknownName(what, name, did_you_mean(name, known)))
    _refuse(wrong)
    return tuple(chosen)


def _typed(given: Iterable[str]) -> list[str]:
    """Names with commas between them, each once."""
    return [*dict.fromkeys(name for each in given for part in each.split(",") if (name := part.strip()))]


def _refuse(wrong: Sequence[UnknownName]) -> None:
    """Raises the first of them, which tells of the others."""
    if wrong:
        wrong[0].more = tuple(wrong[1:])
        raise wrong[0]


def choose_languages(given: Iterable[str], languages: Mapping[str, Language]) -> tuple[str, ...]:
    """As `choose`; who writes `spanish`, `Español` or `es-MX` is told the tag. Raises UnknownName."""
    told = _typed(given)
    _refuse([unknown_language(name, languages) for name in told if name != ALL and name not in languages])
    return choose("language", told, tuple(languages))


def choose_begun(given: Iterable[str], begun: Collection[str], languages: Mapping[str, Language]) -> tuple[str, ...]:
    """Languages that somebody has begun to translate into, as `choose`. Raises UnknownName."""
    told = _typed(given)
    _refuse([_not_begun(name, begun, languages) for name in told if name != ALL and name not in begun])
    return choose("translation", told, begun)


def _not_begun(name: str, begun: Collection[str], languages: Mapping[str, Language]) -> UnknownName:
    tag = _tag_meant(name, languages)
    if tag is None:
        begin = Hint("to begin one: leaflet translate add TAG")
        return UnknownName("translation", name, (*did_you_mean(name, begun, listing=False), begin))
    if tag in begun:
        return UnknownName("translation", name, (Hint(f"did you mean {tag}?"),))
    return UnknownName("translation", name, (Hint(f"to begin one: leaflet translate add {tag}"),))


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
