"""Many jobs on all cores: what is up to date is skipped, what fails leaves no file, and the cores change nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from builder.build import Built, Job, build, names
from builder.diagnostics import Diagnostic, Findings
from builder.impose.place import placed
from builder.model.dataclass import dataclass
from builder.record import Entry, Record, digest_of
from builder.trace import TracedLibrary
from builder.write import sweep, write

OUR_FAULT = "this is the builder's fault, not your files': run it again with LEAFLET_DEBUG=1 and report what it prints"

_ALONE = 3  # jobs that are done sooner than a second process starts
_CHUNK = 8  # jobs handed to a process at once; its caches serve those of one edition


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one job. `name` is the file in the output folder, "" when there is none; `reasons`: why a draft."""

    job: Job
    state: Literal["built", "current", "failed"]
    name: str
    findings: tuple[Diagnostic, ...]
    size: int = 0
    reasons: tuple[str, ...] = ()
    entry: Entry | None = field(default=None, repr=False)

    @property
    def draft(self) -> bool:
        """The file says that nobody has signed it yet."""
        return self.name == names(self.job.stem)[0]


def build_all(
    jobs: Sequence[Job],
    library: TracedLibrary,
    folder: Path,
    *,
    workers: int = 1,
    force: bool = False,
    done: Callable[[Outcome], None] = lambda outcome: None,
) -> tuple[Outcome, ...]:
    """Build `jobs` into `folder`; outcomes come in the order of the jobs, `done` hears of each as it happens.

    A job that fails takes the file of an earlier success with it: nothing wrong stays in the output folder.
    Raises OSError when the folder itself cannot be made or the record not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    record = Record(folder, library)
    outcomes: dict[int, Outcome] = {}

    def settle(index: int, outcome: Outcome) -> None:
        outcomes[index] = _tidy(outcome, folder, record)
        done(outcomes[index])

    waiting = []
    for index, job in enumerate(jobs):
        entry = None if force else record.current(job.stem, digest_of(job))
        if entry is None:
            waiting.append(index)
        else:
            size = (folder / entry.name).stat().st_size
            settle(index, Outcome(job, "current", entry.name, entry.findings, size, entry.reasons))
    try:
        for index, outcome in _made(jobs, waiting, library, folder, workers):
            settle(index, outcome)
    finally:
        # an interrupted build keeps what it has finished
        record.save()
    return tuple(outcomes[index] for index in range(len(jobs)))


def try_all(
    jobs: Sequence[Job],
    library: TracedLibrary,
    *,
    workers: int = 1,
    done: Callable[[Outcome], None] = lambda outcome: None,
) -> tuple[Outcome, ...]:
    """Build `jobs` and write nothing: for what is found on the way."""
    outcomes: dict[int, Outcome] = {}
    for index, outcome in _made(jobs, range(len(jobs)), library, None, workers):
        outcomes[index] = outcome
        done(outcome)
    return tuple(outcomes[index] for index in range(len(jobs)))


def overflowing(outcomes: Iterable[Outcome]) -> list[Job]:
    """The jobs whose text does not fit a panel."""
    return [one.job for one in outcomes if any(found.code == "text-overflow" for found in one.findings)]


def remove(stems: Iterable[str], folder: Path, findings: Findings) -> None:
    """Take files out of the folder that can no longer be built as they are, and say so."""
    for name in (name for stem in stems for name in names(stem)):
        for path in (folder / name, *placed(folder, name)):
            if path.exists():
                path.unlink()
                findings.warn("output-removed", f"{path} is removed: it can no longer be built")


def _made(
    jobs: Sequence[Job], waiting: Sequence[int], library: TracedLibrary, folder: Path | None, workers: int
) -> Iterator[tuple[int, Outcome]]:
    if workers <= 1 or len(waiting) <= _ALONE:
        for index in waiting:
            yield index, _make(jobs[index], library, folder)
        return
    # 20 ms to import, which a single sheet need not pay
    from concurrent.futures import Future, as_completed

    from builder.pool import processes

    size = max(1, min(_CHUNK, len(waiting) // (2 * workers)))
    chunks = [waiting[start : start + size] for start in range(0, len(waiting), size)]
    pool = processes(min(workers, len(chunks)))
    try:
        running: dict[Future[list[Outcome]], list[int]] = {
            pool.submit(_make_each, [jobs[index] for index in chunk], library.roots, folder): list(chunk)
            for chunk in chunks
        }
        for finished in as_completed(running):
            yield from zip(running[finished], finished.result(), strict=True)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _make_each(jobs: Sequence[Job], roots: tuple[Path, ...], folder: Path | None) -> list[Outcome]:
    """What a process of the pool does; its library lives as long as it."""
    return [_make(job, _library(roots), folder) for job in jobs]


def _make(job: Job, library: TracedLibrary, folder: Path | None) -> Outcome:
    """Build one job and write its file, if there is a folder for it."""
    with library.traced() as inputs:
        try:
            built = build(job, library)
        except Exception as error:
            # one broken job must not take the others with it
            if os.environ.get("LEAFLET_DEBUG") == "1":
                raise
            return Outcome(job, "failed", "", _internal(job, error))
    if built.data is None:
        return Outcome(job, "failed", "", built.findings)
    if folder is None:
        return Outcome(job, "built", built.name, built.findings, len(built.data), built.reasons)
    try:
        write(folder / built.name, built.data)
    except OSError as error:
        findings = Findings(built.findings)
        findings.error("cannot-write", f"{folder / built.name} cannot be written: {error.strerror or error}")
        return Outcome(job, "failed", "", tuple(findings))
    entry = Entry(
        name=built.name,
        job=digest_of(job),
        sha256=sha256(built.data).hexdigest(),
        inputs=inputs,
        findings=built.findings,
        reasons=built.reasons,
        about=_about(job, built),
    )
    return Outcome(job, "built", built.name, built.findings, len(built.data), built.reasons, entry)


def _about(job: Job, built: Built) -> dict[str, object]:
    """What the manifest says of a file."""
    service = job.service
    return {
        "edition": built.code,
        "leaflet": job.leaflet,
        "region": job.region,
        "language": job.language,
        "layout": job.layout,
        "theme": job.theme,
        "finish": job.finish,
        "naloxone": job.naloxone,
        "service": f"{service.span.file}:{service.id}" if service is not None and service.span is not None else None,
        "preview": job.preview,
        "instructions": job.instructions,
        "bilingual": job.bilingual,
        "colour": job.colour,
        "spot": str(job.spot) if job.spot else None,
        "on": job.on.isoformat(),
        "state": built.state,
        "draft": built.name == names(job.stem)[0],
    }


@lru_cache(maxsize=1)
def _library(roots: tuple[Path, ...]) -> TracedLibrary:
    return TracedLibrary(roots)


def _tidy(outcome: Outcome, folder: Path, record: Record) -> Outcome:
    """Bring folder and record in line with the outcome."""
    findings = Findings()
    if outcome.state == "failed":
        record.forget(outcome.job.stem)
        remove([outcome.job.stem], folder, findings)
    elif outcome.entry is not None:
        record.keep(outcome.job.stem, outcome.entry)
        for name in names(outcome.job.stem):
            for sheets in placed(folder, name):
                # they show the file as it was
                sheets.unlink()
            if name != outcome.name:
                # signed since, or no longer: a draft and a final of one sheet must not lie side by side
                (folder / name).unlink(missing_ok=True)
    return replace(outcome, findings=(*outcome.findings, *findings)) if findings else outcome


def _internal(job: Job, error: Exception) -> tuple[Diagnostic, ...]:
    findings = Findings()
    findings.error(
        "internal-error",
        f"the builder failed on {job.stem}: {type(error).__name__}: {error}",
        None,
        OUR_FAULT,
    )
    return tuple(findings)
