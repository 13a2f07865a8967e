"""What a file says about itself, and what in it runs, reaches out, or tells of people and machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from builder.model.proof import Statement
from builder.verify.objects import Objects, Value, name_of, text_of

# ISO 32000-1, 12.6.4: actions that do something but go to a place in the file or open an address on a click
_ACTIVE = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm"),
    *("/Sound", "/Movie", "/Rendition", "/Hide"),
}
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/AcroForm", "/XFA", "/RichMedia", "/Requirements"}
_OUTSIDE = {"/GoToR", "/GoToE"}
_OUTSIDE_KEYS = {"/EF", "/EmbeddedFiles", "/OPI", "/Alternates", "/FFilter", "/FDecodeParms", "/URLS", "/Ref", "/PS"}
_PRIVATE_KEYS = {"/PieceInfo", "/LastModified", "/Thumb", "/SpiderInfo", "/Collection", "/Threads"}

_FILES = {"/Filespec", "/F", "/EmbeddedFile"}
# What nearly no dictionary has
_NOTABLE = _ACTIVE_KEYS | _OUTSIDE_KEYS | _PRIVATE_KEYS | {"/Type", "/F"}
_ACTIONS = _ACTIVE | _OUTSIDE

# Bytes of a metadata packet that are read: ours have 3 KB
_LONGEST = 100_000

_PROPERTY = re.compile(r"<([a-zA-Z]+:[A-Za-z]+)(?:\s[^<>]*)?(?:/>|>(.*?)</\1>)", re.DOTALL)
_ENTRY = re.compile(r"<rdf:li([^>]*)>(.*?)</rdf:li>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\s([a-zA-Z]+:[A-Za-z]+)=(?:\"([^\"]*)\"|'([^']*)')")
_DESCRIPTION = re.compile(r"<rdf:Description\b([^>]*?)(/>|>)", re.DOTALL)
_LANGUAGE = re.compile(r"xml:lang=[\"']([^\"']+)")


def read_statement(objects: Objects) -> Statement:
    """The information dictionary, the XMP packet and the catalogue."""
    root = objects.root
    preferences = objects.dictionary(root.get("/ViewerPreferences"))
    information = objects.dictionary(objects.trailer.get("/Info"))
    intents = [objects.dictionary(each) for each in objects.array(root.get("/OutputIntents"))]
    return Statement(
        version=objects.version,
        language=text_of(objects.get(root.get("/Lang"))),
        marked=objects.dictionary(root.get("/MarkInfo")).get("/Marked") is True,
        information={key[1:]: text_of(objects.get(value)) for key, value in information.items()},
        xmp=_xmp(objects.data(root.get("/Metadata"))[:_LONGEST].decode("utf-8", "replace")),
        shows_title=preferences.get("/DisplayDocTitle") is True,
        duplex=name_of(preferences.get("/Duplex")),
        scaling=name_of(preferences.get("/PrintScaling")),
        direction=direction_of(objects),
        intents=tuple(
            [(name_of(each.get("/S")), len(objects.data(each.get("/DestOutputProfile")))) for each in intents]
        ),
        bookmarks=tuple(_bookmarks(objects)),
        output=next(filter(None, [_output(objects, each.get("/DestOutputProfile")) for each in intents]), ""),
    )


def direction_of(objects: Objects) -> str:
    """How text runs, as the outermost element says (ISO 32000-1, 14.8.5.4.2): RlTb from right to left; "" unsaid."""
    tree = objects.dictionary(objects.root.get("/StructTreeRoot"))
    for element in objects.array(tree.get("/K"))[:1]:
        for each in objects.array(objects.dictionary(element).get("/A")):
            attributes = objects.dictionary(each)
            if attributes.get("/O") == "/Layout":
                return name_of(objects.get(attributes.get("/WritingMode")))
    return ""


def _output(objects: Objects, profile: Value) -> str:
    """The colour space of an ICC profile (ICC.1:2001-04, 6.1.5)."""
    return objects.data(profile)[16:20].decode("latin-1").strip()


class Told(NamedTuple):
    """What in a file runs, reaches out of it, or tells of people and machines; in words, with the object's number."""

    active: tuple[str, ...]
    external: tuple[str, ...]
    private: tuple[str, ...]


def survey(objects: Objects) -> Told:
    """Go through every object."""
    ran: list[str] = []
    outside: list[str] = []
    personal: list[str] = []
    main = objects.root.get("/Metadata")
    for reference, value in objects:
        for inner in _dictionaries(value):
            keys, kind = inner.keys(), inner.get("/S")
            if keys.isdisjoint(_NOTABLE) and kind not in _ACTIONS:
                continue
            where = f"in object {reference.split()[0]}"
            ran += [f"{key[1:]} {where}" for key in _ACTIVE_KEYS & keys]
            outside += [f"{key[1:]} {where}" for key in _OUTSIDE_KEYS & keys]
            personal += [f"{key[1:]} {where}" for key in _PRIVATE_KEYS & keys]
            if kind in _ACTIVE:
                ran.append(f"an action {kind[1:]} {where}")
            elif kind in _OUTSIDE:
                outside.append(f"an action {kind[1:]} {where}")
            # 7.11.3 and 7.3.8.2: a file specification, or a stream whose bytes are in another file
            if inner.get("/Type") in _FILES or ("/F" in inner and "/Length" in inner):
                outside.append(f"a file specification {where}")
        if isinstance(value, dict) and value.get("/Type") == "/Metadata" and reference != main:
            personal.append(f"a second metadata packet in object {reference.split()[0]}")
    return Told(tuple(sorted(ran)), tuple(sorted(outside)), tuple(sorted(personal)))


def _dictionaries(value: Any) -> list[dict[str, Any]]:
    """A value and all that is in it, as far as they are dictionaries."""
    if type(value) is not dict and type(value) is not list:
        return []
    # it grows as it is gone through
    inside: list[Any] = [value]
    for each in inside:
        parts = each.values() if type(each) is dict else each
        inside += [part for part in parts if type(part) is dict or type(part) is list]
    return [each for each in inside if type(each) is dict]


def _xmp(packet: str) -> dict[str, tuple[str, ...]]:
    """Properties of the packet's descriptions: each with its values, `language: text` for alternatives.

    Read with patterns: a parser would have to be guarded against what a stranger's file holds, and takes
    16 ms to import.
    """
    found: dict[str, tuple[str, ...]] = {}
    for opening, _ in _DESCRIPTION.findall(packet):
        for name, one, other in _ATTRIBUTE.findall(opening):
            if not name.startswith(("xmlns:", "rdf:")):
                found[name] = (_plain(one or other),)
    _, _, body = packet.partition("<rdf:Description")
    for name, content in _PROPERTY.findall(body):
        entries = _ENTRY.findall(content) if content else []
        if entries and name != "pdfaExtension:schemas":
            found[name] = tuple([_entry(attributes, text) for attributes, text in entries])
        else:
            found[name] = (_plain(content),) if "<" not in content else ("",)
    return found


def _entry(attributes: str, text: str) -> str:
    language = _LANGUAGE.search(attributes)
    return f"{language[1]}: {_plain(text)}" if language else _plain(text)


def _plain(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, char)
    return text


def _bookmarks(objects: Objects) -> Iterator[str]:
    """Titles of the outline (12.3.3), from the top down."""
    waiting = [objects.dictionary(objects.root.get("/Outlines")).get("/First")]
    seen: set[str] = set()
    while waiting:
        reference = waiting.pop()
        if not isinstance(reference, str) or reference in seen:
            continue
        seen.add(reference)
        entry = objects.dictionary(reference)
        yield text_of(objects.get(entry.get("/Title")))
        waiting += [entry.get("/Next"), entry.get("/First")]
