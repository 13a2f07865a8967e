"""The objects of a file as plain values, read by qpdf.

Dictionaries are dicts with keys such as `/Type`, names are strings with their slash, strings begin with `u:` (text) or
`b:` (bytes in hexadecimal), references read `12 0 R`: qpdf's JSON, which costs a hundredth of asking object by object.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from pikepdf import PasswordError, Pdf, PdfError

from builder.verify.stranger import told_by_qpdf, unlike_pdf

_REFERENCE = re.compile(r"\d+ \d+ R")
_SCALARS = (int, Decimal, bool)

# A stranger's file of a few KB may hold a stream that fills the memory
_MOST_UNPACKED = 40_000_000
_MOST_PACKED = 2_000_000

Value = Any
"""What JSON holds: dict, list, str, float, int, bool or None."""


class Unreadable(Exception):
    """The bytes are no PDF that can be read without repair or password; the message says why."""


class Objects:
    """A file's objects by reference. Raises Unreadable for anything that would have to be repaired."""

    def __init__(self, data: bytes) -> None:
        try:
            # a reader that mends what it reads would hide that others cannot
            self._pdf = Pdf.open(BytesIO(data), attempt_recovery=False)
            self._values: dict[str, Value] = {}
            objects = [each for each in self._pdf.objects if each is not None]
            try:
                told = b",".join([each.to_json(dereference=True) for each in objects])
            except AttributeError:
                # a number or a truth value that is an object of its own comes as Python's, and has no reference
                objects = [each for each in objects if not isinstance(each, _SCALARS)]
                told = b",".join([each.to_json(dereference=True) for each in objects])
                self._values = self._scalars(told)
            listed = json.loads(b"[" + told + b"]")
            self.trailer = json.loads(self._pdf.trailer.to_json(dereference=False))
        except PasswordError:
            raise Unreadable("it asks for a password; ask for a copy without one") from None
        except (PdfError, ValueError) as error:
            raise Unreadable(unlike_pdf(data) or told_by_qpdf(error)) from None
        self._values |= {
            f"{number} {generation} R": value
            for (number, generation), value in zip([each.objgen for each in objects], listed, strict=True)
        }
        self.root: dict[str, Value] = self.dictionary(self.trailer.get("/Root"))

    def _scalars(self, told: bytes) -> dict[str, Value]:
        """Numbers and truth values that other objects refer to, as the lengths of streams often are."""
        found: dict[str, Value] = {}
        for reference in {*re.findall(rb'"(\d+ \d+) R"', told)}:
            number, generation = map(int, reference.split())
            value = self._pdf.get_object(number, generation)
            if isinstance(value, _SCALARS):
                found[f"{number} {generation} R"] = float(value) if isinstance(value, Decimal) else value
        return found

    @property
    def encrypted(self) -> bool:
        """Whether a password or rights stand between the file and its reader."""
        return bool(self._pdf.is_encrypted)

    def open_copy(self, data: bytes) -> bytes:
        """The file without its encryption; as it is when it has none."""
        if not self.encrypted:
            return data
        made = BytesIO()
        self._pdf.save(made)
        return made.getvalue()

    @property
    def version(self) -> str:
        """As in the header or the catalogue, whichever is later."""
        return str(self._pdf.pdf_version)

    def complaints(self) -> tuple[str, ...]:
        """What qpdf found odd on the way."""
        return tuple(str(each) for each in self._pdf.get_warnings())

    def __iter__(self) -> Iterator[tuple[str, Value]]:
        return iter(self._values.items())

    def get(self, value: Value) -> Value:
        """The value itself, or what it refers to."""
        values, seen = self._values, 0
        # neither a name nor a string looks like a reference, and most of these lead somewhere
        while isinstance(value, str) and (value in values or _REFERENCE.fullmatch(value)) and seen < 32:
            value, seen = values.get(value), seen + 1
        return value

    def dictionary(self, value: Value) -> dict[str, Value]:
        """The dictionary or stream dictionary meant; an empty one when it is none."""
        found = self.get(value)
        return found if isinstance(found, dict) else {}

    def array(self, value: Value) -> list[Value]:
        """The array meant; one value, or a reference to one, counts as an array of one, nothing as an empty one."""
        found = self.get(value)
        if isinstance(found, list):
            return found
        return [] if found is None else [value]

    def object(self, reference: str) -> Any:
        """The object as pikepdf has it."""
        number, generation, _ = reference.split()
        return self._pdf.get_object(int(number), int(generation))

    def properties(self, resources: dict[str, Value]) -> dict[str, dict[str, Value]]:
        """Named property lists of a page, strings as bytes."""
        named = self.dictionary(resources.get("/Properties"))
        return {
            name: {
                key: text_of(value).encode() if isinstance(value, str) and value[1:2] == ":" else value
                for key, value in self.dictionary(each).items()
            }
            for name, each in named.items()
        }

    def raw(self, reference: Value) -> bytes:
        """A stream's bytes as they stand in the file; nothing when it is none. They tell streams apart."""
        return self._bytes(reference, decoded=False)

    def data(self, reference: Value) -> bytes:
        """A stream's bytes, decoded; nothing when it is none."""
        return self._bytes(reference, decoded=True)

    def _bytes(self, reference: Value, *, decoded: bool) -> bytes:
        if not isinstance(reference, str) or not _REFERENCE.fullmatch(reference):
            return b""
        found = self.object(reference)
        try:
            raw = bytes(found.read_raw_bytes())
            if not decoded:
                return raw
            entries = self.dictionary(reference)
            if self.get(entries.get("/Filter")) == "/FlateDecode" and "/DecodeParms" not in entries:
                return _inflated(raw)
            return bytes(found.read_bytes()) if len(raw) < _MOST_PACKED else b""
        except (PdfError, TypeError, ValueError, AttributeError, zlib.error):
            return b""


def _inflated(raw: bytes) -> bytes:
    """What zlib makes of it. Raises Unreadable when that is more than any sheet holds."""
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(raw, _MOST_UNPACKED)
    if unpacking.unconsumed_tail:
        raise Unreadable(f"it holds a stream of more than {_MOST_UNPACKED // 1_000_000} MB")
    return data


def text_of(value: Value) -> str:
    """A string's text; "" for anything else."""
    if not isinstance(value, str):
        return ""
    if value.startswith("u:"):
        return value[2:]
    if value.startswith("b:"):
        return bytes.fromhex(value[2:]).decode("latin-1")
    return ""


def name_of(value: Value) -> str:
    """A name without its slash; "" for anything else."""
    return value[1:] if isinstance(value, str) and value.startswith("/") else ""


def number_of(value: Value) -> float:
    """A number; 0 for anything else."""
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0


def inherited(objects: Objects, page: str, key: str) -> Value:
    """A page's attribute, its own or one of the nodes above (ISO 32000-1, 7.7.3.4)."""
    node = objects.dictionary(page)
    for _ in range(60):
        if key in node or "/Parent" not in node:
            break
        node = objects.dictionary(node["/Parent"])
    return objects.get(node.get(key))
