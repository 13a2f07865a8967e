"""A gettext catalogue as it is written: one stretch of lines for each entry, each line with its part in the entry.

polib gives an entry's meaning but not its lines: it drops `#~|` lines, wraps what others wrapped, and takes
`msgstr "911` for `91`. So lines are held to the format here first, and what does not change keeps its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from builder.diagnostics import Findings
from builder.model.source import Span


class Part(StrEnum):
    """What a line is to its entry, in the order in which gettext writes them."""

    NOTE = "translator's comment"
    EXTRACTED = "extracted comment"
    PLACE = "place in the source"
    FLAGS = "flags"
    PREVIOUS = "previous source"
    CONTEXT = "msgctxt"
    SOURCE = "msgid"
    PLURAL = "msgid_plural"
    TARGET = "msgstr"


class Stretch(NamedTuple):
    """The lines of one entry, with their line ends. `first` counts from 1."""

    first: int
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    obsolete: bool

    def part(self, part: Part) -> tuple[str, ...]:
        """The lines of one part."""
        return tuple(line for line, its in zip(self.lines, self.parts, strict=True) if its is part)

    def span(self, part: Part, file: str) -> Span:
        """Where a part stands; the entry's first line when it has none."""
        places = [index for index, its in enumerate(self.parts) if its is part] or [0]
        end = self.lines[places[-1]].rstrip("\r\n")
        return Span(file, self.first + places[0], 1, self.first + places[-1], len(end) + 1)

    @property
    def text(self) -> str:
        return "".join(self.lines)


_LINE = r"""\s*(?:
        (?P<blank>$)
      | (?P<mark>\#~\|\s+ | \#~\s+ | \#\|\s+)?
        (?P<keyword>msgctxt\s+ | msgid_plural\s+ | msgid\s+ | msgstr\[[0-9]\]\s* | msgstr\s+)?
        "(?P<string>(?:[^"\\] | \\["\\ntrvbf])*)"\s*$
      | (?P<comment>\#(?:[.:,](?=\s|$) | \#* (?=\s|$)))
    )"""
_COMMENTS = {"#.": Part.EXTRACTED, "#:": Part.PLACE, "#,": Part.FLAGS}
_KEYWORDS = {"msgctxt": Part.CONTEXT, "msgid": Part.SOURCE, "msgid_plural": Part.PLURAL, "msgstr": Part.TARGET}


def stretches(text: str, file: str, findings: Findings) -> tuple[Stretch, ...]:
    """The entries of a catalogue in the order of the file; a line that is not gettext's is an error."""
    lines = tuple(_lines(text, file, findings))
    # Where a line is not understood, what its entry lacks is no second fault.
    return tuple(_closed(lines, file, findings)) if findings.ok else ()


def split_lines(text: str) -> list[str]:
    """The lines with their ends. `splitlines` would also cut at form feeds and U+2028, which gettext does not."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _lines(text: str, file: str, findings: Findings) -> Iterator[tuple[int, str, Part | None, bool]]:
    """Line number, line, its part (None: blank), obsolete."""
    part: Part | None = None
    # compiled when a catalogue asks for it: few do
    form = re.compile(_LINE, re.VERBOSE)
    for number, line in enumerate(split_lines(text), 1):
        found = form.match(line)
        # polib takes a lone carriage return for the end of a line, gettext does not
        if found is None or "\r" in line.removesuffix("\n").removesuffix("\r"):
            _complain(number, line, file, findings)
            continue
        if found["blank"] is not None:
            yield number, line, None, False
            continue
        if comment := found["comment"]:
            yield number, line, _COMMENTS.get(comment, Part.NOTE), False
            continue
        mark = (found["mark"] or "").strip()
        keyword = found["keyword"]
        if mark in ("#|", "#~|"):
            yield number, line, Part.PREVIOUS, mark == "#~|"
            continue
        if keyword:
            part = _KEYWORDS[keyword.strip().partition("[")[0]]
        elif part is None:
            findings.error(
                "catalogue-syntax", "a text stands here without `msgid` or `msgstr`", _place(number, line, file)
            )
            continue
        yield number, line, part, mark == "#~"


def _closed(lines: Iterable[tuple[int, str, Part | None, bool]], file: str, findings: Findings) -> Iterator[Stretch]:
    """An entry ends where a comment or another keyword follows its `msgstr`."""
    first, held, parts, obsolete = 1, list[str](), list[Part](), False
    for number, line, part, old in lines:
        if part is None:
            if held:
                held.append(line)
                parts.append(parts[-1])
            continue
        if (Part.TARGET in parts and part is not Part.TARGET) or (Part.SOURCE in parts and part is Part.CONTEXT):
            yield from _entry(first, held, parts, obsolete, file, findings)
            held, parts, obsolete = [], [], False
        if not held:
            first = number
        held.append(line)
        parts.append(part)
        obsolete = obsolete or old
    if held:
        yield from _entry(first, held, parts, obsolete, file, findings)


def _entry(
    first: int, held: list[str], parts: list[Part], obsolete: bool, file: str, findings: Findings
) -> Iterator[Stretch]:
    while held and not held[-1].strip():
        held.pop()
        parts.pop()
    stretch = Stretch(first, tuple(held), tuple(parts), obsolete)
    if Part.SOURCE in parts and Part.TARGET in parts:
        yield stretch
    elif Part.SOURCE in parts or Part.CONTEXT in parts:
        there, lacking = (Part.SOURCE, "msgstr") if Part.SOURCE in parts else (Part.CONTEXT, "msgid")
        findings.error("catalogue-syntax", f"this entry has no `{lacking}`", stretch.span(there, file))


def _complain(number: int, line: str, file: str, findings: Findings) -> None:
    written = line.strip()
    message, hint = (
        "this line is not in the format of a gettext catalogue",
        "open the file in Poedit, which shows the place",
    )
    if "\r" in written:
        message, hint = "a carriage return stands inside this line", "save the file with Unix or Windows line endings"
    elif found := re.search(r'\\(?:$|[^"\\ntrvbf])', written):
        message = f"`{found[0]}` is not an escape that catalogues know"
        hint = 'write a backslash as `\\\\`, a quotation mark as `\\"`'
    elif re.match(r'(#~\s+)?(msg\w+\s*)?"', written):
        message, hint = "the text's quotation marks do not close", 'a quotation mark inside the text is written `\\"`'
    elif written.startswith("#"):
        hint = "a comment begins with `# `"
    elif written[:7] in ("<<<<<<<", "=======", ">>>>>>>"):
        message, hint = "two versions were merged here", "keep the right one and delete the other and these lines"
    findings.error("catalogue-syntax", message, _place(number, line, file), hint)


def _place(number: int, line: str, file: str) -> Span:
    written = line.rstrip("\r\n")
    start = len(written) - len(written.lstrip()) + 1
    return Span(file, number, start, number, max(len(written.rstrip()), start) + 1)
