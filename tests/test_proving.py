"""A part of everything there is can be proved: the same part each time, and of every kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from composed import DAY

from builder.build import Job
from builder.proving import sampled

JOB = Job(leaflet="a", region="us", language="en", layout="a", theme="calm", stem="a", on=DAY)
JOBS = tuple(
    replace(JOB, leaflet=leaflet, language=lang, theme=theme, stem=f"{leaflet}-{lang}-{theme}-{number}")
    for leaflet, lang, theme, number in product("abcde", ("en", "ar", "km"), ("calm", "mono"), range(100))
)


def test_a_sample_is_the_same_each_time_and_of_every_kind() -> None:
    tenth = sampled(JOBS, 10)
    assert 200 < len(tenth) < 400
    assert tenth == sampled(JOBS[::-1], 10)[::-1]
    assert {(job.leaflet, job.language, job.theme) for job in tenth} == {
        (job.leaflet, job.language, job.theme) for job in JOBS
    }


def test_samples_grow_and_end_with_everything() -> None:
    assert set(sampled(JOBS, 5)) < set(sampled(JOBS, 10)) < set(sampled(JOBS, 50))
    assert sampled(JOBS, 100) == JOBS
