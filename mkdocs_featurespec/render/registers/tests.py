"""The register of tests: how many of each kind a feature has, and all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.facts import kind_of
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, wanted
from mkdocs_featurespec.render.registers.statements import Statement, link, statements
from mkdocs_featurespec.render.view import SiteView

OTHER = "Other"
_MOST_COLUMNS = 10
"""More kinds than this have no column each; the rarer ones are counted together."""


def summary(site: SiteView) -> str:
    """Return how many tests there are, and on how many pages."""
    found = [each.feature.src_uri for each in statements(site, Role.TESTS, {})]
    return f"{markup.counted(len(found), 'test')} of {markup.counted(len(set(found)), 'feature')}"


def _render(site: SiteView, options: Options, place: Place) -> str:
    found = list(statements(site, Role.TESTS, options))
    counts: dict[str, Counter[str]] = {}
    for each in found:
        counts.setdefault(each.feature.src_uri, Counter())[_kind(each)] += 1
    features = [feature for feature in site.catalog.features if wanted(feature, options)]
    columns = _columns(counts)
    return render(
        "registers/tests.html",
        columns=columns,
        counts="\n".join(
            _counts(feature, counts.get(feature.src_uri, Counter()), columns, place)
            for feature in features
        ),
        rows="\n".join(_row(each, place) for each in found),
    )


def _kind(statement: Statement) -> str:
    return kind_of(statement.page, statement.item) or OTHER


def _columns(counts: Mapping[str, Counter[str]]) -> Sequence[str]:
    """Return the kinds that have a column, those first of which there are most."""
    total: Counter[str] = Counter()
    for each in counts.values():
        total.update(each)
    del total[OTHER]
    ranked = sorted(total, key=lambda kind: (-total[kind], kind))
    return ranked if len(ranked) <= _MOST_COLUMNS else ranked[: _MOST_COLUMNS - 1]


def _counts(feature: Feature, counts: Counter[str], columns: Sequence[str], place: Place) -> str:
    url = markup.text(place.link(feature.src_uri))
    cells = [markup.number(counts[kind], markup.text(kind)) for kind in columns]
    others = counts.total() - sum(counts[kind] for kind in columns)
    return (
        f"<tr{markup.facets((feature,))}>"
        f'<th scope="row"><a href="{url}">{markup.text(feature.title)}</a></th>'
        f"{''.join(cells)}{markup.number(others, OTHER)}{markup.number(counts.total(), 'All')}</tr>"
    )


def _row(statement: Statement, place: Place) -> str:
    kind = _kind(statement)
    feature = statement.feature
    attributes = markup.facet("kind", (kind,)) + markup.facets((feature,))
    cells = (
        markup.cell(link(statement, place, ": ".join(filter(None, statement.item.cells)))),
        markup.cell(markup.text(kind), "Kind"),
        markup.cell(markup.text(feature.title), "Feature"),
    )
    return f"<tr{attributes}>{''.join(cells)}</tr>"


MARKER = Marker(
    name="tests",
    summary="Tests by kind: how many each feature has, and all of them.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
