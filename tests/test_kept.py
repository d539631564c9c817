"""What is kept over rebuilds is what would be made anew."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.kept import FRESH, Fresh, Kept


@dataclass(frozen=True)
class Source:
    """Something that groups are made of; equal ones are not the same."""

    place: int
    pairs: tuple[tuple[str, int], ...]


def pairs(source: Source) -> tuple[tuple[str, int], ...]:
    return source.pairs


def place(source: Source) -> int:
    return source.place


KEYS = st.tuples(st.sampled_from("abc"), st.integers(0, 3))
SOURCES = st.lists(st.lists(KEYS, max_size=4).map(tuple), min_size=1, max_size=9)
CHOICES = st.lists(st.sets(st.integers(0, 8)), min_size=2, max_size=6)


@given(SOURCES, CHOICES)
def test_groups_and_orders_are_those_that_are_made_anew(
    given_pairs: list[tuple[tuple[str, int], ...]], choices: list[set[int]]
) -> None:
    every = [Source(i, each) for i, each in enumerate(given_pairs)]
    kept = Kept()
    for chosen in choices:
        now = [source for source in every if source.place in chosen]
        groups = kept.grouped("g", now, pairs)
        assert groups == FRESH.grouped("g", now, pairs)
        assert kept.ordered("o", reversed(now), place) == FRESH.ordered("o", now, place)
        assert kept.each("e", now, pairs) == FRESH.each("e", now, pairs)
        again = kept.grouped("g", now, pairs)
        assert all(again[key] is groups[key] for key in groups)
        assert kept.ordered("o", now, place) is kept.ordered("o", now, place)


def test_only_groups_of_changed_sources_are_made_anew() -> None:
    one, two, three = (Source(i, ((key, i), ("all", i))) for i, key in enumerate("abc"))
    kept = Kept()
    before = kept.grouped("g", [one, two, three], pairs)
    other = Source(1, (("b", 7),))
    after = kept.grouped("g", [one, other, three], pairs)
    assert after == {"a": (0,), "b": (7,), "c": (2,), "all": (0, 2)}
    assert before["all"] == (0, 1, 2)
    assert [key for key in after if after[key] is before.get(key)] == ["a", "c"]


def test_many_new_items_are_put_in_order_too() -> None:
    kept = Kept()
    every = [Source(i, ()) for i in range(200)]
    assert kept.ordered("o", every[:1], place) == tuple(every[:1])
    assert kept.ordered("o", reversed(every), place) == tuple(every)
    assert kept.ordered("o", every[:150], place) == tuple(every[:150])


@pytest.mark.parametrize("kept", [Kept(), Fresh()])
def test_a_thing_is_made_again_when_it_is_made_of_something_else(kept: Fresh) -> None:
    made: list[str] = []

    def make() -> str:
        made.append("one")
        return f"thing {len(made)}"

    assert kept.once("name", (1, "a"), make) == "thing 1"
    times = 1 if isinstance(kept, Kept) else 2
    assert kept.once("name", (1, "".join("a")), make) == f"thing {times}"
    assert kept.once("name", (2, "a"), make) == f"thing {times + 1}"
    assert len(made) == times + 1


def test_each_is_made_once_for_an_object_and_what_else_it_is_made_of() -> None:
    kept = Kept()
    made: list[int] = []

    def make(source: Source) -> int:
        made.append(source.place)
        return source.place

    one, two, twin = Source(1, ()), Source(2, ()), Source(1, ())
    assert kept.each("e", [one, two], make, ("x",)) == [1, 2]
    assert kept.each("e", [two, one], make, ("x",)) == [2, 1]
    assert made == [1, 2]
    assert kept.each("e", [twin, two], make, ("x",)) == [1, 2]
    assert made == [1, 2, 1]
    assert kept.each("e", [twin, two], make, ("y",)) == [1, 2]
    assert made == [1, 2, 1, 1, 2]


def test_an_equal_value_is_the_object_of_before() -> None:
    kept = Kept()
    first = kept.same("value", Source(1, ()))
    assert kept.same("value", Source(1, ())) is first
    assert kept.same("value", Source(2, ())) == Source(2, ())


def test_what_is_not_asked_for_between_two_turns_is_forgotten() -> None:
    kept = Kept()
    first = kept.same("value", Source(1, ()))
    kept.turn_over()
    assert kept.same("value", Source(1, ())) is first
    kept.turn_over()
    kept.turn_over()
    assert kept.same("value", Source(1, ())) is not first
    FRESH.turn_over()
