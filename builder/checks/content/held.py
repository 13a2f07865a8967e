"""Copies that have become stale: a claim or a number has changed since leaflets were last held against it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from builder.checks.content.passages import Passage
from builder.checks.content.printed import Statement, statements
from builder.diagnostics import Findings, Hint
from builder.load import Library, load
from builder.load.paths import shown
from builder.model.dataclass import dataclass
from builder.model.evidence import Claim
from builder.model.held import HeldList
from builder.model.leaflet import Emergency, Leaflet
from builder.model.region import Region
from builder.model.source import Span
from builder.phone import find
from builder.translate.messages import messages
from builder.translate.parts import available
from builder.translate.signoff import printed_helplines
from builder.write import write

FILE = "leaflets/evidence/held.yaml"

_HEAD = """\
# yaml-language-server: $schema=../schemas/held.schema.json
# Written by `leaflet hold`: the wording that claims had, and the numbers that regions had, when leaflets were last held
# against them. `leaflet check` names every leaflet and language that was written from what has changed since.
"""


def read_held(library: Library, findings: Findings) -> HeldList | None:
    """What was recorded; None when nothing was."""
    path = library.path(FILE)
    return None if path is None else load(path, HeldList, findings, shown(path))


def hold(library: Library, leaflets: Sequence[str], findings: Findings) -> Path | None:
    """Record that these leaflets agree with the claims as they are now, and the numbers that regions have now.

    Nothing is written, and None, where the record has errors: what it says of other leaflets would be lost.
    """
    claims, before = library.claims(findings), read_held(library, findings)
    if before is None and library.path(FILE) is not None:
        return None
    held = {one.id: one.claims for one in before.leaflets} if before else {}
    for id in leaflets:
        leaflet = library.leaflet(id, findings)
        if leaflet is not None:
            cited = sorted({claim for claim, _ in _cited(leaflet) if claim in claims}, key=_in_order)
            held[leaflet.id] = tuple(f"{claim} {digest(claims[claim])}" for claim in cited)
    lines = [_HEAD + "leaflets:" if held else _HEAD.rstrip("\n")]
    known = set(library.leaflets())
    for leaflet_id in sorted(id for id in held if id in known):
        lines += [f"  - id: {leaflet_id}", *(["    claims:"] if held[leaflet_id] else [])]
        lines += [f"      - {claim}" for claim in held[leaflet_id]]
    regions = [region for id in library.regions() if (region := library.region(id, Findings())) is not None]
    numbers = {name: number for region in regions for name, number, _ in numbers_of(region)}
    lines += ["numbers:"] if numbers else []
    lines += [
        f"  - {{name: {name}, number: {json.dumps(number, ensure_ascii=False)}}}" for name, number in numbers.items()
    ]
    path = library.roots[0] / FILE
    write(path, ("\n".join(lines) + "\n").encode())
    return path


def digest(claim: Claim) -> str:
    """Twelve hexadecimal digits that change with the claim's wording."""
    return sha256(" ".join(claim.wording.split()).encode()).hexdigest()[:12]


def numbers_of(region: Region) -> Iterator[tuple[str, str, Span | None]]:
    """Name, number as printed, and place of everything that leaflets print from a region."""
    yield f"{region.id}.emergency", region.emergency.number, region.emergency.span
    for line in region.helplines:
        if number := line.phone or line.sms or line.url:
            yield f"{region.id}.{line.id}", number, line.span


@dataclass(frozen=True, slots=True)
class Changed:
    """What is not as it was when leaflets were held: claims that a leaflet cites, numbers with what they were."""

    claims: tuple[tuple[Claim, Leaflet], ...]
    numbers: tuple[tuple[str, str, str, Span | None], ...]


def changed(library: Library, leaflets: Sequence[Leaflet], regions: Sequence[Region]) -> Changed:
    """Claims with the leaflets that were written from an older wording; name, old and new number, place."""
    held = read_held(library, Findings())
    if held is None:
        return Changed((), ())
    claims = library.claims(Findings())
    then = {one.id: dict(_split(claim) for claim in one.claims) for one in held.leaflets}
    cited = {(id, leaflet.id): leaflet for leaflet in leaflets for id, _ in _cited(leaflet)}
    older = [
        (claims[id], leaflet)
        for (id, name), leaflet in cited.items()
        if id in claims and then.get(name, {}).get(id, digest(claims[id])) != digest(claims[id])
    ]
    numbers = {one.name: one.number for one in held.numbers}
    other = [
        (name, numbers[name], number, span)
        for region in regions
        for name, number, span in numbers_of(region)
        if numbers.get(name, number) != number
    ]
    return Changed(tuple(older), tuple(other))


def check_held(
    library: Library,
    leaflets: Sequence[Leaflet],
    regions: Sequence[Region],
    passages: Iterable[Passage],
    findings: Findings,
) -> None:
    """Name each leaflet and language that was written from an older claim, or prints a number that has changed."""
    held = read_held(library, findings)
    if held is None:
        return
    claims = library.claims(Findings())
    then = {one.id: dict(_split(claim) for claim in one.claims) for one in held.leaflets}
    for leaflet in leaflets:
        _check_claims(library, leaflet, then.get(leaflet.id, {}), claims, regions, findings)
    _check_numbers(
        library, leaflets, regions, {one.name: one.number for one in held.numbers}, tuple(passages), findings
    )


def _check_claims(
    library: Library,
    leaflet: Leaflet,
    then: Mapping[str, str],
    claims: Mapping[str, Claim],
    regions: Sequence[Region],
    findings: Findings,
) -> None:
    changed: dict[str, list[Statement]] = {}
    for id, statement in _cited(leaflet):
        if id in then and id in claims and then[id] != digest(claims[id]):
            changed.setdefault(id, []).append(statement)
    for id, told in changed.items():
        safety = any((one.item or one.block).safety or one.block.safety for one in told)
        tell = findings.error if safety else findings.warn
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(one.id for one in told))
        tell(
            "stale-copy",
            f"claim {id} ({claims[id].title}) has changed since {leaflet.id} was held against it: {names}, "
            f"in {_languages(library, leaflet, regions)}",
            claims[id].span,
            *(Hint(f"`{one.id}` of {leaflet.id} cites it here", one.span) for one in told[:3]),
            f"read them again, mend what differs, then: leaflet hold {leaflet.id}",
        )


def _check_numbers(
    library: Library,
    leaflets: Sequence[Leaflet],
    regions: Sequence[Region],
    then: Mapping[str, str],
    passages: Sequence[Passage],
    findings: Findings,
) -> None:
    for region in regions:
        for name, number, span in numbers_of(region):
            old = then.get(name, number)
            if old == number:
                continue
            holding = [leaflet for leaflet in leaflets if _prints(leaflet, region, name)]
            told = "; ".join(f"{one.id} in {_languages(library, one, [region])}" for one in holding) or "no leaflet"
            findings.warn(
                "stale-copy",
                f"{name} was {old} and is {number}; sheets made before hold the old one: {told}",
                span,
                "build them again and take the old ones back, then: leaflet hold",
            )
            for passage in passages:
                for start, end in find(old, passage.value):
                    told = f"“{passage.value[start:end]}” in `{passage.id}` ({passage.language}) is the old {name}"
                    findings.error("stale-copy", told, passage.place(start, end), Hint(f"it is {number} now", span))


def _prints(leaflet: Leaflet, region: Region, name: str) -> bool:
    """The leaflet prints this number of the region, in a block or in place of `{emergency}`."""
    line = name.partition(".")[2]
    if any(one.id == line for one in printed_helplines(leaflet, region)):
        return True
    blocks = (block for section in leaflet.sections for block in section.blocks)
    dialed = any(isinstance(block, Emergency) for block in blocks)
    return name == f"{region.id}.emergency" and (
        dialed or any("{emergency}" in message.text.value for message in messages(leaflet))
    )


def _languages(library: Library, leaflet: Leaflet, regions: Sequence[Region]) -> str:
    found = dict.fromkeys(lang for region in regions for lang in available(library, leaflet.id, region.id))
    return ", ".join(found) or leaflet.language


def _cited(leaflet: Leaflet) -> Iterator[tuple[str, Statement]]:
    for statement in statements(leaflet):
        for id in statement.claims.ids if statement.claims else ():
            yield id, statement


def _split(told: str) -> tuple[str, str]:
    id, _, value = told.partition(" ")
    return id, value


def _in_order(claim: str) -> tuple[str, int]:
    """A2 before A10."""
    return claim.rstrip("0123456789"), int(claim[len(claim.rstrip("0123456789")) :] or 0)
