"""What a file in an order's folder is: the journal knows which sheet and whose details."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from builder.build import Job
from builder.orders.journal import FILE, Journal


def struck_job(path: Path, data: bytes) -> Job | None:
    """The job that makes the file at `path` as `leaflet build` would; None when it is no order's, or not as it was."""
    try:
        sheets, place, output = list(path.resolve().parents)[1:4]
    except ValueError:
        return None
    if sheets.name != "sheets" or not (output / FILE).is_file():
        return None
    try:
        journal = Journal(output, reading=True)
        try:
            return _job(journal, place.name, path.resolve().relative_to(place).as_posix(), data)
        finally:
            journal.close()
    except sqlite3.Error:
        return None


def _job(journal: Journal, order: str, name: str, data: bytes) -> Job | None:
    asked = "select service, plate, sha256 from sheets where list = ? and path = ? and state = 'done'"
    for id, plate, digest in journal.rows(asked, (order, name)):
        service = journal.service(order, id)
        if digest == sha256(data).hexdigest() and service is not None:
            jobs = [row.job for row in journal.plates(order) if row.key == plate]
            return replace(jobs[0], service=service, stem=Path(name).stem) if jobs else None
    return None
