"""Caches forget the oldest first."""

from builder.text.memory import remember


def test_the_last_ones_made_are_kept() -> None:
    cache: dict[str, int] = {}
    for value, key in enumerate("abcd"):
        assert remember(cache, key, value, most=3) == value
    assert cache == {"b": 1, "c": 2, "d": 3}
