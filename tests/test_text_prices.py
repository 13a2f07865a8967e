"""Where lines end rather than elsewhere, in as few lines."""

import pytest
from composed import Asked, sheet
from samples import starter_typesetter

from builder.model.sheet import Words
from builder.text.breaks import line_ends
from builder.text.prices import prices, sentences


def dear(text: str, lang: str) -> list[str]:
    """What stands around each place that costs more than one between words."""
    ends = line_ends(text, starter_typesetter().language(lang))
    found = zip(ends, prices(text, ends, lang), strict=True)
    return [f"{text[:end].split()[-1]}|{text[end:].split()[0]}" for end, price in found if price > 0.1 and text[end:]]


@pytest.mark.parametrize(
    ("lang", "text", "places"),
    [
        ("en", "after 12 to 48 hours", ["12|to", "to|48", "48|hours"]),
        ("en", "until 3. Most ends in 4. Call 911, now", []),
        ("en", "by BMJ 2017", ["BMJ|2017"]),
        ("en", "by BMJ 20170", []),
        ("en", "United States: 911 or: no", ["States:|911", "911|or:"]),
        ("hi", "8 से 24 तक", ["8|से", "से|24", "24|तक"]),
        ("th", "ใน 4 ถึง 10 วัน", ["4|ถึง", "ถึง|10", "10|วัน"]),
        ("zh-Hant", "大多在4到10天內", ["大多在4|到10天內", "大多在4到|10天內"]),
    ],
)
def test_a_number_stays_with_what_it_counts(lang: str, text: str, places: list[str]) -> None:
    assert dear(text, lang) == places


def test_words_of_chinese_stay_whole() -> None:
    text = "能承受，的"
    assert prices(text, [1, 2, 4, 5], "zh-Hans") == [0.04, 0.08, 0.0, 0.02]


def test_letters_beyond_the_first_plane() -> None:
    text = "𠀀𠀀能承受"
    found = prices(text, [2, 3, 4, 5], "zh-Hans")
    assert found[1] < found[2]


@pytest.mark.parametrize(
    ("lang", "text", "begin"),
    [
        ("en", "See it. Save a life. Slow. Not alone.", ["Save", "Slow.", "Not"]),
        ("fr", "Ne respire pas\u00a0? Appelez le 911.", ["Appelez"]),
        ("zh-Hans", "先检测，慢慢来", ["慢慢来"]),
        # words have no spaces between them: sentences have
        ("th", "ทดสอบ ใช้ช้าๆ อย่าใช้คนเดียว", ["ใช้ช้าๆ", "อย่าใช้คนเดียว"]),
    ],
)
def test_where_sentences_begin(lang: str, text: str, begin: list[str]) -> None:
    ends = line_ends(text, starter_typesetter().language(lang))
    found = sentences(text, ends)
    starts = [ends[at - 1] for at in sorted(set(found)) if 0 < at < len(ends)]
    assert [text[start:].split(" ")[0] for start in starts] == begin
    assert (found[0], found[-1]) == (0, len(ends))


def test_one_sentence_has_none() -> None:
    assert sentences("Know the signs", [5, 9, 14]) == []


@pytest.mark.parametrize(
    ("lang", "text", "lines"),
    [
        # evenness would have it "Not | alone" with the line before
        ("ar", "افحص. تمهّل. لا تكن وحدك.", ["افحص.", "تمهّل.", "لا تكن وحدك."]),
        ("lo", "ທົດສອບກ່ອນ. ໃຊ້ຊ້າໆ. ຢ່າໃຊ້ຄົນດຽວ.", ["ທົດສອບກ່ອນ.", "ໃຊ້ຊ້າໆ.", "ຢ່າໃຊ້ຄົນດຽວ."]),
    ],
)
def test_a_heading_rather_parts_no_sentence(lang: str, text: str, lines: list[str]) -> None:
    shaped = starter_typesetter().shape(text, lang=lang, bold=True, heading=True)
    wide = shaped.natural * 0.49
    assert shaped.count(wide) == 3
    assert [shaped.text[line.start : line.end] for line in shaped.lines(wide)] == lines
    assert shaped.parted(wide) == 0


def set_on_lines(text: str, lang: str, width: float) -> list[str]:
    shaped = starter_typesetter().shape(text, lang=lang)
    return [shaped.text[line.start : line.end] for line in shaped.lines(width)]


def test_a_range_goes_to_the_next_line_whole_if_that_takes_no_more_lines() -> None:
    text = "Methadone starts after 12 to 48 hours and lasts long."
    assert set_on_lines(text, "en", 14000) == ["Methadone starts after", "12 to 48 hours and lasts long."]


def test_no_line_is_added_to_keep_a_number() -> None:
    text = "Methadone starts after 12 to 48 hours"
    shaped = starter_typesetter().shape(text, lang="en")
    for width in range(4000, 20000, 500):
        assert len(shaped.lines(float(width))) == shaped.count(float(width)) == len(shaped.lines(float(width), False))


def test_even_lines_do_not_end_with_the_first_word_of_a_sentence() -> None:
    text = "Ne respire pas\u00a0? Appelez le 911."
    setter = starter_typesetter()
    (line,) = setter.shape("Ne respire pas\u00a0? Appelez", lang="fr", bold=True).lines(1e6)
    wide = line.width
    shaped = {even: setter.shape(text, lang="fr", bold=True, even=even) for even in (False, True)}
    said = {even: [one.text[line.start : line.end] for line in one.lines(wide + 1)] for even, one in shaped.items()}
    assert said[False][0].rstrip().endswith("Appelez")
    assert [each.strip() for each in said[True]] == ["Ne respire pas\u00a0?", "Appelez le 911."]


@pytest.mark.parametrize("lang", ["fr", "hi"])
def test_the_emergency_bar_is_even(lang: str) -> None:
    items = [item for page in sheet(Asked("overdose", lang)).pages for item in page.items if isinstance(item, Words)]
    bar = [item for item in items if item.message == "cover.bar"]
    said = ["".join(cluster.text for run in item.line.runs for cluster in run.clusters) for item in bar]
    assert len(said) == 2
    assert said[0].strip().endswith("?")


@pytest.mark.parametrize(
    ("lang", "layout", "lines"),
    [
        # smaller
        ("ru", "letter-trifold", ["Проверьте.", "Не спешите.", "Не в одиночку."]),
        ("es", "letter-large", ["Haga la prueba.", "Vaya despacio. No a solas."]),
        # or on one line more
        ("vi", "letter-trifold", ["Thử trước.", "Dùng chậm.", "Đừng dùng", "một mình."]),
    ],
)
def test_a_title_parts_no_sentence_that_begins_in_a_line(lang: str, layout: str, lines: list[str]) -> None:
    words = [item for item in sheet(Asked("fentanyl", lang, layout)).pages[0].items if isinstance(item, Words)]
    said = ["".join(each.text for run in item.line.runs for each in run.clusters) for item in words]
    assert [text.rstrip() for text, item in zip(said, words, strict=True) if item.message == "cover.title"] == lines


def test_the_line_under_a_call_parts_no_sentence() -> None:
    words = [item for item in sheet(Asked("return-to-use")).pages[0].items if isinstance(item, Words)]
    said = ["".join(each.text for run in item.line.runs for each in run.clusters) for item in words]
    lines = [text.strip() for text, item in zip(said, words, strict=True) if item.message == "cover.bar-note"]
    assert lines == ["Start much smaller.", "Do not use alone."]
