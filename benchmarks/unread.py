"""`unread.py WORD...`: what `leaflet WORD...` does, but files are not read back before they are written."""

import sys
from types import ModuleType
from typing import Any

from builder.cli.__main__ import enter


class _Unread(ModuleType):
    """Stands where the pass is that reads back, and says that all is well."""

    ok = True
    results = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *given, **named: self


if __name__ == "__main__":
    sys.modules["builder.verify"] = _Unread("builder.verify")
    enter()
