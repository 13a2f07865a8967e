"""The types of a dataclass's fields as objects, several times faster than `typing.get_type_hints`."""

from __future__ import annotations

import sys
from functools import cache
from inspect import get_annotations
from typing import Any


def field_types(made: type[Any]) -> dict[str, Any]:
    """Field name -> type, inherited fields included."""
    found: dict[str, Any] = {}
    for owner in reversed(made.__mro__):
        for name, annotation in get_annotations(owner).items():
            found[name] = _resolve(owner.__module__, annotation)
    return found


@cache
def _resolve(module: str, annotation: Any) -> Any:
    if not isinstance(annotation, str):
        return annotation
    # The model's own source, never anything from a file: `from __future__ import annotations` leaves it as text.
    return eval(annotation, vars(sys.modules[module]))
