"""What a feature depends on and what depends on it; for all features, a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.impact.given import COMMON
from mkdocs_featurespec.impact.graph import Connections, by_end, shown
from mkdocs_featurespec.impact.neighbours import neighbours
from mkdocs_featurespec.impact.reasons import Edge, Spot
from mkdocs_featurespec.impact.words import group_reasons, label_of, sentence
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, connected, rows, wanted
from mkdocs_featurespec.render.registers.markup import cell, counted, facets, text
from mkdocs_featurespec.render.view import SiteView

MATRIX_SIZE = 40
"""A matrix with more rows and columns than this is read by nobody."""

_NAMES = 5
"""A list of all features names so many neighbours, and counts others: it has to open well."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity that connects two features, and where the other one's page names it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class _Why:
    words: str
    names: Sequence[_Named]


@dataclass(frozen=True, slots=True)
class _Neighbour:
    """A feature beside another one.

    Attributes:
        title: Of the feature.
        url: Of its page.
        kind: Of the strongest reason.
        reasons: Why it is there; empty where that is not shown.
    """

    title: str
    url: str
    kind: str
    reasons: Sequence[_Why] = ()


@dataclass(frozen=True, slots=True)
class _Cell:
    count: int
    url: str
    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    url: str
    cells: Sequence[_Cell | None]


def impact_block(site: SiteView, src_uri: str, place: Place) -> str:
    """Return the HTML of what a feature depends on and of what depends on it.

    Args:
        site: What there is.
        src_uri: The feature's page, relative to `docs_dir`.
        place: Where the block stands.
    """
    found = neighbours(site.impact, site.impact.by_path[src_uri])
    return render(
        "registers/impact.html",
        feature=found.feature,
        depends_on=[
            _neighbour(edge.other, edge, place, of_provider=True) for edge in found.depends_on
        ],
        dependents=[
            _neighbour(edge.feature, edge, place, of_provider=False) for edge in found.dependents
        ],
        shares=[_neighbour(edge.other, edge, place, of_provider=True) for edge in found.shares],
        common=[label_of(entry) for entry in found.common],
        limit=COMMON,
    )


def impact_matrix(site: SiteView, options: Options, place: Place) -> str:
    """Return the HTML of a matrix of all features that depend on one another.

    Where there are more than `MATRIX_SIZE` of them, it has the most connected ones, and a list of
    all of them follows.
    """
    found = connected(site, options)
    chosen = found.most(MATRIX_SIZE)
    listed = len(chosen) < len(found.features)
    return render(
        "registers/impact-matrix.html",
        rows=list(_matrix(chosen, found.edges, place)),
        columns=[feature.label for feature in chosen],
        connected=len(found.features),
        features="\n".join(_list_rows(site, options, place, found)) if listed else "",
    )


def summary(site: SiteView) -> str:
    """Return how many features depend on one another, in a few words."""
    return counted(len(site.impact.connections.features), "feature")


def _neighbour(other: Feature, edge: Edge, place: Place, *, of_provider: bool) -> _Neighbour:
    reasons = [
        _Why(
            group.words,
            [
                _Named(label_of(r.entry), _url(r.there if of_provider else r.here, place))
                for r in group.reasons
                if r.entry
            ],
        )
        for group in group_reasons(edge.reasons, of_provider=of_provider)
    ]
    return _Neighbour(other.label, place.link(other.src_uri), edge.kind.value, reasons)


def _matrix(chosen: Sequence[Feature], edges: Iterable[Edge], place: Place) -> Iterable[_Row]:
    keys = {feature.src_uri for feature in chosen}
    by_ends = {
        (edge.feature.src_uri, edge.other.src_uri): edge
        for edge in edges
        if edge.feature.src_uri in keys
    }
    for row in chosen:
        cells = []
        for column in chosen:
            edge = by_ends.get((row.src_uri, column.src_uri))
            cells.append(_cell(edge, place) if edge else None)
        yield _Row(row.label, place.link(row.src_uri), cells)


def _cell(edge: Edge, place: Place) -> _Cell:
    words = f"{edge.feature.label} depends on {edge.other.label}: it {sentence(edge.reasons)}"
    return _Cell(len(edge.reasons), _url(edge.reasons[0].here, place), edge.kind.value, words)


def _list_rows(site: SiteView, options: Options, place: Place, found: Connections) -> Sequence[str]:
    """Return a row for each feature, with what it depends on and with what depends on it."""
    asked = Asked("impact", options, place)
    depends_on, dependents = site.impact.edges_from, site.impact.edges_to
    if options:
        depends_on, dependents = by_end(found.edges)
    known = {
        feature.src_uri: (
            feature,
            depends_on.get(feature.src_uri, ()),
            dependents.get(feature.src_uri, ()),
        )
        for feature in found.features
    }
    beside = site.kept.settled(("beside", *asked.name), known, known.values())
    return rows(site, asked, beside, lambda each: _list_row(*each, place))


def _list_row(
    feature: Feature, depends_on: Sequence[Edge], dependents: Sequence[Edge], place: Place
) -> str:
    title = f'<a href="{text(place.link(feature.src_uri))}">{text(feature.label)}</a>'
    cells = (
        cell(title),
        cell(_names([edge.other for edge in shown(depends_on)], place), "Depends on"),
        cell(_names([edge.feature for edge in shown(dependents)], place), "Depends on it"),
    )
    return f"<tr{facets((feature,))}>{''.join(cells)}</tr>"


def _names(features: Sequence[Feature], place: Place) -> str:
    """Return links to some of several features, and how many more there are."""
    names = [
        f'<a href="{text(place.link(feature.src_uri))}">{text(feature.label)}</a>'
        for feature in features[:_NAMES]
    ]
    if len(features) > _NAMES:
        names.append(f"and {len(features) - _NAMES} more")
    items = "".join(f"<li>{name}</li>" for name in names)
    return f'<ul class="featurespec-uses">{items}</ul>' if items else ""


def _url(spot: Spot, place: Place) -> str:
    return place.link(spot.feature.src_uri, spot.anchor)


def _render(site: SiteView, options: Options, place: Place) -> str:
    if "feature" not in options:
        if place.src_uri in site.pages and not options:
            return impact_block(site, place.src_uri, place)
        return impact_matrix(site, options, place)
    blocks = [
        impact_block(site, feature.src_uri, place)
        for feature in site.catalog.features
        if wanted(feature, options)
    ]
    return "".join(blocks) or render("registers/impact-none.html", feature=options["feature"])


MARKER = Marker(
    name="impact",
    summary="What the feature depends on and what depends on it; elsewhere, a matrix of all.",
    render=_render,
    options=FILTERS,
)
