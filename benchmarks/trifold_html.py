"""The trifold as HTML for WeasyPrint, from the panels that `content.py` makes."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

# Fixed boxes: panels as flex or grid cost WeasyPrint half as much again. Fonts of the system: font files that the
# style sheet names cost it twice as much.
STYLE = """
@page { size: 11in 8.5in; margin: 8mm }
html { font: 11pt/1.35 "Noto Sans", "Noto Sans Arabic" }
html:lang(ar) { font-family: "Noto Sans Arabic", "Noto Sans" }
body, h1, p, ul, ol { margin: 0 0 2mm }
h1 { font-size: 18pt; color: #0b4f5c } .title { font-size: 28pt; font-weight: bold; color: #0b4f5c }
.sheet { position: relative; height: 190mm; break-after: page } .sheet:last-child { break-after: auto }
.panel { position: absolute; top: 0; width: 81mm }
.panel:nth-child(2) { inset-inline-start: 91mm } .panel:nth-child(3) { inset-inline-start: 182mm }
.card { background: #fde8e4; padding: 7pt } .small { font-size: 7pt } img { width: 22mm; height: 22mm; display: block }
"""


def page(document: dict[str, Any]) -> str:
    """The whole document: back, flap and cover, then the inside."""
    panels = document["panels"]
    sheets = "".join(
        f'<div class="sheet">{"".join(_panel(panel) for panel in half)}</div>' for half in (panels[3:], panels[:3])
    )
    direction = "rtl" if document["rtl"] else "ltr"
    head = f'<meta charset="utf-8"><title>{escape(document["title"])}</title>'
    start = f'<!doctype html><html lang="{document["lang"]}" dir="{direction}">'
    return f"{start}<head>{head}</head><body>{sheets}</body></html>"


def _panel(panel: dict[str, Any]) -> str:
    heading = f"<h1>{escape(panel['heading'])}</h1>" if panel["heading"] else ""
    return f'<section class="panel">{heading}{"".join(map(_block, panel["blocks"]))}</section>'


def _block(block: list[Any]) -> str:
    kind, *values = block
    if kind in ("ul", "ol"):
        return f"<{kind}>{''.join(f'<li>{_bold(item)}</li>' for item in values[0])}</{kind}>"
    if kind == "card":
        return f'<div class="card"><strong>{escape(values[0])}</strong><p>{_bold(values[1])}</p></div>'
    if kind == "line":
        title, phone, address, symbol = values
        picture = base64.b64encode(symbol.encode()).decode()
        image = f'<img alt="{escape(address)}" src="data:image/svg+xml;base64,{picture}">' if symbol else ""
        return f"{image}<p><strong>{escape(title)}</strong><br><bdi>{phone}</bdi><br><bdi>{escape(address)}</bdi></p>"
    return f'<p class="{kind}">{_bold(values[0])}</p>'


def _bold(text: str) -> str:
    parts = escape(text).split("**")
    return "".join(f"<strong>{part}</strong>" if odd % 2 else part for odd, part in enumerate(parts))
