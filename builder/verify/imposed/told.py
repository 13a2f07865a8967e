"""Checks of what sheets tell: nothing stands before them, nothing runs, reaches out, or tells of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder.verify.checking import Trouble, some
from builder.verify.imposed.case import Case, check


@check("encryption")
def encryption(case: Case) -> Iterator[Trouble]:
    """Any printer can open the file."""
    if case.read.encrypted:
        yield Trouble("the file is encrypted")


@check("no-javascript")
def no_javascript(case: Case) -> Iterator[Trouble]:
    """Nothing in the file runs or asks for anything."""
    if case.read.told.active:
        yield Trouble(f"the file holds {some(list(case.read.told.active))}")


@check("no-external")
def no_external(case: Case) -> Iterator[Trouble]:
    """Nothing is fetched from elsewhere when it is printed."""
    if case.read.told.external:
        yield Trouble(f"the file holds {some(list(case.read.told.external))}")


@check("metadata-private")
def metadata_private(case: Case) -> Iterator[Trouble]:
    """No author, program, machine or time."""
    personal = [*case.read.information, *case.read.told.private]
    if personal:
        yield Trouble(f"the file tells {some(personal)}")
