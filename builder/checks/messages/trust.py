"""What nobody has checked, and what a translator allows without saying why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.messages.pair import CHECKS, Pair, Remark, Told, allowed, check, check_together
from builder.diagnostics import Severity, did_you_mean
from builder.model.source import State


@check_together("draft-safety-messages", Severity.WARNING)
def draft_safety_messages(pairs: Sequence[Pair]) -> Iterator[Told]:
    """Safety-critical messages have been checked by a speaker; told once a catalogue."""
    by_file: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.message.safety and pair.state is State.DRAFT:
            by_file.setdefault(pair.entry.span.file, []).append(pair)
    for drafts in by_file.values():
        many = (
            f"{len(drafts)} safety-critical messages are drafts"
            if len(drafts) > 1
            else (f"`{drafts[0].context}`, which is safety-critical, is a draft")
        )
        yield Told(drafts[0], Remark(f"{many} that no speaker has checked"))


@check("suppression-without-reason", Severity.WARNING)
def suppression_without_reason(pair: Pair) -> Iterator[Remark]:
    """Who allows what a check forbids says why."""
    for code, reason in allowed(pair.entry).items():
        if code not in CHECKS:
            hint = did_you_mean(code, CHECKS)
            yield Remark(f"`# allow {code}` in `{pair.context}`: there is no such check", "", hint)
        elif not reason:
            yield Remark(
                f"`# allow {code}` in `{pair.context}` gives no reason", "", (f"write `# allow {code}: reason`",)
            )
