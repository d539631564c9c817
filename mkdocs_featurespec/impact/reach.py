"""What a change reaches by way of other features."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.impact.graph import ImpactGraph
from mkdocs_featurespec.impact.reasons import Edge, ReasonKind


@dataclass(frozen=True, slots=True)
class Reached:
    """A feature at the end of a shortest way from another one.

    Attributes:
        feature: The feature.
        path: The edges that lead there, the nearest first; never empty.
        between: The features on the way, both ends left out.
    """

    feature: Feature
    path: tuple[Edge, ...]
    between: tuple[Feature, ...] = ()

    @property
    def distance(self) -> int:
        """How many edges the way has, from 1."""
        return len(self.path)


def dependents_of(
    graph: ImpactGraph, features: Iterable[Feature], depth: int
) -> tuple[Reached, ...]:
    """Return what depends on features, by way of others too.

    Args:
        graph: Who depends on whom.
        features: Where the change is; they are not among what is reached.
        depth: How many edges a way has at most, from 1. From the second step on, only reasons
            count that say which feature a change comes from.

    Returns:
        Each feature once, the nearest first; of one distance, the strongest reasons first.
    """
    return _reach(features, depth, graph.dependents, lambda edge: edge.feature)


def dependencies_of(
    graph: ImpactGraph, features: Iterable[Feature], depth: int
) -> tuple[Reached, ...]:
    """Return what features depend on, by way of others too; see `dependents_of`."""
    return _reach(features, depth, graph.depends_on, lambda edge: edge.other)


def _reach(
    features: Iterable[Feature],
    depth: int,
    edges_of: Callable[[Feature], tuple[Edge, ...]],
    end: Callable[[Edge], Feature],
) -> tuple[Reached, ...]:
    starts = list(features)
    seen = {feature.src_uri for feature in starts}
    found: list[Reached] = []
    border = [Reached(feature, ()) for feature in starts]
    for step in range(depth):
        beyond: list[Reached] = []
        for near in border:
            between = (*near.between, near.feature) if step else ()
            for edge in edges_of(near.feature):
                counts = edge.kind.is_directed or (not step and edge.kind is not ReasonKind.LINK)
                if not counts or end(edge).src_uri in seen:
                    continue
                seen.add(end(edge).src_uri)
                reached = Reached(end(edge), (*near.path, edge), between)
                found.append(reached)
                if edge.kind.is_directed:
                    beyond.append(reached)
        border = beyond
    return tuple(found)
