"""Sheets for the printer at hand: files of an order put several to a sheet, by the plans that the stock names.

A plan that repeats gives each file sheets of its own, in folders by service. One that goes in turn or stacks puts the
files of all services together, service by service, so that the cut pile is in the order in which boxes are packed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from builder.diagnostics import Findings
from builder.load import Library
from builder.model.imposition import Imposition
from builder.model.stock import Stock
from builder.orders.journal import Journal, Order
from builder.orders.manifest import held
from builder.orders.plans import check_plans
from builder.orders.sheeting import Line, imposed_lines, portions, together
from builder.write import write

if TYPE_CHECKING:
    from builder.impose.run import File, Imposed

FOLDER = "imposed"
CSV = "printing-list.csv"


class Printed(NamedTuple):
    """A file of sheets, and how it is printed; `prints`: how often each of its sheets, `leaves`: paper in all."""

    file: str
    plan: str
    paper: str
    how: str
    sheets: int
    prints: str
    leaves: int


def write_imposed(
    journal: Journal, order: Order, stock: Stock, library: Library, folder: Path, findings: Findings
) -> list[str]:
    """Write the sheets and the list of how they are printed; its name, if there is one. Raises OSError.

    Sheets of an earlier run that are no longer wanted go.
    """
    plans = check_plans(stock, library, findings)
    made = [each for each in _made(journal, order, plans, folder, findings) if each is not None]
    wanted = {folder / each.file for each in made}
    for path in folder.glob(f"{FOLDER}/**/*.pdf"):
        if path not in wanted:
            path.unlink()
    if not made:
        (folder / CSV).unlink(missing_ok=True)
        return []
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(Printed._fields)
    writer.writerows([held(value) for value in each] for each in made)
    write(folder / CSV, ("\ufeff" + text.getvalue()).encode())
    return [CSV]


def _made(
    journal: Journal, order: Order, plans: dict[str, Imposition], folder: Path, findings: Findings
) -> Iterator[Printed | None]:
    rendered: set[tuple[str, str]] = set()
    lines = imposed_lines(journal, order.id, plans)
    for line in lines:
        plan = plans[line.layout]
        if plan.order == "repeat":
            target = f"{FOLDER}/{plan.id}/{Path(line.path).relative_to('sheets').as_posix()}"
            # sheets of one layout differ in a service's details; a first one is rendered beside its file as well
            first = (line.layout, line.finish) not in rendered
            rendered.add((line.layout, line.finish))
            yield _write(target, plan, [line], folder, findings, thorough=first)
    shared = [line for line in lines if plans[line.layout].order != "repeat"]
    for (layout, finish), alike in together(shared):
        for number, portion in enumerate(portions(alike), 1):
            target = f"{FOLDER}/{plans[layout].id}/{layout}-{finish}-{number:03}.pdf"
            yield _write(target, plans[layout], portion, folder, findings, thorough=number == 1)


def _write(
    target: str, plan: Imposition, lines: list[Line], folder: Path, findings: Findings, *, thorough: bool
) -> Printed | None:
    from builder.impose.leaves import in_mm
    from builder.impose.office import how
    from builder.impose.run import File, impose

    files: list[File] = [File(line.path, (folder / line.path).read_bytes(), line.copies) for line in lines]
    made: Imposed | None = impose(files, plan, findings, thorough=thorough)
    if made is None:
        return None
    write(folder / target, made.data)
    prints = sorted(set(made.prints))
    paper = in_mm(plan.paper.width, plan.paper.height)
    each = " ".join(map(str, prints if len(prints) == 1 else made.prints))
    return Printed(target, plan.id, paper, how(plan, made), len(made.prints), each, sum(made.prints))
