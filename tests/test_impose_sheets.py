"""Imposed sheets read back: where pages stand, that front and back register, that nothing is drawn otherwise."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from composed import Asked, pdf, sheet
from hypothesis import given, settings
from hypothesis import strategies as st
from imposed import MM, Box, Placed, boxes, file, made, pixels, placed, plan, square, tried
from pikepdf import Dictionary, Name

from builder.diagnostics import Findings
from builder.impose.plans import load_plan, plan_ids
from builder.impose.turning import turning
from builder.load import Library
from builder.model.imposition import Imposition

LIBRARY = Library((Path(__file__).parents[1],))
PLANS = plan_ids(LIBRARY)


@cache
def shipped(name: str) -> Imposition:
    findings = Findings()
    found = load_plan(name, LIBRARY, findings)
    assert found is not None, list(map(str, findings))
    return found


def leaf(width: float, height: float, heads: str = "together") -> bytes:
    """Two pages that bear the same shape, as a stamp through the paper would leave it: no turn maps it on itself."""
    spots = [(0.1, 0.1, 14), (0.1, 0.7, 8), (0.55, 0.2, 5)]
    front = [square(x * width, y * height, "1 0 0", side) for x, y, side in spots]
    if heads == "together":
        behind = [(width - x * width - side, y * height, side) for x, y, side in spots]
    else:
        behind = [(x * width, height - y * height - side, side) for x, y, side in spots]
    back = [square(x, y, "0 0 1", side) for x, y, side in behind]
    return file([b"".join(front), b"".join(back)], (0, 0, width, height))


def registered(data: bytes, side: str, page: int = 0) -> None:
    """What stands on the front lies on what stands on the back, seen through the paper."""
    front, back = pixels(data, page, 2.0), pixels(data, page + 1, 2.0)
    red, blue = front[:, :, 1] < 128, back[:, :, 1] < 128
    assert red.sum() > 200
    through = blue[:, ::-1] if side == "across" else blue[::-1]
    # an edge may fall on either side of a pixel
    assert np.count_nonzero(red != through) <= 0.05 * red.sum()


@pytest.mark.parametrize("name", PLANS)
def test_front_and_back_register_on_every_plan(name: str) -> None:
    wanted = shipped(name)
    assert wanted.trim is not None
    width, height = wanted.trim.width, wanted.trim.height
    without_marks = made(_unmarked(wanted), leaf(width, height))
    assert without_marks.grid.count == without_marks.grid.across * without_marks.grid.down
    upright = wanted.paper.height >= wanted.paper.width
    registered(without_marks.data, "across" if (wanted.duplex == "long-edge") == upright else "over")


def _unmarked(wanted: Imposition) -> Imposition:
    from dataclasses import replace

    return replace(wanted, marks="none")


@pytest.mark.parametrize(
    ("paper", "duplex", "turned", "heads"),
    list(
        product(
            [(400.0, 600.0), (600.0, 400.0)],
            ["short-edge", "long-edge"],
            ["never", "always"],
            ["together", "opposite"],
        )
    ),
)
def test_they_register_however_paper_and_pages_are_turned(
    paper: tuple[float, float], duplex: str, turned: str, heads: str
) -> None:
    data = leaf(170.0, 110.0, heads)
    found = made(plan(paper, duplex=duplex, turned=turned, heads=heads, gutter=10.0, bleed=0.0), data)
    assert found.grid.count > 1
    registered(found.data, "across" if (duplex == "long-edge") == (paper[1] >= paper[0]) else "over")


@pytest.mark.parametrize("backs", ["work-and-turn", "work-and-tumble"])
def test_a_sheet_printed_twice_from_one_side_registers(backs: str) -> None:
    found = made(plan((600.0, 500.0), backs=backs, gutter=8.0), leaf(130.0, 90.0))
    assert found.alike
    front = pixels(found.data, 0, 2.0)
    red, blue = (front[:, :, 0] > 128) & (front[:, :, 1] < 128), (front[:, :, 2] > 128) & (front[:, :, 1] < 128)
    through = blue[:, ::-1] if backs == "work-and-turn" else blue[::-1]
    assert red.sum() > 200
    assert np.count_nonzero(red != through) <= 0.05 * red.sum()
    assert len(boxes(found.data)) == 1


@pytest.mark.parametrize(
    ("edge", "media", "expected"),
    [
        ("DuplexFlipLongEdge", (0, 0, 110, 170), "together"),
        ("DuplexFlipShortEdge", (0, 0, 110, 170), "opposite"),
        ("DuplexFlipShortEdge", (0, 0, 170, 110), "together"),
        ("DuplexFlipLongEdge", (0, 0, 170, 110), "opposite"),
    ],
)
def test_a_file_says_how_its_backs_stand(edge: str, media: Box, expected: str) -> None:
    data = leaf(media[2], media[3], expected)
    with pikepdf.open(BytesIO(data)) as opened:
        opened.Root.ViewerPreferences = Dictionary(Duplex=Name(f"/{edge}"))
        out = BytesIO()
        opened.save(out)
    registered(made(plan((400.0, 600.0), heads="as-told"), out.getvalue()).data, "across")


@pytest.mark.parametrize("finish", ["office", "press"])
@pytest.mark.parametrize("layout", ["wallet-card", "palm-card", "letter-trifold", "a4-trifold", "letter-sheet"])
def test_our_own_files_say_how_their_backs_stand(layout: str, finish: str) -> None:
    """They are turned like a book's page, whichever way the paper lies."""
    made_of = sheet(Asked("naloxone" if layout == "palm-card" else "overdose", layout=layout, finish=finish))
    page = made_of.pages[0]
    assert len(made_of.pages) == 2
    assert turning(made_of.duplex, page.width, page.height) == "across"


@pytest.mark.parametrize("name", PLANS)
def test_pages_stand_in_their_cells(name: str) -> None:
    wanted = shipped(name)
    assert wanted.trim is not None
    media = (0, 0, wanted.trim.width + 60, wanted.trim.height + 60)
    trim = (30, 30, wanted.trim.width + 30, wanted.trim.height + 30)
    bleed = (30 - 8.504, 30 - 8.504, wanted.trim.width + 38.504, wanted.trim.height + 38.504)
    page = b"0.9 g 0 0 2000 2000 re f"
    found = made(wanted, file([page, page], media, TrimBox=trim, BleedBox=bleed))
    grid = found.grid
    assert grid.across * grid.down == grid.count == (wanted.up or wanted.across * wanted.down)
    front, back = placed(found.data)
    places = [(column, row) for row in range(grid.down) for column in range(grid.across)]
    for at, place in enumerate(places):
        assert near(front[at].area(trim), grid.at(*place))
        assert near(front[at].clip, grid.kept(*place))
        mirrored = grid.width - grid.at(*place).right
        assert near(back[at].area(trim)[:1], (mirrored,))
    assert len({each.form for each in front}) == 1


def near(one: Any, other: Any, slack: float = 0.01) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= slack for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", PLANS)
def test_the_boxes_of_a_sheet(name: str) -> None:
    wanted = shipped(name)
    assert wanted.trim is not None
    width, height = wanted.trim.width, wanted.trim.height
    trim, bleed = (20, 20, width + 20, height + 20), (10, 10, width + 30, height + 30)
    found = made(wanted, file([b"", b""], (0, 0, width + 40, height + 40), TrimBox=trim, BleedBox=bleed))
    for side in boxes(found.data):
        assert near(side["MediaBox"], (0, 0, wanted.paper.width, wanted.paper.height))
        assert near(side["TrimBox"], found.grid.block)
        assert near(side["BleedBox"], found.grid.printed)
        assert inside(side["TrimBox"], side["BleedBox"])
        assert inside(side["BleedBox"], side["MediaBox"])


def inside(inner: Box, outer: Box) -> bool:
    return all(inner[at] >= outer[at] - 0.06 for at in (0, 1)) and all(inner[at] <= outer[at] + 0.06 for at in (2, 3))


SHEETS = [
    (Asked("overdose", layout="wallet-card"), "wallet-card-letter"),
    (Asked("overdose", "ar", layout="wallet-card"), "wallet-card-sra3"),
    (Asked("overdose", layout="palm-card"), "palm-card-tabloid"),
    (Asked("overdose", "ar", finish="press"), "letter-trifold-12x18"),
    (Asked("overdose", "ar"), "letter-trifold-tabloid"),
]


@pytest.mark.parametrize(("asked", "name"), SHEETS, ids=[f"{asked}-{name}" for asked, name in SHEETS])
def test_a_cut_sheet_is_the_sheet(asked: Asked, name: str) -> None:
    """Pixel by pixel, but for the rounding of a line's edge."""
    if asked.layout == "palm-card":
        asked = Asked("naloxone", layout="palm-card")
    data = pdf(asked)
    found = made(shipped(name), data)
    with pikepdf.open(BytesIO(data)) as opened:
        trims = [tuple(map(float, page.trimbox)) for page in opened.pages]
    for page, sides in enumerate(placed(found.data)):
        whole = pixels(data, page, 2.0, trims[page])  # type: ignore[arg-type]
        turns = {(0.0, 1.0): 1, (0.0, -1.0): -1, (1.0, 0.0): 0}[sides[0].matrix[:2]]  # type: ignore[index]
        for each in (sides[0], sides[-1]):
            cut = pixels(found.data, page, 2.0, each.area(trims[page]))  # type: ignore[arg-type]
            # letters on their side are drawn on another grid of pixels
            alike(np.rot90(cut, -turns), whole, 0.006 if turns else 0.003)


def alike(cut: Any, whole: Any, most: float) -> None:
    height, width = min(cut.shape[0], whole.shape[0]), min(cut.shape[1], whole.shape[1])
    assert abs(cut.shape[0] - whole.shape[0]) <= 1
    assert abs(cut.shape[1] - whole.shape[1]) <= 1
    apart = np.abs(cut[:height, :width] - whole[:height, :width]).max(axis=2)
    # an edge that falls on another part of a pixel is lighter or darker; a letter elsewhere would differ throughout
    assert (apart > 96).mean() < most, (apart > 96).mean()
    assert apart.mean() < 4.0, apart.mean()


def test_bleed_is_kept_to_half_the_gutter() -> None:
    """Red pages with 9 points of bleed and gutters of 10: red meets red in the middle, and ends 9 points outside."""
    data = file([b"1 0 0 rg 0 0 300 300 re f"], (0, 0, 140, 100), TrimBox=(20, 20, 120, 80), BleedBox=(11, 11, 129, 89))
    found = made(plan((300.0, 300.0), across=2, down=2, turned="never", gutter=10.0, bleed=9.0), data)
    (sides,) = placed(found.data)
    left, right = sides[0].clip, sides[1].clip
    assert near((left[2], right[0]), (150.0, 150.0))
    assert near((left[0], left[3]), (45.0 - 9.0, 215.0 + 9.0))
    shown = pixels(found.data, 0, 2.0)
    red = (shown[:, :, 0] > 200) & (shown[:, :, 1] < 50)
    assert near((red.any(axis=0).argmax() / 2, red.any(axis=1).argmax() / 2), (36.0, 300.0 - 224.0), 0.6)
    assert red[150 * 2, 36 * 2 + 2 : 263 * 2].all()


def test_the_same_input_gives_the_same_bytes() -> None:
    data = pdf(Asked("overdose", "ar", layout="wallet-card"))
    for name in ("wallet-card-letter", "wallet-card-sra3"):
        assert made(shipped(name), data).data == made(shipped(name), bytes(data)).data
    pair = [leaf(100, 60), leaf(100, 60, "opposite")]
    assert made(plan(order="stack"), *pair, copies=(7, 5)).data == made(plan(order="stack"), *pair, copies=(7, 5)).data


def test_a_sheet_says_nothing_that_is_not_so() -> None:
    found = made(shipped("wallet-card-letter"), pdf(Asked("overdose", layout="wallet-card")))
    with pikepdf.open(BytesIO(found.data), attempt_recovery=False) as opened:
        assert "/Metadata" not in opened.Root
        assert "/Info" not in opened.trailer
        assert "/StructTreeRoot" not in opened.Root
        assert "/MarkInfo" not in opened.Root
        assert opened.Root.ViewerPreferences.PrintScaling == Name("/None")
        assert opened.Root.ViewerPreferences.Duplex == Name.DuplexFlipLongEdge
        assert len(opened.Root.OutputIntents) == 1
        for page in opened.pages:
            assert b"/Artifact BMC" in page.Contents.read_bytes()
            assert "/Annots" not in page.obj


def test_no_number_stands_on_a_stack() -> None:
    """Nothing but pages and strokes: no text operator is added."""
    found = made(plan("a3", order="stack", marks="cut", margin=17.0), leaf(150, 90), copies=(100,))
    assert len(found.prints) > 1
    with pikepdf.open(BytesIO(found.data)) as opened:
        for page in opened.pages:
            assert not {str(each.operator) for each in pikepdf.parse_content_stream(page)} & {"BT", "Tj", "TJ"}
            assert "/Font" not in page.Resources


def forms(sides: list[Placed]) -> list[tuple[int, int]]:
    return [each.form for each in sides]


def test_stacked_piles_are_in_order_on_paper() -> None:
    """Three files, 5, 4 and 3 copies, on sheets of four: cut and laid together, 5, 4 and 3 in a row."""
    lines = [leaf(200, 140) for _ in range(3)]
    found = made(plan((420.0, 300.0), order="stack"), *lines, copies=(5, 4, 3))
    sheets = placed(found.data)[::2]
    assert found.grid.count == 4
    assert len(sheets) == 3
    pile = [forms(sheet)[place] for place in range(4) for sheet in sheets]
    kinds = list(dict.fromkeys(pile))
    assert [pile.count(kind) for kind in kinds] == [5, 4, 3]
    assert pile == [kind for kind, count in zip(kinds, (5, 4, 3), strict=True) for _ in range(count)]


def test_leaves_in_turn_and_places_left_empty() -> None:
    pages = file([square(10, 10)] * 5)
    found = made(plan((420.0, 260.0), order="in-turn", duplex="none"), pages)
    assert [len(side) for side in placed(found.data)] == [4, 1]
    assert not found.both


def test_a_repeat_is_one_sheet_that_is_printed_often() -> None:
    found = made(plan((420.0, 260.0)), leaf(200, 120), copies=(50,))
    assert found.prints == (13,)
    assert len(boxes(found.data)) == 2


def test_a_last_page_without_a_back() -> None:
    found = made(plan((420.0, 260.0), order="in-turn"), file([square(10, 10)] * 3))
    assert [len(side) for side in placed(found.data)] == [2, 1]


def test_files_of_one_side_make_sheets_of_one_side() -> None:
    data = file([square(1, 1), square(9, 9)], Catalogue={"ViewerPreferences": Dictionary(Duplex=Name.Simplex)})
    found = made(plan((420.0, 260.0)), data)
    assert len(boxes(found.data)) == 2
    assert not found.both
    with pikepdf.open(BytesIO(found.data)) as opened:
        assert opened.Root.ViewerPreferences.Duplex == Name.Simplex


def test_folds_are_marked_where_the_paper_is_folded() -> None:
    """Arabic cards are folded from the other side; on the back the marks lie behind those of the front."""
    for lang, left in (("en", 3.625 * 72), ("ar", (11 - 7.3125) * 72)):
        found = made(shipped("letter-trifold-12x18"), pdf(Asked("overdose", lang, finish="press")))
        with pikepdf.open(BytesIO(found.data)) as opened:
            streams = [page.Contents.read_bytes().decode() for page in opened.pages]
        dashed = [stream.split("[2 2] 0 d")[1].split("Q EMC")[0] for stream in streams]
        first = {float(line.split()[0]) for line in dashed[0].strip().splitlines()}
        assert any(abs(x - found.grid.block.left - left) < 0.02 for x in first)
        second = {float(line.split()[0]) for line in dashed[1].strip().splitlines()}
        assert all(min(abs(found.grid.width - x - other) for other in first) < 0.01 for x in second)
        # field.md: a tenth of a millimetre
        other = (11 - 3.625) * 72 if lang == "ar" else 7.3125 * 72
        assert any(abs(x - found.grid.block.left - other) < 0.1 * MM for x in first)


def test_press_marks_are_in_every_ink() -> None:
    found = made(shipped("letter-trifold-12x18"), pdf(Asked("overdose", finish="press")))
    with pikepdf.open(BytesIO(found.data)) as opened:
        page = opened.pages[0]
        assert page.Resources.ColorSpace.All[1] == Name.All
        assert b"/All CS 1 SCN" in page.Contents.read_bytes()


@pytest.mark.parametrize("name", [name for name in PLANS if shipped(name).marks != "none"])
def test_every_cut_and_fold_of_a_shipped_plan_is_marked(name: str) -> None:
    wanted = shipped(name)
    assert wanted.trim is not None
    width, height = wanted.trim.width, wanted.trim.height
    trim, bleed = (20, 20, width + 20, height + 20), (10, 10, width + 30, height + 30)
    found = made(wanted, file([b"", b""], (0, 0, width + 40, height + 40), TrimBox=trim, BleedBox=bleed))
    with pikepdf.open(BytesIO(found.data)) as opened:
        stream = opened.pages[0].Contents.read_bytes().decode()
    lines = [tuple(map(float, each)) for each in re.findall(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S", stream)]
    upright, level = (
        [line[0] for line in lines if line[0] == line[2]],
        [line[1] for line in lines if line[1] == line[3]],
    )
    for cell in found.grid.cells():
        for at, marked in ((cell.left, upright), (cell.right, upright), (cell.bottom, level), (cell.top, level)):
            assert min(abs(at - mark) for mark in marked) < 0.01
        for fold in wanted.folds:
            at, marked = (cell.bottom + fold, level) if found.grid.turned else (cell.left + fold, upright)
            assert min(abs(at - mark) for mark in marked) < 0.01


@settings(max_examples=60, deadline=None)
@given(
    paper=st.tuples(st.floats(300, 900), st.floats(300, 900)),
    page=st.tuples(st.floats(30, 140), st.floats(30, 140)),
    edge=st.floats(0, 30),
    turn=st.sampled_from([0, 90, 180, 270]),
    fields=st.fixed_dictionaries(
        {
            "duplex": st.sampled_from(["short-edge", "long-edge"]),
            "backs": st.sampled_from(["sheetwise", "work-and-turn", "work-and-tumble"]),
            "turned": st.sampled_from(["as-needed", "never", "always"]),
            "heads": st.sampled_from(["together", "opposite"]),
            "gutter": st.floats(0, 20),
            "bleed": st.floats(0, 20),
            "marks": st.sampled_from(["none", "cut", "press"]),
        }
    ),
)
def test_each_point_of_a_leaf_is_behind_itself(
    paper: tuple[float, float], page: tuple[float, float], edge: float, turn: int, fields: dict[str, Any]
) -> None:
    """Whatever the plan: read from the bytes, corners of fronts lie on those of their backs, each in its own cell."""
    width, height = page[0] + 2 * edge, page[1] + 2 * edge
    trim = (edge, edge, edge + page[0], edge + page[1])
    data = file([b"", b""], (0, 0, width, height), TrimBox=trim, BleedBox=(0, 0, width, height), Rotate=turn)
    found, findings = tried(plan(paper, **fields), data)
    if found is None:
        assert [each.code for each in findings] == ["impose-no-room"]
        return
    sides = placed(found.data)
    half = found.grid.count // 2
    fronts, backs = sides if fields["backs"] == "sheetwise" else (sides[0][::2], sides[0][1::2])
    assert len(fronts) == len(backs) == (found.grid.count if fields["backs"] == "sheetwise" else half)
    across = fields["backs"] == "work-and-turn"
    if fields["backs"] == "sheetwise":
        across = (fields["duplex"] == "long-edge") == (paper[1] >= paper[0])
    # a page that is shown on its side is turned about its other axis
    upright = (fields["heads"] == "together") == (turn % 180 == 0)
    for front, back in zip(fronts, backs, strict=True):
        for x, y in ((trim[0], trim[1]), (trim[2], trim[1]), (trim[0], trim[3])):
            ahead = point(front, x, y)
            behind = point(back, width - x, y) if upright else point(back, x, height - y)
            mirrored = (paper[0] - ahead[0], ahead[1]) if across else (ahead[0], paper[1] - ahead[1])
            assert near(mirrored, behind, 0.02)
        assert inside(front.area(trim), (0, 0, *paper))
    areas = [each.area(trim) for each in (*fronts, *(backs if fields["backs"] != "sheetwise" else ()))]
    for one, other in combinations(areas, 2):
        aside = one[2] <= other[0] + 0.02 or other[2] <= one[0] + 0.02
        assert aside or one[3] <= other[1] + 0.02 or other[3] <= one[1] + 0.02


def point(each: Placed, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = each.matrix
    return a * x + c * y + e, b * x + d * y + f
