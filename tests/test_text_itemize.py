"""Runs by level, script and face."""

import pytest
from samples import starter_typesetter

from builder.text.bidi import levels
from builder.text.itemize import Itemized, itemize, script_of


def items(text: str, lang: str) -> Itemized:
    typesetter = starter_typesetter()
    language = typesetter.language(lang)
    rtl = language.direction == "rtl"
    found, _ = levels(text, int(rtl))
    stack = typesetter.fonts.stack(language.fonts, False)
    return itemize(text, found, [stack] * len(text), script=language.script, rtl=rtl)


def parts(text: str, lang: str) -> list[tuple[str, str, str]]:
    return [
        (text[item.start : item.end], item.script, item.face.key.partition("-")[0]) for item in items(text, lang).items
    ]


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", "Latn"), ("ж", "Cyrl"), ("ا", "Arab"), ("ก", "Thai"), ("漢", "Hani"), ("1", None), (".", None), ("،", None)],
)
def test_script_of_a_character(char: str, script: str | None) -> None:
    assert script_of(char) == script


def test_neutral_characters_follow_what_is_before_them_and_brackets_their_partner() -> None:
    assert parts("ไทย (abc) 1", "th") == [
        ("ไทย (", "Thai", "NotoSansThai"),
        ("abc", "Latn", "NotoSansThai"),
        (") 1", "Thai", "NotoSansThai"),
    ]


def test_a_text_without_script_has_that_of_its_language() -> None:
    assert [script for _, script, _ in parts("911", "zh-Hans")] == ["Hani"]
    assert [script for _, script, _ in parts("«911» да", "ru")] == ["Cyrl"]


def test_latin_in_right_to_left_text_is_of_the_latin_face() -> None:
    assert parts("اتصل 911 (Naloxone)", "ar") == [
        ("اتصل ", "Arab", "NotoNaskhArabic"),
        ("911", "Arab", "NotoSans"),
        (" ", "Arab", "NotoSans"),
        ("(", "Arab", "NotoNaskhArabic"),
        ("Naloxone", "Latn", "NotoSans"),
        (")", "Arab", "NotoNaskhArabic"),
    ]


def test_a_dose_and_a_code_are_one_item() -> None:
    assert [text for text, _, _ in parts("خذ \u20664 mg\u2069 ثم \u20666PZDC5\u2069.", "ar") if text[:1] in "46"] == [
        "4 mg",
        "6PZDC5",
    ]


def test_digits_of_the_script_stay_with_its_face() -> None:
    assert {face for _, _, face in parts("زنگ ۱۱۵", "fa")} == {"NotoNaskhArabic"}


def test_a_word_is_of_one_face() -> None:
    # the Thai face holds the digits but not the sign
    assert parts("ก №12 ก", "th") == [
        ("ก ", "Thai", "NotoSansThai"),
        ("№12 ", "Thai", "NotoSans"),
        ("ก", "Thai", "NotoSansThai"),
    ]


@pytest.mark.parametrize("text", ["e\u0301\u0323x", "क\u094d\u200dष", "می\u200cخواهم", "葛\U000e0100"])
def test_marks_and_joiners_stay_with_their_base(text: str) -> None:
    for lang in ("en", "hi", "fa", "ja"):
        found = items(text, lang)
        starts = {item.start for item in found.items}
        assert not starts & {at for at, char in enumerate(text) if not char.isalpha() and at}


def test_missing_characters_are_named_once_and_the_text_is_still_set() -> None:
    found = items("a 漢 b 漢 𒀀", "en")
    assert found.missing == ("漢", "𒀀")
    assert found.items[0].start == 0
    assert found.items[-1].end == len("a 漢 b 漢 𒀀")


@pytest.mark.parametrize("char", ["\u00a0", "\u202f", "\u2011", "\u2009", "\u200d", "\u2060", "ǻ"])
def test_what_the_shaper_replaces_is_not_missing(char: str) -> None:
    assert items(f"a{char}b", "en").missing == ()


@pytest.mark.parametrize(
    ("lang", "word"), [("ko", "말"), ("zh-Hans", "词"), ("ja", "語"), ("ta", "சொல்"), ("hi", "शब्द")]
)
def test_numbers_of_notes_and_the_dot_between_entries_are_of_one_face(lang: str, word: str) -> None:
    # faces of these scripts hold some of the ten alone
    notes = "¹\u202f²\u202f³\u202f⁴\u202f⁹"
    assert [(text, face) for text, _, face in parts(f"{word}{notes}", lang)][1:] == [(notes, "NotoSans")]
    assert ("·", "NotoSans") in [(text.strip(), face) for text, _, face in parts(f"{word}\u00a0· {word}", lang)]
