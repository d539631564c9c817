"""The register of API endpoints."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, rows_of
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = list(rows_of(site, "endpoints", options, place))
    return render("registers/endpoints.html", rows=rows)


MARKER = Marker(
    name="endpoints",
    summary="The register of API endpoints.",
    render=_render,
    options=FILTERS,
)
