"""Does an order with the builder in this process, and prints a line of JSON about it.

    striking.py rate  ORDER FOLDER    PDFs struck and checked in memory, once their plates are there
    striking.py whole ORDER FOLDER    everything, from the list to the manifest, and then the working papers
    striking.py codes COUNT           QR codes of services made, and all of them decoded

`cpu` is seconds of this process, user and system; for `whole` from its start, imports included.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.orders.run import Running

DAY = date(2026, 1, 1)


def main(mode: str, *words: str) -> None:
    """Run one mode, in a process that is made ready as the command's is."""
    from builder.cli.__main__ import prepare

    prepare()
    if mode == "codes":
        told = _codes(int(words[0]))
    else:
        told = (_rate if mode == "rate" else _whole)(Path(words[0]), Path(words[1]))
    print(json.dumps(told))


def _rate(order: Path, folder: Path) -> dict[str, float]:
    from builder.orders.run import _chunks, _compile
    from builder.orders.work import strike_chunk

    with _entered(order, folder, trying=True) as running:
        _compile(running)
        chunks = list(_chunks(running))
        # plates and fonts are read with the first sheets
        known = {wish.plate for wish in chunks[0].wishes}
        strike_chunk(chunks[0])
        for each in chunks[1:]:
            if not known >= each.plates.keys():
                strike_chunk(each)
                known |= each.plates.keys()
        began = time.process_time()
        struck = [each for chunk in chunks for each in strike_chunk(chunk)]
        cpu = time.process_time() - began
    return {"cpu": cpu, "count": len(struck), "refused": sum(not each.sha256 for each in struck)}


def _whole(order: Path, folder: Path) -> dict[str, float]:
    from builder.orders.manifest import write_manifest
    from builder.orders.run import run

    with _entered(order, folder, trying=False) as running:
        tally = run(running)
        write_manifest(running.journal, running.order, running.folder)
        files = time.process_time()
        from builder.orders.finish import finish

        finish(running.journal, running.order, running.library, running.folder, running.findings)
    return {"cpu": files, "with papers": time.process_time(), "count": tally.done, "refused": tally.refused}


@contextmanager
def _entered(order: Path, folder: Path, *, trying: bool) -> Iterator[Running]:
    from builder.diagnostics import Findings
    from builder.load import Library
    from builder.orders.enter import Entering, enter
    from builder.orders.executor import workshop
    from builder.orders.journal import Journal
    from builder.orders.run import Running

    library, findings, journal = Library.open(Path.cwd()), Findings(), Journal(folder)
    entered = enter(order, Entering(on=DAY, drafts=True), library, journal, findings)
    if entered is None:
        raise SystemExit("\n".join(map(str, findings)))
    with workshop(1) as shop:
        yield Running(
            order=entered,
            folder=folder / entered.id,
            library=library,
            journal=journal,
            workshop=shop,
            findings=findings,
            trying=trying,
        )
    journal.close()


def _codes(count: int) -> dict[str, float]:
    from builder.qr import symbol
    from builder.verify.pixels import View
    from builder.verify.symbols import QUIET, decode

    addresses = [f"https://example.org/naloxone/clinic/{number:05}" for number in range(count)]
    for each in addresses[:50]:
        symbol(each + "/x")
    began = time.process_time()
    made = [symbol(each) for each in addresses]
    cpu = time.process_time() - began
    read = 0
    for address, rows in zip(addresses, made, strict=True):
        across = len(rows) + 2 * QUIET
        blank, edge = b"\xff" * across * QUIET, b"\xff" * QUIET
        lines = [edge + bytes([0 if dark else 255 for dark in row]) + edge for row in rows]
        picture = b"".join([blank, *lines, blank])
        read += decode(View(across, across, 1, across, picture, 1.0, 0.0, 0.0))[0] == address
    return {"cpu": cpu, "count": count, "read": read}


if __name__ == "__main__":
    main(*sys.argv[1:])
