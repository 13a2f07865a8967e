"""Pseudo-translations: what a layout does with longer words, and with a text that runs from the right.

They need no translator and any reader of the source language can see in them what is cut, hard-wired or turned round.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final, Literal, NamedTuple

from builder.build import Job, resources, typesetter
from builder.diagnostics import Findings
from builder.load import Library
from builder.model.edition import Edition
from builder.model.language import Language
from builder.model.source import Text
from builder.translate import translate
from builder.translate.messages import rewrite
from builder.translate.parts import language_of

LONGER = 0.35
"""Translations from English are up to this much longer."""

_PLAIN: Final = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPrRsStTuUvVwWyYzZ"
_ACCENTED: Final = "áÁƀɃçÇđĐéÉƒƑĝĜĥĤíÍĵĴķĶļĻɱṀñÑöÖþÞŕŔšŠţŢúÚṽṼŵŴýÝžŽ"
_TABLE: Final = str.maketrans(_PLAIN, _ACCENTED)
_VOWELS: Final = frozenset("aeiouyAEIOUY")
_OVERRIDE, _END = "\u202e", "\u202c"

# isolated values, bold marks, addresses and whatever holds a digit stay as they are
_KEPT: Final = re.compile(
    "(\u2066[^\u2069]*\u2069|\u2068[^\u2069]*\u2069|\\*\\*|\\S*[@/]\\S*|\\S+\\.[a-z]{2,}|\\S*\\d\\S*|\\{[^{}]*\\})"
)


class Pseudo(NamedTuple):
    """A way to make a pseudo-translation. `tag` is the region subtag, of those that are left to users (BCP 47, 4.6)."""

    name: str
    tag: str
    direction: Literal["ltr", "rtl"]
    change: Callable[[str], str]


def accented(text: str) -> str:
    """Letters with marks, and a third more of them, spread over the words."""
    made: list[str] = []
    owed = 0.0
    for piece in _KEPT.split(text):
        if _KEPT.fullmatch(piece):
            made.append(piece)
            continue
        letters: list[str] = []
        for letter in piece:
            letters.append(letter.translate(_TABLE))
            owed += LONGER
            if letter in _VOWELS and owed >= 1:
                letters += letters[-1] * int(owed)
                owed %= 1
        made.append("".join(letters))
    # what no vowel has taken up
    return "".join(made) + "é" * round(owed)


def mirrored(text: str) -> str:
    """Each word turned around by an override (UAX #9, 2.2), as if its letters were of a right-to-left script."""
    turned = (
        piece if _KEPT.fullmatch(piece) else re.sub(r"[^\W\d_]+", lambda word: f"{_OVERRIDE}{word[0]}{_END}", piece)
        for piece in _KEPT.split(text)
    )
    return "".join(turned)


PSEUDO: Final = (Pseudo("accented", "XA", "ltr", accented), Pseudo("mirrored", "XB", "rtl", mirrored))


def pseudo_pdf(job: Job, kind: Pseudo, library: Library, findings: Findings) -> bytes | None:
    """A job's sheet in a pseudo-translation of its source, painted; None and errors where the layout is too small."""
    from builder.compose import compose
    from builder.pdf import paint
    from builder.text import Typesetter

    mine = Findings()
    edition = translate(library, job.leaflet, job.region, job.language, mine, naloxone=job.naloxone, on=job.on)
    layout, theme = library.layout(job.layout, mine), library.theme(job.theme, mine)
    language = language_of(job.language, library.languages(mine))
    if edition is None or layout is None or theme is None or language is None or not mine.ok:
        findings.extend(mine)
        return None
    own = _language(language, kind)
    languages = {**library.languages(mine), own.id: own}
    setter = Typesetter(typesetter(library, mine).fonts, languages)
    looked_up = replace(resources(library, mine), languages=languages)
    sheet = compose(_edition(edition, kind, own.id), layout, theme, setter, looked_up, mine, finish=job.finish)
    findings.extend(mine)
    if sheet is None or not mine.ok:
        return None
    from builder.verify import Meant, verify

    made = _edition(edition, kind, own.id)
    data = paint(sheet, finish=job.finish)
    read = Findings()
    verify(data, Meant(sheet, made, layout, job.finish)).tell(read, job.stem)
    # letters that are turned round are read from the wrong end by who looks at their places
    kept = Findings(each for each in read if each.code != "plain-text")
    findings.extend(kept)
    return data if kept.ok else None


def _language(language: Language, kind: Pseudo) -> Language:
    tag = f"{language.id.partition('-')[0]}-{kind.tag}"
    return replace(
        language,
        id=tag,
        name=f"{language.name} ({kind.name})",
        direction=kind.direction,
        shaping=language.shaping or language.id,
        locale=language.locale or language.id,
    )


def _edition(edition: Edition, kind: Pseudo, lang: str) -> Edition:
    def change(text: Text) -> Text:
        return replace(text, value=kind.change(text.value), lang=lang)

    return replace(
        edition,
        leaflet=rewrite(edition.leaflet, change),
        region=rewrite(edition.region, change),
        words=rewrite(edition.words, change),
        language=lang,
    )
