"""Many addresses at once, one at a time for each server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from builder.links.follow import Trail, follow, host_of

WORKERS = 8

Follow = Callable[[str], Trail]


def follow_all(
    addresses: Iterable[str], follow_one: Follow = follow, done: Callable[[Trail], object] = lambda trail: None
) -> Mapping[str, Trail]:
    """Address -> where it led, in the order of the addresses. `done` hears of each as it happens."""
    wanted = list(dict.fromkeys(addresses))
    by_host: dict[str, list[str]] = {}
    for address in wanted:
        by_host.setdefault(host_of(address) or address, []).append(address)
    trails: dict[str, Trail] = {}
    with ThreadPoolExecutor(WORKERS) as pool:
        running = [pool.submit(_one_server, listed, follow_one) for listed in by_host.values()]
        for finished in as_completed(running):
            for trail in finished.result():
                trails[trail.address] = trail
                done(trail)
    return {address: trails[address] for address in wanted}


def _one_server(addresses: list[str], follow_one: Follow) -> list[Trail]:
    trails = []
    for address in addresses:
        trail = follow_one(address)
        # a lost packet is no dead page
        trails.append(follow_one(address) if trail.fault == "unreachable" else trail)
    return trails
