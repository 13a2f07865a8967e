"""Syllables, counted by the rules that `leaflets/readability.yaml` gives for a language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from builder.model.readability import Syllables

_GAPS = re.compile(r"[^\w']+|\d+")

Counter = Callable[[str], int]
"""A word -> its syllables, at least one."""


@lru_cache(maxsize=32)
def counter(rules: Syllables) -> Counter:
    """What counts syllables by these rules. Raises re.error for a rule that is no expression."""
    known = {word.replace("-", ""): word.count("-") + 1 for word in rules.words}
    silent = [re.compile(one) for one in rules.silent]
    more = [re.compile(one) for one in rules.more]
    vowel = re.compile("|".join([*rules.one, f"[{rules.vowels}]"]))

    @lru_cache(maxsize=4096)
    def count(word: str) -> int:
        return max(1, sum(_of_part(part) for part in _GAPS.split(word.lower().replace("\u2019", "'")) if part))

    def _of_part(part: str) -> int:
        if part in known:
            return known[part]
        if part.endswith("'s") and part[:-2] in known:
            return known[part[:-2]]
        spoken = part
        for pattern in silent:
            spoken = pattern.sub("", spoken)
        return max(1, len(vowel.findall(spoken)) + sum(len(pattern.findall(part)) for pattern in more))

    return count
