"""What is kept over rebuilds is what would be made anew."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.kept import FRESH, Fresh, Kept
from mkdocs_featurespec.runs import Runs


@dataclass(frozen=True)
class Source:
    """Something that groups are made of; equal ones are not the same.

    Attributes:
        place: Where it stands among others.
        pairs: What it gives, by key.
    """

    place: int
    pairs: tuple[tuple[str, int], ...]


def pairs(source: Source) -> tuple[tuple[str, int], ...]:
    return source.pairs


def group(values: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    return ("g", values)


def first(made: tuple[str, tuple[int, ...]]) -> tuple[int, ...]:
    return made[1]


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
        merged = kept.merged("m", now, pairs, group, first)
        assert merged == FRESH.merged("m", now, pairs, group, first)
        assert kept.each("e", now, pairs) == FRESH.each("e", now, pairs)
        again = kept.grouped("g", now, pairs)
        assert all(again[key] is groups[key] for key in groups)
        assert kept.merged("m", now, pairs, group, first) is merged


def test_only_groups_of_changed_sources_are_made_anew() -> None:
    one, two, three = (Source(i, ((key, i), ("all", i))) for i, key in enumerate("abc"))
    kept = Kept()
    before = kept.grouped("g", [one, two, three], pairs)
    other = Source(1, (("b", 7),))
    after = kept.grouped("g", [one, other, three], pairs)
    assert after == {"a": (0,), "b": (7,), "c": (2,), "all": (0, 2)}
    assert before["all"] == (0, 1, 2)
    assert [key for key in after if after[key] is before.get(key)] == ["a", "c"]


@given(
    st.sets(st.integers(0, 3000), max_size=2),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 300)), min_size=1, max_size=4),
)
def test_many_things_are_in_order_whatever_comes_and_goes(
    start: set[int], changes: list[tuple[int, int]]
) -> None:
    every = [Source(i, ((f"{i:04}", i),)) for i in range(3300)]
    chosen = set(range(0, 3000, 3)) | start
    kept = Kept()
    before: dict[int, int] = {}
    for begin, length in changes:
        chosen ^= set(range(begin, begin + length, 2))
        now = Runs.of([every[i] for i in sorted(chosen)])
        merged = kept.merged("m", now, pairs, group, first)
        assert merged == tuple(("g", (i,)) for i in sorted(chosen))
        assert kept.each("e", merged, first) == [(i,) for i in sorted(chosen)]
        stay = {each[1][0]: id(each) for each in merged}
        assert all(stay[i] == before[i] for i in stay.keys() & before.keys())
        before = stay


def test_a_small_change_leaves_most_runs_as_they_are() -> None:
    every = [Source(i, ((f"{i:04}", i),)) for i in range(3000)]
    kept = Kept()
    before = kept.merged("m", every, pairs, group, first)
    after = kept.merged("m", [*every[:70], *every[71:]], pairs, group, first)
    assert isinstance(before, Runs)
    assert isinstance(after, Runs)
    changed = {id(run) for run in after.runs} - {id(run) for run in before.runs}
    assert len(changed) == 1
    assert len(after.runs) == len(before.runs) > 20


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


def test_an_error_on_the_way_leaves_nothing_stuck() -> None:
    one, two = Source(1, (("a", 1),)), Source(2, (("a", 2),))
    kept = Kept()

    def fail(source: Source) -> tuple[tuple[str, int], ...]:
        raise ValueError(source)

    with pytest.raises(ValueError, match="Source"):
        kept.each("name", [one, two], fail)
    with pytest.raises(ValueError, match="Source"):
        kept.grouped("name", [one, two], fail)
    assert kept.each("name", [two], pairs) == [two.pairs]
    assert kept.grouped("name", [two], pairs) == {"a": (2,)}
