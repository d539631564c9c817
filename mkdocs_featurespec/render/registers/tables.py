"""The register of database tables and views."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, rows_of
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = list(rows_of(site, "tables", options, place))
    return render("registers/tables.html", rows=rows)


MARKER = Marker(
    name="tables",
    summary="The register of database tables and views.",
    render=_render,
    options={"kind": ("table", "view"), **FILTERS},
)
