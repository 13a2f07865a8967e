"""XLIFF 2.1 (OASIS, 2018)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.exchange.row import INSTRUCTIONS, Received, Row
from builder.exchange.xml_text import attribute, local, pieces, plain, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""Version 2.1 keeps the namespace of 2.0 (XLIFF 2.1, 1.1)."""

# XLIFF 2.1, 4.3.1.27: initial, translated, reviewed, final; ours beside it as `subState` (4.3.1.31)
_STATES = {"missing": "initial", "draft": "translated", "stale": "initial", "translated": "final"}
_READ = {"initial": "missing", "translated": "draft", "reviewed": "translated", "final": "translated"}
_OWN = "leaflet:"


def write_xliff_21(rows: Sequence[Row], lang: str, source: str) -> bytes:
    """One `file` for each part. Raises ValueError for characters that XML cannot hold."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff version="2.1" xmlns="{NAMESPACE}" srcLang={attribute(source)} trgLang={attribute(lang)}>',
    ]
    for number, (part, own) in enumerate(groupby(rows, key=lambda row: row.part), 1):
        notes = "".join(f"<note>{written(line)}</note>" for line in INSTRUCTIONS)
        lines += [f'<file id="f{number}" original={attribute(part)}>', f"<notes>{notes}</notes>"]
        for row in own:
            lines += _unit(row)
        lines.append("</file>")
    return "\n".join([*lines, "</xliff>", ""]).encode()


def read_xliff_21(root: Element, lines: Mapping[Element, int]) -> Iterator[Received]:
    """The units of a file, whose elements stand on these lines; the pieces of one in segments are put together."""
    for file in (each for each in root if local(each) == "file"):
        for unit in (each for each in file.iter() if local(each) == "unit"):
            codes = {each.get("id", ""): plain(each) or "" for each in unit.iter() if local(each) == "data"}
            segments = [each for each in unit.iter() if local(each) in ("segment", "ignorable")]
            yield Received(
                part=file.get("original"),
                context=unit.get("name") or unit.get("id"),
                key=next((plain(note) for note in unit.iter() if note.get("category") == "key"), None),
                source=_joined(segments, "source", codes),
                target=_joined(segments, "target", codes),
                state=_state([each for each in segments if local(each) == "segment"]),
                line=lines[next((each for each in unit.iter() if local(each) == "target"), unit)],
            )


def _state(segments: Sequence[Element]) -> str | None:
    """The least far of the segments; what a program sets counts for more than what we had set beside it."""
    found = []
    for segment in segments:
        state, own = segment.get("state", "initial"), segment.get("subState", "")
        known = own.removeprefix(_OWN) if own.startswith(_OWN) else ""
        found.append(known if _STATES.get(known) == state else _READ.get(state, "draft"))
    return min(found, key=("missing", "stale", "draft", "translated").index, default=None)


def _joined(segments: Sequence[Element], name: str, codes: Mapping[str, str]) -> str | None:
    found = [child for segment in segments for child in segment if local(child) == name]
    return "".join(_text(each, codes) for each in found) if found else None


def _text(element: Element, codes: Mapping[str, str]) -> str:
    """The text, with what its codes stand for: `ph` by reference, others by what they hold."""
    made = [element.text or ""]
    for child in element:
        reference = child.get("dataRef")
        if reference is not None:
            made.append(codes.get(reference, ""))
        elif local(child) == "cp":
            made.append(chr(int(child.get("hex", "FFFD"), 16)))
        else:
            start, end = child.get("dataRefStart"), child.get("dataRefEnd")
            made.append(
                (codes.get(start, "") if start else "") + _text(child, codes) + (codes.get(end, "") if end else "")
            )
        made.append(child.tail or "")
    return "".join(made)


def _unit(row: Row) -> Iterator[str]:
    codes: dict[str, str] = {}
    source, target = (_content(text, codes) for text in (row.source, row.target))
    limit = f"Room: about {row.room} characters on {row.lines} lines" if row.room else ""
    older = f"Older source: {row.previous}" if row.previous else ""
    where = f"Stands in {row.where}" if row.where else ""
    yield f"<unit id={attribute(row.context)} name={attribute(row.context)}>"
    told = "".join(f"<note>{written(note)}</note>" for note in (*row.notes, where, limit, older) if note)
    yield f'<notes><note category="key">{row.key}</note>{told}</notes>'
    if codes:
        data = "".join(f'<data id="{id}">{written(code)}</data>' for code, id in codes.items())
        yield f"<originalData>{data}</originalData>"
    yield f'<segment state="{_STATES[row.state]}" subState="{_OWN}{row.state}">'
    yield f'<source xml:space="preserve">{source}</source>'
    yield f'<target xml:space="preserve">{target}</target>'
    yield "</segment>"
    yield "</unit>"


def _content(text: str, codes: dict[str, str]) -> str:
    """The text with its placeholders and marks as codes that refer to their data (XLIFF 2.1, 4.2.3.2)."""
    made: list[str] = []
    used: Counter[str] = Counter()
    for piece, code in pieces(text):
        if not code:
            made.append(written(piece))
            continue
        reference = codes.setdefault(piece, f"d{len(codes) + 1}")
        used[reference] += 1
        # a code of the target has the id of the one in the source that it stands for
        made.append(f'<ph id="{reference}-{used[reference]}" dataRef="{reference}"/>')
    return "".join(made)
