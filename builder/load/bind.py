"""Nodes become frozen dataclasses; the dataclass's types decide what is asked of a value.

A binder is made once for each type. All findings of a file are made in one go: after an error binding goes on with the
next value. YAML writes the underscores of field names as hyphens.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from builder.diagnostics import Findings, Hint, did_you_mean
from builder.load import values
from builder.load.annotations import field_types
from builder.load.binding import BAD, Bind, Binding, TooMany, as_list, or_nothing
from builder.load.nodes import Mapping, Node, Scalar
from builder.load.nodes import Sequence as SequenceNode
from builder.model.layout import Face, Panel
from builder.model.leaflet import KINDS, Block, Claims, Section
from builder.model.source import Colour, Id, Length, Span, Text

T = TypeVar("T")

_SINGLE: dict[Any, Bind] = {
    Text: values.bind_text,
    str: values.bind_str,
    Id: values.bind_id,
    Length: values.bind_length,
    Colour: values.bind_colour,
    bool: values.bind_bool,
    int: values.bind_int,
    float: values.bind_float,
    Claims: values.bind_claims,
}

_FILE_WIDE = (Section, Block, Face, Panel)
"""Their ids are unique in the whole file; other ids are unique in what holds them."""

_OWNERS = (Section, Block)
"""Message ids begin anew with their id, and leave out the name of the list an item stands in."""


def bind(node: Node, kind: type[T], findings: Findings) -> T | None:
    """The node as a value of this dataclass.

    It may be incomplete when errors were found, and serves then only to find more; None when nothing could be made.
    """
    binding = Binding(findings)
    try:
        value: Any = _record(kind)(node, binding, "", "", False)
    except TooMany:
        findings.note("too-many-findings", f"{node.span.file} has more findings than are shown", node.span)
        return None
    return None if value is BAD else value


def required(field: Field[Any]) -> bool:
    """The file must give it."""
    return field.default is MISSING and field.default_factory is MISSING


def written(name: str) -> str:
    """A field's name as YAML writes it."""
    return name.replace("_", "-")


@cache
def _binder(wanted: Any) -> Bind:
    if wanted in _SINGLE:
        return _SINGLE[wanted]
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return values.bind_choice(arguments)
    if origin in (Union, types.UnionType):
        (one,) = (argument for argument in arguments if argument is not types.NoneType)
        return _binder(one)
    if origin is tuple:
        if arguments[-1] is Ellipsis:
            return _bind_list(_binder(arguments[0]), is_record(arguments[0]))
        return _bind_fixed([_binder(argument) for argument in arguments])
    if origin is MappingType:
        return _bind_mapping(_binder(arguments[1]))
    if wanted is Block:
        return _bind_block
    return _record(wanted)


def is_record(wanted: Any) -> bool:
    """A dataclass that is written as a mapping of fields."""
    return is_dataclass(wanted) and wanted not in _SINGLE


def _holds_records(wanted: Any) -> bool:
    return is_record(wanted) or any(_holds_records(argument) for argument in get_args(wanted))


def _bind_list(bind_one: Bind, records: bool) -> Bind:
    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if not isinstance(node, SequenceNode):
            flat = isinstance(node, Scalar) and not records and not node.empty
            return binding.wrong(node, name, "a list", *((as_list(values.short(node)),) if flat else ()))
        made = []
        for number, item in enumerate(node.items, 1):
            value = bind_one(item, binding, owner, f"{name}.{number}", safety)
            if value is not BAD:
                made.append(value)
        return tuple(made)

    return bind


def _bind_fixed(binders: Sequence[Bind]) -> Bind:
    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if not isinstance(node, SequenceNode) or len(node.items) != len(binders):
            return binding.wrong(node, name, f"a list of {len(binders)}")
        made = [one(item, binding, owner, name, safety) for one, item in zip(binders, node.items, strict=True)]
        return BAD if BAD in made else tuple(made)

    return bind


def _bind_mapping(bind_one: Bind) -> Bind:
    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if not isinstance(node, Mapping):
            return binding.wrong(node, name, "a mapping (`name: value` lines)")
        made = {}
        for word, (key, item) in node.entries.items():
            if values.bind_id(key, binding, "", name, False) is BAD:
                continue
            value = bind_one(item, binding, owner, word, safety)
            if value is not BAD:
                made[word] = value
        return types.MappingProxyType(made)

    return bind


def _bind_block(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
    """A block: `kind:` says which."""
    if not isinstance(node, Mapping):
        return binding.wrong(node, name, "a block (`kind: text` and its fields)")
    entry = node.entries.get("kind")
    if entry is None:
        hint = f"one of: {', '.join(KINDS)}"
        binding.error("missing-field", "a block needs `kind`", _first_key(node), hint)
        return BAD
    chosen = _KIND(entry[1], binding, "", "kind", False)
    return BAD if chosen is BAD else _record(KINDS[chosen])(node, binding, owner, name, safety)


_KIND = values.bind_choice(tuple(KINDS))


class _FieldPlan(NamedTuple):
    attribute: str
    bind: Bind
    holds_records: bool


class _Plan:
    """How a dataclass is bound: its YAML fields with their binders."""

    def __init__(self, made: type[Any]) -> None:
        hints = field_types(made)
        in_yaml = [field for field in fields(made) if "doc" in field.metadata]
        self.what = _in_words(made)
        self.is_block = issubclass(made, Block)
        self.owns = issubclass(made, _OWNERS)
        self.scope = next((wide.__name__.lower() for wide in _FILE_WIDE if issubclass(made, wide)), "")
        self.has_span = any(field.name == "span" and "doc" not in field.metadata for field in fields(made))
        self.safety: bool | None = next((bool(field.default) for field in in_yaml if field.name == "safety"), None)
        self.required = [written(field.name) for field in in_yaml if required(field)]
        self.fields = {
            written(field.name): _FieldPlan(
                field.name, _of_field(field, hints[field.name]), _holds_records(hints[field.name])
            )
            for field in in_yaml
        }
        self.names = [*self.fields, "kind"] if self.is_block else list(self.fields)


def _in_words(made: type[Any]) -> str:
    """`a signs block`, `an emergency number`."""
    kinds = (f"{kind} block" for kind, block in KINDS.items() if block is made)
    name = next(kinds, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", made.__name__).lower())
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _of_field(field: Field[Any], wanted: Any) -> Bind:
    text: str = field.metadata["doc"]
    if wanted is str and "YYYY-MM-DD" in text:
        return values.bind_date
    if wanted is str and text.startswith("https address"):
        return values.bind_address
    if field.metadata.get("verbatim"):
        one = values.bind_filled_verbatim if required(field) else values.bind_verbatim
        return one if wanted is str else _bind_list(one, False)
    if text.startswith(("regular expression", "expression")):
        from builder.load.expression import bind_expression

        return bind_expression(required(field)) if wanted is str else _bind_list(bind_expression(True), False)
    if like := field.metadata.get("like"):
        return values.bind_like(like, text)
    if wanted is str and required(field):
        return values.bind_filled_str
    bind_value = _binder(wanted)
    least, most = (field.metadata.get(bound) for bound in ("least", "most"))
    if (least, most) != (None, None):
        return values.bind_within(bind_value, least, most)
    listed = get_origin(wanted) is tuple and get_args(wanted)[-1] is Ellipsis
    if listed and required(field):
        return _at_least_one(bind_value)
    return or_nothing(bind_value) if field.metadata.get("bare") else bind_value


def _at_least_one(bind_list: Bind) -> Bind:
    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        if isinstance(node, SequenceNode) and not node.items:
            binding.error("empty-value", f"`{name}` is empty; it needs at least one entry", node.span)
            return BAD
        return bind_list(node, binding, owner, name, safety)

    return bind


@cache
def _plan(made: Any) -> _Plan:
    return _Plan(made)


def _record(made: Any) -> Bind:
    def bind(node: Node, binding: Binding, owner: str, name: str, safety: bool) -> Any:
        plan = _plan(made)  # at first use, not before: a panel holds panels
        if not isinstance(node, Mapping):
            return binding.wrong(node, name or "the file", f"{plan.what} (`field: value` lines)")
        prefix = _prefix(plan, node, binding, owner) if name else ""
        if plan.safety is not None:
            safety = safety or _safety(node, plan.safety)
        found: dict[str, Any] = {}
        failed = False
        for word, (key, value_node) in node.entries.items():
            field = plan.fields.get(word)
            if field is None:
                if word != "kind" or not plan.is_block:
                    _unknown_field(plan, word, key, binding)
                continue
            below = f"{prefix}.{word}".lstrip(".") if field.holds_records and not plan.owns else prefix
            value = field.bind(value_node, binding, below, word, safety)
            if value is not BAD:
                found[field.attribute] = value
            elif word in plan.required:
                failed = True
        missing = [word for word in plan.required if word not in node.entries]
        if missing:
            listed = " and ".join(f"`{word}`" for word in missing)
            binding.error("missing-field", f"{plan.what} needs {listed}", _first_key(node))
        if failed or missing:
            return BAD
        if plan.has_span:
            found["span"] = node.span
        return made(**found)

    return bind


def _prefix(plan: _Plan, node: Mapping, binding: Binding, owner: str) -> str:
    """Message ids begin with this. Notes the id as used."""
    entry = node.entries.get("id")
    if entry is None or not isinstance(entry[1], Scalar) or not entry[1].value:
        return owner
    identity = entry[1].value
    place = entry[1].span
    if not binding.unique(plan.scope or owner, identity, place, f"the {plan.scope} id".replace("  ", " ")):
        identity += f"@{place.line}"  # its messages are others than the first one's: one finding is enough
    return identity if plan.owns else f"{owner}.{identity}".lstrip(".")


def _safety(node: Mapping, default: bool) -> bool:
    entry = node.entries.get("safety")
    return entry[1].value == "true" if entry and isinstance(entry[1], Scalar) else default


def _unknown_field(plan: _Plan, word: str, key: Scalar, binding: Binding) -> None:
    listed = Hint(f"{plan.what} has: {', '.join(plan.names)}")
    near = did_you_mean(written(word.lower()), plan.names, listing=False)
    binding.error("unknown-field", f"{plan.what} has no field `{word[:40]}`", key.span, *near, listed)


def _first_key(node: Mapping) -> Span:
    """The first key that stands in the mapping's own file, not in a parent's."""
    return next((key.span for key, _ in node.entries.values() if key.source is node.source), node.span)
