"""Words that translators agree on: the schema of `leaflets/glossary.yaml`."""

from __future__ import annotations

from builder.model.dataclass import dataclass
from builder.model.source import Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one language says a term. `*` at either end of a word stands for more letters."""

    language: str = doc("tag of the language")
    use: tuple[str, ...] = doc("words for the term, the best first", default=())
    avoid: tuple[str, ...] = doc("words that must not be used for it", default=())
    because: str = doc("why not, or what to mind", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A term of the source texts."""

    term: str = doc("as the source texts have it")
    forms: tuple[str, ...] = doc("other forms of it in the source: plural, verb", default=())
    keep: bool = doc("a name: it stays as it is in every language of the same script", default=False)
    means: str = doc("what it means, for translators", default="")
    wordings: tuple[Wording, ...] = doc("how languages say it", default=())
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """Words that hurt, or mislead, whatever the source says."""

    language: str = doc("tag of the language")
    words: tuple[str, ...] = doc("the words; `*` at either end of one stands for more letters")
    instead: str = doc("what to say")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The file `glossary.yaml`."""

    terms: tuple[GlossaryTerm, ...] = doc("terms of the source texts")
    avoided: tuple[Avoided, ...] = doc("words that no translation uses", default=())
    span: Span | None = None
