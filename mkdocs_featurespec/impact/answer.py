"""What there is to tell of a feature or an entity: who depends on it, why, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use
from mkdocs_featurespec.impact.graph import ImpactGraph
from mkdocs_featurespec.impact.neighbours import neighbours
from mkdocs_featurespec.impact.reach import Reached, dependencies_of, dependents_of
from mkdocs_featurespec.impact.reasons import Edge, ReasonKind, Spot
from mkdocs_featurespec.impact.sides import Sides, sides_of
from mkdocs_featurespec.impact.targets import Target
from mkdocs_featurespec.impact.words import group_reasons


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says that makes it part of an answer.

    Attributes:
        kind: Of the reason, such as `table`.
        words: What its feature does: `uses the table`.
        entry: The entity that is meant; `None` where there is none, or where the answer is of it.
        spot: Where the page says so.
    """

    kind: str
    words: str
    entry: CatalogEntry | None
    spot: Spot


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A feature in an answer.

    Attributes:
        feature: The feature.
        said: Why it is there; empty where it is there by way of others.
        by_way_of: The features between, the nearest first.
    """

    feature: Feature
    said: tuple[Said, ...] = ()
    by_way_of: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """Some features of an answer.

    Attributes:
        key: How tools call it, such as `depends_on`.
        title: How people call it.
        rows: The features, the strongest reasons first; those by way of others come last.
    """

    key: str
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to tell of a feature or an entity.

    Attributes:
        feature: The feature, if it is of one.
        entry: The entity, if it is of one.
        parts: Who stands on which side.
        common: What the feature shares with very many.
    """

    feature: Feature | None
    entry: CatalogEntry | None
    parts: tuple[AnswerPart, ...]
    common: tuple[CatalogEntry, ...] = ()

    @property
    def stands_alone(self) -> bool:
        """Whether no other feature has to do with it."""
        named = {row.feature.src_uri for part in self.parts for row in part.rows}
        return len(named) <= (self.entry is not None) and not self.common


_SIDES = {
    ReasonKind.TABLE: ("Owned by", "owns it", "Used by", "uses it"),
    ReasonKind.ENDPOINT: ("Served by", "serves it", "Called by", "calls it"),
    ReasonKind.EVENT: ("Published by", "publishes it", "Consumed by", "consumes it"),
    ReasonKind.SHARED: ("", "", "", ""),
}
"""How the sides of an entity are headed, and what the features there do."""


def answers(target: Target, graph: ImpactGraph, depth: int, *, links: bool) -> list[Answer]:
    """Return what there is to tell of a target.

    Args:
        target: What was asked for.
        graph: Who depends on whom.
        depth: How many steps away the features are at most, from 1.
        links: Whether pages count that are connected by a link alone.
    """
    if target.feature is not None:
        return [_of_feature(target.feature, graph, depth, links=links)]
    return [_of_entry(entry, graph, depth) for entry in target.entries]


def _of_feature(feature: Feature, graph: ImpactGraph, depth: int, *, links: bool) -> Answer:
    found = neighbours(graph, feature)
    there = dependencies_of(graph, [feature], depth)
    back = dependents_of(graph, [feature], depth)
    parts = [
        AnswerPart(
            "depends_on",
            "Depends on",
            (*(_row(e.other, e, of_provider=True) for e in found.depends_on), *_farther(there)),
        ),
        AnswerPart(
            "dependents",
            "What depends on it",
            (*(_row(e.feature, e, of_provider=False) for e in found.dependents), *_farther(back)),
        ),
        AnswerPart(
            "shares",
            "Shares, with no single owner, with",
            tuple(_row(e.other, e, of_provider=True) for e in found.shares),
        ),
    ]
    if links:
        linked = (
            *(_row(e.other, e, of_provider=True) for e in found.links),
            *(_row(e.feature, e, of_provider=False) for e in found.linked_from),
        )
        parts.append(AnswerPart("links", "Linked, and no more", linked))
    return Answer(feature, None, tuple(parts), found.common)


def _row(feature: Feature, edge: Edge, *, of_provider: bool) -> AnswerRow:
    said = (
        Said(r.kind.value, group.words_of_one, r.entry, r.there if of_provider else r.here)
        for group in group_reasons(edge.reasons, of_provider=of_provider)
        for r in group.reasons
    )
    return AnswerRow(feature, tuple(said))


def _farther(reached: Iterable[Reached]) -> Iterator[AnswerRow]:
    """Give the features that are reached by way of others."""
    for each in reached:
        if each.distance > 1:
            yield AnswerRow(each.feature, by_way_of=each.between)


def _of_entry(entry: CatalogEntry, graph: ImpactGraph, depth: int) -> Answer:
    sides = sides_of(entry)
    provided_by, provides, used_by, uses = _SIDES[sides.kind]
    providers = sides.providers
    alike = _others(sides)
    near = [spot.feature for spot in (*sides.dependents, *alike)]
    # Who provides it changes it, and does not depend on itself by way of others.
    known = {spot.feature.src_uri for spot in sides.spots}
    beyond = tuple(
        AnswerRow(each.feature, by_way_of=(each.path[0].other, *each.between))
        for each in (dependents_of(graph, near, depth - 1) if depth > 1 else ())
        if each.feature.src_uri not in known and each.path[0].kind.is_directed
    )
    kind = sides.kind.value
    parts = [
        AnswerPart("providers", provided_by, tuple(_provided(providers, kind, provides))),
        AnswerPart("dependents", used_by, (*_rows(sides.dependents, kind, uses), *beyond)),
        AnswerPart("shares", "Named by", _rows(alike, ReasonKind.SHARED.value, "names it")),
    ]
    if sides.kind is ReasonKind.SHARED:
        parts = [AnswerPart("shares", "Named by", (*parts[2].rows, *beyond))]
    return Answer(None, entry, tuple(parts))


def _others(sides: Sides) -> tuple[Spot, ...]:
    """Return who shares an entity and is no provider of it."""
    providers = {spot.feature.src_uri for spot in sides.providers}
    return tuple(spot for spot in sides.peers if spot.feature.src_uri not in providers)


def _rows(spots: Iterable[Spot], kind: str, words: str) -> tuple[AnswerRow, ...]:
    return tuple(AnswerRow(spot.feature, (Said(kind, words, None, spot),)) for spot in spots)


def _provided(spots: Iterable[Spot], kind: str, words: str) -> Iterator[AnswerRow]:
    """Give the rows of those who provide an entity; some only list it."""
    for spot in spots:
        silent = isinstance(spot, Use) and spot.owned is None and spot.direction is None
        said = Said(kind, "lists it" if silent else words, None, spot)
        yield AnswerRow(spot.feature, (said,))
