"""What the file says about itself is true, and tells nothing of people."""

from __future__ import annotations

from collections.abc import Iterator

from builder.verify.checking import Case, Trouble, check, some
from builder.verify.letters import differs

_INFORMATION = {"Title", "CreationDate", "ModDate", "Trapped"}
_XMP = {
    *("dc:title", "dc:description", "dc:language", "dc:format", "xmp:CreateDate", "xmp:ModifyDate"),
    *("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "pdfaExtension:schemas"),
}


@check("title")
def title(case: Case) -> Iterator[Trouble]:
    """The window shows the leaflet's title, in both places where it is said."""
    says = case.proof.says
    shown = says.information.get("Title", "")
    told = [entry.partition(": ")[2] for entry in says.xmp.get("dc:title", ())]
    if not shown.strip() or not told:
        yield Trouble("the file has no title")
    elif any(each != shown for each in told):
        yield Trouble(f"one title is {differs(next(each for each in told if each != shown), shown)}")
    elif case.meant.sheet is not None and shown != case.sheet.title:
        yield Trouble(f"the title is {differs(shown, case.sheet.title)}")
    if not says.shows_title:
        yield Trouble("the window shows the file's name in place of the title")


@check("bookmarks", "sheet")
def bookmarks(case: Case) -> Iterator[Trouble]:
    """The outline lists the sections."""
    expected = tuple([mark.title for mark in case.sheet.bookmarks])
    if case.proof.says.bookmarks != expected:
        actual = some(list(case.proof.says.bookmarks)) or "nothing"
        yield Trouble(f"the outline has {actual}, and {some(list(expected))} was meant")


@check("conformance")
def conformance(case: Case) -> Iterator[Trouble]:
    """The file says that it is PDF/UA-1 and PDF/A-2a, and brings the colour profile that the latter wants."""
    says = case.proof.says
    if says.version != "1.7":
        yield Trouble(f"the file is PDF {says.version}, not 1.7")
    for name, value in (("pdfuaid:part", "1"), ("pdfaid:part", "2"), ("pdfaid:conformance", "A")):
        if says.xmp.get(name) != (value,):
            yield Trouble(f"{name} is {some(list(says.xmp.get(name, ()))) or 'missing'}, not {value}")
    if not any(kind == "GTS_PDFA1" and size > 100 for kind, size in says.intents):
        yield Trouble("no colour profile says what the colours mean")


@check("metadata-private")
def metadata_private(case: Case) -> Iterator[Trouble]:
    """No author, program, machine or time but the date of review."""
    says = case.proof.says
    personal = [name for name, value in says.information.items() if name not in _INFORMATION and value]
    personal += [name for name in says.xmp if name not in _XMP]
    if personal or case.proof.private:
        yield Trouble(f"the file tells {some(sorted(personal) + list(case.proof.private))}")
    dates = [value for name, value in says.information.items() if name in ("CreationDate", "ModDate")]
    dates += [value for name in ("xmp:CreateDate", "xmp:ModifyDate") for value in says.xmp.get(name, ())]
    plain = [date.removeprefix("D:").replace("-", "") for date in dates]
    if case.meant.sheet is not None:
        day = case.sheet.date.replace("-", "")
        plain = [date for date in plain if date != day]
    else:
        plain = [date for date in plain if len(date) != 8]
    if plain:
        yield Trouble(f"the file tells a time, {some(plain)}")


@check("encryption")
def encryption(case: Case) -> Iterator[Trouble]:
    """Anyone, and any program that reads aloud, can open the file."""
    if case.proof.encrypted:
        yield Trouble("the file is encrypted")


@check("no-javascript")
def no_javascript(case: Case) -> Iterator[Trouble]:
    """Nothing in the file runs or asks for anything."""
    if case.proof.active:
        yield Trouble(f"the file holds {some(list(case.proof.active))}")


@check("no-external")
def no_external(case: Case) -> Iterator[Trouble]:
    """Nothing is fetched, nothing is attached; links open plain https addresses."""
    if case.proof.external:
        yield Trouble(f"the file holds {some(list(case.proof.external))}")
    for link in case.proof.links:
        if not link.url.startswith("https://") or "?" in link.url or "#" in link.url:
            yield Trouble(f'a link opens "{link.url}", which is no plain https address', link.page)
