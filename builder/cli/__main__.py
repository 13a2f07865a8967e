"""The process `leaflet`, also as `python -m builder.cli`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from builder.cli import main
from builder.cli.later import later
from builder.cli.report import crash


def enter() -> NoReturn:
    """Run the command line and end the process."""
    prepare()
    code = main()
    # a disk that is full is told of when what is left to say is written
    if code == 0 and not _flushed():
        code = 1
    # a reader that has gone (`leaflet list | head -1`) is no error, and one closed before is flushed
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    # the system takes all memory back at once; Python would do it value by value
    os._exit(code)


def _flushed() -> bool:
    """Whether all that a command had to say has gone out; a reader that has gone away wants no more."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return True
    except OSError as error:
        crash(error)
        return False
    return True


def prepare() -> None:
    """Make a process ready for any command. A cold build takes a fifth less for what is said here."""
    # a shell may close them (`>&-`), and Python then has none
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (open as long as Python runs)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  (open as long as Python runs)
    # ReportLab and `qrcode` import Pillow as they start; only logos and reading back need it, and nothing needs Exif
    later("PIL", "ExifTags", "Image", "ImageDraw")
    # one sheet leaves less garbage than looking for it costs; long runs still look
    gc.set_threshold(200_000, 50, 100)


if __name__ == "__main__":
    enter()
