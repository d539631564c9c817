"""The matrix of features and roles: who may do what, as the pages say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import Statement
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, rows, stated
from mkdocs_featurespec.render.registers.statements import link
from mkdocs_featurespec.render.view import SiteView, Stated

_FEW_COLUMNS = 4
"""So many roles have a column each, however few pages speak of them."""
_MOST_COLUMNS = 6
"""Of more roles, so many have one that more than one page speaks of; the others stand together."""
_LENGTH = 90
"""About how many characters of a permission are shown."""


def summary(site: SiteView) -> str:
    """Return how many roles have permissions, and on how many pages."""
    found = [each.facts.permissions for each in site.stated if each.facts.permissions]
    roles = {each.about for said in found for each in said} - {""}
    return f"{markup.counted(len(roles), 'role')} in {markup.counted(len(found), 'feature')}"


def _render(site: SiteView, options: Options, place: Place) -> str:
    found = [each for each in stated(site, options) if each.facts.permissions]
    columns = _columns(each.facts.permissions for each in found)

    def make(of: Stated) -> str:
        return _row(of.feature, of.facts.permissions, columns, place)

    html = rows(site, Asked("permissions", options, place), found, make, columns)
    titles = [_title(column) for column in columns]
    return render("registers/permissions.html", rows="\n".join(html), columns=titles)


def _columns(found: Iterable[Sequence[Statement]]) -> Sequence[str]:
    """Return the roles that have a column, those first of which most pages speak."""
    counts = Counter(role for said in found for role in {each.about for each in said} if role)
    ranked = sorted(counts, key=lambda role: (-counts[role], role))
    if len(ranked) <= _FEW_COLUMNS:
        return ranked
    return [r for r in ranked if counts[r] > 1][:_MOST_COLUMNS] or ranked[:_FEW_COLUMNS]


def _row(feature: Feature, said: Sequence[Statement], columns: Sequence[str], place: Place) -> str:
    cells: dict[str, list[str]] = {}
    for each in said:
        column = each.about if each.about in columns else ""
        cells.setdefault(column, []).append(link(feature, each, place, _LENGTH))
    url = markup.text(place.link(feature.src_uri))
    head = f'<th scope="row"><a href="{url}">{markup.text(feature.label)}</a></th>'
    html = "".join(markup.cell(_list(cells.get(c, ())), markup.text(_title(c))) for c in columns)
    others = markup.cell(_folded(cells.get("", ())), "Others")
    roles = markup.facet("role", (_title(each.about) for each in said if each.about))
    return f"<tr{markup.facets((feature,))}{roles}>{head}{html}{others}</tr>"


def _list(links: Sequence[str]) -> str:
    items = "".join(f"<li>{each}</li>" for each in links)
    return items and f'<ul class="featurespec-said">{items}</ul>'


def _folded(links: Sequence[str]) -> str:
    """Return links that are only counted until a reader asks for them, where there are several."""
    if len(links) < 2:
        return _list(links)
    return (
        f'<details class="featurespec-columns"><summary>{len(links)} more</summary>'
        f"{_list(links)}</details>"
    )


def _title(role: str) -> str:
    return role[:1].upper() + role[1:]


MARKER = Marker(
    name="permissions",
    summary="The matrix of features and roles: who may do what.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
