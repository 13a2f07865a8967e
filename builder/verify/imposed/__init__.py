"""Verify imposed sheets: read the finished bytes back, and hold them against the files on them and the plan."""

from __future__ import annotations

import struct

from pikepdf import PdfError
from pypdfium2 import PdfiumError

from builder.verify.checking import Trouble
from builder.verify.imposed.case import CHECKS, Case
from builder.verify.imposed.meant import Leaf, Origin, Sheets, Source
from builder.verify.imposed.read import read_sheets
from builder.verify.objects import Unreadable
from builder.verify.verdict import Result, Verdict, refused

__all__ = ["Leaf", "Origin", "Sheets", "Source", "pages_on_sheets", "verify_sheets"]

_STRANGE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


def verify_sheets(data: bytes, meant: Sheets, *, thorough: bool = True) -> Verdict:
    """What every check of sheets says of these bytes; `thorough` also renders each page beside its copy."""
    from builder.verify.imposed import checks  # registers them

    assert checks.CHECKS is CHECKS
    try:
        case = Case(read_sheets(data), meant, thorough)
        return Verdict(None, (Result("unreadable-pdf", "holds"), *[_result(code, case) for code in CHECKS]))
    except Unreadable as error:
        return refused(error)
    # what strangers draw may be anything; what cannot be followed cannot be said to be right
    except (PdfError, PdfiumError, *_STRANGE) as error:
        return refused(Unreadable(f"what stands on it cannot be followed ({type(error).__name__})"))


def pages_on_sheets(data: bytes) -> tuple[int, ...]:
    """How many pages of other files stand on each side; nothing when the file is no such sheets.

    On sheets there are but such pages, each as it was, and marks around them.
    """
    try:
        read = read_sheets(data)
    except (Unreadable, PdfError, *_STRANGE):
        return ()
    if "/StructTreeRoot" in read.objects.root or any(side.wrong or side.loose for side in read.sides):
        return ()
    return tuple([len(side.placed) for side in read.sides]) if any(side.placed for side in read.sides) else ()


def _result(code: str, case: Case) -> Result:
    troubles: tuple[Trouble, ...] = tuple(CHECKS[code](case))
    return Result(code, "fails" if troubles else "holds", troubles)
