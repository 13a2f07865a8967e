"""The state of all translations as one page, to be looked at in a browser: no scripts, nothing from elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from html import escape

from builder.model.language import Language
from builder.translators.status import Standing

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#14181f;background:#fff}
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%}th,td{padding:.3rem .6rem;text-align:start;
border-bottom:1px solid #d5dae1;vertical-align:top}td.n{text-align:end;font-variant-numeric:tabular-nums}
.badge{display:inline-block;min-width:7.5rem;border:1px solid #4a5563;border-radius:.3rem;overflow:hidden}
.badge b{display:block;padding:0 .4rem;font-weight:600;color:#14181f}
.signed b{background:#bfe5c7}.draft b{background:#f6e3a1}.open b{background:#f4c4bd}
.quiet{color:#4a5563}
"""

_HEADS = ("Language", "Part", "State", "Translated", "Draft", "Stale", "Missing", "Overflowing on", "Checked by")


def status_page(standings: Sequence[Standing], languages: Mapping[str, Language], on: datetime.date) -> str:
    """The page as HTML. A badge's words say what its colour says."""
    heads = "".join(f"<th scope=col>{head}</th>" for head in _HEADS)
    rows = "\n".join(_row(each, languages) for each in standings)
    return (
        "<!doctype html>\n<html lang=en>\n<meta charset=utf-8>\n"
        '<meta name=viewport content="width=device-width,initial-scale=1">\n'
        f"<title>Translations</title>\n<style>{_STYLE}</style>\n<h1>Translations on {on.isoformat()}</h1>\n"
        "<p>A draft is a translation that no second speaker has signed; sheets made from it say so on every face. "
        "A stale message was translated from an older text.</p>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</html>\n"
    )


def _row(one: Standing, languages: Mapping[str, Language]) -> str:
    language = languages.get(one.language)
    name = escape(language.name if language else one.language)
    endonym = ""
    if language is not None:
        direction = escape(language.direction)
        endonym = f" <span class=quiet lang={escape(one.language)} dir={direction}>{escape(language.endonym)}</span>"
    numbers = "".join(f"<td class=n>{number}</td>" for number in (one.translated, one.draft, one.stale, one.missing))
    kind, words = badge(one)
    state = f'<span class="badge {kind}"><b>{escape(words)}</b></span>'
    signed = f"{escape(one.checked_by)}, {escape(one.checked_on)}" if one.checked_by else "nobody"
    over = "not tried" if one.overflowing is None else escape(", ".join(one.overflowing)) or "none"
    cells = f"<td>{escape(one.part)}</td><td>{state}</td>{numbers}<td>{over}</td><td>{signed}</td>"
    return f"<tr><th scope=row>{name} ({escape(one.language)}){endonym}</th>{cells}</tr>"


def badge(one: Standing) -> tuple[str, str]:
    """Class and words of a badge: `signed`, `draft` or `open`."""
    if one.missing or one.stale:
        return "open", f"{one.per_cent} %" + (f", {one.critical} critical" if one.critical else "")
    if one.checked_by and not one.draft:
        return "signed", "checked"
    return "draft", "draft"
