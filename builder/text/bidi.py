"""Embedding levels of a paragraph and visual order of a line: UAX #9, Unicode 6.3 and later.

Mirroring (L4) is left to HarfBuzz, which mirrors what it shapes from right to left.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeVar

from builder.text.bidi_class import (
    EMBEDDINGS,
    EXPLICIT,
    FIRST_RTL,
    ISOLATE_INITIATORS,
    REMOVED,
    RTL_STRONG,
    bidi_class,
)
from builder.text.bidi_resolve import resolve

Item = TypeVar("Item")

# BD2
_MAX_DEPTH: Final = 125

# Without one of these, all of a right-to-left paragraph runs from the right: W1 to W6, N0 to N2
_TURNING: Final = EXPLICIT | {"L", "EN", "AN"}

# L1: what goes to the paragraph's level before a separator or at the end of a line
_TRAILING: Final = REMOVED | ISOLATE_INITIATORS | {"WS", "PDI"}


def levels(text: str, base: int | None) -> tuple[list[int], int]:
    """Embedding level of each character of one paragraph, and the paragraph's own level.

    `base` is 0 (left-to-right), 1 (right-to-left) or None: from the first strong character (P2,
    P3). Characters that X9 removes have the level of the one before them. Splitting a text into
    paragraphs (P1) is the caller's. The levels are those before L1: see `line_levels`.
    """
    if base != 1 and (not text or max(text) < FIRST_RTL):
        return [0] * len(text), 0
    classes = [bidi_class(char) for char in text]
    if base == 1 and _TURNING.isdisjoint(classes):
        return [1] * len(text), 1
    matches = {} if EXPLICIT.isdisjoint(classes) else _match_isolates(classes)
    if base is None:
        base = int(_first_strong(classes, 0, len(classes), matches) == "R")
    resolved = _resolve_paragraph(text, classes, matches, base)
    return _fill_removed(resolved, classes, base), base


def line_levels(levels: Sequence[int], base: int, text: str, start: int, end: int) -> list[int]:
    """L1: levels of the line `text[start:end]`, its separators and trailing space reset."""
    line = list(levels[start:end])
    trailing = True
    for at in range(end - 1, start - 1, -1):
        cls = bidi_class(text[at])
        if cls in ("S", "B"):
            trailing = True
        elif cls not in _TRAILING:
            trailing = False
            continue
        if trailing:
            line[at - start] = base
    return line


def reorder(runs: Sequence[tuple[int, Item]]) -> list[Item]:
    """L2: the items of `runs`, (level, item) in logical order, from left to right as displayed."""
    ordered = list(runs)
    odd = [level for level, _ in ordered if level & 1]
    if not odd:
        return [item for _, item in ordered]
    for floor in range(max(level for level, _ in ordered), min(odd) - 1, -1):
        start = 0
        while start < len(ordered):
            end = start
            while end < len(ordered) and ordered[end][0] >= floor:
                end += 1
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return [item for _, item in ordered]


def _match_isolates(classes: Sequence[str]) -> dict[int, int]:
    """BD9: initiator -> its PDI, and that PDI -> the initiator."""
    matches: dict[int, int] = {}
    waiting: list[int] = []
    for at, cls in enumerate(classes):
        if cls in ISOLATE_INITIATORS:
            waiting.append(at)
        elif cls == "PDI" and waiting:
            initiator = waiting.pop()
            matches[initiator] = at
            matches[at] = initiator
        elif cls == "B":
            waiting.clear()
    return matches


def _first_strong(classes: Sequence[str], start: int, end: int, matches: dict[int, int]) -> str | None:
    """P2: "L" or "R" by the first strong character outside isolates, or None."""
    at = start
    while at < end:
        cls = classes[at]
        if cls == "L":
            return "L"
        if cls in RTL_STRONG:
            return "R"
        if cls in ISOLATE_INITIATORS:
            at = matches.get(at, end)
        at += 1
    return None


def _resolve_paragraph(text: str, classes: list[str], matches: dict[int, int], base: int) -> list[int]:
    """X1-X10 and, sequence by sequence, W, N and I; what X9 removes keeps its explicit level."""
    if EXPLICIT.isdisjoint(classes):
        explicit, overridden = [base] * len(classes), classes
    else:
        explicit, overridden = _explicit_levels(classes, matches, base)
    resolved = list(explicit)
    for sequence in _isolating_run_sequences(classes, explicit, matches, base):
        found = resolve(
            [overridden[at] for at in sequence.places],
            "".join([text[at] for at in sequence.places]),
            sequence.level,
            sequence.sos,
            sequence.eos,
        )
        for at, level in zip(sequence.places, found, strict=True):
            resolved[at] = level
    return resolved


class _Status(NamedTuple):
    """X1: an entry of the directional status stack."""

    level: int
    override: str | None
    isolate: bool


def _explicit_levels(classes: Sequence[str], matches: dict[int, int], base: int) -> tuple[list[int], list[str]]:
    """X1-X8: explicit levels, and the classes after overrides."""
    levels: list[int] = []
    overridden = list(classes)
    stack = [_Status(base, None, False)]
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    for at, cls in enumerate(classes):
        if cls == "PDI":  # X6a
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack[-1].isolate:
                    stack.pop()
                stack.pop()
                valid_isolates -= 1
        elif cls == "B":  # X8: a separator ends every embedding, override and isolate
            del stack[1:]
            overflow_isolates = overflow_embeddings = valid_isolates = 0
        top = stack[-1]
        levels.append(top.level)
        # X5a-X5c, X6, X6a: an override holds for all but the explicit codes, B and BN
        if top.override and cls not in REMOVED and cls != "B":
            overridden[at] = top.override
        if cls in EMBEDDINGS:  # X2-X5
            level = _next_level(top.level, cls[0])
            if level <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append(_Status(level, cls[0] if cls[2] == "O" else None, False))
            elif not overflow_isolates:
                overflow_embeddings += 1
        elif cls in ISOLATE_INITIATORS:  # X5a-X5c
            level = _next_level(top.level, _isolate_direction(classes, at, matches))
            if level <= _MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append(_Status(level, None, True))
            else:
                overflow_isolates += 1
        elif cls == "PDF" and not overflow_isolates:  # X7
            if overflow_embeddings:
                overflow_embeddings -= 1
            elif not top.isolate and len(stack) > 1:
                stack.pop()
    return levels, overridden


def _next_level(level: int, direction: str) -> int:
    """The least level above `level` that is odd for "R", even for "L"."""
    return (level + 1) | 1 if direction == "R" else (level + 2) & ~1


def _isolate_direction(classes: Sequence[str], at: int, matches: dict[int, int]) -> str:
    if classes[at] != "FSI":
        return classes[at][0]
    # X5c: the first strong character decides, as P2 and P3 do for a paragraph
    return _first_strong(classes, at + 1, matches.get(at, len(classes)), matches) or "L"


class _Sequence(NamedTuple):
    """BD13: an isolating run sequence; `places` are indices into the paragraph."""

    places: list[int]
    level: int
    sos: str
    eos: str


def _isolating_run_sequences(
    classes: Sequence[str], explicit: Sequence[int], matches: dict[int, int], base: int
) -> list[_Sequence]:
    """X9 and X10."""
    kept = [at for at, cls in enumerate(classes) if cls not in REMOVED]
    runs: list[list[int]] = []  # BD7
    for at in kept:
        if runs and explicit[runs[-1][-1]] == explicit[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    by_start = {run[0]: order for order, run in enumerate(runs)}
    sequences: list[_Sequence] = []
    for order, run in enumerate(runs):
        if classes[run[0]] == "PDI" and run[0] in matches:
            continue  # it continues the sequence of its initiator
        places, last = list(run), order
        while classes[places[-1]] in ISOLATE_INITIATORS and places[-1] in matches:
            last = by_start[matches[places[-1]]]
            places += runs[last]
        level = explicit[run[0]]
        before = explicit[runs[order - 1][-1]] if order else base
        open_isolate = classes[places[-1]] in ISOLATE_INITIATORS
        at_end = open_isolate or last + 1 == len(runs)
        after = base if at_end else explicit[runs[last + 1][0]]
        sequences.append(_Sequence(places, level, _edge(level, before), _edge(level, after)))
    return sequences


def _edge(level: int, beside: int) -> str:
    # X10: sos and eos follow the higher of the two levels that meet there
    return "R" if (level if level > beside else beside) & 1 else "L"


def _fill_removed(levels: Sequence[int], classes: Sequence[str], base: int) -> list[int]:
    filled: list[int] = []
    previous = base
    for level, cls in zip(levels, classes, strict=True):
        if cls not in REMOVED:
            previous = level
        filled.append(previous)
    return filled
