"""An order becomes the same files however it is run: on one core or two, at once or after a kill."""

from __future__ import annotations

import csv
import errno
import json
import os
import pickle
import pickletools
import re
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from composed import Asked, edition, sheet
from orders import DAY, ROOT, SERVICES, Project, hashes, many_services, order_file, services_file
from pdf_reading import opened

from builder.build import Job, build
from builder.diagnostics import Findings
from builder.model.service import Service
from builder.model.source import Span
from builder.orders.journal import Journal
from builder.orders.lock import Held, lock
from builder.orders.packing import NotOurs, pack, pack_kept, unpack
from builder.orders.proof import prove_order
from builder.orders.recall import Fault, holders, known, recall
from builder.orders.recall import Held as HeldSheet
from builder.orders.run import Superseded
from builder.services.read import read_services
from builder.write import sweep

MIXED = [
    (service, leaflet, language, layout, 100 * (at + 1))
    for at, (service, *_) in enumerate(SERVICES)
    for leaflet, language, layout in (
        ("overdose", "en", "letter-trifold"),
        ("overdose", "ar", "wallet-card"),
        ("withdrawal", "en", "a4-sheet"),
        ("overdose", "en", "poster-tabloid"),
        ("overdose", "ar", "letter-large"),
    )
]


def manifest(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mixed order, run on one core."""
    folder = tmp_path_factory.mktemp("done")
    project = Project(folder / "out")
    tally = project.run(order_file(folder, MIXED, due="2026-03-20", deliver_to="Depot"))
    assert (tally.done, tally.refused) == (len(MIXED), 0), list(map(str, project.findings))
    return folder


def job_of(leaflet: str, language: str, layout: str, service: Service) -> Job:
    """What `leaflet build --service` makes of a line."""
    return Job(
        leaflet=leaflet,
        region="us",
        language=language,
        layout=layout,
        theme="calm",
        stem="x",
        on=DAY,
        service=service,
    )


def test_every_layout_and_script_has_the_bytes_of_a_build(done: Path) -> None:
    """`leaflet build --service` for each line, by itself."""
    project = Project(done / "none")
    services = {each.id: each for each in read_services(done / "services.csv", project.library, Findings())}
    for service, leaflet, language, layout, _ in MIXED:
        job = job_of(leaflet, language, layout, services[service])
        built = build(job, project.library)
        path = done / f"out/county/sheets/{service}/{leaflet}-{language}-{layout}-draft.pdf"
        assert built.data == path.read_bytes()


def test_every_layout_has_them_too(tmp_path: Path) -> None:
    """One line for each layout that has an imprint, for services in three scripts, all in one order."""
    project = Project(tmp_path / "out")
    layouts = {id: project.library.layout(id, Findings()) for id in project.library.layouts()}
    single = [id for id, layout in layouts.items() if layout is not None and layout.listed and not layout.bilingual]
    assert len(single) > 8
    lines = []
    for at, layout in enumerate(single):
        # the palm cards are for leaflets of their own
        leaflet, language = ("naloxone", "en") if layout.startswith("palm") else ("overdose", ("en", "ar")[at % 2])
        lines.append((SERVICES[1 + at % 3][0], leaflet, language, layout, 10))
    tally = project.run(order_file(tmp_path, lines))
    assert (tally.done, tally.refused) == (len(lines), 0), list(map(str, project.findings))
    services = {each.id: each for each in read_services(tmp_path / "services.csv", project.library, Findings())}
    for service, leaflet, language, layout, _ in lines:
        job = job_of(leaflet, language, layout, services[service])
        struck = tmp_path / f"out/county/sheets/{service}/{leaflet}-{language}-{layout}-draft.pdf"
        assert build(job, project.library).data == struck.read_bytes(), layout


def test_the_manifest_says_what_there_is(done: Path) -> None:
    folder = done / "out/county"
    rows = manifest(folder)
    assert [int(row["line"]) for row in rows] == list(range(6, 6 + len(MIXED)))
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        assert (row["sha256"], int(row["bytes"])) == (sha256(data).hexdigest(), len(data))
    card = next(row for row in rows if row["layout"] == "wallet-card")
    large = next(row for row in rows if row["layout"] == "letter-large")
    assert int(card["leaves"]) == int(card["copies"])
    with opened((folder / large["file"]).read_bytes()) as pdf:
        assert int(large["leaves"]) == int(large["copies"]) * -(-len(pdf.pages) // 2)
    told = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert told["due"] == "2026-03-20"
    assert [str(line["sha256"]) for line in told["lines"]] == [row["sha256"] for row in rows]


def test_paper_for_people(done: Path) -> None:
    folder = done / "out/county"
    with opened((folder / "slips-001.pdf").read_bytes()) as slips:
        assert len(slips.pages) == len(SERVICES)
    with opened((folder / "labels-001.pdf").read_bytes()) as labels:
        boxes = len(labels.pages)
    assert boxes > len(SERVICES)
    for name in ("picking-list.pdf", "cost.pdf"):
        assert (folder / name).stat().st_size > 2000
    page = (folder / "summary.html").read_text("utf-8")
    assert f"in {boxes} boxes" in page
    assert "poster-tabloid" in page
    assert '<th scope="row">khmer</th><td><bdi lang="km" dir="auto">គ្លីនិកឧទាហរណ៍</bdi></td>' in page
    assert "Depot" in page
    assert "no prices are set" in page


def test_two_processes_make_the_same_files(done: Path, tmp_path: Path) -> None:
    assert (
        Project(tmp_path / "out").run(order_file(tmp_path, MIXED, due="2026-03-20", deliver_to="Depot"), jobs=2).refused
        == 0
    )
    assert hashes(tmp_path / "out/county") == hashes(done / "out/county")


def test_the_order_of_the_lines_changes_no_sheet(done: Path, tmp_path: Path) -> None:
    Project(tmp_path / "out").run(order_file(tmp_path, MIXED[::-3]))
    there = hashes(tmp_path / "out/county/sheets")
    assert len(there) == len(MIXED[::-3])
    assert there.items() <= hashes(done / "out/county/sheets").items()


LINES = [
    (f"s{at:03}", leaflet, "en", "letter-trifold", 5)
    for at in range(120)
    for leaflet in ("overdose", "fentanyl", "withdrawal")
]


def big_order(folder: Path) -> Path:
    path = order_file(folder, LINES)
    services_file(folder, many_services(120))
    return path


def start(path: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "builder.cli", "order", *more, "-o", str(out)]
    return subprocess.Popen(
        command,
        cwd=path.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        # a shell's background jobs, and what they start, ignore it
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def test_killed_and_resumed_it_ends_with_the_same_files(tmp_path: Path) -> None:
    """Killed three times with SIGKILL, each time a little later; forty times in `benchmarks/kills.py`."""
    path = big_order(tmp_path)
    whole = tmp_path / "whole"
    assert Project(whole).run(path).done == len(LINES)
    out = tmp_path / "out"
    process = start(path, out, "run", str(path), "--draft", "--jobs", "1", "--on", DAY.isoformat())
    for wanted in (1, 60, 200):
        until = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < until:
            if sum(1 for _ in (out / "county/sheets").glob("*/*.pdf")) >= wanted:
                break
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        # as when it is killed at its papers
        (out / "county" / f".slips-001.pdf.{process.pid}.part").write_bytes(b"%PDF")
        process = start(path, out, "resume", "--jobs", "1")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert hashes(out / "county") == hashes(whole / "county")
    assert not list(out.rglob("*.part"))


def test_processes_of_a_pool_end_with_the_one_that_gave_them_work(tmp_path: Path) -> None:
    """At once, so that nothing of theirs is written when the order is resumed; what they left in part goes."""
    busy = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"
    given = f"from builder.pool import processes; processes(1).submit(exec, {busy!r}).result()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", given], env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        part = tmp_path / f".sheet.pdf.{int(process.stdout.readline())}.part"
        part.write_bytes(b"%PDF")
        assert sweep(tmp_path) == ()
        process.kill()
    until = time.monotonic() + 0.5
    while not sweep(tmp_path) and time.monotonic() < until:
        time.sleep(0.01)
    assert not part.exists()


@pytest.mark.parametrize("seconds", [0.2, 0.5, 0.8])
def test_ctrl_c_ends_all_processes_and_says_how_to_go_on(seconds: float, tmp_path: Path) -> None:
    """As a terminal does it: all processes get the signal, also those that are still importing."""
    path, out = big_order(tmp_path), tmp_path / "out put"
    process = start(path, out, "run", str(path), "--draft", "--jobs", "2", "--on", DAY.isoformat())
    until = time.monotonic() + 20
    while not (out / "county").is_dir() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[0].decode()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert "order county is stopped; to go on: leaflet order resume county -o 'out put'" in said


def test_what_a_process_left_that_nobody_has_asked_for_is_swept(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as ended:
        assert ended.stdout is not None
        assert ended.stdout.read() == b""
        (tmp_path / f".sheet.pdf.{ended.pid}.part").write_bytes(b"%PDF")
        until = time.monotonic() + 5
        while not sweep(tmp_path) and time.monotonic() < until:
            time.sleep(0.01)
        assert not list(tmp_path.iterdir())
    assert ended.returncode == 0


def test_a_second_run_is_refused_while_the_first_works(tmp_path: Path) -> None:
    path = order_file(tmp_path, MIXED[:2])
    out = tmp_path / "out"
    with lock(out / "county"):
        process = start(path, out, "run", str(path), "--draft", "--jobs", "1")
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 2
        assert f"error[order-running]: process {os.getpid()} is at work on order `county`" in said.decode()
        with pytest.raises(Held, match=f"process {os.getpid()}"), lock(out / "county"):
            pass
    process = start(path, out, "run", str(path), "--draft", "--jobs", "1")
    assert process.communicate(timeout=60) is not None
    assert process.returncode == 0


def test_a_full_disk_stops_it_and_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builder.orders.work as work

    path = order_file(tmp_path, MIXED)
    usual, count = work.write_soon, 0

    def full(place: Path, data: bytes) -> None:
        nonlocal count
        count += 1
        if count > 7:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        usual(place, data)

    project = Project(tmp_path / "out")
    order = project.entered(path)
    assert order is not None
    with monkeypatch.context() as patch:
        patch.setattr(work, "write_soon", full)
        with pytest.raises(OSError, match="No space left"):
            project.resume(order)
    assert project.resume(order).done == len(MIXED)
    other = Project(tmp_path / "other")
    other.run(path)
    assert hashes(tmp_path / "out/county") == hashes(tmp_path / "other/county")


@pytest.mark.parametrize("most", [80_000, 120_000])
def test_a_file_that_cannot_grow_stops_it_and_it_goes_on(done: Path, tmp_path: Path, most: int) -> None:
    """As on a disk that is full, and seen by the whole command: files end at so many bytes."""
    path = order_file(tmp_path, MIXED, due="2026-03-20", deliver_to="Depot")
    out = tmp_path / "out"
    words = ["order", "run", str(path), "--draft", "--jobs", "1", "--on", DAY.isoformat(), "-o", str(out)]
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    limited += "from builder.cli import main; sys.exit(main(sys.argv[2:]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", limited, str(most), *words]
    said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "error[cannot-write]" in said.stderr
    assert not list(out.rglob("*.part"))
    process = start(path, out, "run", str(path), "--draft", "--jobs", "1", "--on", DAY.isoformat())
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert hashes(out / "county") == hashes(done / "out/county")


def test_what_is_damaged_or_gone_is_made_again(done: Path, tmp_path: Path) -> None:
    path = order_file(tmp_path, MIXED[:6])
    project = Project(tmp_path / "out")
    project.run(path)
    before = hashes(tmp_path / "out/county")
    sheets = sorted((tmp_path / "out/county/sheets").rglob("*.pdf"))
    sheets[0].unlink()
    sheets[1].write_bytes(sheets[1].read_bytes()[:-1])
    project.run(path)
    assert hashes(tmp_path / "out/county") == before


def test_another_list_under_the_same_reference_is_refused(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    project.run(order_file(tmp_path, MIXED[:1]))
    assert project.entered(order_file(tmp_path, MIXED[:2])) is None
    assert "order-changed" in project.codes()


def test_a_plate_that_is_gone_is_compiled_again(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    order = project.entered(order_file(tmp_path, MIXED[:2]))
    assert order is not None
    project.resume(order)
    before = hashes(tmp_path / "out/county")
    first, second = sorted((tmp_path / "out/county").rglob("*.plate"))
    first.write_bytes(b"something else")
    second.unlink()
    for file in (tmp_path / "out/county").rglob("*.pdf"):
        file.unlink()
    project.resume(order)
    assert hashes(tmp_path / "out/county") == before


def test_another_list_of_the_same_name_at_the_same_time_is_refused(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    first = project.entered(order_file(tmp_path, MIXED[:1]))
    assert project.entered(order_file(tmp_path, MIXED[:2])) is not None
    assert first is not None
    with pytest.raises(Superseded):
        project.resume(first)


def test_a_plate_that_comes_out_otherwise_stops_the_order(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    order = project.entered(order_file(tmp_path, MIXED[:1]))
    assert order is not None
    project.resume(order)
    base = sqlite3.connect(tmp_path / "out/orders.db")
    with base:
        base.execute('update plates set ref = replace(ref, \'"plate": "\', \'"plate": "0\')')
    base.close()
    for file in (tmp_path / "out/county/sheets").rglob("*.pdf"):
        file.unlink()
    out = subprocess.run(
        [sys.executable, "-m", "builder.cli", "order", "resume", "county", "-o", str(tmp_path / "out"), "--jobs", "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert out.returncode == 1
    assert "error[order-damaged]" in out.stderr


def test_drafts_are_refused_unless_they_are_asked_for(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    tally = project.run(order_file(tmp_path, MIXED[:2]), drafts=False)
    assert (tally.done, tally.refused) == (0, 2)
    assert "order-draft" in project.codes()
    assert not list((tmp_path / "out/county/sheets").rglob("*.pdf"))
    rows = manifest(tmp_path / "out/county")
    assert all(row["state"] == "refused" and row["reason"].startswith("order-draft") for row in rows)


def test_details_that_do_not_fit_refuse_their_own_sheets_alone(tmp_path: Path) -> None:
    path = order_file(tmp_path, MIXED)
    services = tmp_path / "services.csv"
    long = "North Clinic " * 14
    services.write_text(services.read_text("utf-8").replace("North Clinic", long.strip()), "utf-8")
    project = Project(tmp_path / "out")
    tally = project.run(path)
    assert tally.done + tally.refused == len(MIXED)
    refused = [row for row in manifest(tmp_path / "out/county") if row["state"] == "refused"]
    assert refused
    assert {row["service"] for row in refused} == {"north"}
    assert all(row["reason"].startswith("imprint-overflow: ") and " pt more than" in row["reason"] for row in refused)
    assert "imprint-overflow" in (tmp_path / "out/county/summary.html").read_text("utf-8")


def test_a_trial_finds_the_same_and_writes_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path / "out")
    tally = project.run(order_file(tmp_path, MIXED[:4]), drafts=False, trying=True)
    assert tally.done == 4  # composed and struck all the same, for what else is to be found
    assert "order-draft" in project.codes()
    assert not list((tmp_path / "out").rglob("*.pdf"))


def test_a_sheet_that_is_not_as_meant_is_never_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builder.orders.work as work

    usual = work.strike

    def wrong(plate: object, strips: object) -> bytes:
        data = usual(plate, strips)  # type: ignore[arg-type]
        return data[:-200] + b"x" + data[-199:]

    monkeypatch.setattr(work, "strike", wrong)
    project = Project(tmp_path / "out")
    tally = project.run(order_file(tmp_path, MIXED[:2]))
    assert (tally.done, tally.refused) == (0, 2)
    assert "struck-wrong" in project.codes()
    assert not list((tmp_path / "out/county/sheets").rglob("*.pdf"))


def test_recall_finds_who_holds_what(done: Path) -> None:
    journal = Journal(done / "out")
    try:
        every = list(recall(journal, Fault(leaflet="overdose")))
        assert {each.service for each in every} == {service for service, *_ in SERVICES}
        arabic = list(recall(journal, Fault(translation="ar")))
        assert {each.layout for each in arabic} == {"wallet-card", "letter-large"}
        code = arabic[0].edition
        assert list(recall(journal, Fault(edition=code.lower()))) == arabic
        assert sum(each.copies for each in arabic) == 2 * sum(100 * (at + 1) for at in range(len(SERVICES)))
        assert {"us.emergency", "us.treatment"} <= known(journal, "numbers")
        card = {each.layout for each in recall(journal, Fault(number="us.treatment"))}
        assert "wallet-card" in card
        claims = known(journal, "claims")
        assert claims
        found = list(recall(journal, Fault(claim=min(claims))))
        assert found
        assert all(isinstance(each, HeldSheet) for each in found)
        assert not list(recall(journal, Fault(leaflet="overdose", before=DAY.isoformat())))
        assert len(list(recall(journal, Fault(before="2026-03-02")))) == len(MIXED)
    finally:
        journal.close()


def test_holders_are_found_by_whoever_has_only_the_folder(done: Path, tmp_path: Path) -> None:
    out = done / "out"
    every = holders(out, Fault(leaflet="overdose", translation="ar", region="us"))
    assert {each.service for each in every} == {service for service, *_ in SERVICES}
    code = every[0].edition
    assert {each.edition for each in every} == {code}
    assert holders(out, Fault(leaflet="overdose", translation="ar"), current={code}) == []
    assert holders(out, Fault(), editions={code}) == every
    assert holders(out, Fault(leaflet="overdose", region="gb")) == []
    assert holders(tmp_path / "none", Fault(leaflet="overdose")) == []
    assert not (tmp_path / "none").exists()


def test_a_proof_holds_every_edition_upright(done: Path) -> None:
    project = Project(done / "proof")
    order = project.entered(done / "county.csv")
    assert order is not None
    journal = Journal(done / "proof")
    (proof,) = prove_order(order, journal, project.library, project.findings)
    journal.close()
    data = proof.data
    with opened(data) as pdf:
        # the page to sign, then two sides of trifold, card and sheet, a poster, and a large one
        assert len(pdf.pages) > 8
        assert len(pdf.Root.StructTreeRoot.K.K) == 6
        assert {str(part.S) for part in pdf.Root.StructTreeRoot.K.K} == {"/Part"}
    # an Arabic sheet that is bound with others looks as it does by itself
    import numpy as np
    import pypdfium2

    alone = pypdfium2.PdfDocument(done / "out/county/sheets/arabic/overdose-ar-wallet-card-draft.pdf")
    together = pypdfium2.PdfDocument(data)
    size = alone[0].get_size()
    pages = [page for page in together if page.get_size() == size]
    wanted = alone[0].render(scale=1).to_numpy()
    assert any(np.mean(np.abs(page.render(scale=1).to_numpy().astype(int) - wanted)) < 1.0 for page in pages)


class TestPacking:
    """What comes out of the journal is the builder's own, or nothing."""

    def test_values_come_out_as_they_went_in(self, done: Path) -> None:
        (service, *_) = read_services(done / "services.csv", Project(done / "x").library, Findings())
        assert unpack(pack(service)) == service

    @pytest.mark.parametrize("language", ["en", "ar", "zh-Hans"])
    def test_sheets_come_out_as_they_went_in(self, language: str) -> None:
        """Faces are those of the other process; but for them everything is the same, run by run."""
        made = edition("overdose", language), sheet(Asked("overdose", language))
        data = pack(made)
        again = unpack(data)
        assert again is not made
        assert again[0] == made[0]
        # a set has an order of its own each time that it is made
        first, second = [repr((replace(each, unconfirmed=frozenset()), laid)) for each, laid in (made, again)]
        assert first == second

    def test_what_goes_in_has_the_same_names_in_every_python(self) -> None:
        """Paths and enumerations go by other names from version to version, none of them the builder's."""
        told = Findings()
        told.error("order-row", "wrong", Span("order.csv", 1, 1, 1, 1))
        found = (edition("overdose"), sheet(Asked("overdose")), tuple(told), Path("logo.png"))
        texts = [value for _, value, _ in pickletools.genops(pack(found)) if isinstance(value, str)]
        modules = {text for text in texts if re.fullmatch(r"(builder|pathlib|enum|builtins|datetime)[.\w]*", text)}
        assert {"builder.diagnostics", "builder.orders.packing"} < modules
        assert {module for module in modules if not module.startswith("builder.")} <= {"builtins", "datetime"}
        assert "getattr" not in texts
        assert unpack(pack(found))[2:] == found[2:]

    def test_a_plate_that_is_lost_comes_out_as_it_was_in_another_process(self) -> None:
        """Sets have another order in every process; a plate that differed would count as that of another leaflet."""
        assert len(edition("overdose").unconfirmed) > 1
        told = (
            "from hashlib import sha256; from composed import Asked, edition, sheet; "
            "from builder.orders.packing import pack; "
            "print(sha256(pack((edition('overdose'), sheet(Asked('overdose'))))).hexdigest())"
        )
        path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        made = [
            subprocess.run(
                [sys.executable, "-c", told],
                env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
            for seed in ("1", "2", "3")
        ]
        assert len(set(made)) == 1, made

    def test_what_is_kept_is_not_read_again(self) -> None:
        made = (edition("overdose"), "plate")
        data = pack_kept(made)
        assert data == pack(made)
        assert unpack(bytes(bytearray(data))) is made

    @pytest.mark.parametrize("value", [os.getcwd, subprocess.run, Path.unlink, Findings().error, {"a": sys.exit}])
    def test_functions_do_not(self, value: object) -> None:
        with pytest.raises((NotOurs, pickle.PicklingError)):
            unpack(pickle.dumps(value))

    def test_a_program_in_a_plate_is_not_run(self, tmp_path: Path) -> None:
        class Mine:
            def __reduce__(self) -> tuple[object, tuple[str]]:
                return os.system, (f"touch {tmp_path / 'run'}",)

        with pytest.raises(NotOurs):
            unpack(pickle.dumps(Mine()))
        with pytest.raises(NotOurs):
            unpack(b"rubbish")
        assert not (tmp_path / "run").exists()
