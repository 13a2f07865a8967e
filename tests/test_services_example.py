"""The ten example services: plainly examples, the same in YAML, CSV and HSDS 3, and they fit every imprint."""

import csv
import json
import re
from pathlib import Path
from uuid import UUID

import pytest
from composed import edition, layout_of, services, set_in, written_for

from builder.diagnostics import Findings
from builder.model.service import Service

FOLDER = Path(__file__).parents[1] / "leaflets" / "services"

# Numbers that regulators keep free for fiction: NANPA 555-0100 to 0199, Ofcom 01632 960000 to 960999, ACMA (02) 5550.
FICTION = re.compile(r"[2-9]\d\d-555-01\d\d|01632 960\d{3}|\(02\) 5550 \d{4}")


def test_there_are_ten_and_nobody_can_take_them_for_real() -> None:
    assert len(services()) == 10
    for service in services().values():
        assert FICTION.fullmatch(service.phone), service.id
        assert not service.url or service.url.startswith("https://example.org/"), service.id
        assert not service.checked_on, service.id
        whole = " ".join((service.name, *service.address)).lower()
        assert re.search(r"exampl|exempl|ejempl|sampl|placeholder|nowhere", whole), service.id


def test_the_table_says_the_same() -> None:
    with (FOLDER / "example.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == list(services())
    for row in rows:
        service = services()[row["id"]]
        lines = tuple(row[name] for name in ("address-1", "address-2", "address-3") if row[name])
        assert (row["name"], lines, row["hours"]) == (service.name, service.address, service.hours)
        assert (row["phone"], row["url"], row["language"]) == (service.phone, service.url, service.language)


def test_the_directory_says_the_same() -> None:
    """Open Referral HSDS 3: a page of services, each with all that hangs on it."""
    page = json.loads((FOLDER / "example-hsds.json").read_text(encoding="utf-8"))
    assert page["total_items"] == page["size"] == len(page["contents"]) == len(services())
    for told, service in zip(page["contents"], services().values(), strict=True):
        assert UUID(told["id"])
        assert told["status"] == "active"
        assert told["name"] == service.name
        assert told.get("url", "") == service.url
        assert [phone["number"] for phone in told["phones"]] == [service.phone]
        assert [schedule["description"] for schedule in told["schedules"]] == [service.hours]
        assert [language["code"] for language in told["languages"]] == [service.language]
        places = [at["location"]["addresses"][0] for at in told.get("service_at_locations", ())]
        lines = [place.get(field) for place in places for field in ("address_1", "address_2", "city")]
        assert tuple(line for line in lines if line) == service.address


@pytest.mark.parametrize("leaflet", ["overdose", "naloxone"])
@pytest.mark.parametrize("service", services().values(), ids=lambda service: service.id)
def test_they_fit_every_imprint(service: Service, leaflet: str) -> None:
    assert len(written_for(leaflet)) >= 4
    for layout in written_for(leaflet):
        findings = Findings()
        sheet = set_in(edition(leaflet), layout_of(layout), findings, service=service)
        assert sheet is not None, f"{layout}: {[one.message for one in findings]}"
