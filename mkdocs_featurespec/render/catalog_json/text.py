"""The catalog as a JSON text, item by item, so that what stays is not written again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from mkdocs_featurespec.catalog.from_data import VERSION
from mkdocs_featurespec.collecting import no_collection
from mkdocs_featurespec.impact.changes import registers_of
from mkdocs_featurespec.render.catalog_json.coverage import coverage_as_data
from mkdocs_featurespec.render.catalog_json.entity import edge_as_data, entry_as_data
from mkdocs_featurespec.render.catalog_json.feature import feature_as_data
from mkdocs_featurespec.render.catalog_json.publication import Publication
from mkdocs_featurespec.render.view import SiteView

_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Without the library's own indentation, which is ten times as slow."""


def catalog_as_json(site: SiteView, publication: Publication) -> str:
    """Return a site's catalog as a JSON text with an item of its lists on each line."""
    parts = [f"{_encode(key)}: {_encode(value)}" for key, value in _head(publication).items()]
    with no_collection():
        for name, lines in _lists(site, publication):
            joined = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
            parts.append(f"{_encode(name)}: {joined}")
    return "{" + ",\n".join(parts) + "}\n"


def catalog_as_data(site: SiteView, publication: Publication) -> dict[str, object]:
    """Return a site's catalog as JSON values, in a stable order."""
    data: dict[str, object] = json.loads(catalog_as_json(site, publication))
    return data


def _head(publication: Publication) -> dict[str, object]:
    site = {"name": publication.name or None, "url": publication.url or None}
    return {"version": VERSION, "site": site}


def _lists(site: SiteView, publication: Publication) -> Iterator[tuple[str, Sequence[str]]]:
    """Give the lists of a site's own catalog by their keys, each item as JSON.

    What it imports is in the catalogs of the other sites.
    """
    site = site.own
    yield "features", _features(site, publication)
    for name, entries in registers_of(site.catalog).items():
        lines = site.kept.each(("json", name), entries, lambda e: _encode(entry_as_data(e)))
        yield name, lines
    edges = site.impact.edges
    if site.coverage:
        yield "coverage", [_encode(coverage_as_data(source)) for source in site.coverage]
    yield "dependencies", site.kept.each("json edges", edges, lambda e: _encode(edge_as_data(e)))


def _features(site: SiteView, publication: Publication) -> Sequence[str]:
    features = {feature.src_uri: feature for feature in site.catalog.features}
    known = (
        (
            feature,
            site.facts.get(src_uri),
            publication.url_of(src_uri),
            tuple(features[other].path for other in feature.depends_on),
        )
        for src_uri, feature in features.items()
    )
    return site.kept.each(
        "json features",
        site.kept.settled("json features known", features, known),
        lambda each: _encode(feature_as_data(*each)),
    )


def _encode(value: object) -> str:
    return _ENCODER.encode(value)
