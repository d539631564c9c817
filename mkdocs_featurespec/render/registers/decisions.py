"""The register of what is still to be decided."""

from __future__ import annotations

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import Statement
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, rows, stated
from mkdocs_featurespec.render.registers.statements import link
from mkdocs_featurespec.render.view import SiteView, Stated


def summary(site: SiteView) -> str:
    """Return how many decisions are open, and on how many pages."""
    found = [each.facts.decisions for each in site.stated if each.facts.decisions]
    where = f" in {markup.counted(len(found), 'feature')}" if found else ""
    return f"{sum(map(len, found))} open{where}"


def _render(site: SiteView, options: Options, place: Place) -> str:
    def make(of: Stated) -> str:
        return "\n".join(_row(of.feature, each, place) for each in of.facts.decisions)

    html = rows(site, Asked("decisions", options, place), stated(site, options), make)
    return render("registers/decisions.html", rows="\n".join(filter(None, html)))


def _row(feature: Feature, decision: Statement, place: Place) -> str:
    cells = (
        markup.cell(link(feature, decision, place)),
        markup.cell(markup.text(feature.label), "Feature"),
        markup.cell(markup.text(feature.owner), "Owner"),
        markup.cell(markup.status(feature.status)),
    )
    return f"<tr{markup.facets((feature,))}>{''.join(cells)}</tr>"


MARKER = Marker(
    name="decisions",
    summary="The register of open decisions.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
