"""Which feature depends on which, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations, product

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature
from mkdocs_featurespec.catalog.references import linked_page
from mkdocs_featurespec.impact.reasons import STRENGTH, Edge, Mention, Reason, ReasonKind
from mkdocs_featurespec.impact.sides import Sides, sides_of, wildcard_sides
from mkdocs_featurespec.model import Page

COMMON = 20
"""What more features than this share or provide is common ground, and connects no two of them:
pair by pair there would be more reasons than anybody reads, and they grow with the square."""


@dataclass(frozen=True)
class ImpactGraph:
    """The dependencies between the features of a site.

    Attributes:
        features: All features, in the order of the catalog.
        edges: Who depends on whom, by both features in that order.
        common: The entities that very many features share, by the `src_uri` of each of those.
    """

    features: tuple[Feature, ...] = ()
    edges: tuple[Edge, ...] = ()
    common: Mapping[str, tuple[CatalogEntry, ...]] = field(default_factory=dict)

    def depends_on(self, feature: Feature) -> tuple[Edge, ...]:
        """Return what a feature depends on, the strongest reasons first."""
        return self._from.get(feature.src_uri, ())

    def dependents(self, feature: Feature) -> tuple[Edge, ...]:
        """Return what depends on a feature, the strongest reasons first."""
        return self._to.get(feature.src_uri, ())

    @cached_property
    def by_path(self) -> Mapping[str, Feature]:
        """The features by their `src_uri`."""
        return {feature.src_uri: feature for feature in self.features}

    @cached_property
    def _from(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.feature.src_uri, edge) for edge in self.edges)

    @cached_property
    def _to(self) -> Mapping[str, tuple[Edge, ...]]:
        return _grouped((edge.other.src_uri, edge) for edge in self.edges)


def impact_graph(catalog: Catalog, pages: Mapping[str, Page] | None = None) -> ImpactGraph:
    """Return which features depend on which.

    Takes time in proportion to what the features name.

    Args:
        catalog: What they name.
        pages: The feature pages, by their path relative to `docs_dir`; without them links between
            pages are no reasons, and places in front matter are not known.
    """
    builder = _Builder(catalog, pages or {})
    for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs):
        for entry in register:
            if len(entry.uses) > 1 or any(use.owner is not None for use in entry.uses):
                builder.add(entry, sides_of(entry))
    for entry, sides in wildcard_sides(catalog.events):
        builder.add(entry, sides)
    builder.add_declared()
    builder.add_links()
    return builder.graph()


class _Builder:
    def __init__(self, catalog: Catalog, pages: Mapping[str, Page]) -> None:
        self._features = catalog.features
        self._by_path = {feature.src_uri: feature for feature in catalog.features}
        self._pages = pages
        self._reasons: dict[tuple[str, str], list[Reason]] = {}
        self._common: dict[str, list[CatalogEntry]] = {}

    def add(self, entry: CatalogEntry, sides: Sides) -> None:
        """Add the reasons that an entity gives."""
        if len(sides.providers) > COMMON or len(sides.peers) > COMMON:
            for spot in sides.spots:
                self._common.setdefault(spot.feature.src_uri, []).append(entry)
            return
        for here, there in product(sides.dependents, sides.providers):
            self._add(Reason(sides.kind, entry, here, there))
        for here, there in permutations(sides.peers, 2):
            self._add(Reason(ReasonKind.SHARED, entry, here, there))

    def add_declared(self) -> None:
        """Add what the front matter of pages says."""
        for feature in self._features:
            for src_uri in feature.depends_on:
                page = self._pages.get(feature.src_uri)
                span = page.front_matter.key_span("depends_on") if page else None
                here = Mention(feature, span.line if span else 0)
                there = Mention(self._by_path[src_uri])
                self._add(Reason(ReasonKind.DECLARED, None, here, there))

    def add_links(self) -> None:
        """Add the links between pages that nothing else connects."""
        for src_uri, page in self._pages.items():
            folder = src_uri.rpartition("/")[0]
            for link in page.links:
                target = linked_page(folder, link.target)
                if target in self._by_path and (src_uri, target) not in self._reasons:
                    here = Mention(self._by_path[src_uri], link.span.line)
                    there = Mention(self._by_path[target])
                    self._add(Reason(ReasonKind.LINK, None, here, there))

    def _add(self, reason: Reason) -> None:
        key = (reason.here.feature.src_uri, reason.there.feature.src_uri)
        if key[0] != key[1]:
            self._reasons.setdefault(key, []).append(reason)

    def graph(self) -> ImpactGraph:
        """Return what was added, in order."""
        order = {feature.src_uri: i for i, feature in enumerate(self._features)}
        keys = sorted(self._reasons, key=lambda key: (order[key[0]], order[key[1]]))
        return ImpactGraph(
            self._features,
            tuple(self._edge(*key) for key in keys),
            {src_uri: tuple(entries) for src_uri, entries in self._common.items()},
        )

    def _edge(self, src_uri: str, other: str) -> Edge:
        reasons = sorted(self._reasons[src_uri, other], key=lambda each: STRENGTH[each.kind])
        return Edge(self._by_path[src_uri], self._by_path[other], tuple(reasons))


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> Mapping[str, tuple[Edge, ...]]:
    groups: dict[str, list[Edge]] = {}
    for src_uri, edge in pairs:
        groups.setdefault(src_uri, []).append(edge)
    return {
        src_uri: tuple(sorted(edges, key=lambda edge: STRENGTH[edge.kind]))
        for src_uri, edges in groups.items()
    }


def shown(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Give the edges that are more than a link from page to page."""
    return (edge for edge in edges if edge.kind is not ReasonKind.LINK)
