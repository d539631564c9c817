"""Pictures of features and of what connects them, each with the same as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.graphs import feature_picture, site_picture
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.mermaid import as_mermaid
from mkdocs_featurespec.render.picture import Line, Node, Picture, Shape
from mkdocs_featurespec.render.registers.entries import FILTERS, connected, wanted
from mkdocs_featurespec.render.registers.relations import feature_relations
from mkdocs_featurespec.render.view import SiteView


@dataclass(frozen=True, slots=True)
class _End:
    """What a line leads to: its name, the address if it is a feature, and why."""

    label: str
    url: str
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Item:
    """A feature with all lines that start at it, by their words."""

    title: str
    url: str
    ends: Sequence[tuple[str, Sequence[_End]]]


def picture_block(site: SiteView, picture: Picture, place: Place) -> str:
    """Return the HTML of a picture: Mermaid's text where it will be drawn, and a list."""
    return render(
        "registers/graph.html",
        mermaid=as_mermaid(picture, place.drawn_link) if site.mermaid else "",
        items=list(_items(picture, place)),
        picture=picture,
        is_of_feature=bool(picture.centre),
        shown=len(picture.nodes),
    )


def feature_graph(site: SiteView, feature: Feature, place: Place) -> str:
    """Return the HTML of the picture of a feature."""
    return picture_block(site, feature_picture(feature, site.entries_of(feature)), place)


def _items(picture: Picture, place: Place) -> Iterator[_Item]:
    nodes = {node.key: node for node in picture.nodes}
    lines: dict[str, list[Line]] = {}
    for line in picture.lines:
        lines.setdefault(line.start, []).append(line)
    for key, own in lines.items():
        by_words: dict[str, list[_End]] = {}
        for line in own:
            by_words.setdefault(line.words, []).append(_end(nodes[line.end], line, place))
        yield _Item(nodes[key].label, place.link(key), list(by_words.items()))


def _end(node: Node, line: Line, place: Place) -> _End:
    url = place.link(node.key) if node.shape is Shape.FEATURE else ""
    return _End(node.label, url, line.names)


def _render(site: SiteView, options: Options, place: Place) -> str:
    features: Iterable[Feature] = ()
    if "feature" in options:
        features = [each for each in site.catalog.features if wanted(each, options)]
        if not features:
            return render("registers/impact-none.html", feature=options["feature"])
    elif not options and place.src_uri in site.pages:
        features = [site.impact.by_path[place.src_uri]]
    if features:
        return "".join(
            feature_graph(site, feature, place) + feature_relations(site, feature, place)
            for feature in features
        )
    picture = site_picture(connected(site, options))
    return picture_block(site, picture, place)


MARKER = Marker(
    name="graph",
    summary="A picture of the page's feature; elsewhere, of all features that are connected.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,  # which knows whether the theme draws pictures
)
