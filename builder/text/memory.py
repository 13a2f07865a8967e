"""Caches that stay small while thousands of imprints pass through."""

from __future__ import annotations

from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def remember(cache: dict[Key, Value], key: Key, value: Value, *, most: int) -> Value:
    """Put `value` into `cache`, which holds the `most` last ones made, and give it back."""
    if len(cache) >= most:
        del cache[next(iter(cache))]
    cache[key] = value
    return value
