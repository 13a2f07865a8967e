"""A story is a small project in one file, with what must be found in it as comments above the lines.

    #! check: references              also what a leaflet refers to, against the starter library (first line)
    #! check: content                 words, numbers, evidence, dates of this project as of 2026-03-01, and nothing else
    #! file: layouts/themes/a.yaml    what follows is this file (its line 1 is this comment)
    #! error[bare-length] 7-9 has no unit | did you mean 12pt?
    #! hint at: 3:1-4                 the hint's own place
    #! at: 2:1-3                      the finding's place, where it is not the next line
    rule: 12

`7-9` are the first column and the one after the last; parts of the message and the hints follow. What is found must be
exactly what is written: nothing more, nothing less.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from builder.checks.content.everywhere import Scope, check_content
from builder.diagnostics import Diagnostic, Findings
from builder.impose.plans import load_plan
from builder.inks import check_inks
from builder.load import Library
from builder.load.press import load_press
from builder.load.references import check_references
from builder.model.inks import Press

STORIES = Path(__file__).parent / "stories"
FILES = sorted(STORIES.rglob("*.yaml"))
EXPECTED = re.compile(r" *#! (error|warning|note)\[([a-z0-9-]+)\](?: ([0-9]+)-([0-9]+))? ?(.*)")
PLACE = re.compile(r"(?:(.+):)?([0-9]+):([0-9]+)-([0-9]+)")


@dataclass
class Expected:
    """What must be found. `place` is file, line, first column, column after the last."""

    severity: str
    code: str
    place: tuple[str, int, int, int]
    parts: list[str]
    hint: tuple[str, int, int, int] | None = None


@dataclass
class Story:
    files: dict[str, str] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)
    references: bool = False
    content: bool = False


def tell(path: Path) -> Story:
    """Read a story."""
    story, name, lines = Story(), "", list[str]()
    waiting: list[Expected] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        said = line.strip()
        if said == "#! check: references":
            story.references = True
            continue
        if said == "#! check: content":
            story.content = True
            continue
        if said.startswith("#! file: "):
            name, lines = said.removeprefix("#! file: "), []
        lines.append(line)
        story.files[name] = "\n".join(lines) + "\n"
        if found := EXPECTED.fullmatch(line):
            severity, code, first, last, text = found.groups()
            parts = [part.strip() for part in text.split(" | ") if part.strip()]
            waiting.append(Expected(severity, code, (name, 0, int(first or 0), int(last or 0)), parts))
        elif said.startswith("#! hint at: "):
            waiting[-1].hint = _place(said.removeprefix("#! hint at: "), name)
        elif said.startswith("#! at: "):
            waiting[-1].place = _place(said.removeprefix("#! at: "), name)
        elif not said.startswith("#! file: "):
            assert not said.startswith("#!"), f"{path.name}: {said}"
            for one in waiting:
                if one.place[1] == 0:
                    one.place = (name, len(lines), *one.place[2:])
            story.expected += waiting
            waiting = []
    assert not waiting, f"{path.name}: nothing follows {waiting[-1]}"
    return story


def _place(text: str, name: str) -> tuple[str, int, int, int]:
    found = PLACE.fullmatch(text)
    assert found, text
    return (found.group(1) or name, int(found.group(2)), int(found.group(3)), int(found.group(4)))


def run(story: Story, project: Path, starter: Path) -> list[Diagnostic]:
    """Write the story's files into a project and load all of them."""
    for name, text in story.files.items():
        target = project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
    library = Library((project, starter) if story.references or story.content else (project,))
    findings = Findings()
    if story.content:
        return _check_content(library, project, findings)
    for name in story.files:
        _load(library, project, name, findings)
    if story.references:
        for id in library.leaflets():
            leaflet = library.incomplete_leaflet(id, Findings()) if (project / "leaflets" / id).exists() else None
            if leaflet is not None:
                check_references(library, leaflet, findings)
    return list(findings)


def _check_content(library: Library, project: Path, findings: Findings) -> list[Diagnostic]:
    """What is found in the project's own files; the starter library's are checked elsewhere."""
    leaflets = sorted(path.parent.name for path in project.glob("leaflets/*/leaflet.yaml"))
    regions = sorted(path.parent.name for path in project.glob("leaflets/regions/*/region.yaml")) or ["us"]
    check_content(library, Scope(leaflets=leaflets, regions=regions, languages=(), on=date(2026, 3, 1)), findings)
    return [one for one in findings if one.span and Path(one.span.file).is_relative_to(project)]


def _load_theme(library: Library, id: str, findings: Findings) -> None:
    """A theme, and whether a press can print its inks."""
    theme = library.theme(id, findings)
    if theme is not None:
        check_inks(theme, Press("Coated", "FOGRA39", "http://www.color.org", b"", 3.0), findings)


def _load(library: Library, project: Path, name: str, findings: Findings) -> None:
    kinds: dict[str, Callable[[str, Findings], object]] = {
        r"leaflets/services/(.+)\.yaml": lambda _, found: library.services(project / name, found),
        r"leaflets/regions/(.+)/region\.yaml": library.region,
        r"leaflets/(.+)/leaflet\.yaml": library.leaflet,
        r"leaflets/(languages)\.yaml": lambda _, found: library.languages(found),
        r"layouts/themes/(.+)\.yaml": lambda id, found: _load_theme(library, id, found),
        r"layouts/press/(default)\.yaml": lambda _, found: load_press(library, found),
        r"layouts/stock/plans/(.+)\.yaml": lambda id, found: load_plan(id, library, found),
        r"layouts/([^/]+)\.yaml": library.layout,
    }
    for pattern, load in kinds.items():
        if found := re.fullmatch(pattern, name):
            load(found.group(1), findings)
            return
    raise AssertionError(f"no kind of file is called {name}")


def test_there_are_stories() -> None:
    assert len(FILES) > 40
    assert sum(len(tell(path).expected) for path in FILES) > 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_story(path: Path, tmp_path: Path) -> None:
    story = tell(path)
    assert story.files
    found = run(story, tmp_path, Path(__file__).parents[1])

    def place(file: str) -> str:
        return Path(file).relative_to(tmp_path).as_posix()

    told = [
        f"{place(str(one.span.file)) if one.span else ''} {one} {[hint.message for hint in one.hints]}" for one in found
    ]
    for one in story.expected:
        same = [
            other
            for other in found
            if other.span is not None
            and (other.severity, other.code) == (one.severity, one.code)
            and (place(other.span.file), other.span.line) == one.place[:2]
            and (one.place[2:] == (0, 0) or (other.span.column, other.span.end_column) == one.place[2:])
            and all(part in "\n".join([other.message, *(hint.message for hint in other.hints)]) for part in one.parts)
            and (
                one.hint is None
                or one.hint
                in [
                    (place(hint.span.file), hint.span.line, hint.span.column, hint.span.end_column)
                    for hint in other.hints
                    if hint.span
                ]
            )
        ]
        assert same, f"not found: {one}\nfound:\n" + "\n".join(told)
        found.remove(same[0])
    assert not found, "found besides:\n" + "\n".join(told)
