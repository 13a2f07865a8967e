"""What is wrong with bytes that no reader opens as a PDF, in words that help whoever was sent them."""

from __future__ import annotations

import re

# ISO 32000-1, annex H (implementation notes 13 and 18): readers look for the head in the first and for the end in the
# last 1,024 bytes
_WITHIN = 1024

_KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"PK\x03\x04", "a document of an office program, or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a document of an older office program"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "a document of a word processor (RTF)"),
)
_PAGE = re.compile(rb"\s*<(!doctype html|html)", re.IGNORECASE)


def unlike_pdf(data: bytes) -> str:
    """Why these bytes are no whole PDF, as the end of a sentence; "" when they begin and end like one."""
    if not data:
        return "it is empty; copy or download it again"
    if b"%PDF-" not in data[:_WITHIN]:
        for begin, kind in _KINDS:
            if data.startswith(begin):
                return f"it is {kind} under another name; save or print it as a PDF where it was made"
        if _PAGE.match(data):
            return "it is a page of the web, perhaps one that asks to log in; download the file itself"
        return "it is no PDF: it does not begin with %PDF"
    if b"%%EOF" not in data[-_WITHIN:]:
        return "its end is missing; copy or download it again"
    return ""


def told_by_qpdf(error: Exception) -> str:
    """What a library says of a file, without where in our memory it stood."""
    said = re.sub(r"^stream <[^>]*>(?: \([^)]*\))?:? ?", "", str(error).strip())
    return f"it would have to be mended first ({said or type(error).__name__}); save it anew where it was made"
