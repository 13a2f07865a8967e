"""Verify: check a proof, and say what holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from builder.diagnostics import Findings, Hint
from builder.model.dataclass import dataclass
from builder.model.proof import Proof
from builder.verify.checking import CHECKS, Case, Meant, Trouble
from builder.verify.read import Unreadable, read_back

UNREADABLE = "unreadable-pdf"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one check; `unasked` when what it needs is not known."""

    code: str
    state: Literal["holds", "fails", "unasked"]
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks of one file. `proof` is None when it could not be read."""

    proof: Proof | None
    results: tuple[Result, ...]

    @property
    def ok(self) -> bool:
        """Nothing fails."""
        return not any(result.state == "fails" for result in self.results)

    def of(self, code: str) -> Result:
        """The result of one check. Raises KeyError."""
        return {result.code: result for result in self.results}[code]

    def as_data(self) -> dict[str, Any]:
        """For machines: pages count from 1, as people count them."""
        return {
            "ok": self.ok,
            "checks": [
                {
                    "code": result.code,
                    "state": result.state,
                    "troubles": [
                        {"message": each.message, "page": None if each.page is None else each.page + 1}
                        for each in result.troubles
                    ],
                }
                for result in self.results
            ],
        }

    def tell(self, findings: Findings, name: str) -> None:
        """Every trouble as an error; `name` is what the file is called."""
        for result in self.results:
            for trouble in result.troubles:
                where = f"{name}, page {trouble.page + 1}: " if trouble.page is not None else f"{name}: "
                findings.error(result.code, where + trouble.message, trouble.span, *map(Hint, trouble.hints))


def verify(data: bytes, meant: Meant = Meant(), *, thorough: bool = False) -> Verdict:  # noqa: B008
    """Read the bytes back and run every check that what is known of them allows; `thorough` as in `read_back`."""
    try:
        proof = read_back(data, thorough=thorough)
    except Unreadable as error:
        return refused(error)
    return verdict_of(proof, meant)


def refused(error: Unreadable) -> Verdict:
    """The verdict on what cannot be read."""
    return Verdict(None, (Result(UNREADABLE, "fails", (Trouble(f"the file cannot be read: {error}"),)),))


def verdict_of(proof: Proof, meant: Meant) -> Verdict:
    """The verdict on what has been read."""
    return Verdict(proof, (Result(UNREADABLE, "holds"), *judge(proof, meant)))


def judge(proof: Proof, meant: Meant) -> Iterable[Result]:
    """The checks of a proof, in the order of the table."""
    from builder.verify import checks  # registers them

    assert checks.CHECKS is CHECKS
    case = Case(proof, meant)
    for check in CHECKS.values():
        if not check.can(meant):
            yield Result(check.code, "unasked")
            continue
        troubles = tuple(check.run(case))
        yield Result(check.code, "fails" if troubles else "holds", troubles)
