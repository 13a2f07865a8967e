"""Frozen values as bytes, for the journal and for other processes; nothing but the builder's own values comes out."""

from __future__ import annotations

import copyreg
import io
import pickle
from types import MappingProxyType
from typing import Any

_MODULES = (
    "builder.load.values.",
    "builder.model.",
    "builder.pdf.",
    "builder.plates.",
    "builder.compose.fill",
    "builder.build",
    "builder.diagnostics",
)
_OTHERS = {
    ("datetime", "date"),
    ("pathlib", "PosixPath"),
    ("builtins", "frozenset"),
    # a face is its file and how it is used
    ("builder.text.faces", "_restore"),
    ("builder.orders.packing", "frozen"),
}


def frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that nobody changes, as it was before it was packed."""
    return MappingProxyType(mapping)


_TABLE = copyreg.dispatch_table | {MappingProxyType: lambda mapping: (frozen, (dict(mapping),))}


class NotOurs(ValueError):
    """The bytes hold something that the builder never packs."""


def pack(value: Any) -> bytes:
    """The value as bytes."""
    made = io.BytesIO()
    packer = pickle.Pickler(made, protocol=5)
    packer.dispatch_table = _TABLE
    packer.dump(value)
    return made.getvalue()


def unpack(data: bytes) -> Any:
    """The value. Raises NotOurs: a folder that others can write to must not run what they put into it."""
    try:
        return _Unpacker(io.BytesIO(data)).load()
    except NotOurs:
        raise
    # pickle raises whatever the values raise that it makes
    except Exception as error:
        raise NotOurs(f"it cannot be read ({type(error).__name__})") from None


class _Unpacker(pickle.Unpickler):
    """Finds classes, and of functions only what makes a path's or a day's value."""

    def find_class(self, module: str, name: str) -> Any:
        if (found := _kinds.get((module, name))) is None:
            found = _kinds[module, name] = self._find(module, name)
        return found

    def _find(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        found = super().find_class(module, name) if f"{module}.".startswith(_MODULES) else None
        if not isinstance(found, type):
            raise NotOurs(f"it holds {module}.{name}")
        return found


_kinds: dict[tuple[str, str], Any] = {}
"""What has been found: thousands of services are of the same few kinds."""
