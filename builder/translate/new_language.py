"""The entry that `leaflets/languages.yaml` lacks, as far as CLDR and the languages beside it can fill it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import mode
from typing import TYPE_CHECKING, NamedTuple

from builder.model.language import Language

if TYPE_CHECKING:
    from babel import Locale

UNKNOWN = "to be filled in"
"""Stands for what CLDR does not know."""


class Entry(NamedTuple):
    """YAML for a language that is not listed, and those that are and may be what is meant: `pa-Guru` for `pa`."""

    text: str
    related: tuple[Language, ...]
    has_fonts: bool


def proposed_entry(tag: str, languages: Mapping[str, Language]) -> Entry:
    """The entry of a language: names, script and direction from CLDR, and the fonts of the languages in its script.

    What nobody knows is marked; a person must look at all of it.
    """
    from babel import Locale, UnknownLocaleError

    lines = ["", f"  - id: {tag}"]
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = None
    script = _script(tag)
    lines.append(f"    name: {(locale and locale.get_display_name('en')) or cldr_name(tag) or UNKNOWN}")
    lines.append(f"    endonym: {(locale and locale.get_display_name()) or UNKNOWN}")
    lines.append(f"    script: {script or UNKNOWN}")
    if _is_right_to_left(script, locale):
        lines.append("    direction: rtl")
    alike = [language for language in languages.values() if language.script == script]
    lines += _typography(alike)
    if locale is not None and locale.default_numbering_system not in ("", "latn"):
        lines.append(f"    digits: {locale.default_numbering_system}")
    base = tag.partition("-")[0]
    related = tuple([language for language in alike if language.id.partition("-")[0] == base])
    return Entry("\n".join(lines[1:]) + "\n", related, bool(alike))


def cldr_name(tag: str) -> str:
    """The English name that CLDR has for a language, also one that it knows nothing else of; "" without."""
    return _english().get(tag.partition("-")[0], "")


def cldr_tag(name: str) -> str:
    """The tag of a language that CLDR knows by this English name, in whatever case; "" without."""
    return next((tag for tag, known in _english().items() if known.casefold() == name.strip().casefold()), "")


def _english() -> Mapping[str, str]:
    from babel import Locale

    return {str(tag).replace("_", "-"): str(name) for tag, name in Locale("en").languages.items()}


def _script(tag: str) -> str:
    """Its own subtag, else that of CLDR's likely tag (UTS #35, 4.3); "" when CLDR does not know the language."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    whole = "-".join([tag, likely.get(tag.replace("-", "_"), likely.get(tag.partition("-")[0], "")).replace("_", "-")])
    return next((part for part in whole.split("-")[1:] if len(part) == 4 and part.isalpha()), "")


def _is_right_to_left(script: str, locale: Locale | None) -> bool:
    """Whether CLDR writes the language so or, where it does not know it, others of the script."""
    from babel import Locale, UnknownLocaleError
    from babel.core import get_global

    if locale is not None:
        return bool(locale.text_direction == "rtl")
    for tag, likely in get_global("likely_subtags").items():
        if script and f"_{script}_" in likely:
            try:
                return bool(Locale.parse(tag).text_direction == "rtl")
            except (UnknownLocaleError, ValueError):
                continue
    return False


def _typography(alike: Sequence[Language]) -> list[str]:
    """Faces and measures as most languages of the script have them."""
    if not alike:
        return [f"    fonts: [{UNKNOWN}]"]
    lines = [f"    fonts: [{', '.join(mode(language.fonts for language in alike))}]"]
    headings = mode(language.heading_fonts for language in alike)
    lines += [f"    heading-fonts: [{', '.join(headings)}]"] if headings else []
    usual = Language(id="", name="", endonym="", script="", fonts=())
    for name in ("leading", "tight", "scale"):
        value = mode(getattr(language, name) for language in alike)
        if value != getattr(usual, name):
            lines.append(f"    {name}: {value:g}")
    return lines
