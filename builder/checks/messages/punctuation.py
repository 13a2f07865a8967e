"""Marks and spaces as the language has them; `leaflets/writing/<lang>.yaml` says which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.messages.pair import Pair, Remark, check
from builder.checks.messages.words import visible
from builder.diagnostics import Severity
from builder.model.writing import Writing

_CLOSING = " \u00a0\u202f\"'”’»“‘)]）」』】*"
_KINDS = ("stop", "question", "exclamation", "colon")
_TITLES = ("title", "heading", "discreet_title")
"""Fields that need no full stop: many languages set none after a title."""

_MARKS = ",;:.!?%…)]»،؛؟۔।॥။၊።፣፤፦։。，、；：！？）」』"
_NO_BREAK = "\u00a0\u202f"
_FULL_WIDTH = "。，、；：！？（）「」『』【】"


@check("end-punctuation", Severity.WARNING)
def end_punctuation(pair: Pair) -> Iterator[Remark]:
    """A translation ends as its source does: a statement, a question, a list to come, or with no mark at all."""
    if not pair.compares:
        return
    there, here = _ending(pair.source, pair.rules.source), _ending(pair.target, pair.rules.writing)
    writing = pair.rules.writing
    if there and there in ("question", "exclamation") and writing.marks_inside:
        marks: tuple[str, ...] = getattr(writing, there)
        if not any(mark in pair.target for mark in marks):
            yield Remark(f"`{pair.context}` has no {marks[0]}, but its source has a {there} mark")
    elif there and there not in here:
        wanted = [mark for mark in getattr(writing, there) if mark]
        loose = there == "stop" and pair.message.field in _TITLES
        if wanted and not loose and "" not in getattr(writing, there):
            yield Remark(
                f"`{pair.context}` does not end with {' or '.join(wanted)}, as its source does", pair.target[-1:]
            )
    elif not there and here and pair.target.strip()[-1:] not in "-၊":
        yield Remark(f"`{pair.context}` ends with {pair.target.strip()[-1]}, its source with no mark", pair.target[-1:])
    yield from _openings(pair)


@check("wrong-spacing", Severity.WARNING)
def wrong_spacing(pair: Pair) -> Iterator[Remark]:
    """Spaces stand where the language has them, once, and never where a line could end before a mark."""
    text, writing = pair.target, pair.rules.writing
    if text != text.strip():
        yield Remark(f"`{pair.context}` begins or ends with a blank", text)
    text = visible(text.strip(), "0")
    if found := re.search(r"\S+ {2,}\S+", pair.target.strip()):
        yield Remark(f"two blanks stand in a row in `{pair.context}`", found[0])
    if not writing.spaces:
        if found := re.search(rf"\S? [{_FULL_WIDTH}]|[{_FULL_WIDTH}] \S?", text):
            yield Remark(f"`{pair.context}` has a blank beside a full-width mark", found[0])
        return
    for found in re.finditer(rf"(\S*)([ {_NO_BREAK}]?)([{re.escape(_MARKS + writing.spaced)}])(?!\d)", text):
        yield from _before_mark(pair, found)
    if "»" in writing.spaced and (found := re.search(rf"«(?![{_NO_BREAK}])\S*", text)):
        yield Remark(f"`{pair.context}` has no no-break space after «", found[0])


def _before_mark(pair: Pair, found: re.Match[str]) -> Iterator[Remark]:
    word, space, mark = found.groups()
    writing = pair.rules.writing
    if not word:
        return
    shown = f"{word[-20:]}{space}{mark}"
    if mark in writing.spaced:
        if space not in _NO_BREAK or not space:
            yield Remark(f"`{pair.context}` needs a no-break space before {mark}", shown, ("write U+202F or U+00A0",))
    elif space == " " or (space and mark not in writing.may_be_spaced and mark != "%"):
        yield Remark(f"`{pair.context}` has a blank before {mark}", shown)


def _openings(pair: Pair) -> Iterator[Remark]:
    """Languages that open questions open each of them."""
    writing = pair.rules.writing
    for opens, closes in ((writing.question_opens, writing.question), (writing.exclamation_opens, writing.exclamation)):
        if opens and pair.target.count(opens) != sum(pair.target.count(mark) for mark in closes):
            yield Remark(f"`{pair.context}` does not have as many {opens} as {closes[0]}", closes[0])


def _ending(text: str, writing: Writing) -> str:
    """The kinds of ending that the last mark can be, joined; "" when there is none. The source's kinds exclude one
    another."""
    last = text.strip().rstrip(_CLOSING)[-1:]
    return " ".join(kind for kind in _KINDS if last and last in [mark for mark in getattr(writing, kind) if mark])
