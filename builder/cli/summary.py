"""What a build came to, in a few lines that a person reads and a few fields that a program does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from builder.build_all import Outcome
from builder.cli.report import say, table

_FAILURES = 12  # failed sheets that are named; the findings name them all


def summarise(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Print leaflets and languages as a table, then how many files there are and what their state is."""
    if not outcomes:
        say("nothing to build")
        return
    if len(outcomes) > 1:
        table([("leaflet", "region", "sheets", "languages", "layouts"), *_rows(outcomes)])
    counts = {
        "built": sum(outcome.state == "built" for outcome in outcomes),
        "up to date": sum(outcome.state == "current" for outcome in outcomes),
        "failed": sum(outcome.state == "failed" for outcome in outcomes),
    }
    made = [outcome for outcome in outcomes if outcome.name]
    if len(outcomes) == 1 and made:
        say(f"{folder / made[0].name}: {'built' if counts['built'] else 'up to date'}")
    else:
        told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        say(f"{len(made)} of {len(outcomes)} sheets are in {folder}/: {told}")
        failed = [outcome.job.stem for outcome in outcomes if not outcome.name]
        for stem in failed[:_FAILURES]:
            say(f"  failed: {stem}")
        if len(failed) > _FAILURES:
            say(f"  and {len(failed) - _FAILURES} more")
    drafts = [outcome for outcome in made if outcome.draft]
    if len(drafts) == 1:
        say("it is a draft and says so on every face:")
        for reason in drafts[0].reasons:
            say(f"  {reason}")
    elif drafts:
        say(f"{len(drafts)} of them are drafts and say so on every face; build one alone to read why")


def as_data(outcome: Outcome, folder: Path) -> dict[str, Any]:
    """One outcome for machines."""
    job = outcome.job
    return {
        "leaflet": job.leaflet,
        "region": job.region,
        "language": job.language,
        "layout": job.layout,
        "theme": job.theme,
        "finish": job.finish,
        "colour": job.colour,
        "spot": str(job.spot) if job.spot else None,
        "service": job.service.id if job.service else None,
        "state": outcome.state,
        "file": str(folder / outcome.name) if outcome.name else None,
        "draft": outcome.draft,
        "reasons": list(outcome.reasons),
        "size": outcome.size,
    }


def _rows(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    """A row for each leaflet and region: how many sheets, and the languages and layouts that they are in."""
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.job.leaflet, outcome.job.region), []).append(outcome)
    return [
        (
            *key,
            str(sum(bool(outcome.name) for outcome in group)),
            " ".join(dict.fromkeys(outcome.job.language for outcome in group if outcome.name)),
            " ".join(dict.fromkeys(outcome.job.layout for outcome in group if outcome.name)),
        )
        for key, group in groups.items()
    ]
