"""Our `dataclass` does what the standard library's does, only later."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace
from typing import Any

import pytest

from builder.model.dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Something with an id."""

    id: str
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived(Base):
    """Adds a field, as blocks do."""

    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loose:
    """Without slots, positional, with a default that is made anew."""

    first: int
    memo: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Single:
    """Equal only to itself."""

    value: int


@dataclass
class Mutable:
    """May be changed, so it has no hash."""

    value: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Says itself in its own way."""

    value: int

    def __repr__(self) -> str:
        return "told"


def twin(ours: type) -> Any:
    """The same class made by the standard library."""
    plain = {name: value for name, value in vars(Loose).items() if name in ("__annotations__", "__doc__", "__module__")}
    made = type(ours.__name__, (), plain | {"memo": field(default_factory=dict, compare=False, repr=False)})
    return dataclasses.dataclass(frozen=True)(made)


def test_values_compare_hash_and_show_as_the_standard_library_has_it() -> None:
    theirs = twin(Loose)
    for one, other in ((1, 1), (1, 2), (1, True), (1, 1.0)):
        assert (Loose(one) == Loose(other)) is (theirs(one) == theirs(other))
        assert (hash(Loose(one)) == hash(Loose(other))) is (hash(theirs(one)) == hash(theirs(other)))
        assert repr(Loose(one)) == repr(theirs(one))
    assert Loose(1) != theirs(1)
    assert Loose(1) != 1


def test_defaults_are_kept_and_made_anew() -> None:
    assert Loose(1).memo == {}
    assert Loose(1).memo is not Loose(1).memo
    assert Loose(1, {"a": 1}).memo == {"a": 1}
    assert Derived(id="a") == Derived(id="a", note="not compared", items=())
    assert Derived(id="a") != Base(id="a")


@pytest.mark.parametrize("value", [Base(id="a"), Derived(id="a", items=("b",)), Loose(1), Told(1)])
def test_frozen_values_refuse_changes(value: Any) -> None:
    name = fields(value)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "new")
    with pytest.raises(FrozenInstanceError):
        delattr(value, name)


@pytest.mark.parametrize(
    "value", [Base(id="a", note="n"), Derived(id="a", items=("b",)), Loose(1), Told(1), Mutable(1)]
)
def test_values_survive_copying_pickling_and_replacing(value: Any) -> None:
    assert is_dataclass(value)
    for made in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value)), replace(value)):
        assert made == value
        assert made is not value
        assert dataclasses.asdict(made) == dataclasses.asdict(value)


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(TypeError, match=r"Base.__init__\(\) missing 'id'"):
        Base()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Derived.__init__\(\) got an unexpected 'name'"):
        Derived(id="a", name="b")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument 'name'"):
        Loose(1, name=2)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        Derived("a")  # type: ignore[misc]


def test_what_a_class_says_itself_stands() -> None:
    assert repr(Told(1)) == "told"
    assert Single(1) != Single(1)
    assert len({Single(1), Single(1)}) == 2


def test_mutable_values_have_no_hash() -> None:
    value = Mutable()
    value.value = 2
    assert value == Mutable(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(value)


def test_first_call_of_one_class_leaves_another_alone() -> None:
    @dataclass(frozen=True, slots=True)
    class Early:
        value: int

    @dataclass(frozen=True, slots=True)
    class Late(Early):
        more: int = 0

    assert Early(1) == Early(1)
    assert Late(1, 2).more == 2
    assert Late(1, 2) != Late(1, 3)
    assert hash(Late(1, 2)) != hash(Late(1, 3))
