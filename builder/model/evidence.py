"""What may be said, on whose word, and what may not: the schemas of `leaflets/evidence/*.yaml`."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Id, Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication."""

    id: str = doc("short key, as claims cite it: `WHO`, `8MG`")
    publisher: str = doc("who published it, as the foot of a sheet names it")
    title: str = doc("title of the publication, or what it is")
    year: str = doc("year, or `n.d.`")
    url: str = doc("address", default="")
    seen: Literal["publisher", "mirror", "secondary", "memory"] = doc("how it was read")
    seen_note: str = doc("where the copy was, what was read", default="")
    seen_on: str = doc("date it was read, YYYY-MM-DD; empty: not recorded", default="")
    span: Span | None = None


FIRM = ("strong", "good", "consensus")
"""Strengths of evidence at which an old or disputed claim is a warning; below them it is an error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One entry of the ledger."""

    id: str = doc("as in content: `A2`, `B10`")
    title: str = doc("what it is about")
    wording: str = doc("recommended wording; `{...}` is filled from the region")
    sources: tuple[str, ...] = doc("ids of sources")
    strength: Literal["strong", "good", "moderate", "emerging", "consensus"] = doc("how firm the evidence is")
    caveat: str = doc("limits, disputes, what needs a second look", default="")
    regions: tuple[Id, ...] = doc("regions where it holds; empty: everywhere", default=())
    disputed: bool = doc("sources conflict on it", default=False)
    memory_only: bool = doc("no source was read, it rests on memory", default=False)
    check_by: str = doc("date by which it must be looked at again, YYYY-MM-DD", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """The file `evidence/sources.yaml`."""

    sources: tuple[Source, ...] = doc("every source")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """The file `evidence/claims.yaml`."""

    claims: tuple[Claim, ...] = doc("every claim")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How a fault is found in an English text. Expressions are Python's, searched without regard to case.

    A text is one message without its `**`, quotation marks made straight. The line `myth` of a myth is not searched:
    it says what people say.
    """

    match: str = doc("regular expression")
    unless: str = doc("regular expression; where it is found too, the text is left alone", default="")
    unless_in: Literal["message", "leaflet"] = doc("where `unless` is looked for", default="message")
    finds: tuple[str, ...] = doc("texts it must find; a test holds it to them")
    leaves: tuple[str, ...] = doc("texts it must leave alone", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """What one of the three articles says that the project began from."""

    file: str = doc("the article's file name")
    says: str = doc("what it says, in our words")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One side where good sources differ."""

    says: str = doc("what they say")
    who: str = doc("who says it, in words")
    sources: tuple[str, ...] = doc("ids of sources, those that are listed", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A matter on which texts contradict each other: what is said, what is known, what we print."""

    id: Id = doc("unique in the file")
    topic: str = doc("what it is about")
    between: Literal["seeds", "sources"] = doc("the first articles, or good sources among themselves")
    seeds: tuple[Seed, ...] = doc("what each article says", default=())
    readings: tuple[Reading, ...] = doc("what each side says, where good sources differ", default=())
    evidence: str = doc("what is known")
    prints: str = doc("what leaflets print, or that they print nothing")
    claims: tuple[str, ...] = doc("ids of the claims to use instead", default=())
    severity: Literal["error", "warning"] = doc("what a text that repeats the fault gets", default="error")
    reason: str = doc("why a reader would be hurt")
    instead: str = doc("the way out, for the writer")
    patterns: tuple[Pattern, ...] = doc("how a text that repeats the fault is found", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictList:
    """The file `evidence/conflicts.yaml`."""

    conflicts: tuple[Conflict, ...] = doc("every conflict")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A number or an operator that must not be printed. It is found by its number, its patterns, or both."""

    id: Id = doc("unique in the file")
    name: str = doc("who answers, or what it is")
    number: str = doc("as it is mostly written; compared by its digits", default="")
    also: tuple[str, ...] = doc("other forms: with the country's code, without the trunk prefix", default=())
    patterns: tuple[Pattern, ...] = doc("how the operator is found in a text", default=())
    regions: tuple[Id, ...] = doc("where it could be taken for a line of help; empty: everywhere", default=())
    why: str = doc("why it must not be printed")
    instead: str = doc("what to print, or what would have to happen first")
    source: str = doc("address of the page where it was seen", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedList:
    """The file `evidence/blocked.yaml`."""

    blocked: tuple[Blocked, ...] = doc("every number and operator")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that the reader has to learn. Readability is told with and without these."""

    word: str = doc("as it is mostly written")
    forms: tuple[str, ...] = doc("other forms: plural, short form, adjective", default=())
    means: str = doc("plain words for it, to be used at first use")
    explained: tuple[str, ...] = doc(
        "expressions (as in patterns) of which one in the same section explains the word", default=()
    )
    common: bool = doc("readers know it; it needs no explanation", default=False)
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermList:
    """The file `evidence/terms.yaml`."""

    terms: tuple[Term, ...] = doc("every term of the source language of leaflets, English")
    span: Span | None = None
