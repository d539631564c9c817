"""Foreign keys between tables, as a picture and as a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from mkdocs_featurespec.catalog import CatalogEntry, Feature
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.mermaid_tables import as_er_diagram
from mkdocs_featurespec.render.registers.entries import FILTERS, entries_of
from mkdocs_featurespec.render.relations import Relations, relations
from mkdocs_featurespec.render.view import SiteView


def feature_relations(site: SiteView, feature: Feature, place: Place) -> str:
    """Return the HTML of the foreign keys of a feature's tables; nothing without any."""
    found = _relations(site, site.entries_of(feature))
    return _block(site, found, place) if found.lines else ""


def _relations(site: SiteView, entries: Iterable[CatalogEntry]) -> Relations:
    said = [site.of_sources.get(entry.identity) for entry in entries]
    return relations([each.table for each in said if each and each.table], site.source_tables)


def _block(site: SiteView, found: Relations, place: Place) -> str:
    name = ("relations", place.src_uri, *found.ends)
    make = partial(_made, found, place, mermaid=site.mermaid)
    return site.kept.once(name, (found, place.url_of, site.mermaid), make)


def _made(found: Relations, place: Place, *, mermaid: bool) -> str:
    by_table = {
        end.name: [(line, found.ends[line.end]) for line in found.lines if line.start == start]
        for start, end in found.ends.items()
    }
    return render(
        "registers/relations.html",
        mermaid=as_er_diagram(found) if mermaid and found.lines else "",
        tables={name: lines for name, lines in by_table.items() if lines},
        left_out=found.left_out,
        link=place.link,
    )


def _render(site: SiteView, options: Options, place: Place) -> str:
    if not options and place.src_uri in site.pages:
        entries = site.entries_of(site.features[place.src_uri])
    else:
        entries = entries_of(site, "tables", options)
    return _block(site, _relations(site, entries), place)


MARKER = Marker(
    name="relations",
    summary="The foreign keys of the tables of the page's feature; elsewhere, of all tables.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,  # which knows whether the theme draws pictures
)
