"""Modules that are executed when first used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BEGIN = "import sys; from builder.cli.later import later; later('PIL', 'ExifTags', 'Image', 'ImageDraw'); "


def run(code: str) -> str:
    """What a process of its own prints that begins as the command does."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_a_module_becomes_itself_when_it_is_used() -> None:
    code = "from PIL import Image; before = 'PIL.TiffTags' in sys.modules; Image.new('L', (2, 3)); "
    assert run(code + "print(before, 'PIL.TiffTags' in sys.modules, Image.new('L', (2, 3)).size)") == (
        "False True (2, 3)"
    )


def test_a_plain_import_finds_it_whole() -> None:
    assert run("import PIL.Image; print(PIL.Image.new('L', (2, 3)).size)") == "(2, 3)"


def test_what_it_imports_may_sleep_on() -> None:
    code = "from PIL import ExifTags, Image; Image.new('L', (2, 3)).tobytes(); "
    # `vars` would wake it
    code += "there = object.__getattribute__(ExifTags, '__dict__'); "
    assert run(code + "print('Base' in there, ExifTags.Base.Make.value)") == "False 271"


def test_what_paints_a_sheet_leaves_it_asleep() -> None:
    code = "import builder.pdf, builder.qr; builder.qr.symbol('https://example.org'); "
    assert run(code + "print('PIL.Image' in sys.modules, 'PIL.TiffTags' in sys.modules)") == "True False"


def test_a_module_that_is_there_or_nowhere_is_left_alone() -> None:
    code = "import json.decoder as known; later('json', 'decoder', 'no_such'); later('no_such_package', 'any'); "
    assert run(code + "print(sys.modules['json.decoder'] is known, 'json.no_such' in sys.modules)") == "True False"
