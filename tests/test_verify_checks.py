"""Each check catches the file or the sheet that is broken in its own way, and no other check does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

import pikepdf
import pytest
from broken import (
    PALE,
    SOUND,
    boxed,
    changed,
    content,
    element,
    font,
    line_of,
    mapped,
    meant,
    moved,
    opening,
    painted,
    rewritten,
    swapped,
    widened,
    with_items,
)
from composed import Asked, edition, pdf, sheet
from pikepdf import Array, Dictionary, Name, Pdf, String
from preflight import PRESS_CASES

from builder.codes import preflight
from builder.codes import verify as manual
from builder.diagnostics import Findings
from builder.model.edition import Edition
from builder.model.leaflet import Block, Steps
from builder.model.sheet import Box, Code, Shape, Sheet, Tag, Words
from builder.model.source import Colour, Id
from builder.pdf import paint
from builder.verify import Meant, verify
from builder.verify.checks import CHECKS

UNREADABLE = "unreadable-pdf"

Change = Callable[[Pdf], None]
NOTHING = Meant()


class Case(NamedTuple):
    """A file that is broken, and what is known of it; `also` are checks that see the same thing from another side."""

    name: str
    code: str
    data: Callable[[], bytes]
    known: Callable[[], Meant]
    also: tuple[str, ...] = ()


def file(name: str, code: str, change: Change, *also: str, alone: bool = False, **save: object) -> Case:
    """The sound file, its bytes changed; `alone`: nothing else is known of it."""
    return Case(name, code, lambda: changed(change, **save), lambda: NOTHING if alone else meant(), also)


def composed(name: str, code: str, make: Callable[[], Sheet], *also: str, asked: Asked = SOUND) -> Case:
    """A sheet that is wrong in itself, painted as it is."""
    return Case(
        name,
        code,
        lambda: paint(make(), finish=asked.finish),
        lambda: replace(meant(asked), sheet=make()),
        also,
    )


def other(name: str, code: str, make: Callable[[], Meant], *also: str) -> Case:
    """The sound file, where something else was meant."""
    return Case(name, code, lambda: pdf(SOUND), make, also)


def of(find: Callable[[Pdf], Dictionary], **values: object) -> Change:
    """Put values into a dictionary of the file; None takes an entry out."""

    def act(opened: Pdf) -> None:
        found = find(opened)
        for key, value in values.items():
            if value is None:
                del found[f"/{key}"]
            else:
                found[f"/{key}"] = value

    return act


def root(opened: Pdf) -> Dictionary:
    return opened.Root


def first_page(opened: Pdf) -> Dictionary:
    return opened.pages[0].obj


def preferences(opened: Pdf) -> Dictionary:
    found: Dictionary = opened.Root.ViewerPreferences
    return found


def link(opened: Pdf) -> Dictionary:
    found: Dictionary = next(page.Annots[0] for page in opened.pages if "/Annots" in page)
    return found


def tagged(tag: str, at: int = 0) -> Callable[[Pdf], Dictionary]:
    return lambda opened: element(opened, tag, at)


def information(opened: Pdf) -> Dictionary:
    return opened.docinfo


def metadata(old: bytes, new: bytes) -> Change:
    def act(opened: Pdf) -> None:
        before = opened.Root.Metadata.read_bytes()
        assert old in before
        opened.Root.Metadata = opened.make_stream(before.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)

    return act


def attach(opened: Pdf) -> None:
    opened.attachments["names.txt"] = pikepdf.AttachedFileSpec(opened, b"names", filename="names.txt")


def fatten(opened: Pdf) -> None:
    opened.Root.Extra = opened.make_stream(Random(1).randbytes(1_000_000))


def unembed(opened: Pdf) -> None:
    del font(opened).DescendantFonts[0].FontDescriptor["/FontFile2"]


def lose_owner(opened: Pdf) -> None:
    opened.Root.StructTreeRoot.ParentTree.Nums[1][2] = opened.Root.StructTreeRoot.K


def spoken(words: bytes) -> Change:
    """A program that asks for the text of a line gets other words."""

    def act(data: bytes) -> bytes:
        at = data.index(b"BT\n", data.index(b"/H1"))
        end = data.index(b"ET", at) + 2
        return b"".join([data[:at], b"/Span<</ActualText(%b)>>BDC\n" % words, data[at:end], b"\nEMC", data[end:]])

    return content(act)


def first(kind: type, finish: Asked = SOUND) -> tuple[int, object]:
    """The first item of a kind, and its page."""
    return next(
        (at, item) for at, page in enumerate(sheet(finish).pages) for item in page.items if isinstance(item, kind)
    )


def code_area() -> tuple[int, float, float, float, float]:
    """Page, left, bottom, width and module of the first code, as PDF counts."""
    at, code = first(Code)
    assert isinstance(code, Code)
    page = sheet(SOUND).pages[at]
    return at, code.box.x, page.height - code.box.y - code.box.height, code.box.width, code.box.width / len(code.rows)


def spoiled_code(opened: Pdf) -> None:
    """A white patch over half of the code."""
    page, left, bottom, width, _ = code_area()
    painted(f"1 g {left} {bottom} {width * 0.5} {width} re f", page)(opened)


def crowded_code(opened: Pdf) -> None:
    """A spot in the quiet zone, two modules away."""
    page, left, bottom, width, module = code_area()
    painted(f"0 g {left - 3 * module} {bottom + width / 2} {module} {module} re f", page)(opened)


def message(name: str, change: Callable[[Words], Words]) -> Sheet:
    return with_items(line_of(name, change))


def covered() -> Sheet:
    """A patch over the first words."""
    at, words = first(Words)
    assert isinstance(words, Words)
    whole = sheet(SOUND)
    pages = list(whole.pages)
    patch = Shape(words.box, Colour("#0a4f5c"))
    pages[at] = replace(pages[at], items=(*pages[at].items, patch))
    return replace(whole, pages=tuple(pages))


def reordered() -> Sheet:
    """Two messages of a section change places on the sheet, in the tree too."""
    tree = sheet(SOUND).tree
    one = next(at for at, node in enumerate(tree) if node.message == "signs.wake.lead")
    two = next(at for at, node in enumerate(tree) if node.message == "signs.breathing.lead")
    names = {tree[one].message: tree[two].message, tree[two].message: tree[one].message}
    made = with_items(
        lambda item: (
            replace(item, message=names[item.message]) if isinstance(item, Words) and item.message in names else item
        )
    )
    nodes = [replace(node, message=names.get(node.message, node.message)) for node in tree]
    return replace(made, tree=tuple(nodes))


def without(name: str) -> Sheet:
    """A sheet that leaves a message out."""
    whole = sheet(SOUND)
    pages = [
        replace(page, items=tuple(item for item in page.items if not isinstance(item, Words) or item.message != name))
        for page in whole.pages
    ]
    return replace(whole, pages=tuple(pages))


def longer() -> Edition:
    """The edition with one more entry in a list that is printed."""
    whole = edition("overdose")

    def grown(block: Block) -> Block:
        if not isinstance(block, Steps):
            return block
        item = block.items[-1]
        text = replace(item.text, id=f"{block.id}.more.text") if item.text is not None else None
        return replace(block, items=(*block.items, replace(item, id=Id("more"), lead=None, text=text)))

    sections = [replace(each, blocks=tuple(map(grown, each.blocks))) for each in whole.leaflet.sections]
    return replace(whole, leaflet=replace(whole.leaflet, sections=tuple(sections)))


def numbered(opened: Pdf) -> Dictionary:
    """The first numbered list."""
    lists = [each for each in opened.objects if isinstance(each, Dictionary) and each.get("/S") == "/L"]
    return next(each for each in lists if each.A.ListNumbering == "/Decimal")


def with_tag(old: str, new: Tag) -> Sheet:
    """The sheet with another tag on the first node that had `old`."""
    whole = sheet(SOUND)
    at = next(at for at, node in enumerate(whole.tree) if node.tag == old)
    return replace(whole, tree=(*whole.tree[:at], replace(whole.tree[at], tag=new), *whole.tree[at + 1 :]))


def crossed() -> Meant:
    """The paper is folded through the first words."""
    at, words = first(Words)
    assert isinstance(words, Words)
    whole = sheet(SOUND)
    pages = list(whole.pages)
    pages[at] = replace(pages[at], folds=(words.box.x + words.box.width / 2,))
    return replace(meant(), sheet=replace(whole, pages=tuple(pages)))


def with_body(points: float) -> Meant:
    known = meant()
    assert known.layout is not None
    body = replace(known.layout.styles["body"], smallest=points)
    return replace(known, layout=replace(known.layout, styles={**known.layout.styles, "body": body}))


def with_kilobytes(count: int) -> Meant:
    known = meant()
    assert known.layout is not None
    return replace(known, layout=replace(known.layout, kilobytes=count))


def another_code() -> Meant:
    """The sheet should have held another code."""
    code = first(Code)[1]
    return on_sheet(
        pages=with_items(lambda item: replace(item, address="https://a.org") if item == code else item).pages
    )


def on_sheet(**values: object) -> Meant:
    return replace(meant(), sheet=replace(sheet(SOUND), **values))  # type: ignore[arg-type]


def bigger_page() -> Meant:
    whole = sheet(SOUND)
    pages = tuple(
        replace(page, trim=Box(10.0, 10.0, page.trim.width - 20, page.trim.height - 20)) for page in whole.pages
    )
    return on_sheet(pages=pages)


def elsewhere() -> Edition:
    """The edition of a region whose name the sheet does not say."""
    whole = edition("overdose")
    name = replace(whole.region.name, value="Northland")
    words = replace(whole.words, emergency_in=replace(whole.words.emergency_in, value="Emergency number, Northland"))
    return replace(whole, region=replace(whole.region, name=name), words=words)


JAVASCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
TO_THE_LEFT = Dictionary(O=Name.Layout, WritingMode=Name.RlTb)
LONG_ID = "https://findtreatment.gov/?card=1234"

CASES = [
    # what is read out
    file("a letter with another text", "structure-text", mapped(b"> <0057>", b"> <0056>")),
    file(
        "a line painted as another's",
        "structure-text",
        swapped(b"/P<</MCID 0>>BDC", b"/Artifact BMC"),
        "marked-content",
    ),
    other(
        "another word in the message",
        "structure-text",
        lambda: replace(meant(), edition=rewritten("signs.wake.lead", "wake", "walk")),
    ),
    other("a message that is not on the sheet", "structure-text", lambda: replace(meant(), edition=longer())),
    composed("a section without one of its messages", "structure-text", lambda: without("steps.call.text")),
    other("messages in another order", "structure-text", lambda: replace(meant(), sheet=reordered())),
    other("a number without its country", "emergency-region", lambda: replace(meant(), edition=elsewhere())),
    file("another tag", "structure-tags", of(tagged("P", 3), S=Name.Quote)),
    other("a node too many", "structure-tags", lambda: replace(meant(), sheet=with_tag("H2", "H3"))),
    file("other words for programs", "plain-text", spoken(b"Do nothing")),
    # glyphs
    file("an empty box", "glyphs", boxed),
    file("a sign without text", "glyphs", mapped(b"> <0057>", b"> <E057>"), "structure-text"),
    file("a font that is not there", "glyphs", unembed),
    file("a letter that says it is wider", "glyph-widths", widened),
    # codes
    file("a code half covered", "qr-decodes", spoiled_code),
    other("a code for something else", "qr-decodes", another_code),
    file("a spot beside the code", "qr-quiet", crowded_code),
    composed("a code that knows its copy", "qr-address", lambda: opening(LONG_ID)),
    # space
    composed("a line at the edge", "safe-area", lambda: message("signs.heading", lambda line: moved(line, y=-16.0))),
    composed("a line upon another", "no-overlap", lambda: message("cover.kicker", lambda line: moved(line, y=40.0))),
    composed("a patch over words", "no-overlap", covered),
    other("a fold through words", "fold-clear", crossed),
    # type
    composed("tiny type", "type-size", lambda: message("cover.kicker", lambda line: replace(line, size=5.0))),
    other("small body text", "type-size", lambda: with_body(14.0)),
    composed("pale type", "text-contrast", lambda: message("after.heading", lambda line: replace(line, colour=PALE))),
    file(
        "a dark patch under words",
        "text-contrast",
        content(lambda data: b"/Artifact BMC .3 g 0 0 792 612 re f EMC\n" + data, 1),
    ),
    # tags
    file("content outside of all marks", "marked-content", content(lambda data: data + b"\n0 0 m 9 9 l S")),
    file("a mark that no element knows", "marked-content", lose_owner, alone=True),
    file("a mark left open", "marked-content", content(lambda data: data + b"\n/Artifact BMC")),
    file("an untagged file", "marked-content", of(root, MarkInfo=None)),
    file("a level skipped", "headings", of(tagged("H2"), S=Name.H3), alone=True),
    file("a second title", "headings", of(tagged("H2"), S=Name.H1), alone=True),
    file("an entry outside of its list", "lists", of(tagged("L"), S=Name.Div), alone=True),
    file("a numbered list that does not say so", "lists", of(numbered, A=None), alone=True),
    file("a figure without words", "alt-text", of(tagged("Figure"), Alt=None)),
    file("a figure with empty words", "alt-text", of(tagged("Figure"), Alt=String(" "))),
    file("a figure with other words", "alt-text", of(tagged("Figure"), Alt=String("findtreatment.gov safe-spot.me"))),
    file("a figure that is nowhere", "alt-text", of(tagged("Figure"), A=None)),
    file("another language", "language", of(root, Lang=String("fr"))),
    file("no language", "language", of(root, Lang=None)),
    file("a document that runs the other way", "language", of(tagged("Document"), A=TO_THE_LEFT)),
    file("a stretch in another language", "language", of(tagged("P", 5), Lang=String("fr"))),
    file("a link without its element", "links-paired", of(link, StructParent=None)),
    file("a link without a description", "links-paired", of(link, Contents=None)),
    file("a link that is not printed", "links-paired", of(link, F=0)),
    file("a link somewhere else", "links-paired", of(link, Rect=Array([100, 20, 110, 30]))),
    file("no tab order", "tab-order", of(first_page, Tabs=None)),
    # file
    file("a title that is gone", "title", of(information, Title=None)),
    file("two titles", "title", of(information, Title=String("Another"))),
    file("a window that shows the file's name", "title", of(preferences, DisplayDocTitle=False)),
    file("no outline", "bookmarks", of(root, Outlines=None)),
    file("a password", "encryption", lambda opened: None, encryption=pikepdf.Encryption(owner="owner", user="")),
    file("a sheet that is cut elsewhere", "boxes", of(first_page, TrimBox=Array([20, 20, 700, 500])), "safe-area"),
    other("another sheet", "boxes", bigger_page),
    file("a part that is not shown", "boxes", of(first_page, CropBox=Array([0, 0, 780, 600])), alone=True),
    file("the wrong edge", "duplex", of(preferences, Duplex=Name.DuplexFlipLongEdge)),
    file("a sheet that is scaled", "duplex", of(preferences, PrintScaling=Name.AppDefault)),
    file("an author", "metadata-private", of(information, Author=String("Someone"))),
    file(
        "a program",
        "metadata-private",
        metadata(b"<pdfaid:part>", b"<pdf:Producer>Thing 1.0</pdf:Producer><pdfaid:part>"),
    ),
    file("a time of day", "metadata-private", of(information, CreationDate=String("D:20260301120000Z"))),
    file("a file that claims less", "conformance", metadata(b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    file("colours without a profile", "conformance", of(root, OutputIntents=None)),
    file("a script", "no-javascript", of(root, OpenAction=JAVASCRIPT)),
    file("a form", "no-javascript", of(root, AcroForm=Dictionary(Fields=Array()))),
    file("an attachment", "no-external", attach),
    file("a link with a query", "no-external", lambda opened: link(opened).A.__setitem__("/URI", String(LONG_ID))),
    file("a file too large", "size-ceiling", fatten),
    file("a file too large for any layout", "size-ceiling", fatten, alone=True),
    other("a file too large for its layout", "size-ceiling", lambda: with_kilobytes(5)),
    # all of it
    Case("a file cut short", UNREADABLE, lambda: pdf(SOUND)[:-2000], meant),
    Case("no file at all", UNREADABLE, lambda: b"", meant),
    file("a file with a password", UNREADABLE, lambda opened: None, encryption=pikepdf.Encryption(owner="o", user="u")),
]


def failing(data: bytes, known: Meant) -> list[str]:
    """Codes of the checks that fail."""
    return [result.code for result in verify(data, known, thorough=True).results if result.state == "fails"]


def test_the_sound_file_is_sound() -> None:
    verdict = verify(pdf(SOUND), meant(), thorough=True)
    assert [result.code for result in verdict.results if result.state != "holds"] == []
    assert verdict.ok
    # so what is found below is not the work of the library that changes the files
    assert failing(changed(lambda opened: None), meant()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}: {case.name}")
def test_a_broken_file_is_caught(case: Case) -> None:
    found = failing(case.data(), case.known())
    assert case.code in found
    assert sorted(found) == sorted({case.code, *case.also})


def test_every_check_has_a_file_that_it_catches() -> None:
    assert len(CHECKS) > 35
    assert {case.code for case in CASES} | {case.code for case in PRESS_CASES} == {*CHECKS, UNREADABLE}


def test_every_check_has_its_page() -> None:
    told = {name.replace("_", "-") for book in (manual, preflight) for name in vars(book) if not name.startswith("_")}
    assert told == {*CHECKS, UNREADABLE}


def test_a_verdict_tells_findings() -> None:
    verdict = verify(changed(of(root, MarkInfo=None)), meant())
    findings = Findings()
    verdict.tell(findings, "sheet.pdf")
    (found,) = findings
    assert not findings.ok
    assert found.code == "marked-content"
    assert found.message == "sheet.pdf: the file does not say that it is tagged"


def test_a_message_that_differs_is_told_with_its_place() -> None:
    known = replace(meant(), edition=rewritten("signs.wake.lead", "wake", "walk"))
    findings = Findings()
    verify(pdf(SOUND), known).tell(findings, "sheet.pdf")
    (found,) = findings
    assert found.span is not None
    assert found.span.file.endswith("overdose/leaflet.yaml")
    assert "signs.wake.lead" in found.message
