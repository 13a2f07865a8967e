"""Whether an expression can read one text in so many ways that trying them all never ends.

An expression is turned into an automaton, a state for each letter that it reads (Glushkov 1961). Where two different
ways lead from a state back to it over the same letters, each turn doubles the ways, and a text that does not match in
the end is tried in all of them: thirty letters take minutes (Weber and Seidl 1991, criterion EDA).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, NamedTuple, TypeVar

State = TypeVar("State")

_PLAIN: Final = "aZé0 \n_.-,;:'\"!?/()中ا"
"""Letters for which an expression may ask beside those that it names."""

_UNROLLED = 3
"""Repeats up to so many are taken one by one; more of them are as good as without end."""

_MOST_STATES = 5000
"""A larger expression is a list that a program wrote, and would take long to look through."""

_KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "CATEGORY_DIGIT": str.isdecimal,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda letter: letter.isalnum() or letter == "_",
}


def may_not_end(expression: str) -> bool:
    """Whether the expression, read without regard to case, has such a repeat. What is no expression has none."""
    parser: Any = import_module("re._parser")
    try:
        read = parser.parse(expression, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):
        return False
    automaton = _Automaton(frozenset(_letters(read)))
    automaton.read(read)
    return not automaton.too_large and automaton.doubles()


class _Piece(NamedTuple):
    """A part of an expression: the states that it can begin and end with, and whether it can be nothing."""

    first: tuple[int, ...]
    last: tuple[int, ...]
    empty: bool


_NOTHING: Final = _Piece((), (), True)


class _Automaton:
    """States with the letters that each reads; `_steps` counts the ways from one to the next."""

    def __init__(self, alphabet: frozenset[str]) -> None:
        self._alphabet = alphabet
        self._reads: list[frozenset[str]] = []
        self._steps: Counter[tuple[int, int]] = Counter()
        self.too_large = False

    def read(self, sequence: Any) -> _Piece:
        """Add the states of a sequence as the parser of `re` gives it."""
        made = _NOTHING
        for operation, value in sequence:
            made = self._join(made, self._piece(str(operation), value))
        return made

    def doubles(self) -> bool:
        """Two ways lead from a state back to it over the same letters."""
        after: dict[int, list[int]] = {}
        for start, end in self._steps:
            after.setdefault(start, []).append(end)
        found = _components(range(len(self._reads)), lambda state: after.get(state, ()))
        if any(count > 1 and found[start] == found[end] for (start, end), count in self._steps.items()):
            return True

        def both(pair: tuple[int, int]) -> Iterator[tuple[int, int]]:
            for one in after.get(pair[0], ()):
                for other in after.get(pair[1], ()):
                    if self._reads[one] & self._reads[other] and found[one] == found[pair[0]] == found[other]:
                        yield one, other

        # only states on one circle can come back together
        circles = Counter(found.values())
        starts = [(state, state) for state in found if circles[found[state]] > 1 or (state, state) in self._steps]
        pairs = _components(starts, both)
        alone = {component for (one, other), component in pairs.items() if one == other}
        return any(one != other and component in alone for (one, other), component in pairs.items())

    def _piece(self, operation: str, value: Any) -> _Piece:
        match operation:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN" | "RANGE":
                return self._state(_read_by(operation, value, self._alphabet))
            case "GROUPREF":
                return self._state(self._alphabet)
            case "SUBPATTERN":
                return self.read(value[-1])
            case "ATOMIC_GROUP":
                return self.read(value)
            case "BRANCH":
                return self._either([self.read(each) for each in value[1]])
            case "GROUPREF_EXISTS":
                return self._either([self.read(each) if each is not None else _NOTHING for each in value[1:]])
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                return self._repeat(*value)
            case "ASSERT" | "ASSERT_NOT":
                # what is looked for is tried by itself
                self.read(value[1])
        return _NOTHING

    def _state(self, letters: frozenset[str]) -> _Piece:
        state = len(self._reads)
        if state >= _MOST_STATES:
            self.too_large = True
            return _NOTHING
        self._reads.append(letters)
        return _Piece((state,), (state,), False)

    def _repeat(self, least: int, most: int, body: Any) -> _Piece:
        if most <= _UNROLLED:
            made = _NOTHING
            for count in range(most):
                again = self.read(body)
                made = self._join(made, again if count < least else again._replace(empty=True))
            return made
        again = self.read(body)
        self._link(again.last, again.first)
        return again._replace(empty=again.empty or least == 0)

    def _join(self, before: _Piece, after: _Piece) -> _Piece:
        self._link(before.last, after.first)
        first = before.first + after.first if before.empty else before.first
        last = before.last + after.last if after.empty else after.last
        return _Piece(first, last, before.empty and after.empty)

    def _either(self, pieces: Sequence[_Piece]) -> _Piece:
        return _Piece(
            tuple(state for piece in pieces for state in piece.first),
            tuple(state for piece in pieces for state in piece.last),
            any(piece.empty for piece in pieces),
        )

    def _link(self, last: Iterable[int], first: Iterable[int]) -> None:
        first = tuple(first)
        self._steps.update((start, end) for start in last for end in first)


def _letters(read: Any) -> Iterator[str]:
    """Letters that the expression names, in both cases, and some that it does not."""
    yield from _PLAIN
    numbers: list[int] = []

    def walk(node: Any) -> None:
        if isinstance(node, tuple) and len(node) == 2 and str(node[0]) in ("LITERAL", "NOT_LITERAL"):
            numbers.append(node[1])
        elif isinstance(node, tuple) and len(node) == 2 and str(node[0]) == "RANGE":
            numbers.extend((node[1][0], node[1][1], sum(node[1]) // 2))
        elif isinstance(node, list | tuple) or hasattr(node, "data"):
            for each in node:
                walk(each)

    walk(read)
    for number in numbers:
        yield from (chr(number).lower()[:1], chr(number).upper()[:1], chr(number))


def _read_by(operation: str, value: Any, alphabet: frozenset[str]) -> frozenset[str]:
    """Those of the letters that a state reads, in either case."""
    match operation:
        case "LITERAL":
            found = {chr(value)}
        case "NOT_LITERAL":
            return frozenset(alphabet - _cased({chr(value)}))
        case "ANY":
            return frozenset(alphabet - {"\n"})
        case "RANGE":
            found = {letter for letter in alphabet if value[0] <= ord(letter) <= value[1]}
        case "CATEGORY":
            kind = str(value)
            name = kind.replace("_NOT_", "_")
            is_of = _KINDS.get(name, str.isprintable)
            return frozenset(letter for letter in alphabet if is_of(letter) is (kind == name))
        case "NEGATE":
            return frozenset()
        case _:
            found = {letter for each in value for letter in _read_by(str(each[0]), each[1], alphabet)}
            if str(value[0][0]) == "NEGATE":
                return frozenset(alphabet - _cased(found))
    return frozenset(alphabet & _cased(found))


def _cased(letters: set[str]) -> set[str]:
    return letters | {letter.lower() for letter in letters} | {letter.upper() for letter in letters}


def _components(starts: Iterable[State], after: Callable[[State], Iterable[State]]) -> dict[State, int]:
    """State -> the circle that it lies on (Tarjan's strongly connected components), for all that is reached."""
    number: dict[State, int] = {}
    lowest: dict[State, int] = {}
    component: dict[State, int] = {}
    held: list[State] = []
    for start in starts:
        if start in number:
            continue
        number[start] = lowest[start] = len(number)
        held.append(start)
        waiting = [(start, iter(after(start)))]
        while waiting:
            state, rest = waiting[-1]
            for each in rest:
                if each not in number:
                    number[each] = lowest[each] = len(number)
                    held.append(each)
                    waiting.append((each, iter(after(each))))
                    break
                if each not in component:
                    lowest[state] = min(lowest[state], number[each])
            else:
                waiting.pop()
                if waiting:
                    lowest[waiting[-1][0]] = min(lowest[waiting[-1][0]], lowest[state])
                if lowest[state] == number[state]:
                    while (each := held.pop()) != state:
                        component[each] = number[state]
                    component[state] = number[state]
    return component
