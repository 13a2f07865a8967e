"""Texts that are still those of `leaflet new`: a leaflet that was never written to its end."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from builder.checks.content.printed import Statement, statements
from builder.diagnostics import Findings
from builder.load.bind import bind
from builder.load.compose import compose
from builder.load.read import decode
from builder.model.leaflet import Leaflet

_SCAFFOLD = Path(__file__).parents[2] / "cli" / "scaffolds" / "leaflet.yaml"

_LABELS = ("title", "heading", "discreet-title")
"""Such as `My plan`: they may well stay as they are."""

_NAMED = 5


class _First(NamedTuple):
    """What the first file says: its texts, why it cites nothing, and its title."""

    texts: frozenset[str]
    reasons: frozenset[str]
    title: str


def check_unfinished(leaflet: Leaflet, findings: Findings, *, signing: bool = False) -> None:
    """Name the statements that `leaflet new` wrote: a warning, but nobody can sign them."""
    first = _first()
    still = [one for one in statements(leaflet) if _is_first(one, first)]
    names = [f"`{one.id}`" for one in still]
    if leaflet.title.value == first.title:
        names.insert(0, "`title`")
    if not names:
        return
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    tell = findings.error if signing else findings.warn
    tell(
        "starter-text",
        f"{leaflet.id} says in {', '.join(names[:_NAMED])}{more} what `leaflet new` wrote there",
        still[0].span if still else leaflet.title.span,
        "write what your readers need, or take it out; then cite its claims, or say why there are none",
    )


def _is_first(one: Statement, first: _First) -> bool:
    """Nobody has said yet what it rests on; or it cites claims for words that say nothing."""
    if one.claims is None or not one.claims.ids:
        return one.because in first.reasons
    return any(text.value in first.texts for text in one.texts)


@cache
def _first() -> _First:
    findings = Findings()
    source = decode(_SCAFFOLD.read_bytes().replace(b"{id}", b"first"), findings, _SCAFFOLD.name)
    node = compose(source, findings) if source is not None else None
    made = bind(node, Leaflet, findings) if node is not None else None
    if made is None:
        return _First(frozenset(), frozenset(), "")
    told = statements(made)
    texts = {text.value for one in told for text in one.texts if text.id.rpartition(".")[2] not in _LABELS}
    # what names the emergency number is a sentence that a leaflet may keep
    said = frozenset(text for text in texts if "{" not in text)
    return _First(said, frozenset(one.because for one in told if one.because), made.title.value)
