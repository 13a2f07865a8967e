"""Sign-off: a clinician for the text in one region, a checker for one language. Each is recorded with a digest.

Only the bytes that must change are replaced, and the file is whole or as it was.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence

from builder.diagnostics import Findings, Hint
from builder.load import Library, load
from builder.load.library import shown
from builder.load.read import decode, read_bytes
from builder.model.approval import Approval, ApprovalList
from builder.model.source import Id, State
from builder.translate.catalogue import Catalogue, parse_catalogue, parse_written
from builder.translate.digest import catalogue_digest
from builder.translate.edition import source_digest
from builder.translate.merge import set_headers
from builder.translate.messages import Message, messages
from builder.translate.parts import Part, catalogue_file
from builder.translate.prepare import Product
from builder.translate.signoff import CHECKED_BY, CHECKED_DIGEST, CHECKED_ON, approvals, approvals_file
from builder.translate.speak import nowhere, state_of, tags, within_language
from builder.translate.write import part_of
from builder.write import write

_HEAD = "# Written by `leaflet approve`. A digest holds for one text; any change of the text voids it.\napprovals:\n"


def approve_text(
    library: Library,
    leaflet_id: str,
    region_id: str,
    name: str,
    role: str,
    on: datetime.date,
    findings: Findings,
    *,
    naloxone: Product | None = None,
) -> Approval | None:
    """Record that a clinician has signed the source edition for a region, on the day `on`. None and errors."""
    mine = Findings()
    _check_person(name, "name", mine)
    _check_person(role, "role", mine)
    signed = source_digest(library, leaflet_id, region_id, mine, naloxone=naloxone)
    before = approvals(library, leaflet_id, mine)
    approval = None
    if signed is not None and mine.ok:
        approval = Approval(name=name, role=role, region=Id(region_id), date=on.isoformat(), digest=signed)
        _append(library, leaflet_id, approval, before, mine)
    findings.extend(mine)
    return approval if mine.ok else None


def approve_language(
    library: Library,
    leaflet_id: str,
    regions: Sequence[str],
    lang: str,
    name: str,
    role: str,
    on: datetime.date,
    findings: Findings,
) -> bool:
    """Record that a checker has read a leaflet in a language, with the common words and the texts of these regions.

    Each is signed in the header of its own catalogue. Every message must be translated from today's source; what was
    marked as a draft is no longer. False and errors, and nothing is written, when one of them is not ready.
    """
    mine = Findings()
    _check_person(name, "name", mine)
    _check_person(role, "role", mine)
    parts = [part_of(library, "leaflets", leaflet_id, mine), part_of(library, "common", "common", mine)]
    parts += [part_of(library, "regions", region, mine) for region in regions]
    signed = [(part, _signed(library, part, lang, f"{name}, {role}", on, mine)) for part in parts if part is not None]
    if mine.ok:
        for part, data in signed:
            if data:
                write(library.roots[0] / catalogue_file(part.kind, part.ids[0], lang), data)
    findings.extend(mine)
    return mine.ok


def _check_person(value: str, what: str, findings: Findings) -> None:
    if not value.strip() or len(value) > 120 or not value.isprintable():
        findings.error("bad-signature", f"the {what} of the person who signs is empty or cannot be printed in one line")


def _append(
    library: Library, leaflet_id: str, approval: Approval, before: tuple[Approval, ...], findings: Findings
) -> None:
    """Add an entry at the end of the file, and make sure that the file then says what it said and this."""
    relative = approvals_file(leaflet_id)
    old, target = library.path(relative), library.roots[0] / relative
    text = ""
    if old is not None:
        data = read_bytes(old, findings, shown(old))
        source = None if data is None else decode(data, findings, shown(old))
        if source is None:
            return
        text = source.text
    eol = "\r\n" if "\r\n" in text else "\n"
    fields = {field: getattr(approval, field) for field in ("name", "role", "region", "date", "digest")}
    # A JSON string is a YAML double-quoted scalar (YAML 1.2, 1.3).
    lines = [f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in fields.items()]
    entry = f"  - {lines[0]}\n" + "".join(f"    {line}\n" for line in lines[1:])
    body = text if text.strip() else _HEAD
    body = body if body.endswith("\n") else body + eol
    after = body + entry.replace("\n", eol)
    trial = target.with_name(f".{target.name}.trial")
    try:
        write(trial, after.encode())
        read = load(trial, ApprovalList, Findings(), relative)
    finally:
        trial.unlink(missing_ok=True)
    if read is None or [_said(one) for one in read.approvals] != [_said(one) for one in (*before, approval)]:
        findings.error(
            "approvals-form",
            "an entry cannot be added at the end of this file",
            nowhere(relative),
            "keep the list `approvals:` as `leaflet approve` writes it, with nothing after it",
        )
        return
    write(target, after.encode())


def _said(approval: Approval) -> tuple[str, ...]:
    return (approval.name, approval.role, approval.region, approval.date, approval.digest)


def _signed(library: Library, part: Part, lang: str, by: str, on: datetime.date, findings: Findings) -> bytes:
    """A part's catalogue with the signature in its header; nothing for a part that is written in this language."""
    id = part.ids[0]
    path = library.po(part.kind, id, lang)
    own = [message for message in messages(part.value) if message.text.span.file == part.file]
    if path is None:
        if not within_language(lang, part.language) and own:
            findings.error("missing-catalogue", f"there is no {catalogue_file(part.kind, id, lang)}")
        return b""
    data = read_bytes(path, findings, shown(path))
    written = None if data is None else parse_written(data, shown(path), findings)
    catalogue = None if data is None else parse_catalogue(data, shown(path), findings)
    if written is None or catalogue is None:
        return b""
    # A variety's catalogue holds only what differs from its language's.
    overlay = len(tags(lang, library.languages(findings), part.language)) > 1
    for message in own:
        _check_ready(message, catalogue, overlay, findings)
    if all(entry is not None for _, entry in written.entries):
        findings.error("catalogue-header", "this catalogue has no header to sign in", catalogue.span)
        return b""
    values = {CHECKED_BY: by, CHECKED_ON: on.isoformat(), CHECKED_DIGEST: catalogue_digest(catalogue)}
    return set_headers(written, values, drop_fuzzy=True).encode()


def _check_ready(message: Message, catalogue: Catalogue, overlay: bool, findings: Findings) -> None:
    entry = catalogue.entries.get(message.context)
    state = State.MISSING if entry is None else state_of(entry, message.text.value)
    if state is State.STALE or (state is State.MISSING and not overlay):
        told = "is not translated" if state is State.MISSING else "was translated from an older text"
        findings.error(
            "not-ready-to-sign",
            f"`{message.context}` {told}",
            entry.span if entry else catalogue.span,
            Hint("the source text", message.text.span),
        )
