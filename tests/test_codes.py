"""Every finding's code has its page in the manual, and every page its findings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.codes import UnknownCode, explain, pages

BUILDER = Path(__file__).parents[1] / "builder"
CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
SAYS = {"error", "warn", "note", "tell", "report", "Diagnostic", "Refusal"}


def calls() -> Iterator[tuple[str, str]]:
    """Code and place of every call that makes a finding."""
    for path in sorted(BUILDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in SAYS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, f"{path.relative_to(BUILDER.parent)}:{node.lineno}"


def words() -> set[str]:
    """Every text in the builder's code that could be a code."""
    found = set()
    for path in sorted(BUILDER.rglob("*.py")):
        if path.parent.name != "codes":
            tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            found |= {node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


def test_every_code_that_is_used_has_a_page() -> None:
    used = list(calls())
    assert len(used) > 60
    lacking = [f"{place}: {code}" for code, place in used if code not in pages()]
    assert not lacking, "no page in builder/codes for:\n" + "\n".join(lacking)


def test_every_page_is_of_a_code_that_is_used() -> None:
    assert pages().keys() <= words()


@pytest.mark.parametrize("code", sorted(pages()))
def test_a_page_is_a_claim_a_reason_and_a_fix(code: str) -> None:
    assert CODE.fullmatch(code)
    claim, *reasons, fix = pages()[code].split("\n\n")
    assert claim.endswith("."), claim
    assert len(" ".join(claim.split())) <= 180
    assert reasons, "why would a reader be hurt?"
    assert fix.startswith("Fix: "), fix
    assert explain(code).startswith(f"{code}\n\n{claim}")


def test_a_code_that_is_not_there_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownCode, match="there is no code `bare-lenght`; did you mean bare-length"):
        explain("bare-lenght")
