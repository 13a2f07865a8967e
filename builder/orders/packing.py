"""Frozen values as bytes, for the journal and for other processes; nothing but the builder's own values comes out."""

from __future__ import annotations

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import partial
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

from builder.model.edition import Edition
from builder.model.glyphs import Cluster, Glyph, Run
from builder.text.memory import remember

_PROTOCOL = 5
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
    ("builtins", "frozenset"),
    # a face is its file and how it is used
    ("builder.text.faces", "_restore"),
    ("builder.orders.packing", "frozen"),
    ("builder.orders.packing", "run_of"),
    ("builder.orders.packing", "edition_of"),
    ("builder.orders.packing", "path_of"),
}


def frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A mapping that nobody changes, as it was before it was packed."""
    return MappingProxyType(mapping)


def path_of(text: str) -> Path:
    """A path from its text."""
    return Path(text)


def run_of(
    face: Any,
    rtl: bool,
    x: float,
    start: int,
    lang: str,
    lefts: tuple[float, ...],
    texts: tuple[str, ...] = (),
    starts: tuple[int, ...] = (),
    glyphs: tuple[tuple[Glyph, ...], ...] = (),
    advances: tuple[float, ...] = (),
) -> Run:
    """A run from what its clusters say, each by itself."""
    clusters = tuple(map(_cluster, zip(texts, starts, glyphs, advances, strict=True)))
    return Run(face, rtl, x, start, clusters, lefts, lang)


_cluster: Callable[[tuple[Any, ...]], Cluster] = partial(tuple.__new__, Cluster)

_EMPTY = object().__reduce_ex__(_PROTOCOL)[0]
"""What makes an empty value of a kind; pickle knows it by name."""

Taken = str | tuple[Any, ...]
"""What makes a value anew, and of what, as pickle has it."""


class _Apart(dict[type, Callable[[Any], Taken]]):
    """How values are taken apart, by their kind.

    Pickle would ask each of the thousands that a sheet is made of for a state, and put it into an empty one.
    """

    def __missing__(self, kind: type) -> Callable[[Any], Taken]:
        if issubclass(kind, type):
            # a class goes by its name, which pickle finds by itself
            raise KeyError(kind)
        found = self[kind] = next((made for base, made in _SPELLED if issubclass(kind, base)), None) or (
            _by_fields(kind) if _is_ours(kind) else _by_itself
        )
        return found


# Which modules' names pickle would write for these differs from one version of Python to the next
_SPELLED: tuple[tuple[type, Callable[[Any], Taken]], ...] = (
    (Enum, lambda member: (type(member), (member.value,))),
    (Path, lambda path: (path_of, (str(path),))),
)


def _is_ours(kind: type) -> bool:
    """A frozen dataclass with slots, which says by itself how its state is put into an empty one."""
    return is_dataclass(kind) and "__setstate__" in vars(kind) and kind.__reduce__ is object.__reduce__


def _by_itself(value: Any) -> Taken:
    taken: Taken = value.__reduce_ex__(_PROTOCOL)
    return taken


def _by_fields(kind: type) -> Callable[[Any], Taken]:
    """Called with the values of its fields in their order, a class gives the same value; where they go by name, they
    are the state of an empty one."""
    names = [field.name for field in fields(kind)]
    if len(names) < 2:
        return _by_itself
    values = attrgetter(*names)
    if all(field.init and not field.kw_only for field in fields(kind)):
        return lambda value: (kind, values(value))
    return lambda value: (_EMPTY, (kind,), values(value))


def _run(run: Run) -> Taken:
    return run_of, (run.face, run.rtl, run.x, run.start, run.lang, run.lefts, *zip(*run.clusters, strict=True))


def edition_of(data: bytes, unconfirmed: tuple[str, ...]) -> Edition:
    """An edition, which is packed by itself."""
    edition: Edition = unpack(data)
    return replace(edition, unconfirmed=frozenset(unconfirmed))


def _edition(edition: Edition) -> Taken:
    """A plate has it, and so has its sheet. A set comes out in another order in every process."""
    if not _last or _last[0][0] is not edition:
        _last[:] = [(edition, _packed(replace(edition, unconfirmed=frozenset()), _INSIDE))]
    return edition_of, (_last[0][1], tuple(sorted(edition.unconfirmed)))


_last: list[tuple[Edition, bytes]] = []

_INSIDE = _Apart(copyreg.dispatch_table)
_INSIDE[MappingProxyType] = lambda mapping: (frozen, (dict(mapping),))
_INSIDE[Run] = _run
_INSIDE[Glyph] = lambda glyph: (Glyph, tuple(glyph))
_TABLE = _Apart(_INSIDE)
_TABLE[Edition] = _edition


class NotOurs(ValueError):
    """The bytes hold something that the builder never packs."""


def pack(value: Any) -> bytes:
    """The value as bytes."""
    return _packed(value, _TABLE)


def _packed(value: Any, table: _Apart) -> bytes:
    made = io.BytesIO()
    packer = pickle.Pickler(made, _PROTOCOL)
    packer.dispatch_table = table
    packer.dump(value)
    return made.getvalue()


def pack_kept(value: Any) -> bytes:
    """As `pack`, for a value that this process will want again: `unpack` gives it back as it is."""
    data = pack(value)
    remember(_kept, data, value, most=_MOST_KEPT)
    return data


_MOST_KEPT = 48
"""Plates and sheets, of which a large one takes two megabytes."""

_kept: dict[bytes, Any] = {}


def unpack(data: bytes) -> Any:
    """The value. Raises NotOurs: a folder that others can write to must not run what they put into it."""
    if (found := _kept.get(data)) is not None:
        return found
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
