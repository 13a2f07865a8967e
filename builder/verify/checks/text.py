"""What is read out and what is copied is what was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from builder.model.edition import Edition
from builder.model.leaflet import Block, Cover, Section, Timeline
from builder.model.sheet import Words
from builder.model.source import Text
from builder.translate.messages import Message, messages
from builder.verify.checking import Case, Trouble, check, some
from builder.verify.letters import (
    BREAK,
    differs,
    letters,
    plain_letters,
    runs_from_right,
    unjoined,
    unmarked,
    without_notes,
    words,
)

# Between two messages in one paragraph; scripts without spaces have none
_SPACES = (" ", "")

# How much of a page's letters PDFium gives at least where text runs from the right: it writes presentation forms as the
# letters that they stand for, and what is turned and has vowel signs comes in another order
_SHARE_FROM_RIGHT = 0.8


@check("structure-text", "sheet")
def structure_text(case: Case) -> Iterator[Trouble]:
    """Element by element what was set, message by message what was written, all of it and in its order."""
    yield from _as_set(case)
    if case.meant.edition is not None:
        written = messages(case.edition.leaflet)
        yield from _as_written(case, _said(case, written))
        yield from _complete(case, written)


@check("plain-text")
def plain_text(case: Case) -> Iterator[Trouble]:
    """PDFium's text of a page has the letters that the page shows, in their order."""
    shown: dict[int, list[str]] = {}
    for each in case.proof.shown:
        shown.setdefault(each.page, []).append(each.text)
    for at, page in enumerate(case.proof.pages):
        if page.text is None:
            continue
        pieces = shown.get(at, [])
        expected, actual = plain_letters("".join(pieces)), plain_letters(page.text)
        if not runs_from_right(expected):
            if actual != expected and not _same_lines(actual, pieces):
                yield Trouble(f"a plain extractor reads {differs(actual, expected)}", at)
        elif expected:
            found = sum((Counter(actual) & Counter(expected)).values())
            if found < _SHARE_FROM_RIGHT * len(expected):
                yield Trouble(f"a plain extractor reads {found} of {len(expected)} letters", at)


@check("emergency-region", "edition")
def emergency_region(case: Case) -> Iterator[Trouble]:
    """Where an emergency number stands, it is told whose it is."""
    region = case.edition.region
    read = letters("".join(element.text for element in case.proof.elements[:1]))
    number, *named = (letters(unmarked(said)) for said in (region.emergency.number, *_region_named(case.edition)))
    if number in read and not any(name in read for name in named):
        yield Trouble(f"{region.emergency.number} is printed, and nothing says that it is {region.name.value}'s number")


def _region_named(edition: Edition) -> tuple[str, str]:
    """The region's name, as it is and as the foot says it."""
    return edition.region.name.value, edition.words.emergency_in.value


def _same_lines(actual: str, pieces: Sequence[str]) -> bool:
    """Every piece is there, and nothing else: PDFium puts what stands on one height into one line, panels or not."""
    wanted = [plain_letters(piece) for piece in pieces]
    return len(actual) == sum(map(len, wanted)) and all(piece in actual for piece in wanted)


def _as_set(case: Case) -> Iterator[Trouble]:
    """The letters of each element are those of its lines on the sheet."""
    pairs, elements = case.pairs, case.proof.elements
    if pairs.fault:
        # the trees do not agree, which is told elsewhere: at least the whole must be there
        order = [text for node in pairs.order for text in pairs.texts.get(node, ())]
        expected, actual = letters("".join(order)), letters(elements[0].text if elements else "")
        if actual != expected:
            yield Trouble(f"the file reads {differs(actual, expected)}")
        return
    for at, node in enumerate(pairs.nodes):
        expected, actual = letters("".join(pairs.texts.get(node, ()))), letters(elements[at].own)
        if actual != expected:
            lines = pairs.words.get(node, ())
            page, span = elements[at].page, lines[0].span if lines else None
            yield Trouble(f"<{elements[at].tag}> reads {differs(actual, expected)}", page, span)


Said = Mapping[tuple[str, str], Text]
"""Message and language -> text."""


def _said(case: Case, written: Sequence[Message]) -> Said:
    """What the edition says (`written` is its leaflet's part), and the source beside it."""
    source, edition = case.meant.source, case.edition
    beside = (source.leaflet, source.region, source.words) if source is not None else ()
    said: dict[tuple[str, str], Text] = {}
    for part in (*beside, edition.leaflet, edition.region, edition.words):
        for message in written if part is edition.leaflet else messages(part):
            said[message.context, message.text.lang or part.language] = message.text
    return said


def _as_written(case: Case, said: Said) -> Iterator[Trouble]:
    """An element that stands for messages reads as they do, spaces and all; so do the parts of a drawing."""
    known = {message for message, _ in said}
    spoken = {-1: case.sheet.language}
    for at, node in enumerate(case.pairs.nodes):
        meant, element = case.sheet.tree[node], case.proof.elements[at]
        # that the file says so too is looked at elsewhere
        spoken[node] = meant.lang or spoken[meant.parent]
        lines = case.pairs.words.get(node, ())
        if meant.message and meant.tag != "Figure":
            # nearly all stand for one message, and read as it does
            text = said.get((meant.message, spoken[node]))
            if text is not None and words(element.text) == unmarked(text.value):
                continue
            texts = _texts(case, meant.message, spoken[node], said)
            yield from _compare(words(element.text), meant.message, spoken[node], texts, known, _SPACES, lines)
            continue
        if {line.message for line in lines} <= {meant.message, ""}:
            continue
        said_by = zip(lines, case.pairs.texts.get(node, ()), strict=True)
        for message, group in groupby(said_by, key=lambda line: line[0].message):
            part, said_there = zip(*group, strict=True)
            if message and message != meant.message:
                actual = letters("".join(said_there))
                texts = _texts(case, message, spoken[node], said)
                yield from _compare(actual, message, spoken[node], texts, known, (), part)


def _texts(case: Case, message: str, spoken: str, said: Said) -> list[list[str]]:
    """What the messages of one paragraph may say; nothing when the edition does not say all of them in its language.

    In a preview a lead may be translated and the text that it runs into not yet, or the other way round: each then says
    what it says, whatever the paragraph's language.
    """
    ids = message.split()
    found = [[said.get((each, spoken)) for each in ids]]
    if case.preview and len(ids) > 1:
        parts = (case.edition.leaflet, case.edition.region, case.edition.words)
        own = {each.context: each.text for part in parts for each in messages(part)}
        found.append([own.get(each) for each in ids])
    whole = [[text.value for text in texts if text is not None] for texts in found]
    return [texts for texts in whole if len(texts) == len(ids)]


def _compare(
    actual: str,
    message: str,
    spoken: str,
    texts: Sequence[Sequence[str]],
    known: Collection[str],
    spaces: Sequence[str],
    lines: Sequence[Words],
) -> Iterator[Trouble]:
    """`texts` are what `message` may say; `spaces` are what may stand between two messages in one paragraph; without
    any, only letters are compared."""
    span = lines[0].span if lines else None
    unknown = [each for each in message.split() if each not in known]
    if unknown:
        yield Trouble(f"the sheet prints {some(unknown)}, which the edition does not have", None, span)
        return
    if not texts:
        # the notice of a draft stands there once more in the source language
        if message != "draft":
            yield Trouble(f"{message} is said in {spoken}, in which the edition does not say it", None, span)
        return
    read = [[unmarked(text) for text in each] for each in texts]
    choices = [space.join(each) for each in read for space in spaces] or [letters("".join(each)) for each in read]
    # a place for a break parts letters that would join, for which a non-joiner is set
    if any(BREAK in text for each in texts for text in each):
        actual, choices = unjoined(actual), list(map(unjoined, choices))
    if actual not in choices and without_notes(actual) not in choices:
        yield Trouble(f"{message} reads {differs(without_notes(actual), choices[0])}", None, span)


def _complete(case: Case, written: Sequence[Message]) -> Iterator[Trouble]:
    """A section that is printed is printed whole, its messages in their order."""
    printed = {message: at for at, message in enumerate(_printed(case))}
    left_out = set(case.sheet.left_out)
    for section, group in groupby([each for each in written if len(each.owners) > 1], key=lambda each: each.owners[1]):
        inside = list(group)
        if not isinstance(section, Section) or not any(each.context in printed for each in inside):
            continue
        missing = [each.context for each in inside if each.context not in printed and _needed(each, section, left_out)]
        if missing:
            yield Trouble(f"section {section.id} is printed without {some(missing)}", None, section.span)
        # inside a drawing there is no order
        read = [each.context for each in inside if not isinstance(_block(each), Timeline)]
        places = [printed[message] for message in read if message in printed]
        if places != sorted(places):
            yield Trouble(f"section {section.id} is not read in its order", None, section.span)


def _printed(case: Case) -> Iterator[str]:
    """Messages in reading order, alternative texts too."""
    for node in case.pairs.nodes:
        yield from case.sheet.tree[node].message.split()
        for line in case.pairs.words.get(node, ()):
            yield from line.message.split()


def _block(message: Message) -> Block | None:
    return message.owners[2] if len(message.owners) > 2 else None


def _needed(message: Message, section: Section, left_out: Collection[str]) -> bool:
    """Not what was left out for want of room; not parts of a cover, which layout and theme choose; not an alternative
    text that the lead tells."""
    block = _block(message)
    if isinstance(block, Cover) or message.field == "alt":
        return False
    return block is None or not (block.optional and (section.optional or block.id in left_out))
