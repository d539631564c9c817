"""What was made of something, kept for as long as it is made of the same.

A preview makes nearly everything of the very objects that it made it of the time before: a page
that was not edited is the same `Page`, so what it says of a table is the same `Use`, so the table's
row is the same text. Functions that may be called for a preview take a `Fresh`, ask it to make
things, and need not know whether it is a `Kept`.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar, cast

_FEW = 64
"""So many new items are put into an order one by one; of more, all are sorted."""


class _Ordered(Protocol):
    def __lt__(self, other: Any, /) -> bool: ...


S = TypeVar("S")
T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Order = TypeVar("Order", bound=_Ordered)


class Fresh:
    """Makes everything anew, for what is built once and then done with."""

    def once(self, name: Hashable, made_of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what `make` makes, made again only where it is made of something else.

        Args:
            name: What it is; nothing else may go by that name.
            made_of: All that it depends on, as values that do not change. They are compared as
                values, which takes no time for those that are the same objects.
            make: Makes it.
        """
        return make()

    def same(self, name: Hashable, value: T) -> T:
        """Return a value, or the object that it equals and that went by the name before."""
        return self.once(name, (value,), lambda: value)

    def each(
        self,
        name: Hashable,
        sources: Iterable[S],
        make: Callable[[S], T],
        made_of: tuple[object, ...] = (),
    ) -> Sequence[T]:
        """Return what `make` makes of each source, made again only for other objects.

        Args:
            name: What they are; nothing else may go by that name.
            sources: Objects that do not change, each once.
            make: Makes something of one of them.
            made_of: What all of it depends on besides.
        """
        return [make(source) for source in sources]

    def grouped(
        self,
        name: Hashable,
        sources: Iterable[S],
        give: Callable[[S], Iterable[tuple[K, V]]],
    ) -> Mapping[K, tuple[V, ...]]:
        """Return what sources give, by key; a group of the same values is the same object.

        Args:
            name: What the groups are; nothing else may go by that name.
            sources: Objects that do not change, each once, always in one order.
            give: Gives what a source has for which key. It depends on the source alone.

        Returns:
            The groups, in no order; in each group the values are in that of the sources.
        """
        groups: dict[K, list[V]] = {}
        for source in sources:
            for key, value in give(source):
                groups.setdefault(key, []).append(value)
        return {key: tuple(values) for key, values in groups.items()}

    def ordered(
        self, name: Hashable, items: Iterable[S], order: Callable[[S], Order]
    ) -> tuple[S, ...]:
        """Return items in order; items that are the same are the same tuple.

        Args:
            name: What they are; nothing else may go by that name.
            items: Objects that do not change, each once.
            order: Gives what an item is ordered by, for no two items the same.
        """
        return tuple(sorted(items, key=order))

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
        kept = self._of(name)
        if kept is None or kept[0] != made_of:
            kept = self._kept[name] = (made_of, make())
        return cast("T", kept[1])

    def each(
        self,
        name: Hashable,
        sources: Iterable[S],
        make: Callable[[S], T],
        made_of: tuple[object, ...] = (),
    ) -> Sequence[T]:
        """See `Fresh.each`."""
        kept = self._of(name)
        before = kept[1] if kept is not None and kept[0] == made_of else {}
        # With the source, so that no other object gets its id.
        now: dict[int, tuple[S, T]] = {}
        for source in sources:
            key = id(source)
            now[key] = before.get(key) or (source, make(source))
        self._kept[name] = (made_of, now)
        return [value for _, value in now.values()]

    def grouped(
        self,
        name: Hashable,
        sources: Iterable[S],
        give: Callable[[S], Iterable[tuple[K, V]]],
    ) -> Mapping[K, tuple[V, ...]]:
        """See `Fresh.grouped`."""
        kept: _Groups[S, K, V] | None = self._of(name)
        if kept is None:
            kept = self._kept[name] = _Groups()
        return kept.update(sources, give)

    def ordered(
        self, name: Hashable, items: Iterable[S], order: Callable[[S], Order]
    ) -> tuple[S, ...]:
        """See `Fresh.ordered`."""
        before, ids = self._of(name) or ((), frozenset())
        now = {id(item): item for item in items}
        if now.keys() == ids:
            return cast("tuple[S, ...]", before)
        here = [item for item in before if id(item) in now]
        new = [now[key] for key in now.keys() - ids]
        if len(new) > _FEW:
            here = sorted((*here, *new), key=order)
        else:
            for item in new:
                insort(here, item, key=order)
        self._kept[name] = (tuple(here), frozenset(now))
        return tuple(self._kept[name][0])

    def _of(self, name: Hashable) -> Any:
        """Return what is kept by a name."""
        if name not in self._kept and name in self._earlier:
            self._kept[name] = self._earlier[name]
        return self._kept.get(name)


class _Groups(Generic[S, K, V]):
    """Values by key, of which only those are put together again whose sources changed."""

    def __init__(self) -> None:
        self._given: dict[int, tuple[S, Sequence[tuple[K, V]]]] = {}
        """What each source gives, by its id."""
        self._by_key: dict[K, dict[int, list[V]]] = {}
        self._groups: Mapping[K, tuple[V, ...]] = {}

    def update(
        self, sources: Iterable[S], give: Callable[[S], Iterable[tuple[K, V]]]
    ) -> Mapping[K, tuple[V, ...]]:
        """Return the groups of sources."""
        now = {id(source): source for source in sources}
        changed: dict[K, None] = {}
        for gone in self._given.keys() - now.keys():
            for key, _ in self._given.pop(gone)[1]:
                self._by_key[key].pop(gone, None)
                changed[key] = None
        for i, source in now.items():
            if i not in self._given:
                given = tuple(give(source))
                self._given[i] = (source, given)
                for key, value in given:
                    self._by_key.setdefault(key, {}).setdefault(i, []).append(value)
                    changed[key] = None
        if changed:
            place = {i: place for place, i in enumerate(now)}
            # A new mapping, since somebody may still look at the last one.
            groups = dict(self._groups)
            for key in changed:
                of = self._by_key[key]
                if of:
                    order = sorted(of, key=place.__getitem__)
                    groups[key] = tuple(value for i in order for value in of[i])
                else:
                    del self._by_key[key]
                    groups.pop(key, None)
            self._groups = groups
        return self._groups


FRESH = Fresh()
"""For all that is made once."""
