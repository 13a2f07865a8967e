"""Orders of any length for the benchmarks: services that do not exist, and lists of what they ask for."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from variants import clinic

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent

LAYOUTS = ("letter-trifold", "letter-sheet", "wallet-card")
LEAFLETS = ("overdose", "fentanyl", "withdrawal")


def write_order(folder: Path, services: int, languages: Sequence[str], name: str = "county") -> Path:
    """An order of three lines for each service, beside the file of its services.

    In one language three leaflets on one layout; in several one leaflet, the one with most translations, on three
    layouts, languages in turn.
    """
    _write_services(folder / f"{name}-services.csv", services)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerows([("reference", name), ("services", f"{name}-services.csv")])
        rows.writerow(("service", "leaflet", "language", "layout", "copies"))
        for at in range(services):
            for step in range(3):
                leaflet = LEAFLETS[step] if len(languages) == 1 else LEAFLETS[0]
                layout = LAYOUTS[0] if len(languages) == 1 else LAYOUTS[step]
                rows.writerow((f"clinic-{at:05}", leaflet, languages[(at + step) % len(languages)], layout, 100))
    return path


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
