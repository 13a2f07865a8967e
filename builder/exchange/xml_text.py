"""XML that comes from outside, read without entities, and XML that we write ourselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from builder.diagnostics import Findings
from builder.model.source import Span

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CODE = re.compile(r"(\{[^{}]*\}|\*\*)")
"""What a translator keeps as it is: placeholders, and the marks of bold."""

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold (2.2)."""


def parse(data: bytes, name: str, findings: Findings) -> Element | None:
    """The root element, or None and an error: what is cut off or broken, and entities, which no exchange file needs."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        findings.error(
            "unreadable-exchange",
            f"{name} is not whole: {str(error).partition(':')[0]}",
            Span(name, line, column + 1, line, column + 1),
            "nothing of it was taken over; ask for the file again, or export it anew from the translation program",
        )
        return None
    except (DefusedXmlException, ValueError, LookupError):
        findings.error(
            "unreadable-exchange",
            f"{name} holds a document type or an encoding that is not read",
            Span(name, 1, 1, 1, 1),
        )
        return None
    return root


def lines_of(root: Element, data: bytes) -> Mapping[Element, int]:
    """The line on which each element of the file that `parse` read begins."""
    from xml.parsers.expat import ParserCreate

    starts: list[int] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, attributes: starts.append(parser.CurrentLineNumber)
    parser.Parse(data, True)
    return dict(zip(root.iter(), starts, strict=True))


def plain(element: Element | None) -> str | None:
    """The text of an element with what stands in its inline elements."""
    return None if element is None else "".join(element.itertext())


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each is a code that must be kept."""
    for piece in _CODE.split(text):
        if piece:
            yield piece, _CODE.fullmatch(piece) is not None


def written(text: str) -> str:
    """Text as XML content. Raises ValueError for characters that XML cannot hold."""
    if _IMPOSSIBLE.search(text):
        raise ValueError("a control character")
    # without this a carriage return would be read as a line feed (XML 1.0, 2.11)
    return escape(text, {"\r": "&#13;"})


def attribute(value: str) -> str:
    """A value as an attribute, in quotation marks."""
    if _IMPOSSIBLE.search(value):
        raise ValueError("a control character")
    return quoteattr(value, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]
