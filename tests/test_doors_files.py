"""Names in files that come from outside do not lead out of their folders, to devices, or into a wait without end."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest
from composed import DAY, Asked, pdf, starter
from orders import order_file, services_file

from builder.cli import main
from builder.diagnostics import Findings
from builder.load import Library, load
from builder.model.service import ServiceList
from builder.orders.enter import Entering, enter
from builder.orders.journal import Journal, Order
from builder.orders.read import OrderFile
from builder.services.read import read_services

LINE = ("north", "overdose", "en", "letter-trifold", 10)
DEVICES = ("con", "prn", "aux", "nul", "com1", "lpt9")


def entered(path: Path, folder: Path) -> tuple[Order | None, list[str]]:
    findings = Findings()
    journal = Journal(folder)
    try:
        order = enter(path, Entering(on=DAY, drafts=True), starter(), journal, findings)
    finally:
        journal.close()
    return order, [one.code for one in findings if one.severity.name == "ERROR"]


@pytest.mark.parametrize(
    "services",
    [
        "../services.csv",
        "/etc/passwd",
        "/dev/zero",
        "a/../../services.csv",
        "con",
        "a\\b.csv",
        ".hidden.csv",
        "C:x.csv",
    ],
)
def test_an_order_reads_no_services_from_elsewhere(services: str, tmp_path: Path) -> None:
    services_file(tmp_path)
    inside = tmp_path / "orders"
    inside.mkdir()
    path = order_file(inside, [LINE], services=services)
    assert entered(path, tmp_path) == (None, ["outside-project"])


def test_nor_through_a_link(tmp_path: Path) -> None:
    outside = services_file(tmp_path)
    inside = tmp_path / "orders"
    inside.mkdir()
    (inside / "linked.csv").symlink_to(outside)
    assert entered(order_file(inside, [LINE], services="linked.csv"), tmp_path) == (None, ["outside-project"])


def test_services_beside_the_order_are_read(tmp_path: Path) -> None:
    order, errors = entered(order_file(tmp_path, [LINE]), tmp_path)
    assert errors == []
    assert order is not None


@pytest.mark.parametrize(
    "reference", [*DEVICES, "..", "../../x", "/etc/passwd", "\u202e", "a/b", "C:\\x", "~root", "-o"]
)
def test_an_orders_folder_is_inside_of_its_own(reference: str, tmp_path: Path) -> None:
    order, errors = entered(order_file(tmp_path, [LINE], reference=reference), tmp_path)
    assert errors == []
    assert order is not None
    assert order.id.replace("-", "").isalnum()
    assert order.id not in DEVICES
    assert not order.id.startswith("-")


@pytest.mark.parametrize("where", ["/dev/zero", "pipe", "folder"])
def test_an_order_that_is_no_file_is_told_at_once(where: str, tmp_path: Path) -> None:
    path = Path(where) if where.startswith("/") else tmp_path / where
    if where == "pipe":
        os.mkfifo(path)
    elif where == "folder":
        path.mkdir()
    findings = Findings()
    assert list(OrderFile(path, findings).lines) == []
    assert "unreadable-order" in [one.code for one in findings]


@pytest.mark.parametrize("id", [*DEVICES, "../x", "/etc/passwd", "a\0b", ".", "A", "-x"])
def test_ids_of_services_are_names_of_files(id: str, tmp_path: Path) -> None:
    for name, text in {
        "a.csv": f"id,name\n{id},Example Clinic\n",
        "a.yaml": f"services:\n- {{id: {json.dumps(id)}, name: Example Clinic}}\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        findings = Findings()
        assert [one.id for one in read_services(tmp_path / name, Library((tmp_path,)), findings)] == [], name
        assert not findings.ok, name


def test_a_device_is_no_id_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("services:\n- {id: nul, name: Example Clinic}\n", encoding="utf-8")
    findings = Findings()
    assert load(path, ServiceList, findings) is None
    assert [one.code for one in findings] == ["bad-id"]


@pytest.mark.parametrize("name", [*DEVICES, "../x", "/etc/x", "a/b", "a\0b", ".", ""])
def test_new_files_stay_in_the_project(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "leaflet", name]) == 2
    assert list(tmp_path.rglob("*")) == []


MANIFESTS = {
    "not JSON": "{",
    "deep": "[" * 100_000,
    "a list": "[]",
    "a list of files": '{"files": []}',
    "a number": '{"files": 1}',
    "nothing about it": '{"files": {"a.pdf": {}}}',
    "files of another kind": '{"files": {"a.pdf": [1]}}',
}


@pytest.mark.parametrize("told", MANIFESTS)
def test_a_strangers_manifest_does_no_harm(
    told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.pdf").write_bytes(pdf(Asked("overdose", layout="wallet-card")))
    (tmp_path / "manifest.json").write_text(MANIFESTS[told], encoding="utf-8")
    assert main(["verify", "a.pdf"]) == 0
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "change",
    [
        {"leaflet": ["overdose"]},
        {"leaflet": "../overdose"},
        {"layout": None},
        {"region": {"us": 1}},
        {"service": "/dev/zero:x"},
        {"service": 7},
        {"on": "yesterday"},
        {"spot": "../x"},
    ],
    ids=str,
)
def test_nor_one_that_tells_odd_things(
    change: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    data = pdf(Asked("overdose", layout="wallet-card"))
    (tmp_path / "a.pdf").write_bytes(data)
    about = {
        **{"sha256": sha256(data).hexdigest(), "leaflet": "overdose", "region": "us", "language": "en"},
        **{"layout": "wallet-card", "theme": "calm", "finish": "office", "naloxone": None, "service": None},
        **{"preview": False, "instructions": False, "bilingual": False, "colour": "rgb", "spot": None},
        **{"on": "2026-03-01", **change},
    }
    (tmp_path / "manifest.json").write_text(json.dumps({"files": {"a.pdf": about}}), encoding="utf-8")
    assert main(["verify", "a.pdf"]) in (0, 1)
