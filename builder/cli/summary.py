"""What a build came to, in a few lines that a person reads and a few fields that a program does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from builder.build_all import Outcome
from builder.cli.report import say, table


def summarise(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Print leaflets and languages as a table, then how many files there are and what their state is."""
    if not outcomes:
        say("nothing to build")
        return
    if len(outcomes) > 1:
        table([("leaflet", "region", "layout", "languages"), *_rows(outcomes)])
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
    drafts = sum(outcome.draft for outcome in made)
    if drafts:
        say(
            f"{'it is a draft' if drafts == len(made) == 1 else f'{drafts} are drafts'}: a clinician and a checker"
            " have not signed, or a number is not confirmed (leaflet approve)"
        )


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
        "service": job.service.id if job.service else None,
        "state": outcome.state,
        "file": str(folder / outcome.name) if outcome.name else None,
        "draft": outcome.draft,
        "size": outcome.size,
    }


def _rows(outcomes: Sequence[Outcome]) -> list[tuple[str, str, str, str]]:
    """A row for each leaflet, region, layout and theme; a language in brackets has failed."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for outcome in outcomes:
        job = outcome.job
        language = job.language if outcome.name else f"({job.language}: failed)"
        rows.setdefault((job.leaflet, job.region, f"{job.layout} {job.theme}"), []).append(language)
    return [(*key, " ".join(languages)) for key, languages in rows.items()]
