"""The fingerprint and the digest of a struck file, of which a plate's part is taken once."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any


def fingerprint(body: bytes, added: bytes) -> str:
    """Of a file that begins with a plate (ISO 32000-1, 14.4): the same content has the same one."""
    digest = _begun(body).copy()
    digest.update(added)
    return str(digest.hexdigest())


def digest_of(body: bytes, data: bytes) -> str:
    """SHA-256 of a file that begins with a plate."""
    digest = _digested(body).copy()
    digest.update(memoryview(data)[len(body) :])
    return str(digest.hexdigest())


@lru_cache(maxsize=256)
def _digested(body: bytes) -> Any:
    return hashlib.sha256(body)


@lru_cache(maxsize=256)
def _begun(body: bytes) -> Any:
    return hashlib.md5(body, usedforsecurity=False)
