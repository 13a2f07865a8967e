"""`leaflet impose`: pages of any PDF on larger paper, to be printed, cut and folded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from builder.cli.option import Command, Request, option
from builder.cli.report import Refusal, exit_code, say, say_data, show, table
from builder.diagnostics import Findings, did_you_mean
from builder.load import Library
from builder.load.values import LENGTH, POINTS
from builder.model.dataclass import dataclass
from builder.model.imposition import Duplex, Imposition, Marks, Order
from builder.model.layout import Size
from builder.model.source import Id, Length
from builder.names import UnknownName
from builder.write import write

if TYPE_CHECKING:
    from builder.impose.run import File, Imposed

_MOST_BYTES = 50_000_000
_MOST_TOGETHER = 400_000_000
_PAPER = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?) ?x ?([0-9]{1,4}(?:\.[0-9]{1,3})?) ?(mm|cm|in|pt)")
_PAGES = re.compile(r"([0-9]{1,4})(?:-([0-9]{1,4}))?")
_DIRECT = Id("direct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Impose(Request):
    """Put pages of PDFs on larger paper, front and back in register, with marks to cut and fold by.

    Any PDF will do. Name a plan (`--plans` lists them), or say how many pages and on which paper; without either, the
    plan for pages of this size is taken. Nothing is scaled. The sheets are for printing: they are not tagged.
    """

    words: tuple[str, ...] = option("a plan, or none, and the PDFs", "words", metavar="[PLAN] FILE")
    up: int = option("pages on a side; without a plan: as many as fit", "count", "--up", metavar="N")
    paper: str = option(
        "letter, legal, tabloid, 12x18, 13x19, a4, a3, sra4, sra3, or such as 320x450mm", "word", "--paper"
    )
    order: Literal["", "repeat", "in-turn", "stack"] = option(
        "the same leaf all over a sheet, one after the other, or cut and stacked",
        "word",
        "--order",
        choices=get_args(Order),
    )
    duplex: Literal["", "none", "short-edge", "long-edge"] = option(
        "which edge of the paper the printer flips on", "word", "--duplex", choices=get_args(Duplex)
    )
    heads: Literal["", "together", "opposite"] = option(
        "how front and back of a page go together: as a book's page, or a calendar's; else as the file says",
        "word",
        "--heads",
        choices=("together", "opposite"),
    )
    marks: Literal["", "none", "cut", "press"] = option(
        "marks around the pages", "word", "--marks", choices=get_args(Marks)
    )
    gutter: str = option("between two pages, such as 4mm", "word", "--gutter", metavar="LENGTH")
    margin: str = option("what the printer leaves white, such as 6mm", "word", "--margin", metavar="LENGTH")
    bleed: str = option("kept around pages that have it, such as 3mm", "word", "--bleed", metavar="LENGTH")
    copies: str = option("copies of each leaf: one number, or one for each file", "word", "--copies", metavar="N,N")
    pages: str = option("pages to take of each file, such as 1-2,5", "word", "--pages", metavar="N-N")
    output: Path | None = option("the file, or the folder for it", "path", "-o", "--output", metavar="PATH")
    plans: bool = option("list the plans", "flag", "--plans")


def run(request: Impose) -> int:
    """Choose a plan, impose, write, say how to print."""
    library, findings = Library.open(Path.cwd()), Findings()
    if request.plans:
        return _list(library, findings, request.format)
    from builder.impose.plans import plans_for
    from builder.impose.run import impose

    named, paths = _split(request.words)
    pages = _pages(request.pages)
    files = _read(paths, _copies(request.copies, len(paths)), findings)
    plan = _plan(request, named, files, pages, library, findings) if findings.ok else None
    made = None
    if plan is not None and findings.ok and _folds_agree(plan, paths, files, library, findings):
        made = impose(
            files,
            plan,
            findings,
            pages=pages,
            plans=lambda width, height: plans_for(width, height, library, Findings()),
        )
    target = _target(request.output, paths, plan, made) if plan is not None and made is not None else None
    if made is not None and target is not None:
        try:
            write(target, made.data)
        except OSError as error:
            findings.error("cannot-write", f"{target} cannot be written: {error.strerror or error}")
    show(findings, request.format)
    if made is not None and target is not None and plan is not None and findings.ok:
        _say(target, plan, made, request)
    return exit_code(findings)


def _folds_agree(
    plan: Imposition, paths: Sequence[Path], files: Sequence[File], library: Library, findings: Findings
) -> bool:
    """Where a file is one of ours, marks to fold by stand where its layout is folded."""
    if plan.folds and plan.marks != "none":
        from builder.identify import layout_of
        from builder.impose.folds import check_folds

        layouts = [layout_of(path, file.data, library, date.today()) for path, file in zip(paths, files, strict=True)]
        for layout in filter(None, layouts):
            check_folds(plan, layout, None, findings)
    return findings.ok


def _split(words: Sequence[str]) -> tuple[str, tuple[Path, ...]]:
    """The plan's name, "" for none, and the files. Raises Refusal."""
    first = words[0] if words else ""
    is_file = first.lower().endswith(".pdf") or (Path(first).is_file() and not first.endswith((".yaml", ".yml")))
    named, rest = ("", words) if is_file else (first, words[1:])
    if not rest:
        raise Refusal("missing-file", "no file to impose is named", "leaflet impose wallet-card-letter CARD.pdf")
    return named, tuple(map(Path, rest))


def _plan(
    request: Impose, named: str, files: Sequence[File], pages: Sequence[int], library: Library, findings: Findings
) -> Imposition | None:
    """The plan that is named, or the one that suits the first file, with what else is asked for."""
    from builder.impose.plans import PAPERS, load_plan, load_plan_file, on_paper, plan_ids, plans_for
    from builder.impose.source import read_source

    paper = _paper(request.paper) if request.paper else None
    if named.endswith((".yaml", ".yml")):
        plan = load_plan_file(Path(named), library, findings)
    elif named:
        if named not in plan_ids(library):
            raise UnknownName("plan of imposition", named, did_you_mean(named, plan_ids(library)))
        plan = load_plan(named, library, findings)
    else:
        usual = paper or PAPERS[_usual_paper(library, findings)]
        source = read_source(files[0].name, files[0].data, Findings(), pages) if not request.up else None
        first = source.pages[0] if source is not None else None
        suited = plans_for(first.width, first.height, library, findings) if first is not None else ()
        plan = next((each for each in suited if on_paper(each, usual)), None)
        plan = plan or Imposition(id=_DIRECT, name="", paper=_size(usual))
    if plan is None:
        return None
    if named and paper is not None:
        plan = replace(plan, paper=_size(paper))
    if request.up:
        plan = replace(plan, up=request.up, across=0, down=0)
    choices = {"order": request.order, "duplex": request.duplex, "marks": request.marks, "heads": request.heads}
    lengths = {"gutter": request.gutter, "margin": request.margin, "bleed": request.bleed}
    chosen: dict[str, Any] = {name: value for name, value in choices.items() if value}
    chosen |= {name: _length(name, value) for name, value in lengths.items() if value}
    return replace(plan, **chosen)


def _usual_paper(library: Library, findings: Findings) -> str:
    """The paper of the region that the project builds for."""
    defaults = library.defaults(findings)
    region = library.region(defaults.region, findings) if defaults is not None else None
    return region.paper if region is not None else "a4"


def _size(paper: tuple[float, float]) -> Size:
    return Size(width=Length(paper[0]), height=Length(paper[1]))


def _paper(word: str) -> tuple[float, float]:
    from builder.impose.plans import PAPERS

    if word.lower() in PAPERS:
        return PAPERS[word.lower()]
    if found := _PAPER.fullmatch(word.lower()):
        width, height, unit = found.groups()
        return float(width) * POINTS[unit], float(height) * POINTS[unit]
    raise Refusal("usage", f"--paper {word[:40]} is no paper that is known", *did_you_mean(word.lower(), PAPERS))


def _length(name: str, word: str) -> Length:
    if word == "0":
        return Length(0.0)
    found = LENGTH.fullmatch(word)
    if found is None:
        raise Refusal("usage", f"--{name} {word[:40]} is not a length", "a number and a unit: 4mm, 0.25in, 12pt")
    return Length(float(found.group(1)) * POINTS[found.group(2)])


def _pages(word: str) -> tuple[int, ...]:
    found: list[int] = []
    for part in word.split(",") if word else ():
        stretch = _PAGES.fullmatch(part.strip())
        if stretch is None:
            raise Refusal("usage", f"--pages {word[:40]} are no pages", "such as 1-2,5")
        first = int(stretch.group(1))
        found += range(first, int(stretch.group(2) or first) + 1)
    return tuple(found)


def _copies(word: str, files: int) -> tuple[int, ...]:
    counts = [part.strip() for part in word.split(",")] if word else ["1"]
    if not all(re.fullmatch(r"[1-9][0-9]{0,6}", count) for count in counts) or len(counts) not in (1, files):
        raise Refusal("usage", f"--copies {word[:40]} is not a number, or one for each of {files} files")
    return tuple(map(int, counts)) * (files if len(counts) == 1 else 1)


def _read(paths: Sequence[Path], copies: Sequence[int], findings: Findings) -> list[File]:
    from builder.impose.run import File

    files, together = [], 0
    for path, count in zip(paths, copies, strict=True):
        name = str(path)[-200:]
        if not path.is_file():
            findings.error("missing-file", f"there is no file {name}")
            continue
        try:
            size = path.stat().st_size
            together += size
            if size > _MOST_BYTES or together > _MOST_TOGETHER:
                most = _MOST_BYTES if size > _MOST_BYTES else _MOST_TOGETHER
                findings.error("file-too-large", f"{name}, or all files together, has more than {most // 1_000_000} MB")
                break
            files.append(File(name, path.read_bytes(), count))
        except OSError as error:
            findings.error("unreadable-file", f"{name} cannot be read: {error.strerror or error}")
    return files


def _target(output: Path | None, paths: Sequence[Path], plan: Imposition, made: Imposed) -> Path:
    """Where the sheets go. Raises Refusal when a file would take the place of one that is on them."""
    if output is not None and output.suffix.lower() == ".pdf" and not output.is_dir():
        target = output
    else:
        from builder.impose.place import place

        stem = paths[0].stem + (f"-and-{len(paths) - 1}-more" if len(paths) > 1 else "")
        called = f"{made.grid.count}up" if plan.id == _DIRECT else str(plan.id)
        target = output / f"{stem}-{called}.pdf" if output else place(paths[0].parent, called, f"{stem}.pdf")
    if any(target.resolve() == path.resolve() for path in paths):
        raise Refusal("usage", f"{target} is one of the files to impose", "name another file with -o")
    return target


def _say(target: Path, plan: Imposition, made: Imposed, request: Impose) -> None:
    from builder.impose.office import how, on

    grid, sheets = made.grid, len(made.prints)
    if request.format == "json":
        say_data(
            {
                "file": str(target),
                "plan": plan.id,
                "up": grid.count,
                "sheets": sheets,
                "prints": list(made.prints),
                "both-sides": made.both,
                "duplex": plan.duplex if made.both and not made.alike else "none",
            }
        )
        return
    say(f"{target}: {on(grid)}, {'1 sheet' if sheets == 1 else f'{sheets:,} sheets'}")
    say(f"print {how(plan, made)}")
    if plan.order == "repeat" and request.copies:
        times = sorted(set(made.prints))
        each = f"{times[0]:,}" if len(times) == 1 else ", ".join(f"{count:,}" for count in made.prints[:12])
        say(f"times to print each sheet: {each}")
    elif plan.order == "stack":
        say("cut, then lay the piles on one another: row by row from the top left, the first on top")


def _list(library: Library, findings: Findings, form: str) -> int:
    from builder.impose.leaves import in_mm
    from builder.impose.plans import load_plan, plan_ids

    plans = [plan for id in plan_ids(library) if (plan := load_plan(id, library, findings)) is not None]
    show(findings, form)
    if form == "json":
        say_data([{"plan": plan.id, "name": plan.name} for plan in plans])
        return exit_code(findings)
    rows = [
        (
            plan.id,
            plan.name,
            in_mm(plan.paper.width, plan.paper.height),
            in_mm(plan.trim.width, plan.trim.height) if plan.trim is not None else "any",
        )
        for plan in plans
    ]
    table([("plan", "what it prints", "paper", "pages"), *rows])
    return exit_code(findings)


COMMAND = Command("impose", Impose, run, "leaflet impose output/overdose-es-us-wallet-card-draft.pdf --copies 100")
