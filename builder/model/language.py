"""How a language is set: the schema of `leaflets/languages.yaml`. No rule of a script lives in Python."""

from __future__ import annotations

from typing import Literal

from builder.model.dataclass import dataclass
from builder.model.source import Span, doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Compact:
    """How a language is set on cards, where its usual face would be too small to read."""

    fonts: tuple[str, ...] = doc("families, first to last resort")
    leading: float = doc("line height as a multiple of the type size")
    tight: float = doc("line height of titles and headings")
    scale: float = doc("factor on the layout's sizes", default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language."""

    id: str = doc(
        "BCP-47 tag, as file names have it: `es`, `pa-Guru`, `zh-Hans`",
        like=r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?",
    )
    name: str = doc("name in English")
    endonym: str = doc("name in the language itself", verbatim=True)
    script: str = doc("ISO 15924 code, title case: `Latn`, `Arab`, `Hans`", like="[A-Z][a-z]{3}")
    direction: Literal["ltr", "rtl"] = doc("of the paragraph", default="ltr")
    fonts: tuple[str, ...] = doc("families for text, first to last resort (`layouts/fonts/fonts.yaml`)")
    heading_fonts: tuple[str, ...] = doc("families for headings; empty: as for text", default=())
    leading: float = doc("line height as a multiple of the type size", default=1.36, least=1, most=3)
    tight: float = doc("line height of titles and headings", default=1.18, least=0.8, most=3)
    scale: float = doc("factor on the layout's sizes for a face that runs small or large", default=1.0)
    heading_scale: float = doc("factor on sizes and floors of titles and headings, for tall faces", default=1.0)
    overhang: float = doc(
        "how far letters reach out over the start of their line, in type sizes", default=0.0, least=0, most=1
    )
    compact: Compact | None = doc("how it is set on cards, when that differs", default=None)
    shaping: str = doc("language tag for the shaper; empty: the id", default="")
    locale: str = doc("locale for line breaks; empty: the id", default="")
    break_words: bool = doc("lines may end inside words (no spaces between words and no dictionary)", default=False)
    keep_words: bool = doc("drop the breaks between letters that the standard allows (Korean)", default=False)
    min_piece: int = doc("least letters between two dictionary breaks", default=1)
    whole: tuple[str, ...] = doc(
        "words in which no line ends, though the dictionary knows only their parts", default=()
    )
    bind_short_words: bool = doc("a one-letter word stays with the next (Polish, Czech)", default=False)
    digits: str = doc("CLDR numbering system for running text: `latn`, `arab`, `arabext`, `deva` ...", default="latn")
    quotes: tuple[str, str] = doc("opening and closing quotation marks", default=("“", "”"))
    units: tuple[str, ...] = doc("words that stay on the line with the number before them", default=())
    space: str = doc("between a run-in lead and its text; empty in scripts without spaces", default=" ")
    colon: str = doc("after a label, with the space that the language has before it", default=":")
    balance: bool = doc("headings are balanced over their lines", default=True)
    notes: str = doc("what is known not to work", default="")
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageList:
    """The file `leaflets/languages.yaml`."""

    languages: tuple[Language, ...] = doc("every language that can be set")
    span: Span | None = None
