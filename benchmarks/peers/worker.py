"""Makes documents with one program in this process.

    worker.py cold  PROGRAM LANGUAGE FILE        one document
    worker.py warm  PROGRAM COUNT FOLDER         languages in turn, each document another clinic
    worker.py batch PROGRAM COUNT FOLDER         the same, all in English
    worker.py order PROGRAM COUNT FOLDER ORDER   the first lines of an order, in its order

`warm` and `batch` print a line of JSON: seconds of CPU and of the clock for all documents. QR codes, the same work for
every program, are made before; so is one document in each language, which reads fonts. PROGRAM `nothing` makes the QR
codes alone: what a cold start costs before any program does its part.

`order` prints seconds of CPU of the whole process from its start, but for its QR codes; and the part of them that the
`first` documents took, among which is one in each language.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from content import Document, document, svg
from variants import LANGUAGES, language


def main(mode: str, program: str, *words: str) -> None:
    """Run one mode."""
    if mode == "cold":
        one = document(words[0], 0)
        for address in one.addresses.values():
            svg(address)
        if program != "nothing":
            Path(words[1]).write_bytes(_maker(program).make(one))
        return
    count, folder = int(words[0]), Path(words[1])
    folder.mkdir(parents=True, exist_ok=True)
    if mode == "order":
        from order_files import languages_of

        # The three leaflets of a service have one text: a clinic for each line, or two of three would be the same again
        lines = enumerate(languages_of(Path(words[2]))[:count])
        print(json.dumps(_order(program, [document(lang, number) for number, lang in lines], folder)))
        return
    asked = [document(language(number) if mode == "warm" else "en", number) for number in range(1, count + 1)]
    for each in asked:
        for address in each.addresses.values():
            svg(address)
    maker = _maker(program)
    for known in LANGUAGES:
        maker.make(document(known, 0))
    cpu, clock = time.process_time(), time.perf_counter()
    for number, each in enumerate(asked):
        (folder / f"{number}.pdf").write_bytes(maker.make(each))
    print(json.dumps({"cpu": time.process_time() - cpu, "clock": time.perf_counter() - clock, "count": count}))


def _order(program: str, asked: list[Document], folder: Path) -> dict[str, float]:
    before = time.process_time()
    for each in asked:
        for address in each.addresses.values():
            svg(address)
    codes = time.process_time() - before
    maker = _maker(program)
    wanted, first, start = {each.language for each in asked}, 0, 0.0
    for number, each in enumerate(asked, 1):
        (folder / f"{number}.pdf").write_bytes(maker.make(each))
        wanted.discard(each.language)
        if not wanted and not first:
            first, start = number, time.process_time() - codes
    return {"cpu": time.process_time() - codes, "count": len(asked), "start": start, "first": first}


def _maker(program: str) -> Any:
    return import_module(f"{program}_peer").Maker()


if __name__ == "__main__":
    main(*sys.argv[1:])
