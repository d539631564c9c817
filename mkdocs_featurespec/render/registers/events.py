"""The register of events, notifications and sync effects."""

from __future__ import annotations

from functools import partial

from mkdocs_featurespec.catalog import CatalogEntry
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, Row, entries_of, entry_rows
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    entries = entries_of(site, "events", options)
    unsided = any(site.kept.each("unsided", entries, _is_unsided))
    make = partial(_row, unsided=unsided)
    rows = entry_rows(site, Asked("events", options, place), entries, make, unsided)
    return render("registers/events.html", rows="\n".join(rows), unsided=unsided)


def _is_unsided(entry: CatalogEntry) -> bool:
    return any(use.direction is None for use in entry.uses)


def _row(row: Row, *, unsided: bool) -> str:
    """Return an event's row; where pages say nothing of it, with what it carries by its source."""
    entry = row.entry
    mark = markup.badge("deprecated") if row.said and row.said.deprecated else ""
    cells = [
        markup.cell(markup.name(row.id, markup.text(entry.name))),
        markup.cell(markup.text(row.summary) + mark),
        markup.cell(markup.features(row.sided(Direction.PUBLISHED)), "Published by"),
        markup.cell(markup.features(row.sided(Direction.CONSUMED)), "Consumed by"),
    ]
    if unsided:
        cells.append(markup.cell(markup.features(row.sided(None)), "Named by"))
    attributes = markup.facets(row.features) + markup.facet("kind", (entry.kind.value,))
    return markup.row(row.id, attributes, cells)


MARKER = Marker(
    name="events",
    summary="The register of events, notifications and sync effects.",
    render=_render,
    options={"kind": ("event", "integration-event", "notification", "sync"), **FILTERS},
)
