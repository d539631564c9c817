"""The register of tests: how many of each kind a feature has, and all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.facts import kind_of
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, described, rows
from mkdocs_featurespec.render.registers.statements import Statement, link, statements
from mkdocs_featurespec.render.view import Described, SiteView

OTHER = "Other"
_MOST_COLUMNS = 10
"""More kinds than this have no column each; the rarer ones are counted together."""


def summary(site: SiteView) -> str:
    """Return how many tests there are, and on how many pages."""
    found = [counts.total() for counts in _counted(site) if counts]
    return f"{markup.counted(sum(found), 'test')} of {markup.counted(len(found), 'feature')}"


def _counted(site: SiteView) -> Sequence[Counter[str]]:
    """Return for each feature with a page how many tests of each kind it has."""
    return site.kept.each("tests", site.described, _count)


def _count(described: Described) -> Counter[str]:
    return Counter(map(_kind, statements(described, Role.TESTS)))


def _render(site: SiteView, options: Options, place: Place) -> str:
    counts = {
        each.feature.src_uri: counts
        for each, counts in zip(site.described, _counted(site), strict=True)
    }
    features = described(site, options)
    columns = _columns(counts[each.feature.src_uri] for each in features)

    def count_row(described: Described) -> str:
        return _counts(described.feature, counts[described.feature.src_uri], columns, place)

    def test_rows(described: Described) -> str:
        return "\n".join(_row(each, place) for each in statements(described, Role.TESTS))

    count_rows = rows(site, Asked("tests: counts", options, place), features, count_row, columns)
    html = rows(site, Asked("tests", options, place), features, test_rows)
    return render(
        "registers/tests.html",
        columns=columns,
        counts="\n".join(count_rows),
        rows="\n".join(filter(None, html)),
    )


def _kind(statement: Statement) -> str:
    return kind_of(statement.page, statement.item) or OTHER


def _columns(counts: Iterable[Counter[str]]) -> Sequence[str]:
    """Return the kinds that have a column, those first of which there are most."""
    total: Counter[str] = Counter()
    for each in counts:
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
        f'<th scope="row"><a href="{url}">{markup.text(feature.label)}</a></th>'
        f"{''.join(cells)}{markup.number(others, OTHER)}{markup.number(counts.total(), 'All')}</tr>"
    )


def _row(statement: Statement, place: Place) -> str:
    kind = _kind(statement)
    feature = statement.feature
    attributes = markup.facet("kind", (kind,)) + markup.facets((feature,))
    cells = (
        markup.cell(link(statement, place, ": ".join(filter(None, statement.item.cells)))),
        markup.cell(markup.text(kind), "Kind"),
        markup.cell(markup.text(feature.label), "Feature"),
    )
    return f"<tr{attributes}>{''.join(cells)}</tr>"


MARKER = Marker(
    name="tests",
    summary="Tests by kind: how many each feature has, and all of them.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
