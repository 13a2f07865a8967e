"""Naming: what a list calls things, found in the library; lines that are sound go into the journal.

A wrong name that stands in many rows is told once, with its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from builder.build import Finish, Job
from builder.compose.choose import without_panel
from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import Library
from builder.model.defaults import Defaults
from builder.model.order import Line
from builder.model.service import Service
from builder.names import UnknownName, choose_languages
from builder.orders.journal import Journal, Order
from builder.orders.read import OrderFile

DRAFT = "-draft.pdf"
FINAL = ".pdf"

_COUNT = "select count(*) from services where list = ?"
_MOST_CELLS = 4  # cells that a finding names; the rest are counted
_MOST_HINTS = 40  # a near name among thousands takes a tenth of a second to find


class Naming:
    """An order's names. `know` its services, then `enter` its lines."""

    def __init__(self, library: Library, journal: Journal, order: Order, on: date, findings: Findings) -> None:
        self._library = library
        self._journal = journal
        self._order = order
        self._on = on
        self._findings = findings
        self._known: dict[str, Sequence[str]] = {
            "leaflet": library.leaflets(),
            "region": library.regions(),
            "theme": library.themes(),
            "layout": library.layouts(),
            "language": tuple(library.languages(findings)),
            "finish": get_args(Finish),
        }
        self._defaults = library.defaults(findings)
        self._single: dict[str, bool] = {}
        self._unusable: set[str] = set()
        self._wrong: dict[tuple[str, str], list[Line]] = {}
        self._unfit: dict[tuple[str, str], list[Line]] = {}
        self._places: dict[tuple[str, str], tuple[str, ...]] = {}
        self._twice: list[Line] = []
        self._keys: dict[tuple[str, ...], str] = {}
        self._last = ""

    def know(self, id: str, service: Service | None) -> None:
        """A service of the order's file; None when its details cannot be used, which has been told."""
        if service is None:
            self._unusable.add(id)
        elif not self._journal.put_service(self._order.id, service):
            before = self._journal.service(self._order.id, id)
            first = f" and in {before.span}" if before is not None and before.span is not None else ""
            self._findings.error("duplicate-id", f"service `{id}` stands here{first}", service.span)

    def enter(self, file: OrderFile) -> int:
        """Enter the lines whose names are all known; how many."""
        entered = 0
        for line in file.lines if self._defaults is not None else ():
            assert self._defaults is not None
            names = {
                "leaflet": line.leaflet,
                "language": line.language,
                "layout": line.layout,
                "region": line.region or self._defaults.region,
                "theme": line.theme or self._defaults.theme,
                "finish": line.finish or "office",
            }
            wrong = [what for what, name in names.items() if name and not self._is_known(what, name)]
            for what in wrong:
                self._wrong.setdefault((what, names[what]), []).append(line)
            if not self._has(line.service):
                if line.service and line.service not in self._unusable:
                    self._wrong.setdefault(("service", line.service), []).append(line)
            elif wrong or not (line.leaflet and line.layout):
                continue
            elif self._homeless(line.leaflet, line.layout):
                self._unfit.setdefault((line.leaflet, line.layout), []).append(line)
            elif line.copies:
                entered += 1
                key = self._plate(names, self._defaults)
                if not self._journal.put_line(self._order.id, line, key, f"sheets/{line.service}/{key}{FINAL}"):
                    self._twice.append(line)
        self._tell(file)
        return entered

    def _homeless(self, leaflet: str, layout: str) -> tuple[str, ...]:
        """Ids of the sections that a layout has no place for, whatever the region."""
        asked = leaflet, layout
        if asked not in self._places:
            text, sheet = self._library.leaflet(leaflet, Findings()), self._library.layout(layout, Findings())
            found = without_panel(text, sheet) if text is not None and sheet is not None else ()
            self._places[asked] = tuple([section.id for section in found if section.only is None])
        return self._places[asked]

    def _has(self, service: str) -> bool:
        # the lines of a service mostly stand together
        if service != self._last and not self._journal.knows(self._order.id, service):
            return False
        self._last = service
        return True

    def _plate(self, names: Mapping[str, str], defaults: Defaults) -> str:
        """The plate's key, which is also the name of its files: what the project usually takes goes without saying."""
        asked = tuple(names.values())
        if asked not in self._keys:
            usual = {"region": defaults.region, "theme": defaults.theme, "finish": "office"}
            parts = [names["leaflet"], names["language"], names["layout"]]
            parts += [names[what] for what, name in usual.items() if names[what] != name]
            head, separated = self._order.header, names["finish"] == "press" and self._order.header.colour == "cmyk"
            parts += ["cmyk", *([head.spot.slug] if head.spot else [])] if separated else []
            key = self._keys[asked] = "-".join(parts)
            finish = next(each for each in get_args(Finish) if each == names["finish"])
            job = Job(
                leaflet=names["leaflet"],
                region=names["region"],
                language=names["language"],
                layout=names["layout"],
                theme=names["theme"],
                stem=key,
                on=self._on,
                finish=finish,
                screen=defaults.screen if finish == "screen" else "",
                colour="cmyk" if separated else "rgb",
                spot=head.spot if separated else None,
            )
            self._journal.put_plate(self._order.id, key, job)
        return self._keys[asked]

    def _is_known(self, what: str, name: str) -> bool:
        return name in self._known[what] and (what != "layout" or self._for_one(name))

    def _choices(self, what: str) -> Sequence[str]:
        """All that may be named, for those who have named something else."""
        return [each for each in self._known[what] if self._is_known(what, each)]

    def _for_one(self, layout: str) -> bool:
        # a list names few of the layouts that there are; those are read
        if layout not in self._single:
            found = self._library.layout(layout, Findings())
            self._single[layout] = found is not None and found.listed and not found.bilingual
        return self._single[layout]

    def _tell(self, file: OrderFile) -> None:
        if not next(self._journal.rows(_COUNT, (self._order.id,)))[0]:
            hint = "write `services` and the file's name above the lines, or name it with --services FILE"
            self._findings.error("missing-file", "the order names no services that can be used", None, hint)
            self._wrong = {key: lines for key, lines in self._wrong.items() if key[0] != "service"}
        for at, ((what, name), lines) in enumerate(self._wrong.items()):
            told = f"there is no {what} `{name[:60]}` ({cells(file.columns.get(what, ''), lines)})"
            hints = self._hints(what, name, lines[0]) if at < _MOST_HINTS else ()
            self._findings.error("unknown-name", told, lines[0].spans.get(what, lines[0].span), *hints)
        self._tell_unfit(file)
        if self._twice:
            told = "the same sheet for the same service is asked for twice; the copies are added up"
            self._findings.warn("order-duplicate", f"{told} ({cells('', self._twice)})", self._twice[0].span)

    def _tell_unfit(self, file: OrderFile) -> None:
        for (leaflet, layout), lines in self._unfit.items():
            sections = ", ".join(self._homeless(leaflet, layout))
            told = f"leaflet `{leaflet}` is not made for layout `{layout}`: there is no place on it for {sections}"
            others = [each for each in self._choices("layout") if not self._homeless(leaflet, each)]
            hints = [f"layouts that hold it: {', '.join(others)}"] if others else []
            place = lines[0].spans.get("layout", lines[0].span)
            self._findings.error("no-panel", f"{told} ({cells(file.columns.get('layout', ''), lines)})", place, *hints)

    def _hints(self, what: str, name: str, line: Line) -> tuple[Hint, ...]:
        if what == "language":
            try:
                choose_languages([name], self._library.languages(Findings()))
            except UnknownName as unknown:
                if unknown.hints:
                    return unknown.hints
        if what == "service":
            return self._services_like(name)
        known = self._choices(what)
        folded = name.casefold().strip()
        meant = [id for id in known if folded == id.casefold()]
        if what == "language" and not meant:
            # `Chinese`, of which there are two
            titles = {id: each.name.casefold() for id, each in self._library.languages(Findings()).items()}
            meant = [id for id, title in titles.items() if folded in re.findall(r"\w+", title)]
        meant = meant or [id for id, title in self._titles(what).items() if folded == title.casefold()]
        # `trifold` is a part of `letter-trifold`, `zh` of `zh-Hans`
        meant = meant or self._on_paper([id for id in known if folded in id.casefold().split("-")], line)
        # `Overdose leaflet`
        meant = meant or [id for id in known if id.casefold() in re.findall(r"[\w-]+", folded)]
        if meant:
            return (Hint(f"did you mean {_either(meant)}?"),)
        return did_you_mean(name, known)

    def _titles(self, what: str) -> dict[str, str]:
        """What people call the things that have an id."""
        library = self._library
        titles: dict[str, str] = {}
        for id in self._choices(what):
            if what == "leaflet" and (leaflet := library.leaflet(id, Findings())) is not None:
                titles[id] = leaflet.title.value
            elif what == "layout" and (layout := library.layout(id, Findings())) is not None:
                titles[id] = layout.name
            elif what == "region" and (region := library.region(id, Findings())) is not None:
                titles[id] = region.name.value
        return titles

    def _on_paper(self, meant: list[str], line: Line) -> list[str]:
        """Of layouts, those for the paper that the line's region prints on, if there are any."""
        region = self._library.region(line.region or (self._defaults.region if self._defaults else ""), Findings())
        there = [id for id in meant if region is not None and region.paper in id.split("-")]
        return there or meant

    def _services_like(self, name: str) -> tuple[Hint, ...]:
        """Services of nearly this id, or called by this name."""
        asked = "select id, name from services where list = ? order by id"
        known = {str(id): str(called) for id, called in self._journal.rows(asked, (self._order.id,))}
        folded = name.casefold().strip()
        for id, called in known.items():
            if folded in (id.casefold(), called.casefold().strip()):
                return (Hint(f"did you mean {id}?"),)
        alike = [id for id in known if _spelled(id) == _spelled(name)]
        return (Hint(f"did you mean {_either(alike)}?"),) if alike else did_you_mean(name, known)


def _spelled(name: str) -> tuple[str, ...]:
    """Letters and numbers of an id: `svc9` and `SVC 009` are `svc-009`."""
    return tuple([part.lstrip("0") or part for part in re.findall(r"[^\W\d_]+|\d+", name.casefold())])


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]


def cells(column: str, lines: Iterable[Line]) -> str:
    """`cell C4`, `cells C4 and C9`, `cells C4, C9, C12, C13 and 296 more`; without a column, `rows 4 and 9`."""
    return _listed("cell" if column else "row", [f"{column}{line.number}" for line in lines])


def row_numbers(rows: Iterable[int]) -> str:
    """`row 4`, `rows 4 and 9`, `rows 4, 9, 12, 13 and 296 more`."""
    return _listed("row", [str(row) for row in rows])


def _listed(one: str, named: Sequence[str]) -> str:
    what = one + ("s" if len(named) > 1 else "")
    if len(named) > _MOST_CELLS:
        return f"{what} {', '.join(named[:_MOST_CELLS])} and {len(named) - _MOST_CELLS} more"
    return f"{what} {', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else f"{what} {named[0]}"
