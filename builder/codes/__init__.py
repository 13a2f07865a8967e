"""The manual's page of every code that a finding can carry.

A page is the docstring of a function in one of this package's modules, whose name is the code with underscores: one
sentence of claim, then why a reader would be hurt, then `Fix:`. A module holds the codes of one pass; adding a module
adds its pages. Codes are permanent. A test holds the pages to the codes that the builder uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from inspect import cleandoc, getmembers, isfunction
from pkgutil import iter_modules
from types import MappingProxyType


class UnknownCode(LookupError):
    """There is no page for this code; the message says what was meant."""


def explain(code: str) -> str:
    """The page of this code. Raises `UnknownCode`."""
    page = pages().get(code)
    if page is None:
        from builder.diagnostics import did_you_mean

        hint = "".join(f"; {hint.message}" for hint in did_you_mean(code, pages(), listing=False))
        raise UnknownCode(f"there is no code `{code[:60]}`{hint}")
    return f"{code}\n\n{page}\n"


@cache
def pages() -> Mapping[str, str]:
    """Code -> page, in alphabetical order."""
    found: dict[str, str] = {}
    for module in iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        for name, function in getmembers(loaded, isfunction):
            if function.__module__ == loaded.__name__ and not name.startswith("_"):
                code = name.replace("_", "-")
                if code in found:
                    raise ValueError(f"the code {code} has two pages")
                found[code] = cleandoc(function.__doc__ or "")
    return MappingProxyType(dict(sorted(found.items())))
