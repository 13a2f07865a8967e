"""`leaflet links`: every address is followed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from builder.cli.option import Command, Request, option
from builder.cli.progress import Progress
from builder.cli.report import exit_code, say, say_data, show, table
from builder.diagnostics import Findings
from builder.links.follow import TIMEOUT, follow
from builder.links.gather import gather
from builder.links.judge import judge, tell
from builder.links.run import follow_all
from builder.load import Library
from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Links(Request):
    """Follow every address on the web: pages that are gone or have moved, certificates, domains that changed hands.

    It asks the network, so no build ever does this. Nothing is sent but the addresses themselves.
    """

    printed: bool = option("only addresses that readers see, not the sources", "flag", "--printed")
    timeout: int = option(
        "seconds that a server has to answer", "count", "--timeout", metavar="N", default=int(TIMEOUT)
    )
    strict: bool = option("warnings count as errors for the exit code", "flag", "--strict")


def run(request: Links) -> int:
    """Follow them, print a table of what is not well."""
    uses = {
        address: told
        for address, told in gather(Library.open(Path.cwd())).items()
        if not request.printed or any(use.printed for use in told)
    }
    findings = Findings()
    with Progress(len(uses), "following") as progress:
        trails = follow_all(uses, partial(follow, timeout=float(request.timeout)), progress.step)
    verdicts = {address: judge(trail) for address, trail in trails.items()}
    for address, verdict in verdicts.items():
        tell(address, uses[address], verdict, findings)
    show(findings, request.format)
    if request.format == "json":
        say_data(
            [
                {
                    "address": address,
                    "state": verdict.state,
                    "told": verdict.told,
                    "status": trails[address].status,
                    "final": trails[address].final,
                    "title": trails[address].title,
                    "used": [use.what for use in uses[address]],
                }
                for address, verdict in verdicts.items()
            ]
        )
        return exit_code(findings, request.strict)
    states: dict[str, int] = {}
    for verdict in verdicts.values():
        states[verdict.state] = states.get(verdict.state, 0) + 1
    if verdicts:
        table([("state", "addresses"), *((state, str(count)) for state, count in sorted(states.items()))])
    say(f"{len(verdicts)} addresses followed")
    return exit_code(findings, request.strict)


COMMAND = Command("links", Links, run, "leaflet links --printed")
