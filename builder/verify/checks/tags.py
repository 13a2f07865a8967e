"""The tags say what each part is, in an order that can be read aloud (ISO 14289-1; ISO 32000-1, 14.8)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from builder.model.proof import Element
from builder.verify.checking import Case, Trouble, check, some
from builder.verify.letters import differs, letters, unmarked

_HEADING = re.compile(r"H([1-6])")
# BCP 47: language, script, region, variants
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*")


@check("structure-tags", "sheet")
def structure_tags(case: Case) -> Iterator[Trouble]:
    """The tree is the sheet's: the same tags, in each other in the same way, in the same order."""
    if case.pairs.fault:
        yield Trouble(case.pairs.fault)


@check("marked-content")
def marked_content(case: Case) -> Iterator[Trouble]:
    """Everything painted is decoration or belongs to an element that knows of it."""
    if not case.proof.says.marked:
        yield Trouble("the file does not say that it is tagged")
    claimed: dict[int, set[int]] = {}
    for element in case.proof.elements:
        for on, mcid in element.content:
            claimed.setdefault(on, set()).add(mcid)
    for at, page in enumerate(case.proof.pages):
        if page.loose:
            told = some([f"{count} of {kind}" for kind, count in Counter(page.loose).items()])
            yield Trouble(f"{len(page.loose)} operators are outside of all marks ({told})", at)
        for wrong in page.wrong:
            yield Trouble(wrong, at)
        twice = [str(mcid) for mcid, count in Counter(page.mcids).items() if count > 1]
        if twice:
            yield Trouble(f"mark {some(twice)} stands there twice", at)
        mine = claimed.get(at, set())
        lost = [
            str(mcid)
            for mcid in page.mcids
            if mcid not in mine
            or mcid >= len(page.owners)
            or page.owners[mcid] < 0
            or (at, mcid) not in case.proof.elements[page.owners[mcid]].content
        ]
        if lost:
            yield Trouble(f"mark {some(lost)} belongs to no element", at)
        known = set(page.mcids)
        empty = [str(mcid) for mcid in sorted(mine - known)]
        if empty:
            yield Trouble(f"mark {some(empty)} is in the tree and not on the page", at)


@check("headings")
def headings(case: Case) -> Iterator[Trouble]:
    """One H1, which is the first; no level is skipped; none is empty."""
    last = 0
    for element in case.proof.elements:
        found = _HEADING.fullmatch(element.tag)
        if found is None:
            continue
        level = int(found[1])
        if not letters(element.text):
            yield Trouble(f"an {element.tag} has no text", element.page)
        if level > last + 1:
            yield Trouble(
                f'an {element.tag} follows {f"an H{last}" if last else "nothing"}: "{element.text}"', element.page
            )
        if level == 1 and last:
            yield Trouble(f'a second H1: "{element.text}"', element.page)
        last = level
    if not last:
        yield Trouble("there is no heading")


@check("lists")
def lists(case: Case) -> Iterator[Trouble]:
    """L holds LI, LI holds Lbl and LBody, nothing else holds them; a list with labels says how it is numbered."""
    elements = case.proof.elements
    for element in elements:
        above = elements[element.parent].tag if element.parent >= 0 else ""
        inside = [elements[child].tag for child in element.children]
        if element.tag == "LI" and above != "L":
            yield Trouble(f"an LI stands in <{above}>", element.page)
        elif element.tag in ("Lbl", "LBody") and above != "LI":
            yield Trouble(f"an {element.tag} stands in <{above}>", element.page)
        elif element.tag == "L":
            if [tag for tag in inside if tag not in ("LI", "Caption", "L")] or not inside:
                yield Trouble(f"an L holds {some([f'<{tag}>' for tag in inside]) or 'nothing'}", element.page)
            labelled = any(
                elements[inner].tag == "Lbl" for child in element.children for inner in elements[child].children
            )
            if labelled and element.numbering in ("", "None"):
                yield Trouble("a list with labels does not say how it is numbered", element.page)
        elif element.tag == "LI" and "LBody" not in inside:
            yield Trouble("an LI has no LBody", element.page)


@check("alt-text")
def alt_text(case: Case) -> Iterator[Trouble]:
    """Every figure has alternative text and its box; it is the text that was written."""
    for at, element in enumerate(case.proof.elements):
        if element.tag != "Figure":
            continue
        if element.alt is None or not letters(element.alt):
            yield Trouble("a figure has no alternative text", element.page)
            continue
        if element.box is None:
            yield Trouble(f'the figure "{element.alt}" does not say where it is', element.page)
        if case.meant.sheet is not None and at < len(case.pairs.nodes):
            meant = unmarked(case.sheet.tree[case.pairs.nodes[at]].alt)
            if unmarked(element.alt) != meant:
                yield Trouble(f"the alternative text is {differs(element.alt, meant)}", element.page)


@check("language")
def language(case: Case) -> Iterator[Trouble]:
    """The document's language and direction are the edition's, and every word in another language says so."""
    proof = case.proof
    own = proof.says.language
    named = [own, *[element.lang for element in proof.elements], *[each.mark.lang for each in proof.shown]]
    odd = [tag for tag in dict.fromkeys(named[1:]) if tag and not _LANGUAGE.fullmatch(tag)]
    if not _LANGUAGE.fullmatch(own):
        yield Trouble(f'the document\'s language is "{own}"' if own else "the document does not say its language")
    if odd:
        yield Trouble(f"{some(odd)} is no language tag")
    if case.meant.sheet is None or not own:
        return
    if own != case.sheet.language:
        yield Trouble(f"the document says that it is in {own}, and is in {case.sheet.language}")
        return
    if (proof.says.direction == "RlTb") != case.sheet.rtl:
        yield Trouble("the document says that it runs in the other direction")
    spoken: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for each in proof.shown:
        if each.mark.mcid is not None:
            spoken.setdefault((each.page, each.mark.mcid), []).append((each.mark.lang, each.text))
    inherited = {-1: case.sheet.language}
    for at, node in enumerate(case.pairs.nodes):
        meant = case.sheet.tree[node]
        inherited[node] = meant.lang or inherited[meant.parent]
        element = proof.elements[at]
        if element.language != inherited[node]:
            yield Trouble(f'<{element.tag}> "{element.text[:30]}" is in {inherited[node]}, and says {element.language}')
            continue
        foreign = [lang for stretch in element.content for lang, _ in spoken.get(stretch, ()) if lang]
        lines = case.pairs.words.get(node, ())
        if not foreign and all(run.lang in ("", inherited[node]) for line in lines for run in line.line.runs):
            continue
        expected = _merged(
            [
                (run.lang or inherited[node], "".join([cluster.text for cluster in run.clusters]))
                for line in lines
                for run in line.line.runs
            ]
        )
        actual = _merged(
            [(lang or element.language, text) for stretch in element.content for lang, text in spoken.get(stretch, ())]
        )
        # what is said in which language; that it is said at all is looked at elsewhere
        if [lang for lang, _ in actual] != [lang for lang, _ in expected]:
            told = " ".join([f"{lang}: {text[:20]}" for lang, text in actual])
            yield Trouble(
                f'<{element.tag}> should change between {some([lang for lang, _ in expected])}, and says "{told}"'
            )


def _merged(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours in one language together, blanks left out."""
    made: list[tuple[str, str]] = []
    for lang, text in parts:
        text = letters(text)
        if not text:
            continue
        if made and made[-1][0] == lang:
            made[-1] = lang, made[-1][1] + text
        else:
            made.append((lang, text))
    return made


@check("links-paired")
def links_paired(case: Case) -> Iterator[Trouble]:
    """Every link's element holds its annotation and the annotation leads back to it; both can be read and seen."""
    elements, links = case.proof.elements, case.proof.links
    holders: dict[int, list[int]] = {}
    for at, element in enumerate(elements):
        for link in element.links:
            holders.setdefault(link, []).append(at)
        if element.tag == "Link":
            if not element.links or -1 in element.links:
                yield Trouble(f'the link "{element.text}" leads nowhere', element.page)
            if not letters(element.text):
                yield Trouble("a link has no words", element.page)
    for at, found in enumerate(links):
        name = f'the link to "{found.url or found.contents}"'
        if found.kind != "Link":
            yield Trouble(f"an annotation is no link but {found.kind or 'nothing'}", found.page)
        elif holders.get(at) != [found.element] or found.element < 0 or elements[found.element].tag != "Link":
            yield Trouble(f"{name} is not tied to its element", found.page)
        elif not letters(found.contents):
            yield Trouble(f"{name} is not described", found.page)
        elif not found.printed:
            yield Trouble(f"{name} is hidden or not printed", found.page)
        elif not found.area.within(case.proof.pages[found.page].crop, 1.0):
            yield Trouble(f"{name} lies outside of its page", found.page)
        elif not _on_words(case, elements[found.element], found.page, found.area.grown(1.0)):
            yield Trouble(f"{name} does not lie on its words", found.page)


def _on_words(case: Case, element: Element, page: int, area: tuple[float, float, float, float]) -> bool:
    stretches = set(element.content)
    left, bottom, right, top = area
    lines = [line for line in case.proof.lines if line.page == page and (page, line.mark.mcid) in stretches]
    # words without ink are looked at elsewhere
    return not lines or any(
        left <= (line.ink.left + line.ink.right) / 2 <= right and bottom <= (line.ink.bottom + line.ink.top) / 2 <= top
        for line in lines
    )


@check("tab-order")
def tab_order(case: Case) -> Iterator[Trouble]:
    """The keyboard moves through the links in reading order."""
    for at, page in enumerate(case.proof.pages):
        if page.tabs != "S":
            yield Trouble("the tab key does not follow the reading order", at)
