"""The register of background jobs."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, rows_of
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = list(rows_of(site, "jobs", options, place))
    return render("registers/jobs.html", rows=rows)


MARKER = Marker(
    name="jobs",
    summary="The register of background jobs.",
    render=_render,
    options=FILTERS,
)
