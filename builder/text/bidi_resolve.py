"""Rules W1-W7, N0-N2 and I1-I2 of UAX #9 on one isolating run sequence."""

from collections.abc import Sequence
from typing import Final

from builder.text.bidi_class import CLOSING, ISOLATE_INITIATORS, NEUTRAL, OPENING

# BD16: a deeper nesting of brackets ends the search for pairs
_BRACKET_DEPTH: Final = 63

_ISOLATE_EDGE: Final = ISOLATE_INITIATORS | {"PDI"}
# W4: a number and the separator that may join it to another
_JOINED: Final = frozenset({("EN", "ES"), ("EN", "CS"), ("AN", "CS")})

_AS_RTL: Final = frozenset({"R", "EN", "AN"})


def resolve(classes: Sequence[str], chars: str, level: int, sos: str, eos: str) -> list[int]:
    """Level of each character of an isolating run sequence.

    `classes` are the bidi classes after X1-X8 and `chars` the characters they belong to, both
    without what X9 removes; `sos` and `eos` are "L" or "R" (X10).
    """
    weak = _resolve_weak(list(classes), sos)
    embedding = "R" if level & 1 else "L"
    if not NEUTRAL.isdisjoint(weak):
        pairs = _bracket_pairs(weak, chars)
        if pairs:
            weak = _resolve_brackets(weak, classes, pairs, embedding, sos)
        weak = _resolve_neutral(weak, embedding, sos, eos)
    # I1 and I2
    raised = {"L": 1, "R": 0, "EN": 1, "AN": 1} if level & 1 else {"L": 0, "R": 1, "EN": 2, "AN": 2}
    return [level + raised[cls] for cls in weak]


def _resolve_weak(classes: list[str], sos: str) -> list[str]:
    """W1-W7; a rule is skipped when the sequence holds nothing for it."""
    present = set(classes)
    if "NSM" in present:
        classes = _w1_marks(classes, sos)
        present = set(classes)
    if "AL" in present:
        classes = _w2_w3_arabic(classes, sos)
    if "ES" in present or "CS" in present:
        classes = _w4_separators(classes)
    if "ET" in present and "EN" in present:
        classes = _w5_terminators(classes)
    # W6
    classes = ["ON" if cls in ("ES", "ET", "CS") else cls for cls in classes]
    return _w7_european(classes, sos) if "EN" in present else classes


def _w1_marks(classes: list[str], sos: str) -> list[str]:
    resolved: list[str] = []
    previous = sos
    for cls in classes:
        if cls == "NSM":
            cls = "ON" if previous in _ISOLATE_EDGE else previous
        resolved.append(cls)
        previous = cls
    return resolved


def _w2_w3_arabic(classes: list[str], sos: str) -> list[str]:
    resolved: list[str] = []
    strong = sos
    for cls in classes:
        if cls in ("L", "R", "AL"):
            strong = cls
        if cls == "AL":
            resolved.append("R")
        elif cls == "EN" and strong == "AL":
            resolved.append("AN")
        else:
            resolved.append(cls)
    return resolved


def _w4_separators(classes: list[str]) -> list[str]:
    resolved = list(classes)
    for at in range(1, len(resolved) - 1):
        before, cls, after = resolved[at - 1], resolved[at], resolved[at + 1]
        if before == after and (before, cls) in _JOINED:
            resolved[at] = before
    return resolved


def _w5_terminators(classes: list[str]) -> list[str]:
    resolved = list(classes)
    for start, end in _stretches(resolved, frozenset({"ET"})):
        if "EN" in (*resolved[max(start - 1, 0) : start], *resolved[end : end + 1]):
            resolved[start:end] = ["EN"] * (end - start)
    return resolved


def _w7_european(classes: list[str], sos: str) -> list[str]:
    resolved: list[str] = []
    strong = sos
    for cls in classes:
        if cls in ("L", "R"):
            strong = cls
        resolved.append("L" if cls == "EN" and strong == "L" else cls)
    return resolved


def _bracket_pairs(classes: Sequence[str], chars: str) -> list[tuple[int, int]]:
    """BD16: positions of paired brackets, by opening position."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, cls in enumerate(classes):
        if cls != "ON":
            continue
        char = chars[at]
        if char in OPENING:
            if len(waiting) == _BRACKET_DEPTH:
                return []
            waiting.append((OPENING[char], at))
        elif char in CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == CLOSING[char]:
                    pairs.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(
    classes: Sequence[str],
    originals: Sequence[str],
    pairs: Sequence[tuple[int, int]],
    embedding: str,
    sos: str,
) -> list[str]:
    """N0: a pair takes one direction from what it holds and what comes before it."""
    resolved = list(classes)
    for opening, closing in pairs:
        inside = {_strong(cls) for cls in resolved[opening + 1 : closing]} - {""}
        if not inside:  # N0 d
            continue
        direction = embedding  # N0 b, and c2
        if embedding not in inside:
            opposite = "L" if embedding == "R" else "R"
            if _context(resolved, opening, sos) == opposite:
                direction = opposite  # N0 c1
        for bracket in (opening, closing):
            resolved[bracket] = direction
            _follow_bracket(resolved, originals, bracket)
    return resolved


def _follow_bracket(resolved: list[str], originals: Sequence[str], bracket: int) -> None:
    # N0, last note: marks after a bracket that changed, by their class before W1, change with it
    for at in range(bracket + 1, len(resolved)):
        if originals[at] != "NSM":
            return
        resolved[at] = resolved[bracket]


def _context(classes: Sequence[str], before: int, sos: str) -> str:
    for at in range(before - 1, -1, -1):
        strong = _strong(classes[at])
        if strong:
            return strong
    return sos


def _strong(cls: str) -> str:
    # N0: within this scope EN and AN count as R
    return "R" if cls in _AS_RTL else "L" if cls == "L" else ""


def _resolve_neutral(classes: Sequence[str], embedding: str, sos: str, eos: str) -> list[str]:
    """N1 and N2: neutrals between two of one direction take it, others the embedding's."""
    resolved = list(classes)
    for start, end in _stretches(resolved, NEUTRAL):
        before = _strong(resolved[start - 1]) if start else sos
        after = _strong(resolved[end]) if end < len(resolved) else eos
        direction = before if before == after else embedding
        resolved[start:end] = [direction] * (end - start)
    return resolved


def _stretches(classes: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Start and end of each longest stretch of wanted classes."""
    found: list[tuple[int, int]] = []
    start = -1
    for at, cls in enumerate(classes):
        if cls in wanted:
            if start < 0:
                start = at
        elif start >= 0:
            found.append((start, at))
            start = -1
    if start >= 0:
        found.append((start, len(classes)))
    return found
