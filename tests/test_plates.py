"""What is struck from a plate is the sheet that is composed in full with that service."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import product, zip_longest
from pathlib import Path
from random import Random
from typing import Any, get_args

import numpy as np
import pypdfium2
import pytest
from composed import DAY, Asked, edition, inks, layout_of, resources, starter, theme_of
from pdf_reading import opened
from PIL import Image
from samples import starter_typesetter
from services import SERVICES, service

from builder.build import Job, build
from builder.compose import compose
from builder.compose.fill import Filler, Found, Stand
from builder.compose.whole import whole
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.layout import Layout
from builder.model.logo import Logo
from builder.model.service import Service
from builder.model.sheet import Sheet, Words
from builder.pdf import Finish, lettering, paint
from builder.pdf.spelling import Spelled
from builder.pdf.strip import Stencil, Strip
from builder.pdf.typefaces import Typefaces
from builder.plates import Plate, Press, compile_plate
from builder.verify import Meant, verify

ROOT = Path(__file__).parents[1]
LAYOUTS = ("letter-trifold", "a4-sheet", "wallet-card", "poster-tabloid", "letter-large")
LANGUAGES = ("en", "ar")


def set_sheet(asked: Asked, given: Service | None = None) -> Sheet:
    """The sheet with a service, or open for any."""
    findings = Findings()
    made = compose(
        edition(asked.leaflet, asked.lang, asked.region),
        layout_of(asked.layout),
        theme_of(asked.theme),
        starter_typesetter(),
        resources(),
        findings,
        service=given,
        finish=asked.finish,
        screen=screen_of(asked),
        left_open=given is None,
    )
    assert made is not None, list(map(str, findings))
    return made


def screen_of(asked: Asked) -> Layout | None:
    return layout_of("screen-phone") if asked.finish == "screen" else None


def finish_of(asked: Asked) -> Finish:
    return next(finish for finish in get_args(Finish) if finish == asked.finish)


@cache
def plate(asked: Asked) -> tuple[Plate, Sheet]:
    sheet = set_sheet(asked)
    made = edition(asked.leaflet, asked.lang, asked.region)
    stand = Stand(made, layout_of(asked.layout), theme_of(asked.theme), asked.finish, screen_of(asked), sheet.tight)
    return compile_plate(sheet, stand, finish_of(asked), inks(asked)), sheet


@cache
def press() -> Press:
    return Press(starter_typesetter(), resources())


def struck(asked: Asked, given: Service, on: Press | None = None) -> bytes:
    findings = Findings()
    data = (on or press()).strike(plate(asked)[0], given, findings)
    assert data is not None, list(map(str, findings))
    assert not findings
    return data


CASES = [
    *(
        (Asked("overdose", lang, layout), SERVICES[name])
        for (lang, layout), names in zip(
            product(LANGUAGES, LAYOUTS),
            [("en", "km"), ("ar", "zh-Hans"), ("zh-Hans", "en"), ("km", "ar"), ("en", "zh-Hans")] * 2,
            strict=True,
        )
        for name in names
    ),
    (Asked("overdose", finish="press"), SERVICES["km"]),
    (Asked("overdose", "ar", finish="screen"), SERVICES["en"]),
    (Asked("overdose", "ar", finish="press", theme="mono"), SERVICES["ar"]),
    (Asked("overdose", "ar", finish="press", colour="cmyk"), SERVICES["zh-Hans"]),
    # fits only in the face of cards
    (Asked("fentanyl", "ur", "letter-sheet"), SERVICES["en"]),
    (Asked("fentanyl", "ur", "letter-sheet"), SERVICES["ar"]),
]


@pytest.mark.parametrize(("asked", "given"), CASES, ids=lambda each: getattr(each, "language", str(each)))
def test_a_struck_sheet_is_pixel_for_pixel_the_one_composed_in_full(asked: Asked, given: Service) -> None:
    alone = pypdfium2.PdfDocument(paint(set_sheet(asked, given), finish=finish_of(asked), inks=inks(asked)))
    from_plate = pypdfium2.PdfDocument(struck(asked, given))
    assert len(alone) == len(from_plate)
    for one, other in zip(alone, from_plate, strict=True):
        pixels = one.render(scale=1.7).to_numpy()
        assert pixels.min() < 100
        assert np.array_equal(pixels, other.render(scale=1.7).to_numpy())


@pytest.mark.parametrize(("asked", "given"), CASES, ids=lambda each: getattr(each, "language", str(each)))
def test_a_struck_sheet_passes_every_check(asked: Asked, given: Service) -> None:
    made, sheet = plate(asked)
    fillings = [each.filled for each in press().details(made, given) if each.filled is not None]
    meant = whole(sheet, fillings)
    assert meant == set_sheet(asked, given)
    layout = None if asked.finish == "screen" else layout_of(asked.layout)
    verdict = verify(struck(asked, given), Meant(meant, edition(asked.leaflet, asked.lang), layout, asked.finish))
    findings = Findings()
    verdict.tell(findings, str(asked))
    assert verdict.ok, list(map(str, findings))
    assert {result.code for result in verdict.results if result.state == "holds"} >= {"structure-text", "qr-decodes"}


@pytest.mark.parametrize(
    "asked", [Asked("overdose"), Asked("fentanyl", "ar"), Asked("overdose", "ru", "wallet-card")], ids=str
)
def test_a_line_written_at_once_is_what_it_is_piece_by_piece(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, at_once = set_sheet(asked, SERVICES["en"]), list[bool]()
    spelled = lettering._spelled

    def noted(words: Words, faces: Typefaces) -> Spelled | None:
        found = spelled(words, faces)
        at_once.append(found is not None)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(lettering, "_spelled", noted)
        data = paint(sheet)
    assert sum(at_once) > 5
    monkeypatch.setattr(lettering, "_spelled", lambda words, faces: None)
    assert paint(sheet) == data


def test_what_else_is_struck_changes_nothing() -> None:
    """Each service alone on a fresh press, and all of them mixed on one, in another order."""
    asked = [Asked("overdose"), Asked("overdose", "ar", "wallet-card"), Asked("fentanyl", layout="letter-sheet")]
    # the words above the details are the same in two faces, or in the same on two layouts
    asked += [
        Asked("overdose", "ur", "wallet-card"),
        Asked("overdose", "ur", "letter-sheet"),
        Asked("fentanyl", "ur", "letter-sheet"),
    ]
    assert plate(asked[-1])[1].tight
    pairs = list(product(asked, SERVICES.values()))
    on = Press(starter_typesetter(), resources())
    mixed = {pair: struck(*pair, on=on) for pair in reversed(pairs)}
    for pair in pairs:
        assert struck(*pair, on=Press(starter_typesetter(), resources())) == mixed[pair]
    assert len(set(mixed.values())) == len(pairs)


_WORDS = {
    "en": "Harbour Street Wellness Centre Outreach of Northern Falls St. Mary's (rear) #2 für Šárka office",
    "ar": "مركز الصحة العامة شارع النيل ١٢ خدمة",
    "zh-Hans": "社区 健康中心 北街一号 免费",
    "km": "មជ្ឈមណ្ឌល សុខភាព ផ្លូវលេខ ភ្នំពេញ",
}


def made_up(chance: Random) -> Service:
    """A service with short and long words in any script, with and without what may be left out."""
    language = chance.choice(["en", "en", "en", "ar", "zh-Hans", "km"])

    def words(most: int) -> str:
        return " ".join(chance.choices(_WORDS[language].split(), k=chance.randint(1, most)))

    return service(
        words(8),
        language=chance.choice(["en", language]),
        address=tuple([words(4) for _ in range(chance.randint(0, 2))]),
        hours=chance.choice(["", "Mon to Fri 9 to 5", words(9)]),
        phone=chance.choice(["", "202-555-0142", "+1 (202) 555-0199 ext. 12"]),
        url=chance.choice(["", f"https://example.org/{chance.randrange(10**5):05}", "https://example.org/" + "x" * 40]),
    )


@pytest.mark.parametrize(
    "asked",
    [
        Asked("overdose"),
        Asked("overdose", "ar", "letter-sheet"),
        Asked("overdose", "km", "wallet-card"),
        Asked("overdose", "zh-Hans", "poster-tabloid"),
    ],
    ids=str,
)
def test_details_that_stand_as_others_did_are_what_they_are_when_struck_alone(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, after = Random(f"{asked}"), list[bool]()
    given = [made_up(chance) for _ in range(90)]
    # an order's services look like these
    names = ("Clinic", "Harbour Street Wellness Centre", "Outreach of Northern Falls")
    alike = [service(f"{name} {at}", url=f"https://example.org/{at:05}") for name in names for at in range(10)]
    given = [each for pair in zip_longest(given, alike) for each in pair if each is not None]
    again = Stencil.again

    def noted(self: Stencil, *items: Any) -> Strip | None:
        strip = again(self, *items)
        after.append(strip is not None)
        return strip

    arrange, known = Filler.arrange, list[bool]()

    def known_before(self: Filler, *items: Any) -> Found | None:
        found = arrange(self, *items)
        known.append(found is not None and found.pattern is not None)
        return found

    monkeypatch.setattr(Stencil, "again", noted)
    monkeypatch.setattr(Filler, "arrange", known_before)
    shared = Press(starter_typesetter(), resources())
    for each in given:
        told, alone = Findings(), Findings()
        data = shared.strike(plate(asked)[0], each, told)
        assert data == Press(starter_typesetter(), resources()).strike(plate(asked)[0], each, alone)
        assert [*map(str, told)] == [*map(str, alone)]
    # those that have fonts of their own are painted from the start
    assert sum(after) > 20
    assert sum(known) > 20


@pytest.mark.parametrize("asked", [Asked("overdose", "ar"), Asked("overdose", layout="wallet-card")], ids=str)
def test_a_build_for_a_service_goes_the_same_way(asked: Asked) -> None:
    for given in SERVICES.values():
        assert build(job(asked, given), starter()).data == struck(asked, given)


def job(asked: Asked, given: Service) -> Job:
    return Job(
        leaflet=asked.leaflet,
        region=asked.region,
        language=asked.lang,
        layout=asked.layout,
        theme=asked.theme,
        stem="sheet",
        on=DAY,
        service=given,
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_logo_is_struck_after_details_that_are_the_same_but_for_it(layout: str) -> None:
    """What breaks into lines as another service's does is not arranged anew, and a logo has no lines."""
    made, _ = plate(Asked("overdose", layout=layout))
    bare = service("harbour")
    picture = BytesIO()
    Image.new("RGB", (60, 40), (10, 120, 90)).save(picture, "PNG")
    marked = replace(bare, artwork=Logo(view=(60.0, 40.0), png=picture.getvalue()))
    alone = {
        each.artwork is None: Press(starter_typesetter(), resources()).strike(made, each, Findings())
        for each in (bare, marked)
    }
    assert (alone[True] == alone[False]) == layout_of(layout).compact
    shared = Press(starter_typesetter(), resources())
    for each in (bare, marked, bare, marked):
        assert shared.strike(made, each, Findings()) == alone[each.artwork is None]


def test_the_plate_is_in_the_file_as_it_is() -> None:
    asked = Asked("overdose")
    body = plate(asked)[0].etched.body
    assert len(body) > 10_000
    for given in SERVICES.values():
        data = struck(asked, given)
        assert data.startswith(body)
        # fonts of its own, if any, and little else
        assert len(data) - len(body) < 20_000


def fonts(given: Service) -> tuple[dict[str, str], set[str]]:
    """The strip's fonts by name, and the font programs of the page."""
    with opened(struck(Asked("overdose"), given)) as pdf:
        listed = {str(name): str(font.BaseFont) for name, font in pdf.pages[0].Resources.Font.items()}
    return {name: font for name, font in listed.items() if name[1] in "AS"}, set(listed.values())


def test_the_plate_lends_its_letters() -> None:
    """What is written with an American keyboard needs no fonts; a face with another letter is cut for the service."""
    plain, all_plain = fonts(service("Griffin Office & Coffee, 5 St. Mary's #2 (rear)"))
    accented, all_accented = fonts(service("Café Šárka"))
    assert {name[:2] for name in plain} == {"/A"}
    assert len(all_plain) == 2
    assert sorted({name[:2] for name in accented}) == ["/A", "/S"]
    assert len(all_accented) == 3


def test_services_share_nothing_that_differs() -> None:
    """Another plate of the same look takes the same strip; one of another look does not."""
    here, same, other = (
        plate(Asked("overdose"))[0],
        plate(Asked("withdrawal"))[0],
        plate(Asked("overdose", theme="mono"))[0],
    )
    given = SERVICES["en"]
    strips = [press().details(each, given)[0].strip for each in (here, same, other)]
    assert strips[0] is not None
    assert strips[0] is strips[1]
    assert strips[2] is not strips[0]


def test_details_that_do_not_fit_are_told_with_their_place() -> None:
    made = plate(Asked("overdose", layout="wallet-card"))[0]
    findings = Findings()
    given = service("Example Clinic " * 12)
    assert press().strike(made, given, findings) is None
    assert [found.code for found in findings] == ["imprint-overflow"]
    assert press().strike(made, SERVICES["en"], Findings()) is not None


def test_an_address_too_long_for_its_code_is_told() -> None:
    findings = Findings()
    given = service(url="https://example.org/" + "long/" * 40)
    assert press().strike(plate(Asked("overdose"))[0], given, findings) is None
    assert "address-too-long" in {found.code for found in findings}


def test_a_letter_that_no_font_has_is_told_before_anything_is_struck() -> None:
    findings = Findings()
    assert press().strike(plate(Asked("overdose"))[0], service("Clinic \N{EGYPTIAN HIEROGLYPH A001}"), findings) is None
    assert {found.code for found in findings} == {"missing-glyph"}


def test_a_sheet_without_an_imprint_is_told(tmp_path: Path) -> None:
    """A leaflet of a project that has taken the block out."""
    written = (ROOT / "leaflets/withdrawal/leaflet.yaml").read_text("utf-8")
    without = re.sub(r"      - kind: imprint\n        id: imprint\n", "", written)
    assert without != written
    (tmp_path / "leaflets/withdrawal").mkdir(parents=True)
    (tmp_path / "leaflets/withdrawal/leaflet.yaml").write_text(without, "utf-8")
    built = build(job(Asked("withdrawal"), SERVICES["en"]), Library((tmp_path, ROOT)))
    assert [found.code for found in built.findings if found.code == "no-imprint"] == ["no-imprint"]
    assert built.data is not None
    with opened(built.data) as pdf:
        assert len(pdf.pages) == 2
