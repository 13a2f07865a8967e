"""Requirements for pip: every library that `pyproject.toml` names, in the oldest version that it allows.

Run by `make oldest`, which tests with them: a bound that nobody has tried is a guess.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"


def main() -> None:
    """Print them, one a line."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    for each in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        print(each.replace(">=", "=="))


if __name__ == "__main__":
    main()
