"""WeasyPrint: one font configuration, the style sheet parsed once, a template of Jinja."""

from __future__ import annotations

from urllib.parse import quote

import jinja2
from content import HERE, Document, leaflet, stretches, svg
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


class Maker:
    """Tagged PDF/UA-1."""

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._style = CSS(filename=str(HERE / "leaflet.css"), font_config=self._fonts)
        templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE), autoescape=True, trim_blocks=True, auto_reload=False
        )
        templates.globals.update(stretches=stretches, code=_code)
        self._template = templates.get_template("leaflet.html.j2")

    def make(self, document: Document) -> bytes:
        """The PDF."""
        page = self._template.render(document=document, doc=leaflet(document.language))
        made: bytes = HTML(string=page).write_pdf(
            stylesheets=[self._style], font_config=self._fonts, pdf_variant="pdf/ua-1"
        )
        return made


def _code(address: str) -> str:
    return "data:image/svg+xml," + quote(svg(address), safe="/:=' ")
