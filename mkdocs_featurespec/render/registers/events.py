"""The register of events, notifications and sync effects."""

from __future__ import annotations

from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Row, rows_of
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = list(rows_of(site, "events", options, place))
    unsided = any(row.sided(None) for row in rows)
    html = "\n".join(_row(row, unsided) for row in rows)
    return render("registers/events.html", rows=html, unsided=unsided)


def _row(row: Row, unsided: bool) -> str:
    entry = row.entry
    cells = [
        markup.cell(markup.name(row.id, markup.text(entry.name))),
        markup.cell(markup.text(entry.summary)),
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
