"""The matrix of features and surfaces: what users meet each feature on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import OnSurface
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, rows, stated
from mkdocs_featurespec.render.view import SiteView, Stated
from mkdocs_featurespec.template.names import normal_name

_MOST_COLUMNS = 12
"""Surfaces beyond these have no column: front matter may say anything."""


def summary(site: SiteView) -> str:
    """Return how many surfaces there are."""
    return markup.counted(len(_columns(site)), "surface")


def _render(site: SiteView, options: Options, place: Place) -> str:
    columns = _columns(site)

    def make(of: Stated) -> str:
        return _row(of.feature, of.facts.surfaces, columns, place)

    html = rows(site, Asked("surfaces", options, place), stated(site, options), make, columns)
    shown = list(columns.values())
    return render("registers/surfaces.html", rows="\n".join(html), columns=shown)


def _columns(site: SiteView) -> Mapping[str, str]:
    """Return the surfaces by their normal names: the site's, then others that pages name."""
    every = dict.fromkeys(feature.surfaces for feature in site.catalog.features)
    named = (name for surfaces in every for name in surfaces)
    columns: dict[str, str] = {}
    for name in (*site.template.surfaces, *named):
        if len(columns) < max(_MOST_COLUMNS, len(site.template.surfaces)):
            columns.setdefault(normal_name(name), name)
    return columns


def _row(
    feature: Feature, surfaces: Iterable[OnSurface], columns: Mapping[str, str], place: Place
) -> str:
    by_name = {normal_name(surface.name): surface for surface in surfaces}
    cells: list[str] = []
    for key, title in columns.items():
        own = by_name.get(key)
        if own is None:
            cells.append("<td></td>")
        else:
            url = place.link(feature.src_uri, own.anchor)
            cells.append(_mark(feature, title, url, written=own.written))
    url = markup.text(place.link(feature.src_uri))
    head = f'<th scope="row"><a href="{url}">{markup.text(feature.label)}</a></th>'
    status = markup.cell(markup.status(feature.status))
    return f"<tr{markup.facets((feature,))}>{head}{status}{''.join(cells)}</tr>"


def _mark(feature: Feature, surface: str, url: str, *, written: bool) -> str:
    """Return a cell that leads to the section of a surface, and says whether it is written."""
    sign, state = ("\N{CHECK MARK}", "written") if written else ("\N{WHITE CIRCLE}", "not written")
    label = markup.text(f"{feature.label}, {surface}: {state}")
    shown = markup.text(surface)
    return (
        f'<td class="featurespec-mark" data-label="{shown}" data-sort="{state}">'
        f'<a href="{markup.text(url)}" aria-label="{label}" title="{label}">{sign}</a></td>'
    )


MARKER = Marker(
    name="surfaces",
    summary="The matrix of features and surfaces.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
