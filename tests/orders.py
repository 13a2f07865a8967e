"""Small orders for tests, with services of their own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from builder.diagnostics import Findings
from builder.load import Library
from builder.orders.enter import Entering, enter
from builder.orders.executor import workshop
from builder.orders.finish import finish
from builder.orders.journal import Journal, Order
from builder.orders.lock import lock
from builder.orders.run import Running, Tally, run

ROOT = Path(__file__).parents[1]
DAY = date(2026, 3, 1)
HEADS = ("service", "leaflet", "language", "layout", "copies")
SERVICES = (
    ("north", "North Clinic", "1 Example Street", "Sampletown", "Mon to Fri 9 to 5", "202-555-0101", "en"),
    ("arabic", "عيادة المثال", "شارع المثال ١٢", "المدينة", "", "202-555-0102", "ar"),
    ("khmer", "គ្លីនិកឧទាហរណ៍", "១២ ផ្លូវឧទាហរណ៍", "ភ្នំពេញ", "", "202-555-0103", "km"),
    ("chinese", "示例健康服务中心", "示例路12号", "示例市", "", "202-555-0104", "zh-Hans"),
)


def services_file(folder: Path, rows: Iterable[Sequence[str]] = SERVICES) -> Path:
    """A file of services."""
    path = folder / "services.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "name", "address-1", "address-2", "hours", "phone", "language", "url", "checked-on"))
        writer.writerows([*row, f"https://example.org/{row[0]}", "2026-02-01"] for row in rows)
    return path


def order_file(folder: Path, lines: Iterable[Sequence[object]], name: str = "county", **above: str) -> Path:
    """An order beside its services."""
    services_file(folder)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for key, value in {"reference": name, "services": "services.csv", **above}.items():
            writer.writerow((key.replace("_", "-"), value))
        writer.writerow(HEADS)
        writer.writerows(lines)
    return path


def many_services(count: int) -> list[Sequence[str]]:
    """Services that are all different."""
    return [
        (
            f"s{at:03}",
            f"Example Clinic {at}",
            f"{at} Example Street",
            "Sampletown",
            "",
            f"202-555-{100 + at % 100:04}",
            "en",
        )
        for at in range(count)
    ]


@dataclass
class Project:
    """An output folder and what is found on the way."""

    folder: Path
    library: Library = field(default_factory=lambda: Library((ROOT,)))
    findings: Findings = field(default_factory=Findings)

    def entered(self, path: Path, *, drafts: bool = True) -> Order | None:
        journal = Journal(self.folder)
        try:
            return enter(path, Entering(on=DAY, drafts=drafts), self.library, journal, self.findings)
        finally:
            journal.close()

    def run(self, path: Path, *, jobs: int = 1, drafts: bool = True, trying: bool = False) -> Tally:
        """Enter and run it, to the end."""
        order = self.entered(path, drafts=drafts)
        assert order is not None, list(map(str, self.findings))
        return self.resume(order, jobs=jobs, trying=trying)

    def resume(self, order: Order, *, jobs: int = 1, trying: bool = False) -> Tally:
        journal = Journal(self.folder)
        place = self.folder / order.id
        try:
            with lock(place), workshop(jobs) as shop:
                running = Running(
                    order=order,
                    folder=place,
                    library=self.library,
                    journal=journal,
                    workshop=shop,
                    findings=self.findings,
                    trying=trying,
                )
                tally = run(running)
                if not trying:
                    finish(journal, order, self.library, place, self.findings)
                return tally
        finally:
            journal.close()

    def codes(self) -> list[str]:
        return [found.code for found in self.findings]


def hashes(folder: Path) -> dict[str, str]:
    """Every file that a printer gets, and its digest; what begins with a dot is the builder's own."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }
