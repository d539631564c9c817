"""The register of tests: how many of each kind a feature has, and all of them."""

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

OTHER = "Other"
_MOST_COLUMNS = 10
"""More kinds than this have no column each; the rarer ones are counted together."""


def summary(site: SiteView) -> str:
    """Return how many tests there are, and on how many pages."""
    found = [len(each.facts.tests) for each in site.stated if each.facts.tests]
    return f"{markup.counted(sum(found), 'test')} of {markup.counted(len(found), 'feature')}"


def _count(of: Stated) -> Counter[str]:
    """Return how many tests of each kind a feature has."""
    return Counter(each.about or OTHER for each in of.facts.tests)


def _render(site: SiteView, options: Options, place: Place) -> str:
    features = stated(site, options)
    columns = _columns(map(_count, features))

    def count_row(of: Stated) -> str:
        return _counts(of.feature, _count(of), columns, place)

    def test_rows(of: Stated) -> str:
        return "\n".join(_row(of.feature, each, place) for each in of.facts.tests)

    count_rows = rows(site, Asked("tests: counts", options, place), features, count_row, columns)
    html = rows(site, Asked("tests", options, place), features, test_rows)
    return render(
        "registers/tests.html",
        columns=columns,
        counts="\n".join(count_rows),
        rows="\n".join(filter(None, html)),
    )


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


def _row(feature: Feature, test: Statement, place: Place) -> str:
    kind = test.about or OTHER
    attributes = markup.facet("kind", (kind,)) + markup.facets((feature,))
    cells = (
        markup.cell(link(feature, test, place)),
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
