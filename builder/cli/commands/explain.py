"""`leaflet explain`: the manual page of a finding's code."""

from __future__ import annotations

from builder.cli.option import Command, Request, option
from builder.cli.report import say, say_data
from builder.codes import explain, pages
from builder.diagnostics import did_you_mean
from builder.model.dataclass import dataclass
from builder.names import UnknownName


@dataclass(frozen=True, slots=True, kw_only=True)
class Explain(Request):
    """Explain a finding: what it claims, why a reader would be hurt, how to mend it. Without a code, list all codes."""

    code: str = option("the code in brackets after `error` or `warning`", "word", metavar="CODE")


def run(request: Explain) -> int:
    """Print one page, or the codes."""
    if request.code and request.code not in pages():
        raise UnknownName("code", request.code, did_you_mean(request.code, pages()))
    codes = [request.code] if request.code else list(pages())
    if request.format == "json":
        say_data({code: explain(code) for code in codes})
    elif request.code:
        say(explain(request.code).strip())
    else:
        for code in codes:
            say(code)
    return 0


COMMAND = Command("explain", Explain, run, "leaflet explain text-overflow")
