"""`leaflet init`: the starter library, copied out to be edited."""

from __future__ import annotations

from pathlib import Path

from builder.cli.option import Command, Request, option, required
from builder.cli.report import say
from builder.model.dataclass import dataclass
from builder.starter import copy_starter


@dataclass(frozen=True, slots=True, kw_only=True)
class Init(Request):
    """Copy the starter library into a folder, to edit.

    A file of a project takes the place of the library's file of the same name. Files that are there already stay as
    they are. Fonts are not copied unless asked for: a project uses the library's.
    """

    folder: Path = required("folder to copy into; it is made if need be", "path", metavar="DIR")
    fonts: bool = option("copy the fonts too", "flag", "--fonts")


def run(request: Init) -> int:
    """Copy, and say what to do next."""
    copied, kept = copy_starter(request.folder, fonts=request.fonts)
    say(f"{request.folder}: {copied} files copied" + (f", {kept} were there and stay as they are" if kept else ""))
    there = "" if request.folder.resolve() == Path.cwd().resolve() else f"cd {request.folder} && "
    say(f"next: {there}leaflet build")
    return 0


COMMAND = Command("init", Init, run, "leaflet init our-leaflets")
