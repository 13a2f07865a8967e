"""Prove: many sheets are made, read back and checked, and what came of each is kept for people to look at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import get_args

from builder.build import Finish, Job, make, prove
from builder.build_all import OUR_FAULT
from builder.diagnostics import Diagnostic, Findings, Severity
from builder.load import Library
from builder.model.dataclass import dataclass
from builder.model.inks import Colouring
from builder.names import ALL
from builder.plan import Wanted, plan

_CHUNK = 6
"""Sheets handed to a process at once; its caches serve those of one edition."""

_DOTS = 44.0
"""Dots to the inch of the pictures: large enough to see what is wrong, small enough for thousands."""

_KINDS: tuple[tuple[Finish, bool, Colouring], ...] = (
    *((finish, False, "rgb") for finish in get_args(Finish)),
    # a phone's page has no room for two languages side by side
    *((finish, True, "rgb") for finish in get_args(Finish) if finish != "screen"),
    ("press", False, "cmyk"),
)
"""Finishes, for one language and for two, and separated into inks."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Proved:
    """What came of one sheet. `checks` is code -> state, none if it could not be made; `text` is what is read out."""

    job: Job
    code: str
    checks: Mapping[str, str]
    errors: tuple[Diagnostic, ...]
    text: str
    pictures: tuple[Picture, ...]
    size: int

    @property
    def ok(self) -> bool:
        """It was made, and nothing failed."""
        return bool(self.checks) and "fails" not in self.checks.values()


def catalogue(library: Library, on: date, findings: Findings) -> tuple[Job, ...]:
    """Each leaflet in each language on the default layout; each layout, theme and finish in a language per script."""
    jobs = dict.fromkeys(plan(Wanted(on=on, languages=(ALL,)), library, findings).jobs)
    for language, leaflets in _one_per_script(jobs, library, findings).items():
        for leaflet, layouts in _layouts_of(leaflets, library, findings).items():
            for finish, bilingual, colour in _KINDS:
                kind = tuple(id for id, both in layouts.items() if both == bilingual)
                if not kind or (bilingual and language == _source(library, leaflet, findings)):
                    continue
                wanted = Wanted(
                    on=on,
                    leaflets=(leaflet,),
                    languages=(language,),
                    layouts=kind,
                    themes=(ALL,),
                    finish=finish,
                    bilingual=bilingual,
                    colour=colour,
                )
                jobs.update(dict.fromkeys(plan(wanted, library, findings).jobs))
    return tuple(jobs)


def everything(library: Library, on: date, findings: Findings) -> tuple[Job, ...]:
    """Every leaflet, language, region, layout, theme and finish that exists."""
    jobs: dict[Job, None] = {}
    for finish, bilingual, colour in _KINDS:
        wanted = Wanted(
            on=on,
            languages=(ALL,),
            regions=(ALL,),
            layouts=(ALL,),
            themes=(ALL,),
            finish=finish,
            bilingual=bilingual,
            colour=colour,
        )
        jobs.update(dict.fromkeys(plan(wanted, library, findings).jobs))
    return tuple(jobs)


def sampled(jobs: Iterable[Job], percent: int) -> tuple[Job, ...]:
    """So many per cent of the jobs, by the digests of their names: the same each time, and from everywhere."""
    digests = {job: int.from_bytes(sha256(job.stem.encode()).digest()[:4], "big") for job in jobs}
    return tuple([job for job, digest in digests.items() if digest % 100 < percent])


def prove_all(
    jobs: Sequence[Job],
    library: Library,
    *,
    workers: int = 1,
    pictured: bool = True,
) -> Iterator[Proved]:
    """What came of each job, in no particular order."""
    if workers <= 1 or len(jobs) <= _CHUNK:
        for job in jobs:
            yield _prove(job, library, pictured)
        return
    from concurrent.futures import as_completed

    from builder.pool import processes

    chunks = [jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)]
    pool = processes(min(workers, len(chunks)))
    try:
        running = [pool.submit(_prove_each, chunk, library.roots, pictured) for chunk in chunks]
        for finished in as_completed(running):
            yield from finished.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_per_script(jobs: Iterable[Job], library: Library, findings: Findings) -> dict[str, list[str]]:
    """For each script the language with most leaflets, and those leaflets."""
    leaflets: dict[str, list[str]] = {}
    for job in jobs:
        leaflets.setdefault(job.language, []).append(job.leaflet)
    languages = library.languages(findings)
    best: dict[str, str] = {}
    for language in leaflets:
        script = languages[language].script if language in languages else language
        if len(leaflets[language]) > len(leaflets.get(best.get(script, ""), ())):
            best[script] = language
    return {language: leaflets[language] for language in best.values()}


def _layouts_of(leaflets: Sequence[str], library: Library, findings: Findings) -> dict[str, dict[str, bool]]:
    """For each of some leaflets the layouts that no earlier one is written for, and whether they set two languages."""
    found: dict[str, dict[str, bool]] = {}
    for id in library.layouts():
        layout = library.layout(id, findings)
        if layout is None or not layout.listed:
            continue
        for name in leaflets:
            leaflet = library.leaflet(name, findings)
            if leaflet is not None and (not leaflet.layouts or id in leaflet.layouts or layout.bilingual):
                found.setdefault(name, {})[id] = layout.bilingual
                break
    return found


def _source(library: Library, id: str, findings: Findings) -> str:
    leaflet = library.leaflet(id, findings)
    return leaflet.language if leaflet is not None else ""


def _prove_each(jobs: Sequence[Job], roots: tuple[Path, ...], pictured: bool) -> list[Proved]:
    return [_prove(job, _library(roots), pictured) for job in jobs]


@lru_cache(maxsize=1)
def _library(roots: tuple[Path, ...]) -> Library:
    return Library(roots)


def _prove(job: Job, library: Library, pictured: bool) -> Proved:
    findings = Findings()
    try:
        made = make(job, library, findings)
        verdict = prove(job, made, library, thorough=True) if made is not None else None
    except Exception as error:
        # one broken sheet must not take the others with it
        if os.environ.get("LEAFLET_DEBUG") == "1":
            raise
        told = f"the builder failed on {job.stem}: {type(error).__name__}: {error}"
        findings.error("internal-error", told, None, OUR_FAULT)
        return Proved(job, "", {}, tuple(findings), "", (), 0)
    if verdict is not None:
        verdict.tell(findings, job.stem)
    errors = tuple([found for found in findings if found.severity is Severity.ERROR])
    if made is None or verdict is None:
        return Proved(job, "", {}, errors, "", (), 0)
    text, pictures = "", tuple[Picture, ...]()
    if verdict.proof is not None:
        blocks = [element.own for element in verdict.proof.elements if element.own.strip()]
        text = "\n".join([" ".join(block.split()) for block in blocks])
        pages = range(len(verdict.proof.pages)) if pictured else ()
        pictures = tuple([_picture(made.data, verdict.proof.pages[at].media[2:], at) for at in pages])
    checks = {result.code: result.state for result in verdict.results}
    return Proved(job, made.edition.code, checks, errors, text, pictures, len(made.data))


def _picture(data: bytes, size: tuple[float, float], page: int) -> Picture:
    from builder.model.sheet import Box
    from builder.verify.render import picture

    return Picture(*picture(data, page, size, Box(0.0, 0.0, *size), _DOTS))
