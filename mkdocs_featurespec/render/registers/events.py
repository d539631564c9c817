"""The register of events, notifications and sync effects."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, rows_of
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = list(rows_of(site, "events", options, place))
    return render("registers/events.html", rows=rows)


MARKER = Marker(
    name="events",
    summary="The register of events, notifications and sync effects.",
    render=_render,
    options={"kind": ("event", "integration-event", "notification", "sync"), **FILTERS},
)
