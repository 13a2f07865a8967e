"""Logos: sound ones are read, others are findings, and none costs more than it may."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from builder.diagnostics import Findings
from builder.load import Library
from builder.load.logos import load_logo

SERVICE = """\
services:
  - id: here
    name: Example Outreach
    phone: 202-555-0142
    logo: {logo}
"""


def picture(mode: str = "RGBA", size: tuple[int, int] = (40, 20)) -> bytes:
    stream = BytesIO()
    Image.new(mode, size, 1).save(stream, "PNG")
    return stream.getvalue()


def read(folder: Path, name: str, data: bytes) -> tuple[object, list[str]]:
    path = folder / name
    path.write_bytes(data)
    findings = Findings()
    logo = load_logo(path, findings, name, folder)
    return logo, [finding.code for finding in findings]


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_a_sound_png_is_a_logo(tmp_path: Path, mode: str) -> None:
    logo, codes = read(tmp_path, "logo.png", picture(mode))
    assert codes == []
    assert logo is not None
    assert logo.view == (40.0, 20.0)


def test_a_picture_of_a_billion_pixels_is_refused_by_its_header(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    assert read(tmp_path, "logo.png", data) == (None, ["bad-logo"])


@pytest.mark.parametrize("data", [b"", b"GIF89a" + b"0" * 60, picture()[:50], picture()[:33] + b"junk" * 20])
def test_what_is_no_sound_png_is_refused(tmp_path: Path, data: bytes) -> None:
    logo, codes = read(tmp_path, "logo.png", data)
    assert logo is None
    assert codes
    assert set(codes) <= {"bad-logo", "empty-file"}


def test_a_file_over_a_megabyte_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, "logo.png", picture() + b"0" * 1_000_001) == (None, ["file-too-large"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(8, 90), st.binary(min_size=1, max_size=4))
def test_damage_is_a_finding_or_a_logo(tmp_path: Path, place: int, junk: bytes) -> None:
    good = picture()
    place = min(place, len(good) - 1)
    logo, codes = read(tmp_path, "logo.png", good[:place] + junk + good[place + len(junk) :])
    assert (logo is None) == bool(codes)


@pytest.mark.parametrize("name", ["../logo.png", "/etc/passwd", "con.png", "a/../../logo.png"])
def test_a_logo_cannot_lie_elsewhere(tmp_path: Path, name: str) -> None:
    path = tmp_path / "services.yaml"
    path.write_text(SERVICE.format(logo=name))
    findings = Findings()
    services = Library.open(tmp_path).services(path, findings)
    assert [finding.code for finding in findings] == ["outside-project"]
    assert services["here"].artwork is None


def test_a_service_carries_its_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(picture())
    path = tmp_path / "services.yaml"
    path.write_text(SERVICE.format(logo="logo.png"))
    findings = Findings()
    services = Library.open(tmp_path).services(path, findings)
    assert findings.ok
    assert services["here"].artwork is not None


def test_a_logo_that_is_refused_is_told_how_it_can_be_saved(tmp_path: Path) -> None:
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><image href="https://example.org/a.png"/></svg>'
    for name, data, hint in (("a.svg", drawn, "into paths"), ("a.png", bytes(1_000_001), "600 pixels across")):
        (tmp_path / name).write_bytes(data)
        findings = Findings()
        assert load_logo(tmp_path / name, findings, name, tmp_path) is None
        (found,) = findings
        assert hint in found.hints[0].message
