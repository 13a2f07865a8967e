"""What a process does for an order, second part: sheets are struck, read back and written; a sample is read in full."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from builder.build import Job, meant_by
from builder.build import Made as MadeSheet
from builder.compose.whole import whole
from builder.diagnostics import Diagnostic, Findings
from builder.model.dataclass import dataclass
from builder.model.service import Service
from builder.orders.packing import unpack
from builder.orders.plates import Ref, library_of, press_of, spare_collector
from builder.pdf.strip import Strip
from builder.plates import Plate, Press
from builder.plates.check import check_struck
from builder.plates.fingerprint import digest_of
from builder.plates.press import Made as Detail
from builder.plates.strike import strike
from builder.verify import verify
from builder.write import write_soon

_MOST_PLATES = 64


@dataclass(frozen=True, slots=True)
class Wish:
    """A sheet to strike: an index into the services, the plate's key, the file's name; "" to try and write nothing."""

    service: int
    plate: str
    path: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Work for one process: sheets of a few services."""

    roots: tuple[Path, ...]
    folder: Path
    plates: dict[str, Ref]
    services: tuple[Service, ...]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Struck:
    """What came of a wish: digest and size of the file, or what was found."""

    sha256: str
    size: int
    findings: tuple[Diagnostic, ...] = ()


class PlateLost(Exception):
    """A compiled plate is not there any more, or is another one."""


def strike_chunk(chunk: Chunk) -> list[Struck]:
    """Strike, check and write; results in the order of the wishes. Raises OSError and PlateLost.

    Every step is done for all sheets before the next: what does the same again and again stays in the processor's
    caches, and takes four fifths of the time.
    """
    press = _press(chunk.roots)
    plates = [_plate(chunk.folder, chunk.plates[wish.plate]) for wish in chunk.wishes]
    services = [chunk.services[wish.service] for wish in chunk.wishes]
    details = press.details_of([*zip(plates, services, strict=True)])
    sheets = [_strike(plate, each) for plate, each in zip(plates, details, strict=True)]
    troubles = check_struck(
        [(data, plate.etched, _strips(each)) for data, plate, each in zip(sheets, plates, details, strict=True)]
    )
    made = [_result(*each) for each in zip(plates, services, details, sheets, troubles, strict=True)]
    for wish, data, struck in zip(chunk.wishes, sheets, made, strict=True):
        if wish.path and struck.sha256:
            write_soon(os.path.join(chunk.folder, wish.path), data)
    return made


def _strike(plate: Plate, details: Sequence[Detail]) -> bytes:
    """The sheet; nothing where the details do not fit."""
    strips = _strips(details)
    return strike(plate.etched, strips) if len(strips) == len(details) else b""


def _result(plate: Plate, service: Service, details: Sequence[Detail], data: bytes, troubles: Sequence[str]) -> Struck:
    if not data:
        return Struck("", 0, tuple([found for each in details for found in each.findings]))
    if troubles:
        findings = Findings()
        for trouble in troubles:
            findings.error("struck-wrong", f"the sheet for `{service.id}` is not as it was meant: {trouble}")
        return Struck("", 0, tuple(findings))
    # what was checked begins with the plate
    return Struck(digest_of(plate.etched.body, data), len(data))


def _strips(details: Sequence[Detail]) -> list[Strip]:
    return [each.strip for each in details if each.strip is not None]


@dataclass(frozen=True, slots=True)
class Reading:
    """Files of one plate to be read back in full: each service and the name of its file."""

    roots: tuple[Path, ...]
    folder: Path
    job: Job
    plate: Ref
    services: tuple[Service, ...]
    paths: tuple[str, ...]


def read_files(reading: Reading) -> list[tuple[Diagnostic, ...]]:
    """Every check of `builder.verify` on the files as they are on the disk; what was found in each.

    Raises OSError and PlateLost.
    """
    library = library_of(reading.roots)
    press, plate = _press(reading.roots), _plate(reading.folder, reading.plate)
    edition, sheet = unpack(_bytes(reading.folder, f"{reading.plate.file}.sheet", reading.plate.sheet))
    found = []
    for service, path in zip(reading.services, reading.paths, strict=True):
        fillings = [each.filled for each in press.details(plate, service) if each.filled is not None]
        data = (reading.folder / path).read_bytes()
        made = MadeSheet(edition, whole(sheet, fillings), data)
        findings = Findings()
        with library.still():
            verify(data, meant_by(reading.job, made, library)).tell(findings, path)
        found.append(tuple(findings))
    return found


def _press(roots: tuple[Path, ...]) -> Press:
    press = press_of(roots)
    spare_collector()
    return press


_plates: OrderedDict[str, Plate] = OrderedDict()


def _plate(folder: Path, ref: Ref) -> Plate:
    """A plate, kept for the next sheet. Raises PlateLost."""
    plate = _plates.get(ref.plate)
    if plate is not None:
        _plates.move_to_end(ref.plate)
        return plate
    plate = unpack(_bytes(folder, f"{ref.file}.plate", ref.plate))
    assert isinstance(plate, Plate)
    _plates[ref.plate] = plate
    if len(_plates) > _MOST_PLATES:
        _plates.popitem(last=False)
    return plate


def is_whole(folder: Path, ref: Ref) -> bool:
    """The compiled plate is there as it was written, and so is what it is read back with."""
    try:
        _bytes(folder, f"{ref.file}.plate", ref.plate)
        _bytes(folder, f"{ref.file}.sheet", ref.sheet)
    except PlateLost:
        return False
    return True


def _bytes(folder: Path, name: str, digest: str) -> bytes:
    """A file of the order's that is as it was written. Raises PlateLost."""
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        raise PlateLost(f"{name} cannot be read: {error.strerror or error}") from None
    if sha256(data).hexdigest() != digest:
        raise PlateLost(f"{name} is not as it was compiled")
    return data
