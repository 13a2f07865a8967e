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
    """The file begins as a font does (ISO/IEC 14496-22, 4.5); a finding where the family names it."""
    try:
        with path.open("rb") as file:
            begun = file.read(4)
    except OSError:
        begun = b""
    if begun in (b"\x00\x01\x00\x00", b"OTTO", b"true"):
        return True
    told = f"`{path.name}` is no font of the kinds that are set here (TrueType, OpenType)"
    findings.error("bad-font", told, span, "name the file of the regular or bold face")
    return False
