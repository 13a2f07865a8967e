"""The standard library's `dataclass`, with methods that are written when they are first called.

The standard library writes and compiles up to six methods for each class as it is imported, 0.6 ms a class: with a
hundred classes, a fifth of a command that makes one sheet. Here a class gets its `__init__` with its first value,
`__eq__` and `__hash__` when one is compared; the rest are the same for all. `fields`, `replace` and `is_dataclass` work
as ever, and type checkers see the standard library's own. `__post_init__`, `InitVar` and `order` are left to that one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        made: type[T] | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        kw_only: bool = False,
        eq: bool = True,
    ) -> type[T] | Callable[[type[T]], type[T]]:
        """As `dataclasses.dataclass`."""
        if made is None:
            return lambda made: _complete(made, frozen, slots, kw_only, eq)
        return _complete(made, frozen, slots, kw_only, eq)


def _complete(made: type[T], frozen: bool, slots: bool, kw_only: bool, eq: bool) -> type[T]:
    # a class that says nothing of itself would be given its signature, which takes 5 ms to find out
    made.__doc__ = made.__doc__ or made.__name__
    # without methods to write, the standard library has nothing to compile
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(made)
    methods: dict[str, Any] = {"__init__": _later(made, "__init__", _init), "__repr__": _repr}
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if frozen and slots:
        methods["__getstate__"] = _later(made, "__getstate__", _getstate)
        methods["__setstate__"] = _later(made, "__setstate__", _setstate)
    if eq:
        methods["__eq__"] = _later(made, "__eq__", _eq)
        methods["__hash__"] = _later(made, "__hash__", _hash) if frozen else None
    own = vars(made)
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _later(made: type, name: str, write: Callable[[type], Callable[..., Any]]) -> Callable[..., Any]:
    """A method that writes the real one when it is called, and gives way to it."""

    def first(self: Any, *values: Any, **named: Any) -> Any:
        method = write(made)
        setattr(made, name, method)
        return method(self, *values, **named)

    return first


def _init(made: type) -> Callable[..., Any]:
    if all(field.kw_only for field in fields(made)):
        return _named_init(made)
    known: dict[str, Any] = {"_absent": MISSING, "_put": object.__setattr__}
    signature, named, body = ["self"], list[str](), ["pass"]
    for field in fields(made):
        parameter, value = _parameter(field, known)
        (named if field.kw_only else signature).append(parameter)
        body.append(_put(made, field.name, value, known))
    return _compiled("__init__", [*signature, *["*"] * bool(named), *named], body, known)


def _named_init(made: type) -> Callable[..., Any]:
    """Without compiling: values made by name are few of a kind, what YAML says."""
    puts = {field.name: _slot(made, field.name) for field in fields(made)}
    defaults = {field.name: field.default for field in fields(made) if field.default is not MISSING}
    factories = {field.name: field.default_factory for field in fields(made) if field.default_factory is not MISSING}

    def __init__(self: Any, **named: Any) -> None:
        values = defaults | named
        for name, make in factories.items():
            if name not in named:
                values[name] = make()
        if values.keys() != puts.keys():
            raise TypeError(_wrong_names(made, puts.keys(), values.keys()))
        for name, put in puts.items():
            if put is not None:
                put(self, values[name])
            else:
                object.__setattr__(self, name, values[name])

    return __init__


def _wrong_names(made: type, known: Collection[str], given: Collection[str]) -> str:
    missing = ", ".join(repr(name) for name in known if name not in given)
    unknown = ", ".join(repr(name) for name in given if name not in known)
    told = f"missing {missing}" if missing else f"got an unexpected {unknown}"
    return f"{made.__qualname__}.__init__() {told}"


def _slot(made: type, name: str) -> Callable[[Any, Any], None] | None:
    """What writes the field of a class with slots: the fastest way past a `__setattr__` that refuses."""
    put: Callable[[Any, Any], None] | None = getattr(getattr(made, name, None), "__set__", None)
    return put


def _parameter(field: Field[Any], known: dict[str, Any]) -> tuple[str, str]:
    """A field in the signature, and its value in the body."""
    name = field.name
    if field.default is not MISSING:
        known[f"_default_{name}"] = field.default
        return f"{name}=_default_{name}", name
    if field.default_factory is not MISSING:
        known[f"_make_{name}"] = field.default_factory
        return f"{name}=_absent", f"_make_{name}() if {name} is _absent else {name}"
    return name, name


def _eq(made: type) -> Callable[..., Any]:
    same = f"return {_values('self', made)} == {_values('other', made)}"
    body = ["if other.__class__ is not self.__class__: return NotImplemented", same]
    return _compiled("__eq__", ["self", "other"], body, {})


def _hash(made: type) -> Callable[..., Any]:
    return _compiled("__hash__", ["self"], [f"return hash({_values('self', made)})"], {})


def _values(of: str, made: type) -> str:
    return "(" + "".join(f"{of}.{field.name}, " for field in fields(made) if field.compare) + ")"


def _compiled(name: str, signature: list[str], body: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    exec(f"def {name}({', '.join(signature)}):\n " + "\n ".join(body), known)
    method: Callable[..., Any] = known[name]
    return method


def _repr(self: Any) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self) if field.repr)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse(self: Any, name: str, value: Any = None) -> None:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _getstate(made: type) -> Callable[..., Any]:
    """For pickling between processes: without it, slots would be set one by one, which is refused."""
    values = ", ".join([f"self.{field.name}" for field in fields(made)])
    return _compiled("__getstate__", ["self"], [f"return [{values}]"], {})


def _setstate(made: type) -> Callable[..., Any]:
    known: dict[str, Any] = {"_put": object.__setattr__}
    names = "".join([f"{field.name}, " for field in fields(made)])
    body = [_put(made, field.name, field.name, known) for field in fields(made)]
    return _compiled("__setstate__", ["self", "_state"], [f"({names}) = _state", *body], known)


def _put(made: type, name: str, value: str, known: dict[str, Any]) -> str:
    """The line that writes a field."""
    if (put := _slot(made, name)) is None:
        return f"_put(self, {name!r}, {value})"
    known[f"_put_{name}"] = put
    return f"_put_{name}(self, {value})"
