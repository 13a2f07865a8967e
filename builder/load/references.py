"""What a leaflet names must exist, and what it states must be cited."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load.library import Library
from builder.load.values import Placed
from builder.model.layout import Layout, Panel
from builder.model.leaflet import (
    Block,
    Bullets,
    Callout,
    Card,
    Checklist,
    Condition,
    Cover,
    Helplines,
    Item,
    Leaflet,
    Myth,
    Paragraph,
    Signs,
    Steps,
    Strip,
    Timeline,
)
from builder.model.region import Region
from builder.model.source import Span

_STATEMENTS = (Paragraph, Bullets, Steps, Signs, Myth, Callout, Checklist, Timeline, Strip)
"""Kinds of blocks that say something a reader acts on."""


def check_references(
    library: Library, leaflet: Leaflet, findings: Findings, *, printed_in: Region | None = None
) -> None:
    """Find names that lead nowhere (of roles, icons, claims, helplines, regions ...) and statements without claims.

    `printed_in`: only what a sheet for this region could get wrong. Roles are not among it: composing tells of
    sections that have no panel, and to know all roles every layout would have to be read.
    """
    names = _Names(library, findings, printed_in)
    blocks = [block for section in leaflet.sections for block in section.blocks]
    names.check("language", leaflet.language, library.languages(Findings()), leaflet.span)
    for layout in leaflet.layouts:
        names.check("layout", layout, library.layouts(), leaflet.span)
    for section in leaflet.sections:
        for role in section.roles if printed_in is None else ():
            names.check("role", role, names.roles, section.span)
        if section.short_of is not None:
            names.check("section", section.short_of, [one.id for one in leaflet.sections], section.span)
        _check_condition(section.only, section.span, names)
    for block in blocks:
        _check_block(block, names)
        for item in _items(block):
            _check_condition(item.only, item.span, names)
            _check_icon(item.icon, item.span, names)
            _check_claims(item, names)
            if item.lead is None and item.text is None:
                findings.error("missing-field", "an item needs `lead` or `text`", item.span)
        if isinstance(block, _STATEMENTS):
            _check_cited(block, findings)


class _Names:
    """What can be named, read when it is asked for: what is wrong with other files is found when they are checked."""

    def __init__(self, library: Library, findings: Findings, region: Region | None) -> None:
        self.library = library
        self.findings = findings
        self.near = {line.purpose for line in region.helplines} if region else set()
        """Kinds of helplines of the region at hand."""

    @cached_property
    def roles(self) -> set[str]:
        layouts = [self.library.layout(id, Findings()) for id in self.library.layouts()]
        return {role for layout in layouts if layout for role in roles_of(layout)}

    def is_purpose(self, name: str) -> bool:
        """A region has lines of help of this kind."""
        # to look at the letters takes a twentieth of reading all regions
        return name in self.near or bool(re.search(rf"\bpurpose: *{re.escape(name)}\b", self._letters))

    @cached_property
    def purposes(self) -> set[str]:
        regions = [self.library.region(id, Findings()) for id in self.library.regions()]
        return {line.purpose for region in regions if region for line in region.helplines}

    @cached_property
    def _letters(self) -> str:
        # a sheet does not depend on what lines of help other regions have
        with self.library.unnoted():
            files = [self.library.path(f"leaflets/regions/{id}/region.yaml") for id in self.regions]
        return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in files if file is not None)

    @cached_property
    def claims(self) -> Collection[str]:
        return self.library.claims(Findings())

    @cached_property
    def icons(self) -> Collection[str]:
        return self.library.icons()

    @cached_property
    def regions(self) -> Collection[str]:
        return self.library.regions()

    def check(self, what: str, name: str, known: Collection[str], otherwise: Span | None, listed: bool = False) -> None:
        """A finding where the name stands, unless it is known. `listed`: all that are known are told."""
        check_name(what, name, known, otherwise, self.findings, listed)


def check_name(
    what: str, name: str, known: Collection[str], otherwise: Span | None, findings: Findings, listed: bool = False
) -> None:
    """A finding where the name stands, unless it is known; `otherwise` is the place of a name that remembers none.

    `listed`: all that are known are told, however many they are.
    """
    if name not in known:
        span = name.span if isinstance(name, Placed) else otherwise
        hints = did_you_mean(name, known, listing=not listed)
        all_of_them = (Hint(f"there are: {', '.join(known)}"),) if listed and known else ()
        findings.error("unknown-reference", f"there is no {what} `{name[:40]}`", span, *hints, *all_of_them)


def roles_of(layout: Layout) -> Iterator[str]:
    """The roles that a layout's panels take, in order of printing."""
    for face in layout.faces:
        yield from _panel_roles(face.body)


def _panel_roles(panel: Panel) -> Iterator[str]:
    yield from panel.roles
    for inner in (*panel.columns, *panel.rows):
        yield from _panel_roles(inner)


def _check_block(block: Block, names: _Names) -> None:
    _check_condition(block.only, block.span, names)
    _check_claims(block, names)
    if isinstance(block, Cover):
        _check_icon(block.icon, block.span, names)
    elif isinstance(block, Card | Helplines):
        for at, purpose in enumerate(block.purposes):
            if purpose in block.purposes[:at]:
                span = purpose.span if isinstance(purpose, Placed) else block.span
                told = f"the kind of helpline `{purpose}` is named twice, and its lines would be printed twice"
                names.findings.error("duplicate-id", told, span, "name it once")
            if not names.is_purpose(purpose):
                names.check("kind of helpline", purpose, names.purposes, block.span)


def _check_condition(condition: Condition | None, span: Span | None, names: _Names) -> None:
    for region in condition.region if condition else ():
        names.check("region", region, names.regions, span)


def _check_icon(icon: str | None, span: Span | None, names: _Names) -> None:
    if icon is not None:
        names.check("icon", icon, names.icons, span, listed=True)


def _check_claims(owner: Block | Item, names: _Names) -> None:
    if owner.claims is None:
        return
    for claim in owner.claims.ids:
        names.check("claim", claim, names.claims, owner.claims.span, listed=True)
    if owner.claims.none and not owner.because:
        hint = "add `because:` with the reason"
        names.findings.error("missing-reason", "`claims: none` does not say why", owner.claims.span, hint)


def _check_cited(block: Block, findings: Findings) -> None:
    if block.claims is not None:
        return
    items = _items(block)
    if not items:
        _uncited(f"block `{block.id}`", block.span, findings)
    for item in items:
        if item.claims is None:
            _uncited(f"entry `{item.id}` of `{block.id}`", item.span, findings)


def _uncited(what: str, span: Span | None, findings: Findings) -> None:
    hint = "`claims: [A2]`, or `claims: none` and `because:`"
    findings.error("uncited-statement", f"{what} names no claim it rests on", span, hint)


def _items(block: Block) -> tuple[Item, ...]:
    items: tuple[Item, ...] = getattr(block, "items", ())
    return items
