"""libyaml's complaints in plain words, at the place where the writer has to look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from yaml import YAMLError

from builder.diagnostics import Findings, Hint
from builder.load.nodes import Source
from builder.model.source import Span

_NO_SPACE = re.compile(r"^(\s*(?:- +)?[a-z][a-z0-9-]*):(?=[^\s:/])")
_QUOTED_WITH_MORE = re.compile(r"""^\s*(?:- +)?[\w-]+: +(["']).*\1\s*[^\s#,\]}]""")
_BEGINS_WITH_BRACKET = re.compile(r"^\s*(?:- +)?[\w-]+: +([{\[])[^{}\[\]]*[}\]]\s*[^\s#,\]}]")


def explain_syntax_error(source: Source, reason: YAMLError, findings: Findings) -> None:
    """One `yaml-syntax` error with a hint for the slip that most likely caused it."""
    problem = getattr(reason, "problem", None) or str(reason)
    mark, context_mark = getattr(reason, "problem_mark", None), getattr(reason, "context_mark", None)
    lines = re.split("\r\n|\r|\n", source.text)
    line = mark.line if mark else 0
    span = _place(source, mark)
    context = f"{getattr(reason, 'context', None) or ''}"
    for message, hint in _slips(source, lines, line, mark, context_mark, problem, context):
        findings.error("yaml-syntax", message, hint.span if hint.span else span, hint)
        return
    findings.error("yaml-syntax", f"this is not YAML: {problem}", span, *_context_hint(source, context_mark, context))


def _slips(
    source: Source, lines: list[str], line: int, mark: Any, context_mark: Any, problem: str, context: str
) -> Iterator[tuple[str, Hint]]:
    written = lines[line] if line < len(lines) else ""
    if written[mark.column : mark.column + 1] == "\t" if mark is not None else False:
        yield "a tab stands where YAML needs spaces", Hint("indent with spaces, two for each level")
    if marks := [at for at, each in enumerate(lines) if re.match(r"(?:<{7}|>{7}) ", each)]:
        place = Span(source.shown, marks[0] + 1, 1, marks[0] + 1, 8)
        hint = "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
        yield "two versions of the file were merged here", Hint(hint, place)
    if found := _BEGINS_WITH_BRACKET.match(written):
        yield f"a text that begins with {found.group(1)!r} must be in quotes", Hint("put the whole text in quotes")
    if "quoted scalar" in context and "end of stream" in problem:
        start = _place(source, context_mark)
        yield "a quotation mark is opened here and never closed", Hint("close it, or double a ' inside the text", start)
    for back in (line, line - 1):
        if 0 <= back < len(lines) and (found := _NO_SPACE.match(lines[back])):
            column = found.end() + 1
            place = Span(source.shown, back + 1, column - 1, back + 1, column)
            yield "a space is missing after the colon", Hint(f"write `{found.group(1).strip()}: ...`", place)
    if "mapping values are not allowed" in problem and mark is not None:
        before = written[: mark.column]
        if ":" in before.rstrip(":"):
            yield "a second colon on this line makes YAML look for a field", Hint("put the text in quotes")
        yield (
            "a colon stands where no field can begin",
            Hint("put the text in quotes, or line the field up with its neighbours"),
        )
    if "could not find expected ':'" in problem:
        yield (
            "a line is neither `field: value` nor a list entry",
            Hint("is a colon missing?", _place(source, context_mark)),
        )
    if "cannot start any token" in problem:
        character = written[mark.column] if mark is not None and mark.column < len(written) else ""
        yield f"a text cannot begin with {character!r} unless it is in quotes", Hint("put the text in quotes")
    if "scanning an alias" in context or "scanning an anchor" in context:
        sign = written[context_mark.column :][:1] if context_mark is not None else "*"
        yield f"a text that begins with {sign!r} must be in quotes", Hint("put the whole text in quotes")
    if "block scalar" in context and "comment or line break" in problem:
        yield (
            "after `>` or `|` the text begins on the next line",
            Hint("put the text in quotes if it begins with > or |"),
        )
    if "block sequence entries are not allowed" in problem:
        yield "a list entry stands where none can begin", Hint("begin the list on the next line, or quote the text")
    if any(word in problem for word in ("unknown escape", "hexdecimal", "Unicode character escape")):
        yield "a backslash in double quotes begins an escape that YAML does not know", Hint("use single quotes")
    if _QUOTED_WITH_MORE.match(written):
        yield (
            "something follows the closing quotation mark",
            Hint("quote the whole text, with the other kind of quotes"),
        )
    if "expected key" in problem or "expected '-'" in problem:
        yield "this line is indented differently from its neighbours", Hint("fields of one thing begin in one column")
    if "expected node content" in problem:
        yield "a value is missing here", Hint("is a value left out, or a bracket not closed or closed twice?")
    if "flow" in context and "did not find expected" in problem:
        yield "a bracket is opened here and not closed", Hint("close it", _place(source, context_mark))


def _context_hint(source: Source, context_mark: Any, context: str) -> tuple[Hint, ...]:
    return (Hint(context, _place(source, context_mark)),) if context and context_mark is not None else ()


def _place(source: Source, mark: Any) -> Span:
    if mark is None:
        return Span(source.shown, 1, 1, 1, 1)
    return Span(source.shown, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
