"""The register of background jobs."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, Row, entries_of, entry_rows
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    entries = entries_of(site, "jobs", options)
    rows = entry_rows(site, Asked("jobs", options, place), entries, _row)
    return render("registers/jobs.html", rows="\n".join(rows))


def _row(row: Row) -> str:
    return markup.row(
        row.id,
        markup.facets(row.features),
        (
            markup.cell(markup.name(row.id, markup.text(row.entry.name))),
            markup.cell(markup.text(row.entry.summary)),
            markup.cell(markup.features(row.uses)),
        ),
    )


MARKER = Marker(
    name="jobs",
    summary="The register of background jobs.",
    render=_render,
    options=FILTERS,
)
