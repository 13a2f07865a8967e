"""Numbers and addresses typed into texts: blocked ones, and those that a region's file should give instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from builder.checks.content.conflicts import tell_blocked
from builder.checks.content.passages import Passage
from builder.diagnostics import Findings, Hint
from builder.flat import flatten
from builder.load.shortened import SHORTENED, is_shortened
from builder.model.dataclass import dataclass
from builder.model.evidence import Blocked
from builder.model.region import Region
from builder.model.source import Span
from builder.phone import Typed, digits_of, find, phones_in, sought, typed_in

LEAST = 3
"""Digits from which an emergency number can be told from a dose: 15 and 18 cannot."""

# compiled where it is needed: few sheets' texts have a full stop inside a word
_ADDRESS = (
    r"(?i)\b(?:(?P<scheme>https?)://|www\.)[^\s<>\"']+"
    r"|\b(?:[a-z0-9-]+\.)+(?:org|com|net|gov|edu|info|int|ly|gl|me|co)\b(?:[/?#][^\s<>\"']*)?"
)


@dataclass(frozen=True, slots=True)
class Directory:
    """The numbers that there are: emergency numbers and lines of help by their digits, with where each is given."""

    emergency: tuple[tuple[str, tuple[Region, ...]], ...]
    lines: tuple[tuple[str, str, Span | None], ...]
    countries: tuple[str, ...]


def directory(regions: Iterable[Region], countries: Iterable[str]) -> Directory:
    """What these regions know."""
    emergency: dict[str, list[Region]] = {}
    lines: dict[str, tuple[str, Span | None]] = {}
    for region in regions:
        emergency.setdefault(digits_of(region.emergency.number), []).append(region)
        for line in region.helplines:
            for number in (line.phone, line.tty):
                if digits := digits_of(number):
                    lines.setdefault(digits, (f"{region.id}.{line.id}", line.span))
    return Directory(
        tuple((digits, tuple(where)) for digits, where in emergency.items() if len(digits) >= LEAST),
        tuple((digits, name, span) for digits, (name, span) in lines.items() if digits not in emergency),
        tuple(dict.fromkeys(countries)),
    )


def check_blocked(passages: Iterable[Passage], blocked: Sequence[Blocked], findings: Findings) -> None:
    """Find numbers that are never printed, in whatever digits and grouping they are typed."""
    for passage in passages:
        for one, start, end in blocked_in(passage.value, blocked):
            tell_blocked(one, passage.value[start:end], passage.place(start, end), findings)


def blocked_in(value: str, blocked: Iterable[Blocked]) -> Iterator[tuple[Blocked, int, int]]:
    """The blocked numbers in a text, each at its first place."""
    typed = typed_in(value)
    if not typed:
        return
    together = " ".join([one.digits for one in typed])
    for one in blocked:
        for number in (one.number, *one.also):
            # of hundreds hardly one is there
            if not number or sought(number) not in together:
                continue
            place = next(find(number, value), None)
            if place is not None:
                yield one, *place
                break


def check_typed(
    passages: Iterable[Passage], known: Directory, own: Region | None, blocked: Sequence[Blocked], findings: Findings
) -> None:
    """Find emergency numbers and phone numbers in texts, besides those that are blocked.

    A region's own texts may name its own numbers.
    """
    mine = {digits_of(own.emergency.number)} if own else set()
    for line in own.helplines if own else ():
        mine |= {digits_of(number) for number in (line.phone, line.tty, line.sms)}
    for passage in passages:
        groups = typed_in(passage.value)
        if groups:
            _check_emergency(passage, groups, known, mine, findings)
            told = [(start, end) for _, start, end in blocked_in(passage.value, blocked)]
            _check_lines(passage, known, mine, told, findings)


def check_addresses(passages: Iterable[Passage], findings: Findings) -> None:
    """Find web addresses in texts that could trace readers, or that others can read along."""
    for passage in passages:
        if "." not in passage.value:
            continue
        flat = flatten(passage.value)
        for found in re.finditer(_ADDRESS, flat.text):
            address = found.group().rstrip(".,;:!?)")
            faults = []
            if (found["scheme"] or "").lower() == "http":
                faults.append("does not begin with https://")
            if "?" in address or "#" in address:
                faults.append("has a query or fragment, which can trace readers")
            if is_shortened(address):
                faults.append(SHORTENED)
            if faults:
                span = passage.place(*flat.original(found.start(), found.start() + len(address)))
                findings.error("bad-address", f"`{address[:60]}` {' and '.join(faults)}", span)


def is_measured(after: str) -> bool:
    """What follows a number makes it an amount."""
    return re.match(r"[\s\u00a0]*(?:%|٪|mg|m[lL]|mcg|µg|people|percent|per cent|times|\$|€|£)", after) is not None


def _check_emergency(
    passage: Passage, groups: Sequence[Typed], known: Directory, mine: set[str], findings: Findings
) -> None:
    for digits, regions in known.emergency:
        if digits in mine:
            continue
        where = ", ".join(region.id for region in regions[:4]) + (" and others" if len(regions) > 4 else "")
        for typed in groups:
            for start, end in _alone(typed, digits, passage.value):
                findings.error(
                    "typed-emergency-number",
                    f"“{passage.value[start:end]}”, the emergency number in {where}, is typed into a text",
                    passage.place(start, end),
                    "write {emergency}: each region fills in its own",
                    Hint("the number is given here", regions[0].emergency.span),
                )


def _check_lines(
    passage: Passage, known: Directory, mine: set[str], told: list[tuple[int, int]], findings: Findings
) -> None:
    """`told`: places of which something has been said already."""
    for digits, name, span in known.lines:
        if digits in mine or len(digits) < LEAST:
            continue
        for start, end in find(digits, passage.value):
            if len(digits) > 4 or _is_called(passage.value, start):
                told.append((start, end))
                findings.error(
                    "typed-number",
                    f"“{passage.value[start:end]}” is `{name}`, typed into a text",
                    passage.place(start, end),
                    "use a block `helplines` or `card`: it prints the number as the region's file has it today",
                    Hint("the number is given here", span),
                )
    for start, end in phones_in(passage.value, known.countries):
        said = digits_of(passage.value[start:end])
        if said in mine or any(first < end and start < last for first, last in told):
            continue
        findings.error(
            "typed-number",
            f"“{passage.value[start:end]}” is in no region's file",
            passage.place(start, end),
            "add it to a region, with who saw it where, and print it with a block `helplines` or `card`",
        )


def _alone(typed: Typed, digits: str, value: str) -> Iterator[tuple[int, int]]:
    """The number as a group of its own, or digit by digit (`9-1-1`); not part of 1,112 nor of 112 mg."""
    if typed.digits == digits:
        places = [(typed.groups[0].start, typed.groups[-1].end)]
    else:
        places = [(group.start, group.end) for group in typed.groups if group.digits == digits]
    for start, end in places:
        before, after = value[:start].rstrip("*"), value[end:].lstrip("*")
        part = re.search(r"\d[.,:\u066b\u066c]$", before) or re.match(r"[.,:\u066b\u066c]\d", after)
        if not part and not is_measured(after):
            yield start, end


def _is_called(value: str, start: int) -> bool:
    """A short number follows a word such as call: it may be a count otherwise."""
    return (
        re.search(r"\b(?:call|dial|ring|phone|text|number)\W{1,6}(?:or \w+ )?$", value[:start], re.IGNORECASE)
        is not None
    )
