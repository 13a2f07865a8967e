"""Typst through its Python package: one compiler, the document as one string of JSON."""

from __future__ import annotations

import json

import typst
from content import FONTS, HERE, Document, svg


class Maker:
    """Tagged PDF/UA-1."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        self._compiler = typst.Compiler(str(HERE / "leaflet.typ"), root=str(HERE), font_paths=fonts)

    def make(self, document: Document) -> bytes:
        """The PDF. The template reads the texts itself."""
        clinic = document.clinic
        told = {
            "language": document.language,
            "clinic": {**clinic._asdict(), "logo": clinic.logo},
            "codes": {name: svg(address) for name, address in document.addresses.items()},
        }
        inputs = {"document": json.dumps(told, ensure_ascii=False)}
        made: bytes = self._compiler.compile(sys_inputs=inputs, format="pdf", pdf_standards="ua-1")
        return made
