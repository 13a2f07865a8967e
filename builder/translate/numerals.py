"""Numbers and names of languages as a language writes them (CLDR)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale


def in_numerals(value: float, places: int, lang: str) -> str:
    """The number with so many places, in groups and with the mark that readers of `lang` (a BCP-47 tag) know."""
    from babel.numbers import format_decimal

    locale = _locale(lang)
    if locale is None:
        return f"{value:,.{places}f}"
    form = f"#,##0.{'0' * places}" if places else "#,##0"
    return format_decimal(round(value, places), form, locale=locale)


def called_in(tag: str, lang: str, otherwise: str) -> str:
    """What readers of `lang` call the language `tag`; `otherwise` where CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    locale = _locale(lang)
    if locale is None:
        return otherwise
    try:
        found = Locale.parse(tag, sep="-").get_display_name(locale)
    except (ValueError, UnknownLocaleError):
        found = locale.languages.get(tag)
    return found or otherwise


@lru_cache(maxsize=8)
def _locale(lang: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(lang, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
