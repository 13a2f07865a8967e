"""Addresses of services that make links short."""

from __future__ import annotations

import re

SHORTENED = "is a shortened link: nobody sees where it leads, and its owner counts who follows it"

_HOSTS = frozenset(
    (
        "adf.ly",
        "bit.do",
        "bit.ly",
        "buff.ly",
        "cutt.ly",
        "dub.sh",
        "fb.me",
        "forms.gle",
        "geni.us",
        "goo.gl",
        "goo.su",
        "is.gd",
        "j.mp",
        "linktr.ee",
        "lnkd.in",
        "mcaf.ee",
        "me-qr.com",
        "ow.ly",
        "q-r.to",
        "qr.ae",
        "qr.link",
        "qr.net",
        "qrco.de",
        "qrcodes.pro",
        "qrs.ly",
        "rb.gy",
        "rebrand.ly",
        "rotf.lol",
        "s.id",
        "shorturl.at",
        "shorturl.gg",
        "soo.gd",
        "surl.li",
        "t.co",
        "t.ly",
        "t2m.io",
        "tiny.cc",
        "tinyurl.com",
        "tr.im",
        "u.to",
        "url.ie",
        "v.gd",
        "vu.fr",
        "x.co",
        "y2u.be",
    )
)


def is_shortened(address: str) -> bool:
    """The host is known to lead elsewhere. Not all are: `leaflet links` follows every address."""
    host = re.split(r"[/?#:]", re.sub(r"^https?://", "", address.lower()), maxsplit=1)[0]
    return host.removeprefix("www.") in _HOSTS
