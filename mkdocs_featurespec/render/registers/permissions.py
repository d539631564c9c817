"""The matrix of features and roles: who may do what, as the pages say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mkdocs_featurespec.permissions import Permission
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, described, rows
from mkdocs_featurespec.render.registers.statements import Statement, link
from mkdocs_featurespec.render.view import Described, SiteView

_FEW_COLUMNS = 4
"""So many roles have a column each, however few pages speak of them."""
_MOST_COLUMNS = 6
"""Of more roles, so many have one that more than one page speaks of; the others stand together."""
_LENGTH = 90
"""About how many characters of a permission are shown."""


def summary(site: SiteView) -> str:
    """Return how many roles have permissions, and on how many pages."""
    roles = {each.actor for said in site.permissions.values() for each in said} - {""}
    features = markup.counted(len(site.permissions), "feature")
    return f"{markup.counted(len(roles), 'role')} in {features}"


def _render(site: SiteView, options: Options, place: Place) -> str:
    permissions = site.permissions
    found = [each for each in described(site, options) if each.feature.src_uri in permissions]
    columns = _columns(permissions[each.feature.src_uri] for each in found)

    def make(described: Described) -> str:
        return _row(described, permissions[described.feature.src_uri], columns, place)

    asked = Asked("permissions", options, place)
    html = rows(site, asked, found, make, columns, site.known_actors)
    titles = [_title(column) for column in columns]
    return render("registers/permissions.html", rows="\n".join(html), columns=titles)


def _columns(found: Iterable[Sequence[Permission]]) -> Sequence[str]:
    """Return the roles that have a column, those first of which most pages speak."""
    counts = Counter(actor for said in found for actor in {each.actor for each in said} if actor)
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))
    if len(ranked) <= _FEW_COLUMNS:
        return ranked
    return [a for a in ranked if counts[a] > 1][:_MOST_COLUMNS] or ranked[:_FEW_COLUMNS]


def _row(
    described: Described, said: Sequence[Permission], columns: Sequence[str], place: Place
) -> str:
    feature = described.feature
    cells: dict[str, list[str]] = {}
    for each in said:
        column = each.actor if each.actor in columns else ""
        statement = Statement(*described, each.item)
        cells.setdefault(column, []).append(link(statement, place, each.text, _LENGTH))
    url = markup.text(place.link(feature.src_uri))
    head = f'<th scope="row"><a href="{url}">{markup.text(feature.label)}</a></th>'
    html = "".join(markup.cell(_list(cells.get(c, ())), markup.text(_title(c))) for c in columns)
    others = markup.cell(_folded(cells.get("", ())), "Others")
    roles = markup.facet("role", (_title(each.actor) for each in said if each.actor))
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


def _title(actor: str) -> str:
    return actor[:1].upper() + actor[1:]


MARKER = Marker(
    name="permissions",
    summary="The matrix of features and roles: who may do what.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
