"""Services from Open Referral's Human Services Data Specification 3 (JSON of the API: a page, a list or one record)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from builder.diagnostics import Findings
from builder.model.source import Span
from builder.services.record import Fields, Value

_DAYS = {"MO": "Mon", "TU": "Tue", "WE": "Wed", "TH": "Thu", "FR": "Fri", "SA": "Sat", "SU": "Sun"}
_LISTS = ("contents", "services", "items")
"""Where a page, a package or an organization keeps its records."""

_VOICE = ("voice", "", "hotline", "phone")


def read_hsds(text: str, shown: str, findings: Findings) -> tuple[Fields, ...]:
    """The services that are active. What is missing in a record is taken from its location.

    Nothing is taken from the organization: its head office and front page are not where the reader wants to go.
    """
    whole = Span(shown, 1, 1, 1, 1)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as reason:
        place = Span(shown, reason.lineno, reason.colno, reason.lineno, reason.colno + 1)
        findings.error("json-syntax", f"this is not JSON: {reason.msg.lower()}", place)
        return ()
    except RecursionError:
        findings.error("too-deep", f"{shown} is nested too deeply", whole)
        return ()
    found = []
    places = _Places(text, shown)
    for record in _records(data):
        place = places.next(_text(record, "id"), _text(record, "name"))
        status = _text(record, "status")
        if status and status != "active":
            told = f"`{_text(record, 'name')[:60]}` is {status[:40]}, so it is left out"
            findings.note("service-left-out", told, place)
            continue
        found.append(_fields(record, place))
    if not found and not findings:
        findings.error("empty-file", f"{shown} holds no services", whole, "HSDS 3: `contents`, `services` or a list")
    return tuple(found)


def hours(schedules: Sequence[Any]) -> str:
    """Opening hours in one line: what the schedules say in words, else their days and times."""
    told = [_text(one, "description") for one in schedules if _text(one, "description")]
    if not told:
        told = [line for one in schedules if (line := _regular(one))]
    return "; ".join(dict.fromkeys(" ".join(line.split()) for line in told))


def _fields(record: Mapping[str, Any], place: Span) -> Fields:
    at = _first(record, "service_at_locations")
    location = _mapping(at, "location")
    holders = (record, at, location)
    phones = next((listed for one in holders if (listed := _sequence(one, "phones"))), [])
    schedules = next((listed for one in holders if (listed := _sequence(one, "schedules"))), [])
    languages = [_text(one, "code") for one in _sequence(record, "languages") if _text(one, "code")]
    told = {
        "name": _text(record, "name"),
        "hours": hours(schedules),
        "phone": _phone(phones),
        "url": _text(record, "url") or _text(location, "url"),
        # of several languages none is that of the name
        "language": languages[0] if len(languages) == 1 else "",
        "checked-on": _text(record, "assured_date")[:10],
    }
    fields: dict[str, Value | tuple[Value, ...]] = {
        name: Value(text, place) for name, text in told.items() if text or name == "name"
    }
    lines = tuple(Value(line, place) for line in _address(location))
    return {**fields, "address": lines} if lines else fields


def _address(location: Mapping[str, Any]) -> Iterator[str]:
    listed = [one for one in _sequence(location, "addresses") if isinstance(one, Mapping)]
    physical = [one for one in listed if _text(one, "address_type") in ("physical", "")]
    for one in (physical or listed)[:1]:
        yield from (line for name in ("address_1", "address_2") if (line := _text(one, name)))
        area = " ".join(part for name in ("state_province", "postal_code") if (part := _text(one, name)))
        last = ", ".join(part for part in (_text(one, "city"), area) if part)
        if last:
            yield last


def _phone(phones: Sequence[Any]) -> str:
    voices = [one for one in phones if isinstance(one, Mapping) and _text(one, "type").lower() in _VOICE]
    return next((number for one in voices if (number := _text(one, "number").strip("\"' "))), "")


def _regular(schedule: Any) -> str:
    """`Mon, Tue 10:00-18:00`: only what repeats every week can be said in a line."""
    days = [_DAYS.get(day.strip(), "") for day in _text(schedule, "byday").split(",")]
    opens, closes = (_time(_text(schedule, name)) for name in ("opens_at", "closes_at"))
    every = _text(schedule, "freq") in ("", "WEEKLY") and _text(schedule, "interval") in ("", "1")
    if not every or not all(days) or not opens or not closes:
        return ""
    return f"{_run(days)} {opens}-{closes}"


def _run(days: Sequence[str]) -> str:
    """Days that follow one another as a range: `Mon-Fri`."""
    names = list(_DAYS.values())
    places = sorted(names.index(day) for day in set(days))
    if len(places) > 2 and places == list(range(places[0], places[-1] + 1)):
        return f"{names[places[0]]}-{names[places[-1]]}"
    return ", ".join(names[place] for place in places)


def _time(text: str) -> str:
    found = re.match(r"([0-2]?\d:[0-5]\d)", text)
    return found[1] if found else ""


def _records(data: Any) -> Iterator[Mapping[str, Any]]:
    """Services, wherever the file keeps them: in a page of the API, a list, an organization."""
    if isinstance(data, list):
        for one in data:
            yield from _records(one)
    elif isinstance(data, Mapping):
        held = [listed for name in _LISTS if isinstance(listed := data.get(name), list)]
        for listed in held:
            yield from _records(listed)
        if not held and "name" in data:
            yield data


class _Places:
    """Lines of records in the file: each by its id or name, from where the last one stood."""

    def __init__(self, text: str, shown: str) -> None:
        self._text = text
        self._shown = shown
        self._at = 0

    def next(self, *keys: str) -> Span:
        """The line on which the first of these values stands."""
        for key in keys:
            found = self._text.find(json.dumps(key, ensure_ascii=False), self._at) if key else -1
            if found >= 0:
                self._at = found
                line = self._text.count("\n", 0, found) + 1
                column = found - self._text.rfind("\n", 0, found)
                return Span(self._shown, line, column, line, column + len(key) + 2)
        return Span(self._shown, 1, 1, 1, 1)


def _text(holder: Any, name: str) -> str:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _sequence(holder: Any, name: str) -> list[Any]:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return value if isinstance(value, list) else []


def _mapping(holder: Any, name: str) -> Mapping[str, Any]:
    value = holder.get(name) if isinstance(holder, Mapping) else None
    return value if isinstance(value, Mapping) else {}


def _first(holder: Any, name: str) -> Mapping[str, Any]:
    return next((one for one in _sequence(holder, name) if isinstance(one, Mapping)), {})
