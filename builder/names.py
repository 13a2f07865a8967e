"""Names that a person types: each known, each once, or refused with what was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from builder.diagnostics import Hint, did_you_mean
from builder.model.language import Language

ALL = "all"


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
        tag = tag_of(name, languages) or tag_of(name.partition("-")[0], languages)
        if name not in languages and tag is not None:
            raise UnknownName("language", name, (Hint(f"did you mean {tag}?"),))
    return choose("language", told, tuple(languages))


def tag_of(name: str, languages: Mapping[str, Language]) -> str | None:
    """The tag of a language that is known by this tag, English name or own name, in whatever case."""
    named = {known.casefold(): each.id for each in languages.values() for known in (each.id, each.name, each.endonym)}
    return named.get(name.strip().casefold())
