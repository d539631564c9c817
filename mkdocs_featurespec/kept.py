"""What was made of something, kept for as long as it is made of the same.

A preview makes nearly everything of the very objects that it made it of the time before: a page
that was not edited is the same `Page`, so what it says of a table is the same `Use`, so the table's
row is the same text. Functions that may be called for a preview take a `Fresh`, ask it to make
things, and need not know whether it is a `Kept`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

from mkdocs_featurespec.runs import Changes, Runs


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


S = TypeVar("S")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Order = TypeVar("Order", bound=_Ordered)
Give = Callable[[S], Iterable[tuple[K, V]]]


class Fresh:
    """Makes everything anew, for what is built once and then done with.

    What is kept goes by a name, and nothing else may go by that name in the same method. Sources
    are objects that do not change, each of them once.
    """

    def once(self, name: Hashable, made_of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes, made again only where it is made of something else.

        Args:
            name: What it is.
            made_of: All that it depends on, as values that do not change. They are compared as
                values, which takes no time for those that are the same objects.
            make: Makes it.
        """
        return make()

    def same(self, name: Hashable, value: T) -> T:
        """Return a value, or the object that it equals and that went by the name before."""
        return self.once(name, (value,), lambda: value)

    def settled(
        self, name: Hashable, keys: Iterable[Hashable], values: Iterable[T]
    ) -> tuple[T, ...]:
        """Return values; one that equals what had its key before is that object.

        Args:
            name: What they are.
            keys: The key of each, no two the same.
            values: Values that do not change.
        """
        return tuple(values)

    def each(
        self,
        name: Hashable,
        sources: Iterable[S],
        make: Callable[[S], T],
        made_of: tuple[object, ...] = (),
    ) -> Sequence[T]:
        """Return what `make` makes of each source, made again only for other objects.

        Args:
            name: What they are.
            sources: What each is made of.
            make: Makes something of one of them.
            made_of: What all of it depends on besides.
        """
        return [make(source) for source in sources]

    def grouped(
        self, name: Hashable, sources: Iterable[S], give: Give[S, K, V]
    ) -> Mapping[K, tuple[V, ...]]:
        """Return what sources give, by key; a group of the same values is the same object.

        Args:
            name: What the groups are.
            sources: Always in one order.
            give: Gives what a source has for which key. It depends on the source alone.

        Returns:
            The groups, in no order; in each group the values are in that of the sources.
        """
        groups: dict[K, list[V]] = {}
        for source in sources:
            for key, value in give(source):
                groups.setdefault(key, []).append(value)
        return {key: tuple(values) for key, values in groups.items()}

    def merged(
        self,
        name: Hashable,
        sources: Iterable[S],
        give: Give[S, K, V],
        make: Callable[[tuple[V, ...]], T],
        order: Callable[[T], Order],
    ) -> tuple[T, ...]:
        """Return what is made of each group, in order; of the same groups it is the same.

        Args:
            name: What they are.
            sources: See `grouped`.
            give: See `grouped`.
            make: Makes something of a group.
            order: Gives what that is ordered by, for no two the same.
        """
        return tuple(sorted(map(make, self.grouped(name, sources, give).values()), key=order))

    def turn_over(self) -> None:
        """Forget what was not asked for since this was called before."""


class Kept(Fresh):
    """Keeps what it makes, by name, until the names are turned over twice."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}
        self._earlier: dict[Hashable, Any] = {}

    def turn_over(self) -> None:
        """See `Fresh.turn_over`."""
        self._earlier, self._kept = self._kept, {}

    def once(self, name: Hashable, made_of: tuple[object, ...], make: Callable[[], T]) -> T:
        """See `Fresh.once`."""
        key = ("once", name)
        kept = self._taken(key)
        if kept is None or kept[0] != made_of:
            kept = (made_of, make())
        self._kept[key] = kept
        return cast("T", kept[1])

    def settled(
        self, name: Hashable, keys: Iterable[Hashable], values: Iterable[T]
    ) -> tuple[T, ...]:
        """See `Fresh.settled`."""
        key = ("settled", name)
        kept: tuple[dict[Hashable, T], Runs[T]] | None = self._taken(key)
        before, runs = kept or ({}, Runs())
        now = {
            own: last if (last := before.get(own, value)) is value or last == value else value
            for own, value in zip(keys, values, strict=True)
        }
        runs = runs.again(tuple(now.values()))
        self._kept[key] = (now, runs)
        return runs

    def each(
        self,
        name: Hashable,
        sources: Iterable[S],
        make: Callable[[S], T],
        made_of: tuple[object, ...] = (),
    ) -> Sequence[T]:
        """See `Fresh.each`."""
        key = ("each", name)
        kept: tuple[object, _Each[S, T]] | None = self._taken(key)
        if kept is None or kept[0] != made_of:
            kept = (made_of, _Each())
        made = kept[1].update(sources, make)
        self._kept[key] = kept
        return made

    def grouped(
        self, name: Hashable, sources: Iterable[S], give: Give[S, K, V]
    ) -> Mapping[K, tuple[V, ...]]:
        """See `Fresh.grouped`."""
        key = ("grouped", name)
        groups: _Groups[S, K, V] = self._taken(key) or _Groups()
        groups.update(sources, give)
        self._kept[key] = groups
        return groups.groups

    def merged(
        self,
        name: Hashable,
        sources: Iterable[S],
        give: Give[S, K, V],
        make: Callable[[tuple[V, ...]], T],
        order: Callable[[T], Order],
    ) -> tuple[T, ...]:
        """See `Fresh.merged`."""
        key = ("merged", name)
        kept: tuple[_Groups[S, K, V], dict[K, T], Runs[T]] | None = self._taken(key)
        groups, made, runs = kept or (_Groups(), {}, Runs())
        gone: list[T] = []
        come: list[T] = []
        for own in groups.update(sources, give):
            if own in made:
                gone.append(made.pop(own))
            if own in groups.groups:
                made[own] = make(groups.groups[own])
                come.append(made[own])
        runs = runs.spliced(gone, come, order) if gone or come else runs
        self._kept[key] = (groups, made, runs)
        return runs

    def _taken(self, key: tuple[str, Hashable]) -> Any:
        """Take out what a method keeps by a name; an error on the way leaves nothing half made."""
        earlier = self._earlier.pop(key, None)
        return self._kept.pop(key, earlier)


class _Each(Generic[S, T]):
    """What is made of each source, made again for none but new ones."""

    def __init__(self) -> None:
        self._changes: Changes[S] = Changes()
        self._made: dict[int, Sequence[T]] = {}
        """What was made of the sources of each run, by the run's id."""

    def update(self, sources: Iterable[S], make: Callable[[S], T]) -> Sequence[T]:
        """Return what is made of sources."""
        runs = Runs.of(sources).runs
        gone = self._changes.update(runs)
        before = {
            id(source): made
            for run in gone
            for source, made in zip(run, self._made.pop(id(run)), strict=True)
        }
        for run in runs:
            if id(run) not in self._made:
                self._made[id(run)] = [
                    before[id(source)] if id(source) in before else make(source) for source in run
                ]
        return [made for run in runs for made in self._made[id(run)]]


class _Groups(Generic[S, K, V]):
    """Values by key, of which only those are put together again whose sources changed."""

    def __init__(self) -> None:
        self.groups: Mapping[K, tuple[V, ...]] = {}
        self._changes: Changes[S] = Changes()
        self._given: dict[int, Sequence[tuple[K, V]]] = {}
        """What each source gives, by the source's id."""
        self._by_key: dict[K, dict[int, list[V]]] = {}

    def update(self, sources: Iterable[S], give: Give[S, K, V]) -> Iterable[K]:
        """Put groups together again, and return the keys of those that changed."""
        runs = Runs.of(sources)
        gone, come = self._changes.sources(runs.runs)
        changed: dict[K, None] = {}
        for source in gone:
            for key, _ in self._given.pop(id(source)):
                self._by_key[key].pop(id(source), None)
                changed[key] = None
        for source in come:
            given = self._given[id(source)] = tuple(give(source))
            for key, value in given:
                self._by_key.setdefault(key, {}).setdefault(id(source), []).append(value)
                changed[key] = None
        if changed:
            self._put_together(changed, runs)
        return changed

    def _put_together(self, keys: Iterable[K], sources: Iterable[S]) -> None:
        concerned = {i for key in keys for i in self._by_key[key]}
        place = {i: place for place, i in enumerate(map(id, sources)) if i in concerned}
        groups = dict(self.groups)  # since somebody may still look at the last ones
        for key in keys:
            of = self._by_key[key]
            if of:
                order = sorted(of, key=place.__getitem__)
                groups[key] = tuple(value for i in order for value in of[i])
            else:
                del self._by_key[key]
                groups.pop(key, None)
        self.groups = groups


FRESH = Fresh()
"""For all that is made once."""
