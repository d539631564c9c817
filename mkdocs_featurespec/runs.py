"""Long sequences in runs, so that what changed in them is found without looking at all of them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from operator import is_
from typing import Any, Generic, TypeVar

_LENGTH = 128
"""Of a run, about: a change costs so many looks at its neighbours, and one at each run."""

T = TypeVar("T")


class Runs(tuple[T, ...]):
    """A tuple that knows the runs it consists of; what did not change in it is the same run."""

    runs: Sequence[tuple[T, ...]]

    def __new__(cls, runs: Iterable[Sequence[T]] = ()) -> Runs[T]:
        """Put runs one behind the other."""
        kept = [tuple(run) for run in runs if run]
        made = super().__new__(cls, chain.from_iterable(kept))
        made.runs = kept
        return made

    @classmethod
    def of(cls, *sequences: Iterable[T]) -> Runs[T]:
        """Return sequences as one, with the runs of those that have some."""
        first = sequences[0] if len(sequences) == 1 else None
        if isinstance(first, Runs):
            return first
        return cls(
            run
            for sequence in sequences
            for run in (sequence.runs if isinstance(sequence, Runs) else (tuple(sequence),))
        )

    def again(self, items: Sequence[T]) -> Runs[T]:
        """Return other items; where runs of these are in them, they are the same runs."""
        begun_by = {id(run[0]): run for run in self.runs}
        starts = [i for i, item in enumerate(items) if id(item) in begun_by]
        runs: list[tuple[T, ...]] = []
        for start, end in pairwise((0, *starts, len(items))):
            run = begun_by.get(id(items[start])) if start < end else ()
            if run is not None and len(run) == end - start and all(map(is_, run, items[start:end])):
                runs.append(run)
            else:
                runs += _cut(items[start:end])
        same = len(runs) == len(self.runs) and all(map(is_, runs, self.runs))
        return self if same else Runs(runs)

    def spliced(self, gone: Sequence[T], come: Sequence[T], order: Callable[[T], Any]) -> Runs[T]:
        """Return the items without some and with others.

        Args:
            gone: Some of its items.
            come: Others.
            order: What all of them are ordered by, for no two the same.
        """
        if len(gone) + len(come) > len(self) // 8:
            out = set(map(id, gone))
            items = sorted(chain((i for i in self if id(i) not in out), come), key=order)
            return Runs(_cut(items))
        starts = [order(run[0]) for run in self.runs]

        def place(item: T) -> int:
            return max(bisect_right(starts, order(item)) - 1, 0)

        changed: dict[int, list[T]] = {}
        out = set(map(id, gone))
        for i in {place(item) for item in gone}:
            changed[i] = [item for item in self.runs[i] if id(item) not in out]
        for item in come:
            i = place(item)
            insort(changed.setdefault(i, list(self.runs[i])), item, key=order)
        runs: list[Sequence[T]] = []
        for i, run in enumerate(self.runs):
            now: Sequence[T] = changed.get(i, run)
            half = len(now) // 2 if len(now) > 2 * _LENGTH else len(now)
            runs += (now[:half], now[half:]) if i in changed else (now,)
        return Runs(runs)


def _cut(items: Sequence[T]) -> Iterator[tuple[T, ...]]:
    """Give items in runs."""
    for start in range(0, len(items), _LENGTH):
        yield tuple(items[start : start + _LENGTH])


class Changes(Generic[T]):
    """Tells in which runs sources are that were not there the last time, or are gone."""

    def __init__(self) -> None:
        self._runs: dict[int, tuple[T, ...]] = {}

    def update(self, runs: Iterable[tuple[T, ...]]) -> Sequence[tuple[T, ...]]:
        """Take the runs of today, and return those of the last time that are gone."""
        before, self._runs = self._runs, {id(run): run for run in runs}
        return [run for i, run in before.items() if i not in self._runs]

    def sources(self, runs: Iterable[tuple[T, ...]]) -> tuple[Sequence[T], Sequence[T]]:
        """Take the runs of today, and return which sources are gone and which are new."""
        known = self._runs.keys() & map(id, runs)
        before = {id(source): source for run in self.update(runs) for source in run}
        new = (run for i, run in self._runs.items() if i not in known)
        now = {id(source): source for run in new for source in run}
        return (
            [source for i, source in before.items() if i not in now],
            [source for i, source in now.items() if i not in before],
        )
