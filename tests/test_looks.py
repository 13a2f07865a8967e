"""Every page of a few sheets as small pictures against `tests/looks`: one sheet per layout, one per script family.

`pytest --update-golden` draws them anew. Where a page looks different, `build/looks/<sheet>.html` shows both.
"""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy
import pypdfium2
import pytest
from composed import Asked, pdf, sheet
from PIL import Image, ImageChops

from builder.model.sheet import Words

LOOKS: Final = Path(__file__).parent / "looks"
REPORTS: Final = Path(__file__).parents[1] / "build" / "looks"

DPI: Final = 45

COLOURS: Final = (
    *("#ffffff", "#f0f1f2", "#d9dbde", "#b8bcc2", "#8a9098", "#4c5560", "#14181f"),
    *("#e9f4f4", "#cfe5e8", "#7fb4bd", "#13697a", "#0a4f5c", "#fdeceb", "#d9928e", "#b3261e", "#ffb81c"),
)
"""All that a picture keeps, so that it is small: the inks of the themes, and steps from paper to ink."""

BLOCK: Final = 6
FAR: Final = 26.0
"""By how much the mean of a block of so many pixels may differ, of 255: edges may be smoother, no word may move."""

SHEETS: Final = [
    *(Asked("overdose", layout=name) for name in ("letter-trifold", "letter-sheet", "letter-large", "poster-tabloid")),
    *(Asked("overdose", lang) for lang in ("ar", "ur", "hi", "th", "am", "zh-Hans")),
    Asked("overdose", layout="wallet-card", theme="mono"),
    Asked("fentanyl", theme="discreet"),
    Asked("withdrawal", layout="a4-sheet"),
]


def drawn(data: bytes) -> list[Image.Image]:
    """All pages, in few colours."""
    inks = [int(colour[at : at + 2], 16) for colour in COLOURS for at in (1, 3, 5)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(inks + inks[:3] * (256 - len(COLOURS)))
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[at].render(scale=DPI / 72).to_pil().convert("RGB") for at in range(len(document))]
    return [page.quantize(palette=palette, dither=Image.Dither.NONE) for page in pages]


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=True, **({"bits": 4} if image.mode == "P" else {}))
    return out.getvalue()


def apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference between the means of two blocks in the same place; 255 for pictures of unlike size."""
    if one.size != other.size:
        return 255.0
    size = (-(-one.width // BLOCK), -(-one.height // BLOCK))
    means = [numpy.asarray(image.resize(size, Image.Resampling.BOX), dtype=float) for image in (one, other)]
    return float(numpy.abs(means[0] - means[1]).max())


def report(name: str, was: Image.Image, now: Image.Image) -> Path:
    """A page with what was, what is, and where they differ."""
    both = [was, now]
    if was.size == now.size:
        both.append(ImageChops.invert(ImageChops.difference(was, now)))
    cells = "".join(
        f'<td>{title}<br><img src="data:image/png;base64,{b64encode(png(image)).decode()}"></td>'
        for title, image in zip(("was", "is", "difference"), both, strict=False)
    )
    path = REPORTS / f"{name}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"<!doctype html><meta charset=utf-8><title>{name}</title><table><tr>{cells}</table>\n", "utf-8")
    return path


@pytest.mark.parametrize("asked", SHEETS, ids=str)
def test_every_page_looks_as_it_did(asked: Asked, update_golden: bool) -> None:
    pages = drawn(pdf(asked))
    changed = []
    for at, now in enumerate(pages, 1):
        path = LOOKS / f"{asked}-{at}.png"
        if update_golden and (not path.exists() or apart(opened(path), now.convert("RGB")) > 0):
            LOOKS.mkdir(exist_ok=True)
            path.write_bytes(png(now))
        assert path.exists(), "run `make golden`, look at what it drew, and commit it"
        was = opened(path)
        if apart(was, now.convert("RGB")) > FAR:
            changed.append(str(report(path.stem, was, now.convert("RGB"))))
    if update_golden:
        for path in set(LOOKS.glob(f"{asked}-[0-9]*.png")) - {
            LOOKS / f"{asked}-{at + 1}.png" for at in range(len(pages))
        }:
            path.unlink()
    if changed:
        pytest.fail(f"{asked} looks different: see {', '.join(changed)}", pytrace=False)


def opened(path: Path) -> Image.Image:
    return Image.open(path).convert("RGB")


def test_a_word_that_moved_and_a_line_that_is_gone_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the comparison is for: a page of type moved by a line's half, a word of body text less."""
    page = drawn(pdf(SHEETS[0]))[0].convert("RGB")
    assert apart(page, page) == 0
    assert apart(page, ImageChops.offset(page, 0, 4)) > FAR
    lines = [item for item in sheet(SHEETS[0]).pages[0].items if isinstance(item, Words)]
    line = next(item for item in lines if item.message == "risk.break.lead risk.break.text").box
    corners = (line.x, line.y, line.x + 30, line.y + line.height)
    patch = page.copy()
    patch.paste("#ffffff", tuple(round(corner * DPI / 72) for corner in corners))
    assert apart(page, patch) > FAR
    assert apart(page, page.resize((page.width, page.height + 1))) == 255
    monkeypatch.setitem(globals(), "REPORTS", tmp_path)
    assert report("a", page, patch).read_text("utf-8").count("<img") == 3


def test_the_pictures_are_few_and_small() -> None:
    held = sorted(LOOKS.iterdir())
    assert {path.stem.rsplit("-", 1)[0] for path in held} == set(map(str, SHEETS))
    assert len(held) < 40
    large = [path.name for path in held if path.stat().st_size >= 40_000]
    assert not large
