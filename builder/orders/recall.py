"""Recall: which services hold sheets of an edition, a claim, a number or a translation that turned out to be wrong."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.orders.journal import FILE, Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is looked for; what is empty counts for nothing, the rest must all be so. `before` is a day, YYYY-MM-DD."""

    edition: str = ""
    leaflet: str = ""
    claim: str = ""
    number: str = ""
    translation: str = ""
    before: str = ""
    region: str = ""

    @property
    def asked(self) -> bool:
        """Anything is looked for at all."""
        return self != Fault()

    def __str__(self) -> str:
        told = (
            ("edition", self.edition),
            ("leaflet", self.leaflet),
            ("claim", self.claim),
            ("number", self.number),
            ("language", self.translation),
            ("region", self.region),
            ("printed before", self.before),
        )
        return ", ".join(f"{what} {text}" for what, text in told if text)


class Held(NamedTuple):
    """So many copies of a sheet at a service, from an order. `edition` is the code in the sheet's foot."""

    service: str
    name: str
    order: str
    reference: str
    day: str
    leaflet: str
    language: str
    region: str
    layout: str
    edition: str
    copies: int


_QUESTION = """
select lines.service, services.name, orders.id, orders.reference, orders.day, plates.leaflet, plates.language,
    plates.region, plates.layout, plates.code, sum(lines.copies), plates.facts
from lines join sheets using (list, service, plate) join plates on plates.list = lines.list and plates.key = lines.plate
    join orders on orders.id = lines.list
    left join services on services.list = lines.list and services.id = lines.service
where sheets.state = 'done' and (? = '' or plates.code = ?) and (? = '' or plates.leaflet = ?)
    and (? = '' or plates.language = ?) and (? = '' or orders.day < ?) and (? = '' or plates.region = ?)
group by lines.service, orders.id, plates.key order by lines.service, orders.id, plates.key
"""

_COLUMNS = {"leaflets": "leaflet", "languages": "language", "editions": "code"}


def recall(journal: Journal, fault: Fault) -> Iterator[Held]:
    """What is held, service by service."""
    code = fault.edition.upper()
    looked_for = (code, fault.leaflet, fault.translation, fault.before, fault.region)
    for row in journal.rows(_QUESTION, [text for text in looked_for for _ in range(2)]):
        facts = json.loads(row[11]) if row[11] else {}
        if fault.claim and fault.claim not in facts.get("claims", ()):
            continue
        if fault.number and fault.number not in facts.get("numbers", ()):
            continue
        service, name, *rest = row[:11]
        yield Held._make([service, name or service, *rest])


def holders(output: Path, fault: Fault, *, editions: Collection[str] = (), current: Collection[str] = ()) -> list[Held]:
    """Which services hold what, from the journal in an output folder; nothing where there is none yet.

    `editions`: of these codes alone; `current`: codes that are as they should be, and whose sheets are left out. So
    `holders(output, Fault(leaflet="overdose", translation="es", region="us"), current={code})` are those whose copies
    are stale. Nothing is written. Raises sqlite3.Error when the journal cannot be read.
    """
    if not (output / FILE).is_file():
        return []
    journal = Journal(output, reading=True)
    try:
        return [
            held
            for held in recall(journal, fault)
            if (not editions or held.edition in editions) and held.edition not in current
        ]
    finally:
        journal.close()


def known(journal: Journal, what: str) -> set[str]:
    """The claims, numbers, leaflets, languages or codes that anything in the journal has: for who has mistyped one."""
    if what in _COLUMNS:
        asked = f"select distinct {_COLUMNS[what]} from plates where code is not null and code <> ''"
        return {text for (text,) in journal.rows(asked, ())}
    found: set[str] = set()
    for (facts,) in journal.rows("select distinct facts from plates where facts is not null and facts <> ''", ()):
        found.update(json.loads(facts).get(what, ()))
    return found


def service_of(journal: Journal, held: Held) -> Service | None:
    """The service as it was when its order was entered."""
    return journal.service(held.order, held.service)
