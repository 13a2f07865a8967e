"""The binder of regular expressions, which refuses those that may never end."""

from __future__ import annotations

from typing import Any

from builder.load.binding import BAD, Bind, Binding
from builder.load.nodes import Node
from builder.load.values import bind_filled_str, bind_str, short

_REPEATED = (")+", ")*", "){")
"""What a repeat around another repeat is written with."""


def bind_expression(filled: bool) -> Bind:
    """A regular expression; whether it is one is asked where it is used."""
    one = bind_filled_str if filled else bind_str

    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        value = one(node, binding, owner, name, safety)
        if value is BAD or not any(sign in value.replace(" ", "") for sign in _REPEATED):
            return value
        # most expressions cannot be such, and a sheet does without the look at them
        from builder.load.backtracking import may_not_end

        if may_not_end(value):
            told = f"`{short(node)}` can read one text in more ways than can ever be tried"
            hint = "what a group repeats must begin otherwise than it goes on: for `(?:a+ ?)+` write `[a ]+`"
            binding.error("endless-expression", told, node.span, hint)
            return BAD
        return value

    return bind
