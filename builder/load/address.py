"""What is wrong with a web address that is to be printed, and to be opened from paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from builder.load.shortened import SHORTENED, is_shortened

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"(?:{_LABEL}\.)+(?:xn--[a-z0-9-]+|[a-z]{{2,63}})")
"""RFC 1123, 2.1, with a name that everybody can look up: at least one dot, and a top level of letters."""

_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


def faults_of(address: str) -> Iterator[str]:
    """What an address lacks, each as the end of a sentence."""
    begins = address.startswith("https://") and len(address) >= 12
    if not begins:
        yield "does not begin with https://"
    if any(character in address for character in "?#"):
        yield "has a query or fragment, which can trace readers"
    if not address.isascii() or any(character in address for character in ' "<>\\^`{|}') or _ESCAPE.search(address):
        yield "has characters that an address cannot have"
    if "@" in address:
        yield "has an @, which can hide whose address it is"
    elif begins and address.isascii():
        host = re.split(r"[/?#]", address.removeprefix("https://"), maxsplit=1)[0]
        if host != host.lower():
            yield "has capital letters in its host, which codes and readers write small"
        elif not _HOST.fullmatch(host):
            yield f"has no host that everybody can look up (`{host[:40]}`)"
    if is_shortened(address):
        yield SHORTENED
