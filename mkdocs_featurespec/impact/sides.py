"""Who provides an entity, who depends on it, and who merely shares it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import CatalogEntry
from mkdocs_featurespec.impact.reasons import Mention, ReasonKind, Spot
from mkdocs_featurespec.model import Direction, EntityKind

_OWNABLE = {
    EntityKind.TABLE: ReasonKind.TABLE,
    EntityKind.VIEW: ReasonKind.TABLE,
    EntityKind.ENDPOINT: ReasonKind.ENDPOINT,
}
_WILD = re.compile(r"[*>]")


@dataclass(frozen=True, slots=True)
class Sides:
    """The features that name an entity, by what a change of it means to them.

    Attributes:
        kind: What `dependents` depend on `providers` for.
        providers: Who owns, serves or publishes it.
        dependents: Who uses, calls or consumes it.
        peers: Who shares it with each other of them: their pages do not say whose it is, or
            several say that it is theirs.
    """

    kind: ReasonKind
    providers: tuple[Spot, ...] = ()
    dependents: tuple[Spot, ...] = ()
    peers: tuple[Spot, ...] = ()

    @property
    def spots(self) -> tuple[Spot, ...]:
        """All of them, once each."""
        every = (*self.providers, *self.dependents, *self.peers)
        return tuple({spot.feature.src_uri: spot for spot in every}.values())


def sides_of(entry: CatalogEntry) -> Sides:
    """Return the sides of an entity, by what its pages say."""
    if entry.kind in _OWNABLE:
        return _owned_sides(entry, _OWNABLE[entry.kind])
    if entry.kind is EntityKind.JOB:
        return Sides(ReasonKind.SHARED, peers=entry.uses)
    published, consumed = entry.sided(Direction.PUBLISHED), entry.sided(Direction.CONSUMED)
    silent = entry.sided(None)
    # Where nobody says that they publish it, those who list it without a side do.
    return Sides(ReasonKind.EVENT, published or silent, consumed, (*published, *silent))


def _owned_sides(entry: CatalogEntry, kind: ReasonKind) -> Sides:
    by_page: dict[str, Spot] = {use.feature.src_uri: use for use in entry.uses}
    owners: dict[str, Spot] = {use.feature.src_uri: use for use in entry.uses if use.owned}
    for use in entry.uses:
        if use.owner is not None:
            src_uri = use.owner.src_uri
            owners.setdefault(src_uri, by_page.get(src_uri, Mention(use.owner)))
    if not owners and kind is ReasonKind.ENDPOINT:
        # Who documents an endpoint and does not say that it is another one's serves it.
        owners = {use.feature.src_uri: use for use in entry.uses if use.owned is None}
    if not owners:
        return Sides(kind, peers=entry.uses)
    others = tuple(spot for src_uri, spot in by_page.items() if src_uri not in owners)
    providers = tuple(owners.values())
    return Sides(kind, providers, others, providers)


def wildcard_sides(events: Sequence[CatalogEntry]) -> Iterator[tuple[CatalogEntry, Sides]]:
    """Give the sides that events have by names such as `orders.*`.

    Args:
        events: Of a catalog.

    Returns:
        Each entity with a wildcard, with the consumers of all that it stands for where it is
        published, and with the publishers where it is consumed.
    """
    patterns = [event for event in events if _WILD.search(event.name)]
    plain = sorted(
        (event for event in events if not _WILD.search(event.name)), key=lambda event: event.name
    )
    names = [event.name for event in plain]
    for pattern in patterns:
        meant = list(_meant(pattern.name, plain, names))
        published = pattern.sided(Direction.PUBLISHED)
        consumed = pattern.sided(Direction.CONSUMED)
        if consumed:
            yield pattern, Sides(ReasonKind.EVENT, _sided(meant, Direction.PUBLISHED), consumed)
        if published:
            yield pattern, Sides(ReasonKind.EVENT, published, _sided(meant, Direction.CONSUMED))


def _meant(
    pattern: str, events: Sequence[CatalogEntry], names: Sequence[str]
) -> Iterator[CatalogEntry]:
    """Give the events, sorted by these names, that a pattern stands for.

    At the end, a wildcard stands for all the rest; before it, for one part of a name.
    """
    prefix, *others = _WILD.split(pattern)
    last = ".+" if not others[-1] else f"[^.:]+{re.escape(others[-1])}"
    middle = (f"[^.:]+{re.escape(other)}" for other in others[:-1])
    expression = re.compile("".join((re.escape(prefix), *middle, last)))
    for i in range(bisect_left(names, prefix), len(names)):
        if not names[i].startswith(prefix):
            return
        if expression.fullmatch(names[i]):
            yield events[i]


def _sided(events: Iterable[CatalogEntry], direction: Direction) -> tuple[Spot, ...]:
    uses = (use for event in events for use in event.sided(direction))
    return tuple({use.feature.src_uri: use for use in uses}.values())
