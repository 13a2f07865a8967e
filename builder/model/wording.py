"""Words to avoid and what to say instead: the schema of `leaflets/wording.yaml`."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedTerm:
    """A term that is not explained where it is met first, on purpose."""

    term: str = doc("as in `leaflets/evidence/terms.yaml`")
    because: str = doc("why its readers know it: `people who take them call them so`")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """A word that `wording.yaml` advises against, used on purpose."""

    term: Id = doc("the rule's id in `leaflets/wording.yaml`, as the finding names it")
    because: str = doc("why the word is right here: `people in our group call themselves this`")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form of a term, singular or plural, noun or verb, with what takes its place.

    Expressions are Python's. They match whole words without regard to case; a blank is any white space, straight
    quotation marks and hyphens are any that print alike, `**` between words is passed over.
    """

    match: str = doc("regular expression: `heroin (?:users)`")
    use: tuple[str, ...] = doc(
        "what to say instead, the best first; `\\1` is the first group; empty: leave the word out", default=()
    )
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variety:
    """What is said instead in one variety of a language."""

    language: str = doc("language tag, as catalogues have it: `es-ES`")
    use: tuple[str, ...] = doc("what to say there")


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule:
    """A term to avoid, in all its forms. Of terms that overlap in a text the longest is found."""

    id: Id = doc("unique in the file; `wording-ok` names it")
    mode: Literal["swap", "suggest"] = doc(
        "swap: the meaning stays, `leaflet check --fix` puts the first form of words in its place; suggest: the "
        "meaning may change, so the writer decides"
    )
    forms: tuple[Form, ...] = doc("its forms")
    why: str = doc("why readers are hurt by it, where that is not plain", default="")
    left: tuple[str, ...] = doc("expressions for contexts in which the term is right: `clean water`", default=())
    not_in: tuple[str, ...] = doc("varieties in which the term is the community's own: `fr-FR`", default=())
    varieties: tuple[Variety, ...] = doc("where varieties of the language say it differently", default=())
    source: str = doc("who advises against it: `NIDA`, `Shatterproof`; `memory` when no page was read", default="")
    finds: tuple[str, ...] = doc("texts in which it must be found; a test holds it to them")
    leaves: tuple[str, ...] = doc("texts that it must leave alone", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Words that stay as they are wherever they stand: names, titles, laws, what people call themselves."""

    match: str = doc("regular expression, as in forms")
    what: str = doc("what it is: `name of an agency`")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageWords:
    """The terms of one language; its varieties (`en-GB`) share them."""

    language: str = doc("language tag: `en`")
    kept: tuple[Kept, ...] = doc("names, titles and quotations in which nothing is found", default=())
    rules: tuple[WordRule, ...] = doc("terms to avoid")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """The file `leaflets/wording.yaml`."""

    languages: tuple[LanguageWords, ...] = doc("one entry for each language")
    span: Span | None = None
