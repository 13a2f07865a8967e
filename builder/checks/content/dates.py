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


def is_signed(library: Library, leaflet: Leaflet, region_id: str, on: datetime.date) -> bool:
    """A clinician has signed exactly this text for this region."""
    quiet = Findings()
    region = library.region(region_id, quiet)
    recorded = signoff.approvals(library, leaflet.id, quiet)
    if region is None or not recorded:
        return False
    digest = source_digest(library, leaflet.id, region_id, quiet)
    return digest is not None and signoff.clinical(recorded, region, digest, on) is not None
