"""What gives reasons why features depend on one another: entities, and what pages say and link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import permutations, product
from typing import NamedTuple

from mkdocs_featurespec.catalog import CatalogEntry, Feature
from mkdocs_featurespec.catalog.references import linked_page
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.impact.reasons import Mention, Reason, ReasonKind
from mkdocs_featurespec.impact.sides import Sides, sides_of, wildcard_sides
from mkdocs_featurespec.kept import Fresh
from mkdocs_featurespec.model import Link, Page

COMMON = 20
"""What more features than this share or provide is common ground, and connects no two of them:
pair by pair there would be more reasons than anybody reads, and they grow with the square."""


class Given(NamedTuple):
    """What one entity or one page gives.

    Attributes:
        reasons: Why features depend on one another.
        common: What very many features share, by the `src_uri` of each of them.
    """

    reasons: tuple[Reason, ...] = ()
    common: tuple[tuple[str, CatalogEntry], ...] = ()


_NOTHING = Given()


def given_by(entry: CatalogEntry) -> Given:
    """Return what an entity gives."""
    if len(entry.uses) < 2 and all(use.owner is None for use in entry.uses):
        return _NOTHING
    return _given_by_sides(entry, sides_of(entry))


def given_by_patterns(events: Sequence[CatalogEntry], kept: Fresh) -> Iterator[Given]:
    """Give what events with a wildcard in their names do."""
    for place, (entry, sides) in enumerate(wildcard_sides(events)):
        yield kept.same(("pattern", place), _given_by_sides(entry, sides))


def _given_by_sides(entry: CatalogEntry, sides: Sides) -> Given:
    if len(sides.providers) > COMMON or len(sides.peers) > COMMON:
        return Given(common=tuple((spot.feature.src_uri, entry) for spot in sides.spots))
    directed = product(sides.dependents, sides.providers)
    return Given(
        (
            *(Reason(sides.kind, entry, here, there) for here, there in directed),
            *(Reason(ReasonKind.SHARED, entry, *pair) for pair in permutations(sides.peers, 2)),
        )
    )


def given_by_pages(
    features: Mapping[str, Feature], pages: Mapping[str, Page], kept: Fresh
) -> Iterator[Given]:
    """Give what front matter declares, and the links between pages.

    Args:
        features: By `src_uri`.
        pages: The same, read; maybe none of them.
        kept: Makes what is given.
    """
    for src_uri, feature in features.items():
        if feature.depends_on:
            others = tuple(features[other] for other in feature.depends_on)
            page = pages.get(src_uri)
            span = page.front_matter.key_span("depends_on") if page else None
            made_of = (feature, others, span)
            yield kept.once(("declared", src_uri), made_of, partial(_declared, *made_of))
    found = kept.each("links", kept.settled("linking", pages, pages.items()), _targets)
    linking = (
        (features[src_uri], page.links, [features.get(target) for target in targets])
        for (src_uri, page), targets in zip(pages.items(), found, strict=True)
    )
    yield from kept.each(
        "linked", kept.settled("linked", pages, linking), lambda each: _linked(*each)
    )


def _targets(of: tuple[str, Page]) -> Sequence[str]:
    """Return the pages that the links of a page lead to."""
    src_uri, page = of
    folder = src_uri.rpartition("/")[0]
    return [linked_page(folder, link.target) for link in page.links]


def _declared(feature: Feature, others: Sequence[Feature], span: Span | None) -> Given:
    here = Mention(feature, span.line if span else 0)
    return Given(tuple(Reason(ReasonKind.DECLARED, None, here, Mention(other)) for other in others))


def _linked(feature: Feature, links: Sequence[Link], linked: Sequence[Feature | None]) -> Given:
    """Return what links give, beside the features whose pages they lead to."""
    return Given(
        tuple(
            Reason(ReasonKind.LINK, None, Mention(feature, link.span.line), Mention(other))
            for link, other in zip(links, linked, strict=True)
            if other is not None
        )
    )
