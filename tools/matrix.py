"""Every leaflet for some regions in some languages on every layout that it is written for: `matrix.py [FOLDER]`.

Prints a table and what failed; exit code 1 when a sheet was not made. It takes some minutes: `tests/test_matrix.py`
looks at the same combinations without setting them all.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import date
from itertools import product
from os import cpu_count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from builder.build_all import build_all  # noqa: E402
from builder.diagnostics import Findings  # noqa: E402
from builder.plan import Wanted, plan  # noqa: E402
from builder.trace import TracedLibrary  # noqa: E402

REGIONS, LANGUAGES = ("us", "gb-eng", "ca"), ("en", "es")


def main(folder: Path) -> int:
    """Build them all; how many failed."""
    library, findings = TracedLibrary((ROOT,)), Findings()
    wanted = Wanted(on=date.today(), languages=LANGUAGES, regions=REGIONS, layouts=("all",))
    jobs = plan(wanted, library, findings).jobs
    made = build_all(jobs, library, folder, workers=cpu_count() or 1)
    sheets = Counter((one.job.leaflet, one.job.region, one.job.language) for one in made if one.state != "failed")
    heads = [f"{region} {language}" for region, language in product(REGIONS, LANGUAGES)]
    print(f"{'sheets':16}" + "".join(f"{head:>12}" for head in heads))
    for leaflet in library.leaflets():
        row = [sheets[leaflet, region, language] for region, language in product(REGIONS, LANGUAGES)]
        print(f"{leaflet:16}" + "".join(f"{count:12}" for count in row))
    failed = [one for one in made if one.state == "failed"]
    for one in failed:
        print(one.job.stem, *(found for found in one.findings if found.severity == "error"), sep="\n  ")
    lacking = [
        key for key in product(library.leaflets(), REGIONS, LANGUAGES) if not any(_of(one.job) == key for one in made)
    ]
    print(f"{len(made) - len(failed)} of {len(made)} sheets; not asked for, as translations lack: {lacking or 'none'}")
    return 1 if failed or lacking else 0


def _of(job: object) -> tuple[object, ...]:
    return tuple(getattr(job, name) for name in ("leaflet", "region", "language"))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as given:
        sys.exit(main(Path(given)))
