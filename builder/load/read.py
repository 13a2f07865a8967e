"""Bytes from the disk become text, within limits. What is not readable text is a finding."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from builder.diagnostics import Findings, Hint
from builder.load.nodes import Source
from builder.model.source import Span

LIMIT = 2_000_000
"""Bytes of the largest file that is read."""

# What YAML 1.1 calls not printable (5.1), and the breaks that YAML, editors and grep count differently.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_TAB_INDENT = re.compile(r"^ *(\t)[ \t]*[^ \t\r\n]", re.MULTILINE)
_BOMS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def read(path: Path, findings: Findings, shown: str | None = None, within: Path | None = None) -> Source | None:
    """The file's text, or None and a finding. With `within`, a file whose real place is elsewhere is refused."""
    name = shown if shown is not None else str(path)
    data = read_bytes(path, findings, name, within)
    return None if data is None else decode(data, findings, name)


def read_bytes(
    path: Path, findings: Findings, name: str, within: Path | None = None, limit: int = LIMIT
) -> bytes | None:
    """At most `limit` bytes of an ordinary file, or None and a finding. A device or a pipe is never opened for long."""
    whole = Span(name, 1, 1, 1, 1)
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            findings.error(
                "outside-project", f"{name} leads out of the project's folder", whole, "copy the file into the project"
            )
            return None
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "a device, pipe or socket"
            findings.error("not-a-file", f"{name} is {what}, not a file", whole)
            return None
        if status.st_size > limit:
            findings.error(
                "file-too-large",
                f"{name} has {status.st_size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB",
                whole,
                "is this the right file?",
            )
            return None
        # Without waiting: between stat and open the file may have become a pipe.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as stream:
            data = stream.read(limit + 1) if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except FileNotFoundError:
        findings.error("missing-file", f"{name} does not exist", whole)
        return None
    except (OSError, ValueError, RuntimeError) as reason:  # RuntimeError: links in a circle, until Python 3.13
        told = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
        findings.error("unreadable-file", f"{name} cannot be read: {told.lower()}", whole)
        return None
    if len(data) > limit:
        findings.error("file-too-large", f"{name} has more than {limit / 1e6:.0f} MB", whole)
        return None
    return data


def decode(data: bytes, findings: Findings, name: str) -> Source | None:
    """UTF-8 bytes as text, or None and a finding."""
    whole = Span(name, 1, 1, 1, 1)
    encoding = _other_encoding(data)
    if encoding:
        findings.error("wrong-encoding", f"{name} is saved as {encoding}", whole, "save it as UTF-8")
        return None
    if data.startswith(b"\xef\xbb\xbf"):
        findings.note("byte-order-mark", f"{name} begins with a byte order mark, which is passed over", whole)
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as reason:
        if _looks_like_utf_16(data):
            findings.error("wrong-encoding", f"{name} is saved as UTF-16", whole, "save it as UTF-8")
            return None
        before = data[: reason.start].decode("utf-8")
        findings.error(
            "not-utf-8",
            f"byte {data[reason.start]:#04x} is not UTF-8",
            Source(name, before).at(len(before)),
            "save the file as UTF-8; a spreadsheet or an old editor may have saved it in another encoding",
        )
        return None
    before_errors = len(findings)
    if found := CONTROL.search(text):
        _control_character(text, found.start(), findings, name)
    if found := _TAB_INDENT.search(text):
        lines = sum(1 for _ in _TAB_INDENT.finditer(text))
        findings.error(
            "tab-indentation",
            "a tab indents this line" + (f" ({lines} lines in the file)" if lines > 1 else ""),
            Source(name, text).at(found.start(1)),
            "indent with spaces, two for each level",
        )
    return None if len(findings) > before_errors else Source(name, text)


def _other_encoding(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding
    # Without a mark: Latin letters in UTF-16 have every other byte zero.
    head = data[:200]
    if len(head) >= 4 and any(head[odd::2].count(0) * 2 > len(head[odd::2]) for odd in (0, 1)):
        return "UTF-16" if head.count(0) < len(head) else ""
    return ""


def _looks_like_utf_16(data: bytes) -> bool:
    """Not UTF-8, and its zeros, the upper halves of blanks and line ends, all stand at odd or all at even places."""
    places = {place % 2 for place, byte in enumerate(data[:4000]) if byte == 0}
    return len(data) % 2 == 0 and len(places) == 1


def _control_character(text: str, index: int, findings: Findings, name: str) -> None:
    character = ord(text[index])
    kind = "NUL" if character == 0 else "control character"
    findings.error(
        "control-character",
        f"{kind} U+{character:04X} stands here, invisible in most editors",
        Source(name, text).at(index),
        Hint("delete it, or copy the file again from where it came"),
    )
