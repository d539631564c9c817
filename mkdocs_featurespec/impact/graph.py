"""Which feature depends on which, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature
from mkdocs_featurespec.catalog.build import feature_order
from mkdocs_featurespec.impact.given import Given, given_by, given_by_pages, given_by_patterns
from mkdocs_featurespec.impact.reasons import STRENGTH, Edge, Reason, ReasonKind
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.runs import Runs

_Edges = tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Connections:
    """What connects features, links from page to page left out.

    Attributes:
        edges: From feature to feature.
        features: Those at their ends, in the order of the catalog.
        counts: How many edges each has, by `src_uri`.
    """

    edges: Sequence[Edge]
    features: Sequence[Feature]
    counts: Mapping[str, int]

    def most(self, limit: int) -> Sequence[Feature]:
        """Return so many features at most, those with most neighbours, in the order given."""
        if len(self.features) <= limit:
            return self.features
        ranked = sorted(self.features, key=lambda feature: -self.counts[feature.src_uri])
        chosen = {feature.src_uri for feature in ranked[:limit]}
        return [feature for feature in self.features if feature.src_uri in chosen]


@dataclass(frozen=True)
class ImpactGraph:
    """The dependencies between the features of a site.

    Attributes:
        features: All features, in the order of the catalog.
        edges: Who depends on whom, by both features in that order.
        common: The entities that very many features share, by the `src_uri` of each of those.
        edges_from: The edges from each feature, by its `src_uri`, in their order.
        edges_to: The edges to it, likewise.
    """

    features: tuple[Feature, ...] = ()
    edges: _Edges = ()
    common: Mapping[str, tuple[CatalogEntry, ...]] = field(default_factory=dict)
    edges_from: Mapping[str, _Edges] = field(default_factory=dict)
    edges_to: Mapping[str, _Edges] = field(default_factory=dict)

    def depends_on(self, feature: Feature) -> _Edges:
        """Return what a feature depends on, the strongest reasons first."""
        return _strongest_first(self.edges_from.get(feature.src_uri, ()))

    def dependents(self, feature: Feature) -> _Edges:
        """Return what depends on a feature, the strongest reasons first."""
        return _strongest_first(self.edges_to.get(feature.src_uri, ()))

    @cached_property
    def connections(self) -> Connections:
        """All that connects features."""
        return connections(self, lambda _: True)

    @cached_property
    def by_path(self) -> Mapping[str, Feature]:
        """The features by their `src_uri`."""
        return {feature.src_uri: feature for feature in self.features}


def _strongest_first(edges: _Edges) -> _Edges:
    return tuple(sorted(edges, key=lambda edge: STRENGTH[edge.kind]))


def impact_graph(
    catalog: Catalog, pages: Mapping[str, Page] | None = None, kept: Fresh = FRESH
) -> ImpactGraph:
    """Return which features depend on which.

    Takes time in proportion to what the features name.

    Args:
        catalog: What they name.
        pages: The feature pages, by their path relative to `docs_dir`; without them links between
            pages are no reasons, and places in front matter are not known.
        kept: Makes its parts.
    """
    by_path = {feature.src_uri: feature for feature in catalog.features}
    others = (
        *given_by_patterns(catalog.events, kept),
        *given_by_pages(by_path, pages or {}, kept),
    )
    sources = Runs[CatalogEntry | Given].of(catalog.entries, kept.same("others", others))
    edges = kept.merged("edges", sources, _by_ends, _edge, _order)
    return ImpactGraph(
        catalog.features,
        edges,
        kept.grouped("common", sources, lambda source: _given(source).common),
        *by_end(edges, kept),
    )


def _order(edge: Edge) -> tuple[tuple[str, str], ...]:
    return feature_order(edge.feature), feature_order(edge.other)


def by_end(
    edges: Sequence[Edge], kept: Fresh = FRESH
) -> tuple[Mapping[str, _Edges], Mapping[str, _Edges]]:
    """Return edges by the `src_uri` of what depends, and of what it depends on."""
    return (
        kept.grouped("edges from", edges, lambda edge: [(edge.feature.src_uri, edge)]),
        kept.grouped("edges to", edges, lambda edge: [(edge.other.src_uri, edge)]),
    )


def _given(source: CatalogEntry | Given) -> Given:
    return source if isinstance(source, Given) else given_by(source)


def _by_ends(source: CatalogEntry | Given) -> Iterator[tuple[tuple[str, str], Reason]]:
    """Give reasons by the features that they connect; none connects a feature with itself."""
    for reason in _given(source).reasons:
        here, there = reason.here.feature.src_uri, reason.there.feature.src_uri
        if here != there:
            yield (here, there), reason


def _edge(reasons: tuple[Reason, ...]) -> Edge:
    """Return the edge that reasons make; a link is one where nothing else is."""
    ranked = sorted(reasons, key=lambda reason: STRENGTH[reason.kind])
    if ranked[-1].kind is ReasonKind.LINK:
        ranked = [each for each in ranked if each.kind is not ReasonKind.LINK] or ranked[:1]
    return Edge(ranked[0].here.feature, ranked[0].there.feature, tuple(ranked))


def connections(graph: ImpactGraph, wanted: Callable[[Feature], bool]) -> Connections:
    """Return what connects features of which one at least is wanted."""
    edges = [e for e in shown(graph.edges) if wanted(e.feature) or wanted(e.other)]
    counts = Counter(e.feature.src_uri for e in edges)
    counts.update(e.other.src_uri for e in edges)
    features = [feature for feature in graph.features if feature.src_uri in counts]
    return Connections(edges, features, counts)


def shown(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Give the edges that are more than a link from page to page."""
    return (edge for edge in edges if edge.kind is not ReasonKind.LINK)
