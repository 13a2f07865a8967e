"""Letters of the right script, as the language writes them, with nothing invisible that turns the text around."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from builder.checks.messages.pair import Pair, Remark, check
from builder.checks.messages.words import unquoted, visible, words
from builder.diagnostics import Severity
from builder.text.itemize import script_of

_SYSTEMS = {"Hans": ("Hani",), "Hant": ("Hani",), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}
"""ISO 15924: codes of writing systems, and the scripts that Unicode knows their letters by."""

_ALIKE = frozenset({"Latn", "Cyrl", "Grek"})
"""Scripts with letters that look the same and are not (UTS #39, 4)."""

_ISOLATES, _EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"
_END_ISOLATE, _END_EMBEDDING = "\u2069", "\u202c"
_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = "\u200e\u200f\u061c"
_ZERO_SPACE, _SOFT_HYPHEN, _WORD_JOINER = "\u200b", "\u00ad", "\u2060"


@check("wrong-script", Severity.WARNING)
def wrong_script(pair: Pair) -> Iterator[Remark]:
    """A translation is written in its language's script."""
    script = pair.rules.language.script
    expected = {*_SYSTEMS.get(script, (script,)), *pair.rules.writing.scripts}
    said = unquoted(visible(pair.target))
    seen = [script_of(letter) for letter in said if letter.isalpha()]
    told = [each for each in seen if each is not None]
    if sum(each in expected for each in told) * 2 < len(told) and _says_more_than_names(pair):
        yield Remark(f"`{pair.context}` is hardly written in the script of {pair.rules.language.name} ({script})")


@check("mixed-scripts", Severity.WARNING)
def mixed_scripts(pair: Pair) -> Iterator[Remark]:
    """No word has letters of two scripts that look alike."""
    for word in re.findall(r"[^\W\d_]+", visible(pair.target)):
        scripts = {found for letter in word if (found := script_of(letter)) in _ALIKE}
        if len(scripts) > 1:
            odd = [letter for letter in word if script_of(letter) != pair.rules.language.script]
            told = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in dict.fromkeys(odd))
            yield Remark(
                f"“{word}” in `{pair.context}` mixes {' and '.join(sorted(filter(None, scripts)))}: {told}", word
            )


@check("forbidden-letter", Severity.WARNING)
def forbidden_letter(pair: Pair) -> Iterator[Remark]:
    """No letter or mark stands in a translation that the language does not write."""
    for rule in pair.rules.writing.forbidden:
        pattern = _expression(rule.pattern)
        if pattern is not None and (found := pattern.search(visible(pair.target))):
            shown = " ".join(f"{sign} (U+{ord(sign):04X})" for sign in dict.fromkeys(found[0]))
            hint = (f"write {rule.instead}",) if rule.instead else ()
            yield Remark(f"{shown} in `{pair.context}`: {rule.because}", found[0], hint)


@check("unbalanced-control", Severity.ERROR)
def unbalanced_control(pair: Pair) -> Iterator[Remark]:
    """Invisible controls that turn text around are closed in the text that opens them."""
    opened: list[str] = []
    for character in pair.target:
        if character in _ISOLATES + _EMBEDDINGS:
            opened.append(_END_ISOLATE if character in _ISOLATES else _END_EMBEDDING)
        elif character in (_END_ISOLATE, _END_EMBEDDING) and (not opened or opened.pop() != character):
            yield Remark(f"{_named(character)} in `{pair.context}` closes nothing", character)
            return
    if opened:
        yield Remark(f"{_named(opened[-1])} is missing at the end of `{pair.context}`", "")


@check("invisible-character", Severity.WARNING)
def invisible_character(pair: Pair) -> Iterator[Remark]:
    """No invisible character stands where it does nothing."""
    text, rules = pair.target, pair.rules
    for at, character in enumerate(text):
        if unicodedata.category(character) not in ("Cf", "Zl", "Zp", "Cc", "Co") or character == "\n":
            continue
        beside = (text[at - 1 : at] or " ") + (text[at + 1 : at + 2] or " ")
        if character in _ISOLATES + _EMBEDDINGS + _END_ISOLATE + _END_EMBEDDING + _WORD_JOINER + _SOFT_HYPHEN:
            continue
        if character in _MARKS_OF_DIRECTION and rules.language.direction == "rtl":
            continue
        if character in _JOINERS and all(unicodedata.category(each)[0] in "LM" for each in beside[:1]):
            continue
        if character == _ZERO_SPACE and not rules.writing.spaces:
            continue
        yield Remark(f"{_named(character)} stands in `{pair.context}`, where nobody can see it", character)
        return


@check("not-normalized", Severity.WARNING)
def not_normalized(pair: Pair) -> Iterator[Remark]:
    """Letters with marks are written as one character where Unicode has one (NFC)."""
    if not unicodedata.is_normalized("NFC", pair.target):
        piece = next((each for each in pair.target.split() if not unicodedata.is_normalized("NFC", each)), "")
        proper = unicodedata.normalize("NFC", piece)
        yield Remark(f"“{piece}” in `{pair.context}` is not composed (NFC)", piece, (f"write it as {proper}",))


@check("missing-glyph", Severity.ERROR)
def missing_glyph(pair: Pair) -> Iterator[Remark]:
    """Every character has a shape in the language's fonts."""
    rules = pair.rules
    for character in rules.uncovered(pair.target):
        families = ", ".join(rules.language.fonts)
        yield Remark(
            f"no font of language `{rules.language.id}` holds {_named(character)} in message `{pair.context}`",
            "",
            (
                "write it with other characters, or add a face that holds it to the fonts of "
                f"`{rules.language.id}` ({families})",
            ),
        )


@cache
def _expression(pattern: str) -> re.Pattern[str] | None:
    """None for what is no expression, which is told where the files are checked."""
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def _says_more_than_names(pair: Pair) -> bool:
    names = [word for term in pair.rules.glossary.terms if term.keep for word in words(term.term)]
    return any(word not in names for word in words(pair.target))


def _named(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
