"""Modules that libraries import as they start and we seldom need: executed when first used, not when imported."""

from __future__ import annotations

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec


def later(package: str, *names: str) -> None:
    """Put modules of a package where these are, which become them when something of theirs is asked for.

    For the beginning of a process, before there are other threads. What is not there is missed where it is used.
    """
    for name in names if find_spec(package) else ():
        whole = f"{package}.{name}"
        spec = find_spec(whole)
        if spec is None or spec.loader is None or whole in sys.modules:
            continue
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[whole] = module
        spec.loader.exec_module(module)
        # `from PIL import Image` finds it here, and does not import it again
        setattr(sys.modules[package], name, module)
