"""XLIFF 1.2 (OASIS, 2008), which most translation programs read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from builder.exchange.row import INSTRUCTIONS, Received, Row
from builder.exchange.xml_text import attribute, local, pieces, plain, written

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

# XLIFF 1.2, 2.2.3: values of `state`
_STATES = {
    "missing": "new",
    "draft": "needs-review-translation",
    "stale": "needs-adaptation",
    "translated": "translated",
}
_READ = {
    **{value: key for key, value in _STATES.items()},
    "final": "translated",
    "signed-off": "translated",
    "needs-translation": "missing",
    "needs-review-adaptation": "draft",
    "needs-review-l10n": "draft",
    "needs-l10n": "draft",
}


def write_xliff_12(rows: Sequence[Row], lang: str, source: str) -> bytes:
    """One `file` for each part. Raises ValueError for characters that XML cannot hold."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<xliff version="1.2" xmlns="{NAMESPACE}">']
    for part, own in groupby(rows, key=lambda row: row.part):
        lines += [
            f"<file original={attribute(part)} source-language={attribute(source)} target-language={attribute(lang)}"
            ' datatype="plaintext">',
            "<header>",
            *(f"<note>{written(line)}</note>" for line in INSTRUCTIONS),
            "</header>",
            "<body>",
        ]
        for row in own:
            lines += _unit(row)
        lines += ["</body>", "</file>"]
    return "\n".join([*lines, "</xliff>", ""]).encode()


def read_xliff_12(root: Element, lines: Mapping[Element, int]) -> Iterator[Received]:
    """The units of a file; `lines` says where its elements stand."""
    for file in (each for each in root if local(each) == "file"):
        for unit in (each for each in file.iter() if local(each) == "trans-unit"):
            parts = {local(child): child for child in reversed(unit)}
            target = parts.get("target")
            state = target.get("state", "") if target is not None else ""
            yield Received(
                part=file.get("original"),
                context=unit.get("id"),
                key=unit.get("extradata"),
                source=plain(parts.get("source")),
                target=plain(target),
                state="translated" if unit.get("approved") == "yes" else _READ.get(state),
                line=lines[unit if target is None else target],
            )


def _unit(row: Row) -> Iterator[str]:
    room = f' maxwidth="{row.room}" size-unit="char"' if row.room else ""
    approved = "yes" if row.state == "translated" else "no"
    yield (
        f"<trans-unit id={attribute(row.context)} resname={attribute(row.context)} extradata={attribute(row.key)}"
        f'{room} approved="{approved}" xml:space="preserve">'
    )
    yield f"<source>{_content(row.source)}</source>"
    yield f'<target state="{_STATES[row.state]}">{_content(row.target)}</target>'
    for note in (*row.notes, *([f"Stands in {row.where}"] if row.where else [])):
        yield f'<note from="developer">{written(note)}</note>'
    if row.previous:
        yield f'<note from="developer" priority="2">{written(f"Older source: {row.previous}")}</note>'
    yield "</trans-unit>"


def _content(text: str) -> str:
    """The text with its placeholders and marks as codes (XLIFF 1.2, 2.4.1), so that programs protect them."""
    return "".join(
        f'<ph id="{number}">{written(piece)}</ph>' if code else written(piece)
        for number, (piece, code) in enumerate(pieces(text), 1)
    )
