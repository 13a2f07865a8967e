"""Follows one address to where it leads: redirects one by one, the certificate, the answer, the page's beginning."""

from __future__ import annotations

import html
import http.client
import re
import socket
import ssl
import urllib.error
import urllib.request
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from builder import __version__
from builder.model.dataclass import dataclass

MOST_HOPS = 10
PAGE = 65_536
"""Bytes of a page that are read: its title, and what a domain that is for sale says of itself."""

TIMEOUT = 15.0
"""Seconds that a server has for each answer."""

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_AGENT = f"leaflet-builder/{__version__} (checks the addresses of health leaflets)"


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: the address that was asked, the status of the answer."""

    address: str
    status: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Where an address led. `status` is the last answer's, 0 when there was none, and `fault` says why.

    `fault`: "" (an answer came), `unreachable`, `certificate`, `circle`, `scheme`, `malformed`; `detail` in words.
    """

    address: str
    hops: tuple[Hop, ...]
    final: str
    status: int
    fault: str = ""
    detail: str = ""
    title: str = ""
    text: str = ""


def follow(address: str, timeout: float = TIMEOUT, context: ssl.SSLContext | None = None) -> Trail:
    """Ask for the address, and for what it redirects to. Never raises; nothing is sent but the address."""
    hops: list[Hop] = []
    at = address
    seen = set()
    while True:
        if host_of(at) is None:
            return Trail(address, tuple(hops), at, 0, "malformed", f"{at[:60]} is no address")
        if urlsplit(at).scheme not in ("http", "https"):
            return Trail(address, tuple(hops), at, 0, "scheme", f"it leads to {at[:60]}, which is no web page")
        if at in seen or len(hops) > MOST_HOPS:
            return Trail(address, tuple(hops), at, 0, "circle", "its redirects lead in a circle")
        seen.add(at)
        try:
            status, location, page = _ask(_opener(context), at, timeout)
        except Exception as error:  # any server can answer anything; what it did is the finding
            fault, detail = _fault(error)
            return Trail(address, tuple(hops), at, 0, fault, detail)
        hops.append(Hop(at, status))
        if status in (301, 302, 303, 307, 308) and location:
            at = urljoin(at, location)
            continue
        title = _TITLE.search(page)
        return Trail(
            address, tuple(hops), at, status, title=_plain(title[1]) if title else "", text=_plain(page[:PAGE])
        )


def host_of(address: str) -> str | None:
    """The name of the server that an address is on, in small letters; None when it is no address."""
    try:
        parts = urlsplit(address)
        return f"{parts.hostname or ''}:{parts.port or ''}"
    except ValueError:
        return None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are answers like any other: each is looked at before it is followed."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@lru_cache(maxsize=4)  # to read the authorities that are trusted takes longer than to ask for a page
def _opener(context: ssl.SSLContext | None) -> urllib.request.OpenerDirector:
    trusted = context or ssl.create_default_context()
    return urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trusted))


def _ask(opener: urllib.request.OpenerDirector, address: str, timeout: float) -> tuple[int, str, bytes]:
    asked = urllib.request.Request(_quoted(address), headers={"User-Agent": _AGENT, "Accept": "text/html, */*;q=0.5"})
    try:
        with opener.open(asked, timeout=timeout) as answer:
            return answer.status, answer.headers.get("Location") or "", answer.read(PAGE)
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers.get("Location") or "", answer.read(PAGE)


def _quoted(address: str) -> str:
    """Letters that are no ASCII as the protocol writes them (RFC 3986, 2.1; IDNA for the host)."""
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    return urllib.parse.quote(parts._replace(netloc=host).geturl(), safe="/:?#[]@!$&'()*+,;=%~-._")


def _fault(error: Exception) -> tuple[str, str]:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLError):
        told = getattr(reason, "verify_message", "") or reason.reason or str(reason)
        return "certificate", str(told).replace("_", " ").lower()
    if isinstance(reason, TimeoutError | socket.timeout):
        return "unreachable", "it did not answer in time"
    if isinstance(reason, socket.gaierror):
        return "unreachable", "there is no such domain"
    if isinstance(reason, ConnectionRefusedError):
        return "unreachable", "nothing answers there"
    if isinstance(reason, ValueError | http.client.InvalidURL):
        return "malformed", f"it is no address: {reason}"[:120]
    return "unreachable", f"{type(reason).__name__}: {reason}"[:120].lower()


def _plain(page: bytes) -> str:
    """A page without its tags, blanks single."""
    text = re.sub(r"(?is)<(script|style)\b.*?</\1>|<[^>]*>", " ", page.decode("utf-8", "replace"))
    return " ".join(html.unescape(text).split())
