"""The register of what is still to be decided."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_featurespec.model import Role
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, described, rows
from mkdocs_featurespec.render.registers.statements import Statement, link, statements
from mkdocs_featurespec.render.view import Described, SiteView


def summary(site: SiteView) -> str:
    """Return how many decisions are open, and on how many pages."""
    found = [each for each in site.kept.each("open", site.described, _open) if each]
    where = f" in {markup.counted(len(found), 'feature')}" if found else ""
    return f"{sum(map(len, found))} open{where}"


def _open(described: Described) -> Sequence[Statement]:
    return [each for each in statements(described, Role.DECISIONS) if not each.item.done]


def _render(site: SiteView, options: Options, place: Place) -> str:
    def make(described: Described) -> str:
        return "\n".join(_row(statement, place) for statement in _open(described))

    html = rows(site, Asked("decisions", options, place), described(site, options), make)
    return render("registers/decisions.html", rows="\n".join(filter(None, html)))


def _row(statement: Statement, place: Place) -> str:
    feature = statement.feature
    cells = (
        markup.cell(link(statement, place, statement.item.text)),
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
