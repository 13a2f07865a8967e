"""The journal of all orders in a folder: what was asked for, what has been made of it, and who holds what.

SQLite in write-ahead mode: whatever is committed is there after a kill, whatever is not was never done. One process
writes; rows are read in portions, so an order of any length takes the same memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from builder.build import Job
from builder.model.dataclass import dataclass
from builder.model.order import Header, Line
from builder.model.service import Service
from builder.orders.packing import pack, unpack

FILE = "orders.db"
_PORTION = 500
_FORM = 1

_TABLES = """
create table if not exists orders (
    id text primary key, reference text, deliver_to text, contact text, due text, sample integer,
    digest text, day text, drafts integer, state text, stock text);
create table if not exists services (
    list text, id text, name text, data blob, primary key (list, id)) without rowid;
create table if not exists plates (
    list text, key text, job blob, leaflet text, language text, region text, layout text, theme text, finish text,
    state text default 'waiting', code text, draft integer, ref text, facts text, findings blob,
    primary key (list, key)) without rowid;
create table if not exists sheets (
    list text, service text, plate text, path text, state text default 'waiting', sha256 text, size integer,
    reason text, read integer default 0, primary key (list, service, plate)) without rowid;
create table if not exists lines (
    list text, number integer, service text, plate text, copies integer, note text,
    primary key (list, number)) without rowid;
create index if not exists waiting on sheets (list, state, service, plate);
create index if not exists held on lines (list, service, plate);
"""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as the journal has it. `state`: `planned`, `running`, `done`. `day`: by which drafts were judged."""

    id: str
    header: Header
    digest: str
    day: str
    drafts: bool
    state: str
    stock: str


@dataclass(frozen=True, slots=True)
class Strike:
    """One file: a service on a plate. `state`: `waiting`, `done`, `refused` (then `reason` says why)."""

    service: str
    plate: str
    path: str
    state: str = "waiting"
    sha256: str = ""
    size: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PlateRow:
    """A plate: its job; once compiled its edition's code, and as JSON where it is and what must be known of it.

    `state`: `waiting`, `ready`, `refused`.
    """

    key: str
    job: Job
    state: str = "waiting"
    code: str = ""
    draft: bool = False
    ref: str = ""
    facts: str = ""


class Journal:
    """The database of one output folder. Raises sqlite3.Error when it cannot be read or written.

    `reading`: nothing is written, not even the database when there is none.
    """

    def __init__(self, folder: Path, *, reading: bool = False) -> None:
        if reading:
            place = (folder / FILE).resolve().as_uri()
            self._base = sqlite3.connect(f"{place}?mode=ro", uri=True, isolation_level=None, timeout=30.0)
            return
        folder.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(folder / FILE, isolation_level=None, timeout=30.0)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = normal")
        self._base.executescript(_TABLES)
        self._base.execute(f"pragma user_version = {_FORM}")

    def close(self) -> None:
        """Everything is on the disk, in one file."""
        self._base.close()

    def __enter__(self) -> Journal:
        """One transaction: all of it, or nothing."""
        self._base.execute("begin immediate")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._base.execute("commit" if kind is None else "rollback")

    def order(self, id: str) -> Order | None:
        """The order of this id."""
        rows = self._base.execute("select * from orders where id = ?", (id,)).fetchall()
        return _order(rows[0]) if rows else None

    def orders(self) -> list[Order]:
        """All orders, by id."""
        return [_order(row) for row in self._base.execute("select * from orders order by id")]

    def put_order(self, order: Order) -> None:
        """Enter an order, in place of what was planned under its id before."""
        for table in ("services", "plates", "sheets", "lines"):
            self._base.execute(f"delete from {table} where list = ?", (order.id,))
        head = order.header
        values = (order.id, head.reference, head.deliver_to, head.contact, head.due, head.sample)
        self._base.execute(
            "insert or replace into orders values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, order.digest, order.day, int(order.drafts), order.state, order.stock),
        )

    def begin(self, order: Order) -> bool:
        """A run of the order begins; False when another list has been entered under its id meanwhile."""
        with self:
            held = self.order(order.id)
            if held is None or held.digest != order.digest:
                return False
            self.set_state(order.id, "running")
        return True

    def set_state(self, order: str, state: str) -> None:
        """The order has come further."""
        self._base.execute("update orders set state = ? where id = ?", (state, order))

    def put_service(self, order: str, service: Service) -> bool:
        """Enter a service that the order may be for; False when there has been one of this id."""
        made = self._base.execute(
            "insert or ignore into services values (?, ?, ?, ?)", (order, service.id, service.name, pack(service))
        )
        return made.rowcount > 0

    def drop_services(self, order: str) -> None:
        """Those that the order has no line for."""
        self._base.execute(
            "delete from services where list = ? and id not in (select service from sheets where list = ?)",
            (order, order),
        )

    def put_plate(self, order: str, key: str, job: Job) -> None:
        """Enter a plate that will be wanted."""
        values = (order, key, pack(job), job.leaflet, job.language, job.region, job.layout, job.theme)
        self._base.execute(
            "insert or ignore into plates (list, key, job, leaflet, language, region, layout, theme, finish) "
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, job.finish),
        )

    def put_line(self, order: str, line: Line, plate: str, path: str) -> bool:
        """Enter a line; False when there has been one for the same sheet and service."""
        self._base.execute(
            "insert into lines values (?, ?, ?, ?, ?, ?)",
            (order, line.number, line.service, plate, line.copies, line.note),
        )
        made = self._base.execute(
            "insert or ignore into sheets (list, service, plate, path) values (?, ?, ?, ?)",
            (order, line.service, plate, path),
        )
        return made.rowcount > 0

    def knows(self, order: str, service: str) -> bool:
        """The service has been entered."""
        asked = "select 1 from services where list = ? and id = ?"
        return self._base.execute(asked, (order, service)).fetchone() is not None

    def service(self, order: str, id: str) -> Service | None:
        """A service as it was when the order was entered."""
        rows = self._base.execute("select data from services where list = ? and id = ?", (order, id)).fetchall()
        return unpack(rows[0][0]) if rows else None

    def plates(self, order: str, state: str = "") -> list[PlateRow]:
        """The order's plates, by key; those of a state."""
        asked = "select key, job, state, code, draft, ref, facts from plates where list = ?"
        rows = self._base.execute(asked + " and (? = '' or state = ?) order by key", (order, state, state))
        return [
            PlateRow(key, unpack(job), held, code or "", bool(draft), ref or "", facts or "")
            for key, job, held, code, draft, ref, facts in rows
        ]

    def settle_plate(self, order: str, row: PlateRow, findings: bytes) -> None:
        """A plate has been compiled, or never will be."""
        self._base.execute(
            "update plates set state = ?, code = ?, draft = ?, ref = ?, facts = ?, findings = ? "
            "where list = ? and key = ?",
            (row.state, row.code, int(row.draft), row.ref, row.facts, findings, order, row.key),
        )

    def refuse_plate(self, order: str, plate: str, reason: str) -> None:
        """No sheet can be struck from a plate."""
        self._base.execute(
            "update sheets set state = 'refused', reason = ? where list = ? and plate = ?", (reason, order, plate)
        )

    def mark_drafts(self, order: str, plate: str, before: str, after: str) -> None:
        """The files of a plate end otherwise than was thought: the edition is a draft."""
        self._base.execute(
            "update sheets set path = substr(path, 1, length(path) - ?) || ? "
            "where list = ? and plate = ? and substr(path, -?) = ?",
            (len(before), after, order, plate, len(before), before),
        )

    def strikes(self, order: str, state: str = "waiting") -> Iterator[Strike]:
        """Sheets of a state, by service and plate; read in portions, so they may change meanwhile."""
        after = ("", "")
        columns = "service, plate, path, state, sha256, size, reason"
        while True:
            rows = self._base.execute(
                f"select {columns} from sheets where list = ? and state = ? and (service, plate) > (?, ?) "
                "order by service, plate limit ?",
                (order, state, *after, _PORTION),
            ).fetchall()
            if not rows:
                return
            for row in rows:
                service, plate, path, held, sha256, size, reason = row
                yield Strike(service, plate, path, held, sha256 or "", size or 0, reason or "")
            after = (rows[-1][0], rows[-1][1])

    def settle(self, order: str, strikes: Iterable[Strike]) -> None:
        """Sheets have been struck or refused."""
        rows = ((each.state, each.sha256, each.size, each.reason, order, each.service, each.plate) for each in strikes)
        self._base.executemany(
            "update sheets set state = ?, sha256 = ?, size = ?, reason = ? "
            "where list = ? and service = ? and plate = ?",
            rows,
        )

    def mark_read(self, order: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Files have been read back in full."""
        self._base.executemany(
            "update sheets set read = 1 where list = ? and service = ? and plate = ?",
            ((order, service, plate) for service, plate in pairs),
        )

    def count(self, order: str, state: str = "") -> int:
        """How many sheets there are, or are in a state."""
        asked = "select count(*) from sheets where list = ? and (? = '' or state = ?)"
        return int(self._base.execute(asked, (order, state, state)).fetchone()[0])

    def rows(self, question: str, values: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """Any other question, answered row by row."""
        cursor = self._base.execute(question, tuple(values))
        while portion := cursor.fetchmany(_PORTION):
            yield from portion


def _order(row: tuple[Any, ...]) -> Order:
    head = Header(reference=row[1], deliver_to=row[2], contact=row[3], due=row[4], sample=row[5])
    return Order(row[0], head, row[6], row[7], bool(row[8]), row[9], row[10] or "")
