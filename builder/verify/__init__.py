"""Verify: read the finished bytes back as a stranger would, and check them. What fails is never written."""

from builder.verify.checking import Meant, Trouble
from builder.verify.read import Unreadable, read_back
from builder.verify.verdict import Result, Verdict, judge, refused, verdict_of, verify

__all__ = [
    "Meant",
    "Result",
    "Trouble",
    "Unreadable",
    "Verdict",
    "judge",
    "read_back",
    "refused",
    "verdict_of",
    "verify",
]
