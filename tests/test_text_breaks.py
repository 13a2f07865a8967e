"""Where a line may end, language by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import SAMPLES, starter_typesetter

from builder.model.language import Language
from builder.text.breaks import line_ends


def pieces(text: str, lang: str) -> list[str]:
    """The text cut wherever a line may end, spaces trimmed."""
    shaped = starter_typesetter().shape(text, lang=lang)
    starts = [0, *shaped.ends]
    return [shaped.text[start:end].strip(" ") for start, end in zip(starts, shaped.ends, strict=False)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Call|1-800-662-4357|(free,|24/7).|It’s|“free”|[now]."),
        ("en", "one|breath|every|5 seconds,|0.5–1 mg|or|10%"),
        ("en", "Fentanyl-|laced|e-mail|X-ray|one-to-one"),
        ("en", "Stop –|now —|go"),
        ("fr", "Respire-t-il ?|« Non ! »|Le|15 :|vite ;|l’aide"),
        ("de", "Es|sind|50 %|oder|20 °C|für|5 €|nach|§ 5,|US$ 5"),
        ("fr", "Non…|n° 5 :|50 %|…et|puis …"),
        ("fr", "Respire-t-il\u202f?|«\u202fNon\u202f!\u202f»"),
        ("es", "¿Respira?|¡Llame|ya!"),
        ("de", "„Hallo“,|10 ml|usw."),
        ("pl", "Idź|z nim|i w domu|o 5|rano.|A ty?"),
        ("cs", "k lékaři|v 5 hodin|a s ním"),
        ("uk", "з ним|і в лікарню"),
        ("en", "I|am|a|b"),
        ("th", "มนุษย์|ทั้ง|หลาย"),
        ("th", "ต่าง ๆ|และ|กัน"),
        # a teaspoon is no spoon of tea, and what was not found was not found
        ("th", "ช้อนชา|แล้ว|ตรวจ|ไม่พบ"),
        ("th", "ยาเกินขนาด|ยานอนหลับ"),
        ("km", "អាការៈ|ដាច់ថ្នាំ"),
        ("my", "ပထမ|နှစ်ပတ်က"),
        ("lo", "ມະນຸດ|ທຸກຄົນ|ເກີດ"),
        ("km", "មនុស្ស|ទាំងអស់|កើតមក|មាន|សេរីភាព|និង|សមភាព"),
        ("my", "လူတိုင်း|သည်|တူညီ|လွတ်လပ်သော"),
        ("ko", "모든|인간은|날록손(Narcan)을|2~3분|911번으로"),
        ("zh-Hans", "请|拨|打|911。|纳|洛|酮|（Narcan）|每"),
        ("zh-Hant", "「藥|物」|（危|險）！"),
        ("ja", "人間は、|理性と|良心とを"),
        ("ar", "اتصل|بالرقم|1-800-662-4357|(مجانًا)|أو|911."),
        ("he", "כל|בני|האדם|(1-800-662-4357)"),
        ("am", "የሰው፡|ልጅ፡|ሁሉ"),
    ],
)
def test_pieces(lang: str, text: str) -> None:
    found = pieces(_joined(text, lang), lang)
    assert found == text.split("|")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Stop - now - and"),
        ("hi", "यह है । और वह है ॥"),
        ("ne", "हटाइएन । अर्को ।"),
        ("km", "ចូល ។ ហើយ ៖ នេះ ៕"),
        ("km", "បានបរាជ័យ\u200b, កំហុស"),
        ("my", "ဒါ ။ ဟုတ် ၊ ကဲ"),
        ("am", "ነው ። ይህ ፣ ነው ፤"),
        ("hy", "սա ։ այն"),
        ("ur", "یہ ہے ۔ وہ ؟ کیا ، اور"),
    ],
)
def test_no_line_begins_with_a_stop(lang: str, text: str) -> None:
    assert all(piece[0].isalpha() for piece in pieces(text, lang)), pieces(text, lang)


def _joined(text: str, lang: str) -> str:
    """The text as it would be written: pieces joined by spaces, or by nothing in scripts without them."""
    if lang in ("zh-Hans", "zh-Hant", "ja", "th", "lo", "km"):
        return text.replace("|", "")
    if lang == "my":
        return text.replace("|", "", 1).replace("|", " ")
    if lang == "am":
        return text.replace("|", "")
    return text.replace("-|", "-").replace("|", " ")


@pytest.mark.parametrize("lang", ["th", "lo", "km", "my"])
def test_no_piece_of_one_letter_within_a_word(lang: str) -> None:
    shaped = starter_typesetter().shape(SAMPLES[lang], lang=lang)
    text = shaped.text
    for start, end in zip([0, *shaped.ends], shaped.ends, strict=False):
        piece = text[start:end]
        if not piece.endswith(" ") and end < len(text) and text[end].isalpha():
            assert sum(char.isalpha() for char in piece) > 1, piece


def test_misspelt_thai_does_not_break_off_single_letters() -> None:
    # a vowel is missing: the dictionary leaves one letter by itself
    assert "ก" not in pieces("สวัสดกชาวโลก", "th")


def test_a_word_joiner_keeps_a_name_whole() -> None:
    assert pieces("เฟนทานิล", "th") != ["เฟนทานิล"]
    assert pieces("เฟ\u2060น\u2060ทา\u2060นิล", "th") == ["เฟนทานิล"]


def test_no_line_begins_with_the_end_of_a_syllable_in_myanmar_script() -> None:
    # Shan and Mon, which ICU cuts with its Burmese dictionary
    for lang, text in (("shn", "လိၵ်ႈပိုၼ်ၽၢဝ်ႇၵူၼ်းဢၼ်ၵဵဝ်ႇတင်းလုမ်ႈၾႃႉ"), ("mnw", "လိက်လလောၚ်အခေါၚ်အရာမၞိဟ်")):
        rules = Language(id=lang, name="", endonym="", script="Mymr", fonts=("Noto Sans Myanmar",))
        ends = line_ends(text, rules)
        assert len(ends) > 1
        assert [text[end : end + 2] for end in ends if text[end + 1 : end + 2] == "\u103a"] == []


def test_a_zero_width_space_lets_a_line_end() -> None:
    assert pieces("abc\u200bdef", "en") == ["abc", "def"]


def test_breaks_in_words_where_the_language_says_so() -> None:
    plain = Language(id="xx", name="", endonym="", script="Latn", fonts=("Noto Sans",))
    anywhere = Language(id="xx", name="", endonym="", script="Latn", fonts=("Noto Sans",), break_words=True)
    assert line_ends("abc e\u0301f", plain) == [4, 7]
    assert line_ends("abc e\u0301f", anywhere) == [1, 2, 4, 6, 7]


def test_offsets_count_characters_beyond_the_first_plane() -> None:
    english = starter_typesetter().language("en")
    assert line_ends("😀 ok 😀 x", english) == [2, 5, 7, 8]


@given(
    st.text(alphabet="ab 1-.,()«»\u00a0กามိ漢한😀", max_size=30), st.sampled_from(["en", "th", "ko", "pl", "zh-Hans"])
)
def test_ends_ascend_to_the_end_of_the_text(text: str, lang: str) -> None:
    ends = line_ends(text, starter_typesetter().language(lang))
    assert ends == sorted(set(ends))
    assert (ends[-1:] == [len(text)]) if text else (ends == [])
    for end in ends[:-1]:
        assert text[end - 1] != "\u00a0"
        assert text[end] not in ")\u00a0 "
        assert text[end - 1] != "("
