"""The register of what is still to be decided."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.model import Role
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS
from mkdocs_featurespec.render.registers.statements import Statement, link, statements
from mkdocs_featurespec.render.view import SiteView


def summary(site: SiteView) -> str:
    """Return how many decisions are open, and on how many pages."""
    found = list(_open(site, {}))
    features = len({statement.feature.src_uri for statement in found})
    where = f" in {markup.counted(features, 'feature')}" if found else ""
    return f"{len(found)} open{where}"


def _open(site: SiteView, options: Options) -> Iterator[Statement]:
    return (each for each in statements(site, Role.DECISIONS, options) if not each.item.done)


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = "\n".join(_row(statement, place) for statement in _open(site, options))
    return render("registers/decisions.html", rows=rows)


def _row(statement: Statement, place: Place) -> str:
    feature = statement.feature
    cells = (
        markup.cell(link(statement, place, statement.item.text)),
        markup.cell(markup.text(feature.title), "Feature"),
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
