"""Whether an edition is a draft, and why: the clinician's and the checker's sign-off, and the numbers it prints."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from builder.diagnostics import Findings
from builder.load import Library, load
from builder.model.approval import Approval, ApprovalList
from builder.model.edition import EMERGENCY
from builder.model.leaflet import Card, Helplines, Leaflet
from builder.model.region import Confirmation, Helpline, Region
from builder.model.source import State, Text
from builder.translate.catalogue import Catalogue
from builder.translate.dates import read_date
from builder.translate.digest import catalogue_digest

CONFIRMED_FOR = datetime.timedelta(days=180)
"""How long a confirmed number stays confirmed."""

CHECKED_BY, CHECKED_ON, CHECKED_DIGEST = "X-Checked-By", "X-Checked-On", "X-Checked-Digest"
"""Header fields of a catalogue in which the language checker's sign-off is kept."""


def approvals(library: Library, leaflet_id: str, findings: Findings) -> tuple[Approval, ...]:
    """What is recorded beside a leaflet."""
    path = library.path(approvals_file(leaflet_id))
    if path is None:
        return ()
    found = load(path, ApprovalList, findings, approvals_file(leaflet_id))
    return () if found is None else found.approvals


def approvals_file(leaflet_id: str) -> str:
    """Where a leaflet's approvals are, from the project's folder."""
    return f"leaflets/{leaflet_id}/approvals.yaml"


def clinical(recorded: Sequence[Approval], region: Region, digest: str, on: datetime.date) -> Approval | None:
    """The latest approval of exactly this text for this region that had been given by the day `on`."""
    held = [signed for signed in recorded if signed.region == region.id and signed.digest == digest]
    return max((signed for signed in held if _by(signed.date, on)), key=lambda signed: signed.date, default=None)


def clinical_reasons(
    recorded: Sequence[Approval], approval: Approval | None, region: Region, on: datetime.date
) -> Iterator[str]:
    """Why the text counts as unsigned."""
    if approval is not None:
        return
    earlier = [signed for signed in recorded if signed.region == region.id and _by(signed.date, on)]
    if earlier:
        last = max(earlier, key=lambda signed: signed.date)
        yield f"the text for {region.name.value} has changed since {last.name} signed it on {last.date}"
    else:
        yield f"no clinician has signed the text for {region.name.value}"


def language_reasons(catalogues: Sequence[Catalogue], language: str, on: datetime.date) -> Iterator[str]:
    """Why translations count as unchecked; `language` is the language's English name."""
    unchecked, changed = [], []
    for catalogue in catalogues:
        by, day = catalogue.headers.get(CHECKED_BY, ""), catalogue.headers.get(CHECKED_ON, "")
        if not by or not _by(day, on):
            unchecked.append(catalogue.file)
        elif catalogue.headers.get(CHECKED_DIGEST) != catalogue_digest(catalogue):
            changed.append(f"the {language} text has changed since {by} checked it on {day} ({catalogue.file})")
    if unchecked:
        yield f"the {language} text has not been checked ({', '.join(unchecked)})"
    yield from changed


def state_reasons(texts: Sequence[Text], language: str) -> Iterator[str]:
    """How many translations are not final."""
    for state, what in (
        (State.DRAFT, "marked as drafts"),
        (State.STALE, "translated from an older text"),
        (State.MISSING, "not translated"),
    ):
        if count := sum(text.state is state for text in texts):
            yield f"{language} messages {what}: {count}"


def time_reasons(leaflet: Leaflet, on: datetime.date) -> Iterator[str]:
    """The text was to be reviewed again by a day that has passed."""
    due = read_date(leaflet.check_by)
    if due is not None and due < on:
        yield f"the text had to be reviewed again by {leaflet.check_by}"


def number_reasons(leaflet: Leaflet, region: Region, on: datetime.date) -> Iterator[str]:
    """Numbers and addresses on the sheet that nobody has confirmed, or too long ago."""
    emergency = region.emergency
    yield from _unconfirmed(emergency.number, emergency.confirmed, on)
    for line in printed_helplines(leaflet, region):
        yield from _unconfirmed(line.phone or line.sms or line.url or line.name, line.confirmed, on)


def unconfirmed(region: Region, on: datetime.date) -> frozenset[str]:
    """Ids of lines of help, and `EMERGENCY`, that count as unconfirmed on that day."""
    told = [(EMERGENCY, region.emergency.confirmed), *((line.id, line.confirmed) for line in region.helplines)]
    return frozenset(name for name, confirmed in told if any(_unconfirmed("", confirmed, on)))


def printed_helplines(leaflet: Leaflet, region: Region) -> tuple[Helpline, ...]:
    """The region's lines of help that blocks of this leaflet name, in the region's order."""
    named: set[str] = set()
    for section in leaflet.sections:
        for block in section.blocks:
            if isinstance(block, Card | Helplines):
                named.update(block.purposes)
    return tuple(line for line in region.helplines if line.purpose in named or line.id in named)


def _unconfirmed(shown: str, confirmed: Confirmation | None, on: datetime.date) -> Iterator[str]:
    day = read_date(confirmed.on) if confirmed else None
    if confirmed is None or day is None or day > on:
        yield f"{shown} has not been confirmed"
    elif on - day > CONFIRMED_FOR:
        yield f"{shown} was last confirmed on {day.isoformat()}, more than {CONFIRMED_FOR.days} days before"


def _by(date: str, on: datetime.date) -> bool:
    """The date is one, and had come by the day `on`."""
    day = read_date(date)
    return day is not None and day <= on
