"""The paper that a checker reads and signs: every message of a leaflet numbered, source and translation side by side,
beside the panel that it stands in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace

from builder.build import Job, resources, typeset, typesetter
from builder.compose.begin import bare
from builder.diagnostics import Findings
from builder.load import Library
from builder.load.library import shown
from builder.model.sheet import Frame, Page, Sheet, Words
from builder.translate import read_catalogue, translate
from builder.translate.digest import catalogue_digest
from builder.translate.parts import Kind
from builder.translators.review_paper import Paper, Shown

# A panel is shown small, with the numbers of its messages painted on it, and two directions meet in its rows
_OF_A_PICTURE = {"type-size", "text-contrast", "no-overlap", "qr-quiet", "plain-text"}


def review(
    library: Library, leaflet_id: str, region_id: str, lang: str, on: datetime.date, findings: Findings
) -> bytes | None:
    """The PDF, or None and errors. What is not translated yet is boxed, in the source language."""
    from builder.pdf import paint

    mine = Findings()
    leaflet, defaults = library.leaflet(leaflet_id, mine), library.defaults(mine)
    region = library.region(region_id, mine)
    if leaflet is None or defaults is None or region is None:
        findings.extend(mine)
        return None
    target = translate(library, leaflet_id, region_id, lang, mine, on=on, preview=True)
    source = translate(library, leaflet_id, region_id, leaflet.language, mine, on=on)
    layout = library.layout(defaults.letter_review if region.paper == "letter" else defaults.a4_review, mine)
    theme = library.theme(defaults.theme, mine)
    findings.extend(mine)
    if target is None or source is None or layout is None or theme is None:
        return None
    bench = bare(target, layout, theme, typesetter(library, mine), resources(library, mine), "office")
    twin = replace(
        bench, edition=source, language=bench.languages[source.language], _sizes={}, _leadings={}, _rises={}, _lines={}
    )
    usual = defaults.letter if region.paper == "letter" else defaults.a4
    job = Job(
        leaflet=leaflet_id, region=region_id, language=lang, layout=usual, theme=theme.id, stem="", on=on, preview=True
    )
    paper = Paper(bench, twin, layout)
    paper.head(leaflet_id, region_id)
    for panel in _panels(job, library, usual):
        paper.panel(panel)
    paper.rest()
    command = f"leaflet approve {leaflet_id} --lang {lang} --region {region_id} --by NAME --role ROLE --on DATE"
    paper.sign(_digests(library, leaflet_id, region_id, lang), command)
    data = paint(paper.sheet(), finish="office")
    _read_back(data, f"{leaflet_id}-{lang}-{region_id}-review.pdf", mine)
    findings.extend(mine)
    return data if mine.ok else None


def _read_back(data: bytes, name: str, findings: Findings) -> None:
    """Errors where the paper cannot be trusted; a panel beside its messages is a picture, and not for reading."""
    from builder.verify import verify

    told = Findings()
    verify(data).tell(told, name)
    findings.extend(each for each in told if each.code not in _OF_A_PICTURE)


def _panels(job: Job, library: Library, usual: str) -> Iterator[Shown]:
    """Panels of the usual layout, then those of others that print what it does not. A sheet that does not hold its
    translation is shown in the source language."""
    known = [layout for id in library.layouts() if (layout := library.layout(id, Findings())) is not None]
    listed = [layout.id for layout in known if layout.listed and not layout.flowing]
    seen: set[str] = set()
    for name in [usual, *(id for id in listed if id != usual)]:
        sheet = _typeset(replace(job, layout=name), library)
        for page, frame in _in_order(sheet, library, name) if sheet is not None else ():
            contexts = [each for each in _contexts(page, frame) if each not in seen]
            if sheet is not None and contexts:
                seen.update(contexts)
                yield Shown(name, page, frame, tuple(contexts), sheet.language == job.language)


def _in_order(sheet: Sheet, library: Library, layout: str) -> list[tuple[Page, Frame]]:
    """The panels as a reader meets them."""
    from builder.compose.choose import reading_order

    loaded = library.layout(layout, Findings())
    panels = reading_order(loaded) if loaded is not None else ()
    order: dict[str, int] = {panel.id: at for at, panel in enumerate(panels)}
    placed = [(page, frame) for page in sheet.pages for frame in page.frames]
    return sorted(placed, key=lambda each: order.get(each[1].id, len(order)))


def _typeset(job: Job, library: Library) -> Sheet | None:
    """In the translation, else in the source language."""
    leaflet = library.leaflet(job.leaflet, Findings())
    for lang in (job.language, leaflet.language if leaflet else job.language):
        made = typeset(replace(job, language=lang), library, Findings())
        if made is not None:
            return made[1]
    return None


def _contexts(page: Page, frame: Frame) -> Iterator[str]:
    """Messages whose lines stand in the panel, in the order of painting, each once."""
    trim = frame.trim
    found: dict[str, None] = {}
    for item in page.items:
        if isinstance(item, Words):
            x, y = item.box.x + item.box.width / 2, item.box.y + item.box.height / 2
            if trim.x <= x <= trim.x + trim.width and trim.y <= y <= trim.y + trim.height:
                found.update(dict.fromkeys(item.message.split()))
    yield from found


def _digests(library: Library, leaflet: str, region: str, lang: str) -> Mapping[str, str]:
    """Catalogue -> the digest of what is signed, so that paper and file can be held beside each other."""
    found = {}
    parts: tuple[tuple[Kind, str], ...] = (("leaflets", leaflet), ("common", "common"), ("regions", region))
    for kind, id in parts:
        path = library.po(kind, id, lang)
        catalogue = read_catalogue(path, Findings(), shown(path)) if path is not None else None
        if path is not None and catalogue is not None:
            found[f"{kind}/{id}" if kind != "common" else kind] = catalogue_digest(catalogue)[:16]
    return found
