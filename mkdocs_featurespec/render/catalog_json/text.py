"""The catalog as a JSON text, written item by item, so that what stays is not written again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from mkdocs_featurespec.catalog.from_data import VERSION
from mkdocs_featurespec.impact.changes import registers_of
from mkdocs_featurespec.render.catalog_json.entity import edge_as_data, entry_as_data
from mkdocs_featurespec.render.catalog_json.feature import feature_as_data
from mkdocs_featurespec.render.catalog_json.publication import Publication
from mkdocs_featurespec.render.view import SiteView

_Item = tuple[str, tuple[object, ...]]
"""What tells an item from the others of its list, and what it is made of."""


class _List(NamedTuple):
    """A list of the catalog.

    Attributes:
        name: Its key.
        as_data: Makes the JSON values of an item of what that is made of.
        items: Its items, in their order.
    """

    name: str
    as_data: Callable[..., dict[str, object]]
    items: Iterable[_Item]


class CatalogWriter:
    """Writes catalogs as JSON, and keeps the text of each item as long as it stays the same."""

    def __init__(self) -> None:
        self._kept: Mapping[tuple[str, str], tuple[tuple[object, ...], str]] = {}

    def text(self, site: SiteView, publication: Publication) -> str:
        """Return a site's catalog as a JSON text with an item of its lists on each line."""
        # Line by line, since the library's own indentation is ten times as slow.
        encode = json.JSONEncoder(ensure_ascii=False).encode
        kept: dict[tuple[str, str], tuple[tuple[object, ...], str]] = {}
        parts = [f"{encode(key)}: {encode(value)}" for key, value in _head(publication).items()]
        for name, as_data, items in _lists(site, publication):
            lines: list[str] = []
            for key, made_of in items:
                last = self._kept.get((name, key))
                if last is None or last[0] != made_of:
                    last = (made_of, encode(as_data(*made_of)))
                kept[name, key] = last
                lines.append(last[1])
            joined = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
            parts.append(f"{encode(name)}: {joined}")
        self._kept = kept
        return "{" + ",\n".join(parts) + "}\n"


def catalog_as_json(site: SiteView, publication: Publication) -> str:
    """Return a site's catalog as a JSON text; see `CatalogWriter`."""
    return CatalogWriter().text(site, publication)


def catalog_as_data(site: SiteView, publication: Publication) -> dict[str, object]:
    """Return a site's catalog as JSON values, in a stable order."""
    lists = {
        each.name: [each.as_data(*made_of) for _, made_of in each.items]
        for each in _lists(site, publication)
    }
    return {**_head(publication), **lists}


def _head(publication: Publication) -> dict[str, object]:
    site = {"name": publication.name or None, "url": publication.url or None}
    return {"version": VERSION, "site": site}


def _lists(site: SiteView, publication: Publication) -> Iterator[_List]:
    yield _List("features", feature_as_data, _features(site, publication))
    for name, entries in registers_of(site.catalog).items():
        yield _List(name, entry_as_data, ((entry.identity, (entry,)) for entry in entries))
    edges = ((f"{e.feature.path}\n{e.other.path}", (e,)) for e in site.impact.edges)
    yield _List("dependencies", edge_as_data, edges)


def _features(site: SiteView, publication: Publication) -> Iterator[_Item]:
    for feature in site.catalog.features:
        src_uri = feature.src_uri
        depends_on = tuple(site.features[other].path for other in feature.depends_on)
        url = publication.url_of(src_uri)
        yield src_uri, (feature, site.facts.get(src_uri), url, depends_on)
