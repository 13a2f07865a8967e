"""Numbers and addresses that must stay whole and in order, in every script."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icu4py.breakers import LineBreaker

from builder.text.bidi import levels, line_levels, reorder
from builder.text.controls import LRI, LRO, NO_BREAK_SPACE, PDF, PDI, WORD_JOINER
from builder.text.isolate import protect

UNITS = (
    "mg",
    "ml",
    "µg",
    "minutes",
    "min",
    "%",
    "ملغ",
    "دقيقة",
    "دقائق",
    "میلی‌گرم",
    "मिलीग्राम",
    "মিলিগ্রাম",
    "มก.",
    "นาที",
    "ሚሊግራም",
    "毫克",
    "分钟",
)
INSERTED = str.maketrans("", "", LRI + PDI + LRO + PDF + WORD_JOINER)

PHONES = [
    "1-800-662-4357", "(800) 662-4357", "800.662.4357", "1-800-222-1222", "+1 (604) 555-0123",  # US, CA
    "0300 123 6600", "+44 300 123 6600", "+44 (0)300 123 6600", "0808 808 8000", "116 123",  # UK
    "0 800 23 13 13", "01 40 05 48 48", "01.40.05.48.48", "+33 1 40 05 48 48",  # FR
    "1800-11-0031", "1800 11 0031", "+91-80-4611-0007", "080 4611 0007",  # IN
    "01806 313031", "030 19240", "030/19240", "+49 (0)30 19240", "0800 111 0 111",  # DE
    "13 11 14", "1-800-GET-HELP", "*123#",
    "٠٨٠٠-١٢٣-٤٥٦", "٠١٠٠ ١٢٣ ٤٥٦٧", "۰۲۱-۸۸۷۷-۶۶۵۵", "۰۲۱ ۸۸۷۷ ۶۶۵۵", "०११-२३३८-९९३६", "০১৭-১২৩৪-৫৬৭৮", "๐๒-๑๒๓-๔๕๖๗",
]  # fmt: skip
DATES = ["2026-11-21", "21/11/2026", "21.11.2026", "۲۰۲۶-۱۱-۲۱", "٢١/١١/٢٠٢٦"]
RANGES = ["2–3", "2-3", "0.5–1", "1,5–2", "8:00–17:00", "۲–۳", "24/7"]
ADDRESSES = [
    "findtreatment.gov",
    "https://www.samhsa.gov/find-help?a=b",
    "www.nhs.uk/live-well",
    "help@example.org",
    "988lifeline.org",
]
DOSES = ["4 mg", "10 ml", "0.4 mg/ml", "2–3 minutes", "4 mg/0.1 ml", "10 000 mg", "0,4 mg", "٤ mg"]
NATIVE_DOSES = [
    "4 ملغ",
    "٤ ملغ",
    "٢–٣ دقائق",
    "2–3 دقائق",
    "۴ میلی‌گرم",
    "४ मिलीग्राम",
    "৪ মিলিগ্রাম",
    "๔ มก.",
    "4 นาที",
    "፬ ሚሊግራም",
    "4毫克",
    "4 毫克",
    "2–3分钟",
]
SENTENCES = [
    ("call {} now", False), ("appelez le {}.", False), ("फ़ोन {} करें", False), ("โทร {} ได้", False),
    ("请拨打{}。", False),
    ("اتصل {} الآن", True), ("تماس با {} بگیرید", True), ("התקשרו {} עכשיו", True), ("اتصل ({})، ليلا ونهارا", True),
]  # fmt: skip


def safe(text: str, rtl: bool = True) -> str:
    return protect(text, rtl=rtl, units=UNITS).text


def displayed(text: str, base: int) -> str:
    found, _ = levels(text, base)
    line = line_levels(found, base, text, 0, len(text))
    shown = "".join(reorder(list(zip(line, text, strict=True))))
    return shown.translate(INSERTED).replace(NO_BREAK_SPACE, " ")


def segments(text: str) -> list[str]:
    """The stretches between line breaks; no text here leaves the BMP, so UTF-16 offsets are indices."""
    ends = [end for _, end in LineBreaker(text, "en").segments()]
    return [
        text[start:end].translate(INSERTED).replace(NO_BREAK_SPACE, " ")
        for start, end in zip([0, *ends], ends, strict=False)
    ]


@pytest.mark.parametrize("template", [template for template, rtl in SENTENCES if rtl])
@pytest.mark.parametrize("whole", [*PHONES, *DATES, *RANGES, *ADDRESSES, *DOSES, "988", "741741", "100mg", "50%"])
def test_displays_in_order_in_a_right_to_left_paragraph(template: str, whole: str) -> None:
    assert whole in displayed(safe(template.format(whole)), 1)


@pytest.mark.parametrize(("template", "rtl"), SENTENCES)
@pytest.mark.parametrize("whole", [*PHONES, *DATES, *RANGES, *DOSES, *NATIVE_DOSES, "988"])
def test_no_line_ends_inside(template: str, rtl: bool, whole: str) -> None:
    assert any(whole in segment for segment in segments(safe(template.format(whole), rtl)))


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_keep_their_breaks(address: str) -> None:
    assert safe(f"see {address}.", rtl=False) == f"see {address}."
    assert safe(f"انظر {address}.") == f"انظر {LRI}{address}{PDI}."


def test_left_to_right_text_gets_no_isolate() -> None:
    for whole in [*PHONES, *DATES, *RANGES, *ADDRESSES, *DOSES]:
        assert not {LRI, PDI, LRO, PDF} & set(safe(f"call {whole} now", rtl=False))


def test_dose_is_joined_only_to_a_whole_known_unit() -> None:
    assert safe("take 4 mg or 10 ml", rtl=False) == "take 4\u00a0mg or 10\u00a0ml"
    assert safe("4 mgs and 2 people, 3 Minutes", rtl=False) == "4 mgs and 2 people, 3\u00a0Minutes"
    assert protect("4 doses", rtl=False).text == "4 doses"
    assert safe("use 2 4 mg sprays in 2026 10 ml", rtl=False) == "use 2 4\u00a0mg sprays in 2026 10\u00a0ml"


@pytest.mark.parametrize("dose", ["4 mg", "50 mcg/h", "0.4 mg/mL", "20 ng/mL", "2 g", "38.5 °C", "8 mg/day", "40 IU"])
def test_a_measure_that_all_scripts_write_alike_is_a_unit_of_every_language(dose: str) -> None:
    shown = displayed(protect(f"תן לו {dose} עכשיו", rtl=True).text, 1).replace(NO_BREAK_SPACE, " ")
    assert dose in shown
    line = protect(f"տվեք {dose} հիմա", rtl=False).text
    ends = [end for _, end in LineBreaker(line, "hy").segments()]
    assert [line[:end].translate(INSERTED).replace(NO_BREAK_SPACE, " ") for end in ends] == [
        "տվեք ",
        f"տվեք {dose} ",
        f"տվեք {dose} հիմա",
    ]


def test_dose_with_a_right_to_left_unit_reads_from_the_right() -> None:
    assert safe("جرعة 4 ملغ") == "جرعة 4\u00a0ملغ"
    assert displayed(safe("4 ملغ"), 1) == "غلم 4"
    assert safe("بعد 2–3 دقائق") == f"بعد {LRI}2–\u20603{PDI}\u00a0دقائق"


def test_arabic_indic_range_reads_from_the_right_and_phone_from_the_left() -> None:
    assert "٣–٢" in displayed(safe("بعد ٢–٣ دقائق"), 1)
    assert safe("٠٨٠٠-١٢٣") == f"{LRI}{LRO}٠٨٠٠-\u2060١٢٣{PDF}{PDI}"


def test_neighbours_stay_apart() -> None:
    assert safe("988 24/7", rtl=False) == "988 24/\u20607"
    assert safe("2 3 4", rtl=False) == "2 3 4"
    assert safe("COVID-19, H2O, v1.2", rtl=False) == "COVID-19, H2O, v1.2"
    assert safe("911, 988", rtl=True) == f"{LRI}911{PDI}, {LRI}988{PDI}"
    assert safe("في 12 يوما", rtl=True) == "في 12 يوما"


@pytest.mark.parametrize(
    "phrase", ["Sun Type 6/7", "naloxone 4 mg", "CDC 2021", "Visit naloxone.org", "CBD 10%", "of 2nd"]
)
def test_what_ends_a_latin_phrase_runs_with_it(phrase: str) -> None:
    assert phrase.replace(" ", "") in displayed(safe(f"اقرأ {phrase} ثم"), 1).replace(NO_BREAK_SPACE, " ").replace(
        " ", ""
    )


@pytest.mark.parametrize(
    "name",
    [
        "6PZDC5",
        "YM84PJ",
        "9Q7K2M4",
        "0x6c",
        "2C-B",
        "25I-NBOMe",
        "1P-LSD",
        "5-MeO-DMT",
        "3-MMC",
        "U-47700",
        "ISO-8859-1",
    ],
)
@pytest.mark.parametrize("sentence", ["الرقم {} ثم", "{}", "({})،", "קוד {} כאן.", "و{} ثم {}"])
def test_names_and_codes_keep_their_order(name: str, sentence: str) -> None:
    shown = displayed(safe(sentence.format(name, name)), 1)
    assert shown.count(name) == sentence.count("{}")


def test_what_stands_apart_from_latin_words_keeps_its_isolate() -> None:
    assert safe("NHS، 0300 123 6600") == f"NHS، {LRI}0300\u00a0123\u00a06600{PDI}"
    assert safe("NHS ٠٨٠٠-١٢٣") == f"NHS {LRI}{LRO}٠٨٠٠-\u2060١٢٣{PDF}{PDI}"
    assert safe("see naloxone.org/a/ ثم") == f"see {LRI}naloxone.org/a/{PDI} ثم"


def test_author_made_isolates_are_kept() -> None:
    assert safe(f"اتصل {LRI}1-800{PDI}") == f"اتصل {LRI}1-\u2060800{PDI}"
    assert safe(f"اتصل {LRI}4{PDI} mg") == f"اتصل {LRI}4{PDI}\u00a0mg"


def test_source_tells_what_was_inserted() -> None:
    text = "اتصل 0300 123-66"
    found = protect(text, rtl=True)
    assert found.text == f"اتصل {LRI}0300\u00a0123-\u206066{PDI}"
    assert found.source == (0, 1, 2, 3, 4, -1, *range(5, 14), -1, 14, 15, -1)


PARTS = [
    "988",
    "50%",
    "اتصل",
    "call",
    " ",
    ".",
    ", ",
    "(",
    ")",
    "-",
    "/",
    "٪",
    NO_BREAK_SPACE,
    WORD_JOINER,
    "毫克",
    "mg",
    "x",
]
ATOMS = [*PHONES, *DATES, *RANGES, *ADDRESSES, *DOSES, *NATIVE_DOSES, *PARTS, LRI, PDI]
MIXED = st.lists(st.sampled_from(ATOMS) | st.sampled_from(list("0123٤5۶7 +-–./(),:*#%$aAmgد"))).map("".join)


@given(MIXED, st.booleans())
@example("", True)
def test_protecting_twice_changes_nothing(text: str, rtl: bool) -> None:
    once = safe(text, rtl)
    assert safe(once, rtl) == once


@given(MIXED | st.text(), st.booleans())
def test_source_gives_the_original_back(text: str, rtl: bool) -> None:
    found = protect(text, rtl=rtl, units=UNITS)
    kept = [(at, char) for at, char in zip(found.source, found.text, strict=True) if at >= 0]
    assert [at for at, _ in kept] == list(range(len(text)))
    assert all(char == text[at] or (text[at] == " " and char == NO_BREAK_SPACE) for at, char in kept)
    inserted = [char for at, char in zip(found.source, found.text, strict=True) if at < 0]
    assert set(inserted) <= {LRI, PDI, LRO, PDF, WORD_JOINER}
    assert inserted.count(LRI) == inserted.count(PDI)


@given(st.text(st.characters(min_codepoint=0x0620, max_codepoint=0x064A) | st.just(" ")), st.sampled_from(PHONES))
def test_any_arabic_text_shows_a_phone_number_in_order(arabic: str, phone: str) -> None:
    # without Arabic units: "116 123 ملغ" would be a dose of 123 mg
    found = protect(f"{arabic} {phone} {arabic}", rtl=True, units=("mg", "ml"))
    assert phone in displayed(found.text, 1)
