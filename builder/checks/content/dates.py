"""The days on which leaflets stop being true, and whether a clinician has signed them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.leaflet import Leaflet
from builder.translate import signoff
from builder.translate.dates import read_date
from builder.translate.edition import source_digest


def check_dates(
    library: Library, leaflet: Leaflet, regions: Sequence[str], on: datetime.date, findings: Findings
) -> None:
    """Find a review that is overdue, and regions for which nobody has signed the text as it is."""
    check_days(leaflet, on, findings)
    due = read_date(leaflet.check_by)
    if due is not None and due < on:
        findings.warn(
            "review-overdue",
            f"{leaflet.id} had to be reviewed again by {leaflet.check_by}",
            leaflet.span,
            "have it read again, set `reviewed` and a new `check-by`; until then its sheets are drafts",
        )
    unsigned = [id for id in regions if not is_signed(library, leaflet, id, on)]
    if unsigned:
        findings.warn(
            "unsigned-text",
            f"no clinician has signed {leaflet.id} as it is for {', '.join(unsigned)}: its sheets are drafts",
            leaflet.span,
            f"leaflet approve {leaflet.id} --region {unsigned[0]} --by NAME --role ROLE --on DATE",
        )


def check_days(leaflet: Leaflet, on: datetime.date, findings: Findings) -> None:
    """Find a review on a day that has not come, or that was to be repeated before it was made: both are printed."""
    reviewed, due = read_date(leaflet.reviewed), read_date(leaflet.check_by)
    if reviewed is not None and reviewed > on:
        told = f"{leaflet.id} is said to have been reviewed on {leaflet.reviewed}, which has not come yet"
        findings.error("bad-date", told, leaflet.span, "write the day on which it was read, or leave `reviewed` out")
    elif reviewed is not None and due is not None and due < reviewed:
        told = f"{leaflet.id} is to be reviewed again by {leaflet.check_by}, before its review on {leaflet.reviewed}"
        findings.error("bad-date", told, leaflet.span, "correct `reviewed` or `check-by`")


def is_signed(library: Library, leaflet: Leaflet, region_id: str, on: datetime.date) -> bool:
    """A clinician has signed exactly this text for this region."""
    quiet = Findings()
    region = library.region(region_id, quiet)
    recorded = signoff.approvals(library, leaflet.id, quiet)
    if region is None or not recorded:
        return False
    digest = source_digest(library, leaflet.id, region_id, quiet)
    return digest is not None and signoff.clinical(recorded, region, digest, on) is not None
