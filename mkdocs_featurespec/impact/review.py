"""What changed between two states of a site, and whom it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.impact.changes import (
    ChangeKind,
    Changes,
    EntityChange,
    FeatureChange,
    compare_catalogs,
    registers_of,
)
from mkdocs_featurespec.impact.graph import ImpactGraph
from mkdocs_featurespec.impact.reasons import Edge, Reason, ReasonKind
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.reader.entities.identity import entity_identity

_HARMLESS = frozenset({"summary", "name"})
"""What of an entity may change and touch nobody: what is said of it and, of an endpoint, how its
parameters are called."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A change that others depend on.

    Attributes:
        change: The entity that changed; `None` where the page itself is gone.
        touched: The reasons of the features that depend on it, in the order of the catalog.
    """

    change: EntityChange | None
    touched: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TouchingFeature:
    """A feature whose changes touch others.

    Attributes:
        change: What happened to it.
        touches: Those of its changes that others depend on.
    """

    change: FeatureChange
    touches: tuple[Touch, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What changed, and whom it touches.

    Attributes:
        changes: All changes.
        touching: The features whose changes touch others.
        new_edges: Dependencies that were not there before.
        lost_edges: Dependencies that are no longer there.
    """

    changes: Changes
    touching: tuple[TouchingFeature, ...]
    new_edges: tuple[Edge, ...]
    lost_edges: tuple[Edge, ...]

    @property
    def touched(self) -> tuple[Feature, ...]:
        """The features that depend on what changed, each once."""
        reasons = (r for each in self.touching for touch in each.touches for r in touch.touched)
        return tuple({r.here.feature.path: r.here.feature for r in reasons}.values())


@dataclass(frozen=True, slots=True)
class State:
    """A site at one time.

    Attributes:
        catalog: What its features name.
        graph: Which of them depends on which.
    """

    catalog: Catalog
    graph: ImpactGraph


def review(before: State, after: State, renamed: Mapping[str, str]) -> Review:
    """Return what changed, with whom it touches.

    Args:
        before: The site as it was.
        after: The site as it is.
        renamed: The paths of renamed pages now, by their paths then, as in `Feature.path`.
    """
    changes = compare_catalogs(before.catalog, after.catalog, renamed)
    dependents = _Dependents(before, after, renamed)
    touching = []
    for change in changes.features:
        touches = tuple(_touches(change, dependents))
        if touches:
            touching.append(TouchingFeature(change, touches))
    old, new = _directed(before.graph, renamed), _directed(after.graph, {})
    return Review(
        changes,
        tuple(touching),
        tuple(edge for key, edge in new.items() if key not in old),
        tuple(edge for key, edge in old.items() if key not in new),
    )


class _Dependents:
    """Knows why features depend on others, and why they did if they still name what connects them.

    A page that gives up an entity in the same change is not touched by its end.
    """

    def __init__(self, before: State, after: State, renamed: Mapping[str, str]) -> None:
        self._reasons: dict[str, dict[tuple[str, str], Reason]] = {}
        self._there = {feature.path for feature in after.catalog.features}
        self._uses = _uses(after.catalog)
        # What is said now goes before what was said then.
        for graph, names in ((before.graph, renamed), (after.graph, {})):
            for edge in graph.edges:
                self._add(edge, names)

    def _add(self, edge: Edge, renamed: Mapping[str, str]) -> None:
        own = renamed.get(edge.feature.path, edge.feature.path)
        if own not in self._there:
            return
        other = renamed.get(edge.other.path, edge.other.path)
        found = self._reasons.setdefault(other, {})
        for reason in edge.reasons:
            if reason.kind is ReasonKind.DECLARED:
                found["", own] = reason
            elif reason.entry is not None and isinstance(reason.here, Use):
                use = reason.here
                here = self._uses.get((own, entity_identity(use.entity), use.direction))
                if here is not None:
                    found[_provided(reason, reason.entry), own] = replace(reason, here=here)

    def of(self, feature: Feature, identity: str) -> tuple[Reason, ...]:
        """Return why features depend on one for an entity; for an empty identity, by name."""
        found = self._reasons.get(feature.path, {})
        return tuple(reason for (what, _), reason in found.items() if what == identity)


def _provided(reason: Reason, entry: CatalogEntry) -> str:
    """Return the identity of what the other page names: by `order.*` it is not the same."""
    there = reason.there
    return entity_identity(there.entity) if isinstance(there, Use) else entry.identity


def _uses(catalog: Catalog) -> Mapping[tuple[str, str, Direction | None], Use]:
    """Return what each page says of an entity, by its path, the entity's identity and the side."""
    return {
        (use.feature.path, entry.identity, use.direction): use
        for register in registers_of(catalog).values()
        for entry in register
        for use in entry.uses
    }


def _touches(change: FeatureChange, dependents: _Dependents) -> Iterator[Touch]:
    if change.kind is ChangeKind.REMOVED:
        named = dependents.of(change.feature, "")
        if named:
            yield Touch(None, named)
    for entity in change.entities:
        if _matters(entity):
            touched = dependents.of(change.feature, entity.entry.identity)
            if entity.kind is ChangeKind.REMOVED:
                # Those who shared it go on without this feature.
                touched = tuple(reason for reason in touched if reason.kind.is_directed)
            if touched:
                yield Touch(entity, touched)


def _matters(change: EntityChange) -> bool:
    """Return whether a change of an entity may matter to those who depend on it."""
    if change.kind is not ChangeKind.CHANGED:
        return True
    return any(detail.what not in _HARMLESS for detail in change.details)


def _directed(graph: ImpactGraph, renamed: Mapping[str, str]) -> dict[tuple[str, str], Edge]:
    def ends(edge: Edge) -> tuple[str, str]:
        paths: Iterable[str] = (edge.feature.path, edge.other.path)
        own, other = (renamed.get(path, path) for path in paths)
        return own, other

    return {
        ends(edge): replace(edge, reasons=edge.directed) for edge in graph.edges if edge.directed
    }
