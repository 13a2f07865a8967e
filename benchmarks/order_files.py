"""Orders of any length for the benchmarks: services that do not exist, and lists of what they ask for."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from variants import clinic

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

Sheets = Sequence[tuple[str, str]]
"""Leaflet and layout of each of a service's lines."""

ONE_LAYOUT: Sheets = [(leaflet, "letter-trifold") for leaflet in ("overdose", "fentanyl", "withdrawal")]
THREE_LAYOUTS: Sheets = [("overdose", layout) for layout in ("letter-trifold", "letter-sheet", "wallet-card")]


def write_order(
    folder: Path,
    services: int,
    languages: Sequence[str],
    name: str = "county",
    *,
    sheets: Sheets = (),
    region: str = "us",
    mixed: bool = True,
) -> Path:
    """An order beside the file of its services, languages in turn from line to line; from service to service when they
    are not `mixed`.

    Without `sheets` three leaflets on one layout in one language, and in several the leaflet that has most of them on
    three layouts.
    """
    wanted = sheets or (ONE_LAYOUT if len(languages) == 1 else THREE_LAYOUTS)
    _write_services(folder / f"{name}-services.csv", services)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([("reference", name), ("services", f"{name}-services.csv")])
        rows.writerow(("service", "leaflet", "language", "layout", "copies", "region"))
        for at in range(services):
            for step, (leaflet, layout) in enumerate(wanted):
                language = languages[(at + step * mixed) % len(languages)]
                rows.writerow((f"clinic-{at:05}", leaflet, language, layout, 100, region))
    return path


def languages_of(order: Path) -> list[str]:
    """The language of each line of an order that `write_order` wrote."""
    with order.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) > 2]
    at = rows[0].index("language")
    return [row[at] for row in rows[1:]]


def _write_services(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "name", "address-1", "address-2", "hours", "phone", "url", "checked-on"))
        for at in range(count):
            one = clinic(at)
            # 555-01XX is kept free for examples
            phone, web = f"202-555-01{at % 100:02}", f"https://example.org/naloxone/clinic/{at:05}"
            rows.writerow(
                (f"clinic-{at:05}", one.name, one.street, one.town, "Mon to Fri 9 to 5", phone, web, "2026-01-01")
            )
