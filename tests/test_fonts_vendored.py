"""The fonts in `layouts/fonts/` are what `fonts.yaml` says, and can set every script."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[1] / "layouts" / "fonts"
LISTED: dict[str, dict[str, str | list[str]]] = yaml.safe_load((FONTS / "fonts.yaml").read_text(encoding="utf-8"))
FILES = sorted(str(entry[weight]) for entry in LISTED.values() for weight in ("regular", "bold"))

# Letters without which the script's languages in the catalogue cannot be written.
SAMPLES = {
    "Latn": "aąăâäåæßçćđéêëęēğħıİîïķłŁñńňőøœřșşțťůűŵŷýžþẠạấềữỹỳĐ",
    "Cyrl": "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяҐЄІЇ",
    "Grek": "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊΐΩ",
    "Arab": "ابپتثجچحخدذرزژسشصضطظعغفقکكگلمنوهیيىةءأؤإئآًٌٍَُِّْ،؛؟۰۱۲۳۴۵۶۷۸۹",
    "Hans": "药物过量纳洛酮呼吸吗",
    "Hant": "藥物過量納洛酮呼吸嗎",
    "Hani": "一人口大中小",
    "Bopo": "ㄅㄆㄇㄈ",
    "Kore": "약물과다복용날록손",
    "Hang": "가각힣",
    "Jpan": "薬物過剰摂取呼吸",
    "Hira": "あいうえおぁんゞ",
    "Kana": "アイウエオァンー",
    "Deva": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह़ािीुूृेैोौ्ंँः।०१२३४५६७८९",
    "Beng": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়ািীুূৃেৈোৌ্ৎংঃঁ",
    "Guru": "ਅਆਇਈਉਊਏਐਓਔਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵਸ਼ਹੜਾਿੀੁੂੇੈੋੌੰੱਂ੍",
    "Gujr": "અઆઇઈઉઊઋએઐઓઔકખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહળાિીુૂૃેૈોૌ્ંઃ",
    "Taml": "அஆஇஈஉஊஎஏஐஒஓஔகஙசஜஞடணதநனபமயரறலளழவஷஸஹாிீுூெேைொோௌ்ஃ",
    "Telu": "అఆఇఈఉఊఋఎఏఐఒఓఔకఖగఘచఛజఝటఠడఢణతథదధనపఫబభమయరలవశషసహళాిీుూృెేైొోౌ్ంః",
    "Knda": "ಅಆಇಈಉಊಋಎಏಐಒಓಔಕಖಗಘಙಚಛಜಝಞಟಠಡಢಣತಥದಧನಪಫಬಭಮಯರಲವಶಷಸಹಳಾಿೀುೂೃೆೇೈೊೋೌ್ಂಃ",
    "Mlym": "അആഇഈഉഊഋഎഏഐഒഓഔകഖഗഘങചഛജഝഞടഠഡഢണതഥദധനപഫബഭമയരറലളഴവശഷസഹാിീുൂൃെേൈൊോൗ്ംഃൺൻർൽൾൿ",
    "Sinh": "අආඇඈඉඊඋඌඑඒඓඔඕඖකඛගඝඟචඡජඣඤඥටඨඩඪණඬතථදධනඳපඵබභමඹයරලවශෂසහළෆාැෑිීුූෘෙේෛොෝෞ්ංඃ",
    "Thaa": "ހށނރބޅކއވމފދތލގޏސޑޒޓޔޕޖޗޘޙޚޛޜޝޞޟޠޡޢޣޤޥަާިީުޫެޭޮޯް",
    "Cher": "ᎠᎡᎢᎣᎤᎥᎦᎧᎨᎩᎪᎫᎬᎭᎮᎯᎰᎱᎲᎳᎴᎵᎶᎷᎸᎹᎺᎻᎼᎽᎾᎿᏀᏁᏂᏃᏄᏅᏆᏇᏈᏉᏊᏋᏌᏍᏎᏏᏐᏑᏒᏓᏔᏕᏖᏗᏘᏙᏚᏛᏜᏝᏞᏟᏠᏡᏢᏣᏤᏥᏦᏧᏨᏩᏪᏫᏬᏭᏮᏯᏰᏱᏲᏳᏴꭰꭲꭶꮳꮃꭹ",
    "Thai": "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไๅๆ็่้๊๋์",
    "Laoo": "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋໌ໜໝ",
    "Khmr": "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហឡអាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៏័្។ៗ",
    "Mymr": "ကခဂဃငစဆဇဈညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအာိီုူေဲံ့း္်ျြွှ၊။",
    "Ethi": "ሀለሐመሠረሰሸቀቐበቨተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸፀፈፐቈኰጐቘዃ፡።፣፤፥",
    "Armn": "ԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև՞՜՛։",
    "Geor": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Hebr": "אבגדהוזחטיכךלמםנןסעפףצץקרשתָּׁ",
    "Cans": "ᐁᐃᐅᐊᐋᑉᑌᑎᑐᑕᑦᑫᑭᑯᑲᒃᒉᒋᒍᒐᒡᒣᒥᒧᒪᒻᓀᓂᓄᓇᓐᓭᓯᓱᓴᔅᓓᓕᓗᓚᓪᔦᔨᔪᔭᔾᕕᕗᕙᕝᕃᕆᕈᕋᕐᖀᖁᖂᖃᖅᖏᖑᖓᖕᖠᖢᖤᖦ",
}
# Urdu, Pashto and Sorani go beyond the letters all Arabic faces share (content table).
LANGUAGE_LETTERS = {
    "Noto Nastaliq Urdu": "ٹڈڑںھہۂۃےۓ",
    "Noto Naskh Arabic": "ټډړږښګڼېۍئ",
    "Noto Sans Arabic": "ێۆڕڵڤەێ",
}
# In the standard but not in the upstream font: symbols, and three hanja (two of them
# compatibility doubles of characters the font holds).
STANDARDS = {
    "Noto Sans SC": ("gb2312", ""),
    "Noto Sans TC": ("big5", "ˍ‾∼≒"),
    "Noto Sans KR": ("euc_kr", "ĦħıĲĳĸĿŀŁłŉŊŋŦŧː˘˚˛˝ⁿ₁₂₃₄⅓⅔⅛⅜⅝⅞∼≒◈隙\uf95f\uf9aa"),
    "Noto Sans JP": ("euc_jp", "≒"),
}


def test_the_list_names_every_font_file_and_no_other() -> None:
    assert len(FILES) >= 40
    assert sorted(file.name for file in FONTS.glob("*.ttf")) == FILES


@pytest.mark.parametrize("file", FILES)
def test_each_file_is_a_static_truetype_font_without_hinting(file: str) -> None:
    with TTFont(FONTS / file, lazy=True) as font:
        tables = set(font.keys())
        assert font.sfntVersion == "\x00\x01\x00\x00"
        assert {"glyf", "loca", "cmap", "GSUB", "GPOS", "OS/2", "name"} <= tables
        assert not tables & {"fvar", "gvar", "CFF ", "fpgm", "prep", "cvt ", "gasp"}
        assert font["OS/2"].fsType == 0, "embedding must be unrestricted"
        assert font["OS/2"].usWeightClass == (700 if "Bold" in file else 400)


@pytest.mark.parametrize("family", LISTED)
def test_each_family_brings_its_licence(family: str) -> None:
    licence = (FONTS / str(LISTED[family]["licence"])).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    copyright_line = licence.splitlines()[0]
    assert copyright_line.startswith("Copyright")
    # OFL 1.1, clause 3: a modified font may not use a reserved name.
    reserved = copyright_line.partition("Reserved Font Name ")[2].strip("'.")
    assert not reserved or reserved not in family


@pytest.mark.parametrize("family", LISTED)
def test_each_family_sets_the_scripts_it_is_listed_for(family: str) -> None:
    covers = LISTED[family]["covers"]
    assert covers
    letters = "".join(SAMPLES[script] for script in covers)
    letters += LANGUAGE_LETTERS.get(family, "") + "0123456789+-(),.:/@"
    for weight in ("regular", "bold"):
        missing = set(letters) - _characters(str(LISTED[family][weight]))
        assert not missing, f"{family} {weight} lacks {sorted(missing)}"


@pytest.mark.parametrize("family", STANDARDS)
def test_a_cut_face_holds_its_national_standard(family: str) -> None:
    codec, absent = STANDARDS[family]
    standard = _standard(codec)
    assert len(standard) > 6000
    for weight in ("regular", "bold"):
        missing = standard - _characters(str(LISTED[family][weight]))
        assert missing <= set(absent), sorted(missing)


def test_the_cut_faces_hold_what_goes_beyond_the_standards() -> None:
    held = {family: _characters(str(LISTED[family]["regular"])) for family in STANDARDS}
    assert {chr(code) for code in range(0xAC00, 0xD7A4)} <= held["Noto Sans KR"]
    # Third-level characters of the general standard, outside GB 2312, in people's names.
    assert set("昇喆堃翀祎婳·—") <= held["Noto Sans SC"]
    assert set("嘅咗喺嚟嘢冇啲佢哋嗰咁噉唔攞瞓揸冧𠵱𨋢") <= held["Noto Sans TC"]
    for family, characters in held.items():
        assert {chr(code) for code in range(0xFF01, 0xFF5F)} <= characters, family


def test_all_fonts_together_stay_small_enough_to_clone() -> None:
    assert sum((FONTS / file).stat().st_size for file in FILES) < 60_000_000


@cache
def _characters(file: str) -> set[str]:
    with TTFont(FONTS / file, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def _standard(codec: str) -> set[str]:
    """Every non-ASCII character of a double-byte standard, by trying all its cells."""
    found: set[str] = set()
    for lead in range(0xA1, 0xFF):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                found.update(bytes((lead, cell)).decode(codec))
            except UnicodeDecodeError:
                continue
    return found - {chr(code) for code in range(0x80)}
