"""A feature's neighbours: what it depends on, what depends on it, and what it shares with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mkdocs_featurespec.catalog import CatalogEntry, Feature
from mkdocs_featurespec.impact.graph import ImpactGraph
from mkdocs_featurespec.impact.reasons import Edge, ReasonKind


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The features beside one, the strongest reasons first.

    Attributes:
        feature: The one.
        depends_on: What it depends on, with the reasons that have a direction.
        dependents: What depends on it, likewise.
        shares: With whom it shares what, as edges from it.
        links: What its page links to where nothing else connects the two.
        linked_from: Whose pages link to its page, likewise.
        common: What it shares with very many.
    """

    feature: Feature
    depends_on: tuple[Edge, ...]
    dependents: tuple[Edge, ...]
    shares: tuple[Edge, ...]
    links: tuple[Edge, ...]
    linked_from: tuple[Edge, ...]
    common: tuple[CatalogEntry, ...]


def neighbours(graph: ImpactGraph, feature: Feature) -> Neighbours:
    """Return a feature's neighbours."""
    there, back = graph.depends_on(feature), graph.dependents(feature)
    return Neighbours(
        feature,
        _directed(there),
        _directed(back),
        tuple(replace(edge, reasons=edge.shared) for edge in there if edge.shared),
        tuple(edge for edge in there if edge.kind is ReasonKind.LINK),
        tuple(edge for edge in back if edge.kind is ReasonKind.LINK),
        graph.common.get(feature.src_uri, ()),
    )


def _directed(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(replace(edge, reasons=edge.directed) for edge in edges if edge.directed)
