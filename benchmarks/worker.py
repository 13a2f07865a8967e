"""Makes documents with one program in this process: `worker.py PROGRAM LANGUAGE COUNT FOLDER`.

Prints one JSON line: seconds of CPU for each document after the first, and the bytes of the last. Without a count above
one it is a cold start, and the caller counts the whole process.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from builder.qr import symbol

ROOT = Path(__file__).parent
FONTS = ROOT.parent / "layouts" / "fonts"


def typst(documents: list[str]) -> Callable[[int], bytes]:
    """Typst through its Python package: one compiler for all documents."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(str(ROOT / "trifold.typ"), root=str(ROOT), font_paths=fonts)

    def make(number: int) -> bytes:
        text = json.dumps(with_symbols(documents[number]), ensure_ascii=False)
        made: bytes = compiler.compile(sys_inputs={"document": text}, format="pdf", pdf_standards="ua-1")
        return made

    return make


def weasyprint(documents: list[str]) -> Callable[[int], bytes]:
    """WeasyPrint with fonts and style sheet parsed once."""
    from trifold_html import STYLE, page
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts)

    def make(number: int) -> bytes:
        text = page(with_symbols(documents[number]))
        made: bytes = HTML(string=text).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        return made

    return make


def with_symbols(line: str) -> dict[str, Any]:
    """The document with a QR code for each address, as SVG; who makes it pays for it, as we do."""
    document: dict[str, Any] = json.loads(line)
    for panel in document["panels"]:
        for block in panel["blocks"]:
            if block[0] == "line":
                block.append(svg(block[3]) if block[3] else "")
    return document


def svg(address: str) -> str:
    """A QR code as strokes, one for each run of dark modules: the cheapest form for a program that reads SVG."""
    rows = symbol(address)
    strokes = ""
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = len(list(run))
            strokes += f"M{x} {y}.5h{length}" if dark else ""
            x += length
    box = f"0 0 {len(rows)} {len(rows)}"
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='{box}'><path stroke='#000' d='{strokes}'/></svg>"


def ours(language: str) -> Callable[[int], bytes]:
    """The builder: another service in each document, everything from translating to painting done anew."""
    from content import DAY, LAYOUT, LEAFLET, REGION, THEME, service

    from builder.build import Job, build
    from builder.load import Library

    library = Library.open()

    def make(number: int) -> bytes:
        job = Job(
            leaflet=LEAFLET,
            region=REGION,
            language=language,
            layout=LAYOUT,
            theme=THEME,
            stem="bench",
            on=DAY,
            service=service(number),
        )
        built = build(job, library)
        assert built.data is not None, built.findings
        return built.data

    return make


def main(program: str, language: str, count: int, folder: Path) -> None:
    """Make the documents and print what they cost."""
    if program == "ours":
        make = ours(language)
    else:
        lines = (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        make = {"typst": typst, "weasyprint": weasyprint}[program](lines)
    data = make(0)
    started = time.process_time()
    for number in range(1, count):
        data = make(number)
    each = (time.process_time() - started) / max(count - 1, 1)
    (folder / f"{program}-{language}.pdf").write_bytes(data)
    print(json.dumps({"each": each, "size": len(data)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
