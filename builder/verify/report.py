"""Proofs for people: one page that lists all sheets, and for each leaflet in each language a page that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from builder.model.dataclass import dataclass

STATES = {"holds": "holds", "fails": "fails", "unasked": "not asked"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One sheet on a page: what it is called, its edition's code, check -> state, troubles in words, what is read out,
    its pictures (address from the page, width, height), and its size in bytes. `lang` is that of the text."""

    name: str
    group: str
    code: str
    checks: Mapping[str, str]
    troubles: Sequence[str]
    text: str
    lang: str
    pictures: Sequence[tuple[str, int, int]]
    size: int

    @property
    def failing(self) -> list[str]:
        """Codes of the checks that fail."""
        return [code for code, state in self.checks.items() if state == "fails"]

    @property
    def state(self) -> str:
        """In a few words."""
        if not self.checks:
            return "not made"
        return ", ".join(self.failing) or f"{sum(state == 'holds' for state in self.checks.values())} hold"


_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#14181f}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.15rem .6rem;border-bottom:1px solid #ddd}
.bad{color:#8f1d17;font-weight:600}.sheet{border-top:2px solid #0a4f5c;margin-top:2.5rem;padding-top:.5rem}
img{border:1px solid #bbb;margin:0 .6rem .6rem 0;max-width:100%;height:auto}
pre{white-space:pre-wrap;background:#f4f6f7;padding:.8rem;font:inherit}
.checks{columns:3 14rem;list-style:none;padding:0;margin:.5rem 0}
.checks li::before{content:"\\2713\\00a0"}.checks .fails::before{content:"\\2717\\00a0"}
.checks .fails{color:#8f1d17;font-weight:600}
.checks .unasked{color:#4c5560}.checks .unasked::before{content:"\\2013\\00a0"}
"""


def list_page(sheets: Iterable[Shown], title: str) -> str:
    """The page of all sheets: those that fail first, then every one with a link to where it is shown."""
    listed = sorted(sheets, key=lambda sheet: (sheet.group, sheet.name))
    failing = [sheet for sheet in listed if sheet.failing or not sheet.checks]
    body = [f"<h1>{escape(title)}</h1>", f"<p>{_sum(listed)}</p>"]
    if failing:
        body += ["<h2>What fails</h2>", _table(failing)]
    body += ["<h2>All sheets</h2>", _table(listed)]
    return _page(title, body)


def group_page(sheets: Iterable[Shown], title: str) -> str:
    """The page of one leaflet in one language: each sheet with its pictures, its checks and its text."""
    body = [f"<h1>{escape(title)}</h1>"]
    for sheet in sorted(sheets, key=lambda sheet: sheet.name):
        body += _shown(sheet)
    return _page(title, body)


def _sum(sheets: Sequence[Shown]) -> str:
    made = [sheet for sheet in sheets if sheet.checks]
    clean = sum(not sheet.failing for sheet in made)
    parts = [f"{len(sheets)} sheets", f"{clean} verify clean", f"{len(made) - clean} fail a check"]
    parts.append(f"{len(sheets) - len(made)} could not be made")
    return ", ".join(parts)


def _table(sheets: Sequence[Shown]) -> str:
    rows = [
        f'<tr><td><a href="proof/{escape(sheet.group)}.html#{escape(sheet.name)}">{escape(sheet.name)}</a></td>'
        f"<td>{escape(sheet.code)}</td><td>{max(1, round(sheet.size / 1000))} KB</td>"
        f"<td{_bad(sheet)}>{escape(sheet.state)}</td></tr>"
        for sheet in sheets
    ]
    return f"<table><tr><th>sheet</th><th>edition</th><th>size</th><th>checks</th></tr>{''.join(rows)}</table>"


def _shown(sheet: Shown) -> list[str]:
    made = [f'<section class="sheet" id="{escape(sheet.name)}"><h2>{escape(sheet.name)}</h2>']
    made.append(f"<p{_bad(sheet)}>{escape(sheet.state)}; edition {escape(sheet.code) or 'unknown'}</p>")
    made += [f'<p class="bad">{escape(trouble)}</p>' for trouble in sheet.troubles]
    made += [
        f'<img src="{escape(address)}" width="{width}" height="{height}" loading="lazy" alt="Page {at}">'
        for at, (address, width, height) in enumerate(sheet.pictures, 1)
    ]
    items = [f'<li class="{state}">{escape(code)}: {STATES[state]}</li>' for code, state in sheet.checks.items()]
    if items:
        made.append(f'<ul class="checks">{"".join(items)}</ul>')
    if sheet.text:
        made.append("<details><summary>What is read out</summary>")
        made.append(f'<pre lang="{escape(sheet.lang)}" dir="auto">{escape(sheet.text)}</pre></details>')
    return [*made, "</section>"]


def _bad(sheet: Shown) -> str:
    return ' class="bad"' if sheet.failing or not sheet.checks else ""


def _page(title: str, body: Sequence[str]) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    content = "\n".join(body)
    return (
        f'<!doctype html><html lang="en"><head>{head}<style>{_STYLE}</style></head><body>\n{content}\n</body></html>\n'
    )
