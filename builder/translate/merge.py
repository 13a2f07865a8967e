"""A catalogue brought up to date with its source. Lines that need not change keep their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from builder.diagnostics import Findings
from builder.translate.catalogue import WIDTH, Written
from builder.translate.stretches import Part, Stretch, split_lines, stretches
from builder.translate.template import Slot

if TYPE_CHECKING:
    from polib import POEntry

Lines = dict[Part, tuple[str, ...]]


def merge(old: Written | None, slots: Sequence[Slot], headers: Mapping[str, str]) -> str:
    """The catalogue's new text; the old text itself when nothing has changed.

    Messages come in the source's order. Where the source text has changed, the translation is kept and marked:
    `fuzzy`, with the text that it was made from as `#|`. Messages that the source has lost are kept as obsolete (`#~`)
    and come back when it has them again. `headers` are for a new file; an old one keeps its own.
    """
    if old is None:
        return "\n".join([_header(headers), *(_new(slot, "\n") for slot in slots)])
    eol = "\r\n" if old.entries[0][0].lines[0].endswith("\r\n") else "\n"
    head = [stretch.text for stretch, entry in old.entries if entry is None]
    active = {entry.msgctxt: (stretch, entry) for stretch, entry in old.entries if entry and not entry.obsolete}
    gone = {entry.msgctxt: stretch for stretch, entry in old.entries if entry and entry.obsolete and entry.msgid}
    body, revived = [], set()
    for slot in slots:
        if slot.context in active:
            body.append(_updated(*active[slot.context], slot, eol))
        elif slot.context in gone:
            revived.add(slot.context)
            body.append(_updated(*_revived(gone[slot.context]), slot, eol))
        else:
            body.append(_new(slot, eol))
    known = {slot.context for slot in slots}
    retired = [
        _retired(stretch) for context, (stretch, entry) in active.items() if context not in known and entry.msgstr
    ]
    kept = [stretch.text for stretch, entry in old.entries if entry and entry.obsolete and entry.msgctxt not in revived]
    pieces = [*(head or [_with_ends(_header(headers), eol)]), *body, *kept, *retired]
    if pieces == [stretch.text for stretch, _ in old.entries]:
        return old.text
    return eol.join([ended(piece, eol) for piece in pieces] + list(_tail(old)))


def set_headers(old: Written, values: Mapping[str, str], drop_fuzzy: bool) -> str:
    """The text with these header fields set, where they stand or at the header's end; if asked, without `fuzzy`."""
    pieces = []
    at = 0
    lines = split_lines(old.text)
    for stretch, entry in old.entries:
        pieces += lines[at : stretch.first - 1]
        at = stretch.first - 1 + len(stretch.lines)
        if entry is None:
            pieces += _header_with(stretch, values)
        elif drop_fuzzy and not entry.obsolete and entry.fuzzy:
            pieces += _without_fuzzy(stretch)
        else:
            pieces += stretch.lines
    return "".join(pieces + lines[at:])


def _updated(stretch: Stretch, entry: POEntry, slot: Slot, eol: str) -> str:
    parts: Lines = {part: stretch.part(part) for part in Part}
    changed = False
    if entry.msgid != slot.msgid:
        # A translation that was stale before is still of the text that it was made from.
        made_from = entry.previous_msgid if entry.fuzzy and entry.previous_msgid is not None else entry.msgid
        parts[Part.SOURCE] = rendered(slot, eol)[Part.SOURCE]
        parts[Part.PREVIOUS] = ()
        if not entry.msgstr:
            parts[Part.FLAGS] = flags(parts[Part.FLAGS], False, eol)
        elif made_from == slot.msgid:
            parts[Part.FLAGS] = flags(parts[Part.FLAGS], True, eol)
        else:
            parts[Part.FLAGS] = flags(parts[Part.FLAGS], True, eol)
            parts[Part.PREVIOUS] = rendered(slot, eol, made_from)[Part.PREVIOUS]
        changed = True
    comments = tuple(f"#. {line}{eol}" for line in slot.comments)
    if tuple(line.strip() for line in parts[Part.EXTRACTED]) != tuple(line.strip() for line in comments):
        parts[Part.EXTRACTED] = comments
        changed = True
    if not changed:
        return stretch.text
    return "".join(ended(line, eol) for part in Part for line in parts[part])


def _new(slot: Slot, eol: str) -> str:
    parts = rendered(slot, eol)
    parts[Part.EXTRACTED] = tuple(f"#. {line}{eol}" for line in slot.comments)
    return "".join(line for part in Part for line in parts.get(part, ()))


def rendered(slot: Slot, eol: str, previous: str | None = None) -> Lines:
    """The lines that polib writes for a message without a translation."""
    import polib

    entry = polib.POEntry(msgctxt=slot.context, msgid=slot.msgid, msgstr="", previous_msgid=previous)
    (stretch,) = stretches(_with_ends(entry.__unicode__(wrapwidth=WIDTH), eol), "", Findings())
    return {part: stretch.part(part) for part in Part}


def flags(lines: tuple[str, ...], fuzzy: bool, eol: str) -> tuple[str, ...]:
    """An entry's line of flags with or without `fuzzy`; none when no flag is left."""
    names = [name.strip() for line in lines for name in line.strip()[2:].split(",")]
    others = [name for name in names if name and name != "fuzzy"]
    kept = ["fuzzy", *others] if fuzzy else others
    return (f"#, {', '.join(kept)}{eol}",) if kept else ()


def _without_fuzzy(stretch: Stretch) -> Iterator[str]:
    eol = "\r\n" if stretch.lines[0].endswith("\r\n") else "\n"
    for line, part in zip(stretch.lines, stretch.parts, strict=True):
        yield from flags((line,), False, eol) if part is Part.FLAGS else (line,)


def _retired(stretch: Stretch) -> str:
    """The entry as obsolete: comments from the source go, the translator's stay."""
    lines = []
    for line, part in zip(stretch.lines, stretch.parts, strict=True):
        if part in (Part.EXTRACTED, Part.PLACE) or not line.strip():
            continue
        if part is Part.PREVIOUS:
            line = f"#~|{line.lstrip()[2:]}"
        elif part not in (Part.NOTE, Part.FLAGS):
            line = f"#~ {line.lstrip()}"
        lines.append(line)
    return "".join(lines)


def _revived(stretch: Stretch) -> tuple[Stretch, POEntry]:
    """The entry in use again; polib reads it anew, because it passes over `#~|`."""
    import polib

    lines = []
    for line, part in zip(stretch.lines, stretch.parts, strict=True):
        bare = line.lstrip()
        if part is Part.PREVIOUS and bare.startswith("#~|"):
            line = f"#|{bare[3:]}"
        elif bare.startswith("#~ "):
            line = bare[3:]
        lines.append(line)
    revived = Stretch(stretch.first, tuple(lines), stretch.parts, False)
    (entry,) = polib.pofile(ended(revived.text, "\n"), encoding="utf-8")
    return revived, entry


def _header(headers: Mapping[str, str]) -> str:
    lines = "".join(f'"{_escaped(name)}: {_escaped(value)}\\n"\n' for name, value in headers.items())
    return f'msgid ""\nmsgstr ""\n{lines}'


def _header_with(stretch: Stretch, values: Mapping[str, str]) -> list[str]:
    eol = "\r\n" if stretch.lines[0].endswith("\r\n") else "\n"
    left = {name: f'"{_escaped(name)}: {_escaped(value)}\\n"{eol}' for name, value in values.items()}
    made: list[str] = []
    within = ""  # the name of a field whose value goes on over several lines
    for line, part in zip(stretch.lines, stretch.parts, strict=True):
        name = next((name for name in values if part is Part.TARGET and line.lstrip().startswith(f'"{name}:')), "")
        if name and name in left:
            made.append(left.pop(name))
        elif not name and not within:
            made.append(line)
        within = "" if line.rstrip().endswith('\\n"') else (name or within)
    if left and made and not made[-1].rstrip().endswith('\\n"') and made[-1].strip() not in ('""', 'msgstr ""'):
        made[-1] = f'{made[-1].rstrip()[:-1]}\\n"{eol}'
    return [ended(line, eol) for line in made] + list(left.values())


def _escaped(value: str) -> str:
    import polib

    escaped: str = polib.escape(value)
    return escaped


def _with_ends(text: str, eol: str) -> str:
    return text.replace("\n", eol)


def ended(piece: str, eol: str) -> str:
    """The last line of a file may have no end; nothing may run into the line after it."""
    return piece if piece.endswith("\n") else piece + eol


def _tail(old: Written) -> Iterator[str]:
    """Comments after the last entry."""
    last = old.entries[-1][0]
    lines = split_lines(old.text)[last.first - 1 + len(last.lines) :]
    if "".join(lines).strip():
        yield "".join(lines).lstrip("\r\n")
