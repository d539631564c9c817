"""The register of API endpoints, those of one resource together."""

from __future__ import annotations

from functools import lru_cache

from mkdocs_featurespec.catalog.coverage import SourceThing
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, Row, entries_of, entry_rows
from mkdocs_featurespec.render.registers.resources import resource
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    entries = entries_of(site, "endpoints", options)
    rows = entry_rows(site, Asked("endpoints", options, place), entries, _row)
    stems = site.kept.each("stems", entries, lambda entry: resource(entry.name))
    resources: dict[str, list[str]] = {}
    for stem, row in zip(stems, rows, strict=True):
        resources.setdefault(stem, []).append(row)
    html = "\n".join(row for stem, of in resources.items() for row in (_head(stem, len(of)), *of))
    return render("registers/endpoints.html", rows=html)


def _head(stem: str, endpoints: int) -> str:
    """Return the row above the endpoints of a resource."""
    count = markup.counted(endpoints, "endpoint")
    return (
        '<tr class="featurespec-group"><th scope="rowgroup" colspan="4">'
        f"<code>{markup.text(stem)}</code> <span>{count}</span></th></tr>"
    )


def _row(row: Row) -> str:
    """Return an endpoint's row; where pages say nothing of it, with what the API's own says."""
    entry = row.entry
    mark = _marks(row.said) if row.said else ""
    stem = resource(entry.name)
    method = markup.text(entry.method)
    path = markup.text(stem)
    if len(entry.name) > len(stem):
        path += f"<b>{_tail(entry.name[len(stem) :])}</b>"
    return markup.row(
        row.id,
        markup.facets(row.features) + f' data-facet-method="{method}"',
        (
            f'<td><span class="featurespec-method" data-method="{method}">{method}</span></td>',
            markup.cell(markup.name(row.id, path)),
            markup.cell(markup.text(row.summary) + mark),
            markup.cell(markup.features(row.uses)),
        ),
    )


@lru_cache(maxsize=1 << 14)
def _tail(path: str) -> str:
    """Return what follows the stem, to be broken at its slashes."""
    return markup.text(path).replace("/", "<wbr>/")


def _marks(said: SourceThing) -> str:
    """Return what is needed to call an endpoint, and whether nobody should any more."""
    access = markup.badge(said.access) if said.access else ""
    return access + (markup.badge("deprecated") if said.deprecated else "")


MARKER = Marker(
    name="endpoints",
    summary="The register of API endpoints.",
    render=_render,
    options=FILTERS,
)
