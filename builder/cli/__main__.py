"""The process `leaflet`, also as `python -m builder.cli`."""

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from builder.cli import main
from builder.cli.later import later


def enter() -> NoReturn:
    """Run the command line and end the process."""
    prepare()
    code = main()
    # a reader that has gone (`leaflet list | head -1`) is no error, and one closed before is flushed
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    # the system takes all memory back at once; Python would do it value by value
    os._exit(code)


def prepare() -> None:
    """Make a process ready for any command. A cold build takes a fifth less for what is said here."""
    # ReportLab and `qrcode` import Pillow as they start; only logos and reading back need it, and nothing needs Exif
    later("PIL", "ExifTags", "Image", "ImageDraw")
    # one sheet leaves less garbage than looking for it costs; long runs still look
    gc.set_threshold(200_000, 50, 100)


if __name__ == "__main__":
    enter()
