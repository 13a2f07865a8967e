"""What the files that leaflets share say of one another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from builder.diagnostics import Findings, did_you_mean
from builder.load.faces import panels_of
from builder.load.library import Library
from builder.load.panels import check_panels
from builder.load.references import check_name
from builder.load.values import Placed
from builder.model.language import Language
from builder.model.layout import STYLES, Layout, Panel
from builder.model.leaflet import Card, Helplines, Leaflet
from builder.model.region import Region
from builder.model.source import Id, Span
from builder.model.theme import COLOURS, Theme

# As alike as a word and itself with one letter wrong
_MISSPELT = 0.85


def check_shared(library: Library, findings: Findings) -> None:
    """Find names that lead nowhere between languages, evidence, layouts, themes, regions and the defaults."""
    _check_languages(library, findings)
    _check_writing(library, findings)
    _check_evidence(library, findings)
    _check_layouts(library, findings)
    _check_roles(library, findings)
    leaflets = [library.leaflet(id, Findings()) for id in library.leaflets()]
    regions = [library.region(id, Findings()) for id in library.regions()]
    check_purposes(filter(None, leaflets), filter(None, regions), findings)
    _check_defaults(library, findings)


def _check_languages(library: Library, findings: Findings) -> None:
    languages = library.languages(findings)
    for language in languages.values():
        check_language(language, library, findings)
    for region in (library.region(id, findings) for id in library.regions()):
        if region is not None and languages:
            check_name("language", region.language, languages, region.span, findings)


def check_language(language: Language, library: Library, findings: Findings) -> None:
    """A language is set in families that are there, and in the direction in which its own name is written."""
    written = {unicodedata.bidirectional(sign) for sign in language.endonym}
    # UAX #9: L is written from left to right, R and AL from right to left
    right_to_left = not written.isdisjoint(("R", "AL"))
    if right_to_left is (language.direction != "rtl") and (right_to_left or "L" in written):
        way = "right to left" if right_to_left else "left to right"
        findings.error(
            "wrong-direction",
            f"`{language.endonym}` is written from {way}, and `direction` of language `{language.id}` is "
            f"`{language.direction}`",
            language.span,
            "write `direction: rtl`" if right_to_left else "leave `direction` out",
        )
    families = library.fonts(findings)
    compact = language.compact.fonts if language.compact is not None else ()
    for family in dict.fromkeys((*language.fonts, *language.heading_fonts, *compact)) if families else ():
        check_name("family of fonts", family, families, language.span, findings)


def _check_writing(library: Library, findings: Findings) -> None:
    """How languages are written, and what translators have agreed on."""
    languages = library.languages(findings)
    for lang in languages:
        for rule in library.writing(lang, findings).forbidden:
            try:
                re.compile(rule.pattern)
            except (re.error, RecursionError, OverflowError) as reason:
                told = f"`{rule.pattern[:40]}` is no regular expression: {reason}"
                findings.error("bad-expression", told, rule.span)
    glossary = library.glossary(findings)
    named = [(one.language, one.span) for term in glossary.terms for one in term.wordings]
    named += [(one.language, one.span) for one in glossary.avoided]
    for lang, span in named if languages else ():
        check_name("language", lang, languages, span, findings)


def _check_evidence(library: Library, findings: Findings) -> None:
    sources = library.sources(findings)
    for claim in library.claims(findings).values():
        for source in claim.sources if sources else ():
            check_name("source", source, sources, claim.span, findings)
        for region in claim.regions:
            check_name("region", region, library.regions(), claim.span, findings)
    for conflict in library.conflicts(findings):
        for claim_id in conflict.claims:
            check_name("claim", claim_id, library.claims(findings), conflict.span, findings)
        for reading in conflict.readings:
            for source in reading.sources if sources else ():
                check_name("source", source, sources, reading.span, findings)
    for blocked in library.blocked(findings):
        for region in blocked.regions:
            check_name("region", region, library.regions(), blocked.span, findings)


def check_styles(layout: Layout, findings: Findings) -> None:
    """A layout has every style that texts are set in, and places for draft bars."""
    _check_all("styles", STYLES, layout.styles, layout.span, findings)
    for name, style in layout.styles.items():
        if style.smallest > style.size:
            told = f"style `{name}` has a `smallest` of {style.smallest:g} pt above its `size` of {style.size:g} pt"
            findings.error("smallest-above-size", told, layout.span)
    for face in layout.faces if layout.draft == "face" else ():
        if face.body.columns and not _carries_bar(face.body):
            told = f"no column of face `{face.id}` has `draft: true`: one must carry the bar of drafts"
            findings.error("missing-field", told, face.body.span)


def _carries_bar(panel: Panel) -> bool:
    return panel.draft or any(map(_carries_bar, (*panel.columns, *panel.rows)))


def check_dress(layout: Layout, theme: Theme, findings: Findings) -> None:
    """A theme has every colour that sheets are painted with, and those of a layout's styles."""
    _check_all("colours", COLOURS, theme.colours, theme.span, findings)
    for name, style in layout.styles.items():
        what = f"colour in theme `{theme.id}` for style `{name}`:"
        check_name(what, style.colour, theme.colours, layout.span, findings)


def _check_all(
    field: str, wanted: Iterable[str], known: Collection[str], span: Span | None, findings: Findings
) -> None:
    if missing := [f"`{each}`" for each in wanted if each not in known]:
        findings.error("missing-field", f"`{field}` needs {' and '.join(missing)}", span)


def _check_layouts(library: Library, findings: Findings) -> None:
    themes = [theme for id in library.themes() if (theme := library.theme(id, findings)) is not None]
    for layout in filter(None, [library.layout(id, findings) for id in library.layouts()]):
        check_styles(layout, findings)
        check_panels(layout, findings)
        for theme in themes:
            check_dress(layout, theme, findings)


def _check_roles(library: Library, findings: Findings) -> None:
    """A panel is filled by some leaflet; where a draft's bar stands, no section is looked for."""
    leaflets = filter(None, [library.leaflet(id, Findings()) for id in library.leaflets()])
    known = {role for leaflet in leaflets for section in leaflet.sections for role in section.roles}
    for layout in filter(None, [library.layout(id, Findings()) for id in library.layouts()]):
        for panel in [panel for face in layout.faces for panel in panels_of(face.body) if panel.roles and known]:
            taken = known.intersection(panel.roles)
            if panel.look == "draft" and taken:
                told = f"panel `{panel.id}` is the bar of drafts, and takes sections for `{min(taken)}`"
                findings.error("panel-content", told, panel.span, "give it a role of its own: `roles: [draft]`")
            elif panel.look not in ("draft", "tabs") and not taken:
                told = f"panel `{panel.id}` stays empty: no leaflet has a section for {_listed(panel.roles)}"
                findings.error("panel-content", told, panel.span, *did_you_mean(panel.roles[0], known))


def check_purposes(leaflets: Iterable[Leaflet], regions: Iterable[Region], findings: Findings) -> None:
    """A region may have lines of help that no leaflet asks for yet, but none whose kind is a misspelt one: it would be
    printed nowhere."""
    from difflib import get_close_matches  # a build, which needs other checks of this module, does without it

    blocks = [block for leaflet in leaflets for section in leaflet.sections for block in section.blocks]
    asked = {purpose for block in blocks if isinstance(block, Card | Helplines) for purpose in block.purposes}
    told: set[Span] = set()
    for region in regions:
        for line in region.helplines:
            meant = get_close_matches(line.purpose, asked, 1, _MISSPELT) if line.purpose not in asked else []
            # those of a parent are its children's, too
            if meant and line.span is not None and line.span not in told:
                told.add(line.span)
                missing = f"no leaflet asks for lines of help for `{line.purpose}`: `{line.id}` is printed nowhere"
                findings.error("unknown-reference", missing, line.span, f"did you mean {meant[0]}?")


def _listed(names: Iterable[str]) -> str:
    return " or ".join(f"`{name}`" for name in names)


def _check_defaults(library: Library, findings: Findings) -> None:
    defaults = library.defaults(findings)
    if defaults is None:
        return
    check_name("region", defaults.region, library.regions(), defaults.span, findings)
    check_name("theme", defaults.theme, library.themes(), defaults.span, findings)
    optional = (defaults.letter_bilingual, defaults.a4_bilingual, defaults.letter_review, defaults.a4_review)
    for layout in (defaults.letter, defaults.a4, defaults.screen, *filter(None, optional)):
        check_name("layout", layout, library.layouts(), defaults.span, findings)
    if (screen := library.layout(defaults.screen, Findings())) is not None and not screen.flowing:
        told = f"`screen: {defaults.screen}` is not flowing, and a phone shows a section a page"
        findings.error(
            "unknown-reference", told, _span(defaults.screen, defaults.span), "name a layout with `flowing: true`"
        )
    for id in filter(None, optional):
        if (two := library.layout(id, Findings())) is not None and not two.bilingual:
            told = f"layout `{id}` has no place for a source beside its translation: it is not `bilingual`"
            findings.error("unknown-reference", told, _span(id, defaults.span))


def _span(name: Id, otherwise: Span | None) -> Span | None:
    return name.span if isinstance(name, Placed) else otherwise
