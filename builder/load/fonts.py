"""`layouts/fonts/fonts.yaml`: which files hold a family's regular and bold faces."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from pathlib import Path

from builder.diagnostics import Findings
from builder.load.bind import bind
from builder.load.compose import compose
from builder.load.nodes import Mapping
from builder.load.read import read
from builder.model.dataclass import dataclass
from builder.model.source import Span, doc

_BEGINNING = 1024
"""Bytes: the directories of fonts that people set leaflets in have 30 tables at most."""

_COLOURED = (b"COLR", b"SVG ", b"CBDT", b"sbix")
_UNFIT = (b"fvar", *_COLOURED)
"""Tables of variable fonts, and of those whose letters are pictures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFamily:
    """One family."""

    regular: str = doc("file of the regular face")
    bold: str = doc("file of the bold face")
    licence: str = doc("file of its licence")
    covers: tuple[str, ...] = doc("ISO 15924 codes of the scripts it is for")
    span: Span | None = None


def load_families(path: Path, findings: Findings, shown: str, within: Path | None) -> MappingType[str, FontFamily]:
    """Family name -> its files; families with errors are left out."""
    source = read(path, findings, shown, within)
    node = None if source is None else compose(source, findings)
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        findings.error("wrong-type", "the file needs families, each with its files", node.span)
        return {}
    families = {name: bind(value, FontFamily, findings) for name, (_, value) in node.entries.items()}
    return {name: family for name, family in families.items() if family is not None}


def is_face(path: Path, span: Span | None, findings: Findings) -> bool:
    """The file is a font of the kind that is set here; a finding where the family names it."""
    try:
        with path.open("rb") as file:
            begun = file.read(_BEGINNING)
    except OSError:
        begun = b""
    # ISO/IEC 14496-22, 4.5: how the file begins, how many tables it has, then 16 bytes on each, its name first
    tables = begun[12 : 12 + 16 * int.from_bytes(begun[4:6], "big")]
    if begun[:4] in (b"\x00\x01\x00\x00", b"true") and b"glyf" in tables and not any(map(tables.count, _UNFIT)):
        return True
    kind, way_out = _kind(begun[:4], tables)
    findings.error("bad-font", f"`{path.name}` is {kind}", span, way_out)
    return False


def _kind(begins: bytes, tables: bytes) -> tuple[str, str]:
    """What a file is that cannot be set, and what to do about it."""
    if begins == b"OTTO":
        return "a font with PostScript outlines (CFF)", "take the family's TrueType files, `.ttf`"
    if begins == b"ttcf":
        return "a collection of several fonts", "save the regular and the bold face of it as files of their own"
    if begins in (b"wOFF", b"wOF2"):
        return "a font packed for web pages (WOFF)", "take the family's `.ttf` files, or unpack it"
    if b"fvar" in tables:
        return "a variable font, of which only one weight would be set", (
            "take the family's static files, or make them: `fonttools varLib.instancer FILE wght=400`"
        )
    if any(map(tables.count, _COLOURED)):
        return "a font of letters in colours, which would be blank on paper", "take a font whose letters are outlines"
    return "no font of the kind that is set here (TrueType)", "name the file of the regular or bold face"
