"""What every test may ask for."""

import gc
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Needs = Callable[[str | Path, str], Path]


# Sheets and files are kept for the tests that follow, millions of objects; a full collection over them takes seconds.
gc.set_threshold(100_000, 50, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files and looks anew; git shows")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether what is compared is to be written anew: `pytest --update-golden`."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def needs() -> Needs:
    """Path of a program or file the machine may lack: `needs("pdftotext", "poppler-utils")`.

    A bare name is looked for as a program on the path, anything with a slash as a file. When it
    is missing the test skips and names the Debian package to install; with LEAFLET_NO_SKIPS=1 in
    the environment it fails instead.
    """

    def find(program_or_path: str | Path, package: str) -> Path:
        wanted = str(program_or_path)
        found = wanted if Path(wanted).exists() else None
        if "/" not in wanted:
            found = shutil.which(wanted)
        if found is not None:
            return Path(found)
        reason = f"needs {wanted}: install the Debian package {package}"
        if os.environ.get("LEAFLET_NO_SKIPS") == "1":
            pytest.fail(f"{reason} (LEAFLET_NO_SKIPS=1)", pytrace=False)
        pytest.skip(reason)

    return find
