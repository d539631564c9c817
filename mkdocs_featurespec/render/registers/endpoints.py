"""The register of API endpoints, those of one resource together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Row, rows_of
from mkdocs_featurespec.render.registers.resources import by_resource
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    resources = by_resource(rows_of(site, "endpoints", options, place))
    rows = (row for stem, of in resources.items() for row in _resource(stem, of))
    return render("registers/endpoints.html", rows="\n".join(rows))


def _resource(stem: str, rows: Sequence[Row]) -> Iterator[str]:
    count = f"{len(rows)} endpoint{'s' if len(rows) > 1 else ''}"
    yield (
        '<tr class="featurespec-group"><th scope="rowgroup" colspan="4">'
        f"<code>{markup.text(stem)}</code> <span>{count}</span></th></tr>"
    )
    for row in rows:
        yield _row(row, stem)


def _row(row: Row, stem: str) -> str:
    entry = row.entry
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
            markup.cell(markup.text(entry.summary)),
            markup.cell(markup.features(row.uses)),
        ),
    )


@lru_cache(maxsize=1 << 14)
def _tail(path: str) -> str:
    """Return what follows the stem, to be broken at its slashes."""
    return markup.text(path).replace("/", "<wbr>/")


MARKER = Marker(
    name="endpoints",
    summary="The register of API endpoints.",
    render=_render,
    options=FILTERS,
)
