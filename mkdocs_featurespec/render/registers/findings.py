"""The register of findings: what is to be mended, for those who read the site and no log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, described, rows
from mkdocs_featurespec.render.view import Described, SiteView


def summary(site: SiteView) -> str:
    """Return how many findings there are, by severity."""
    features = site.catalog.features
    counts = Counter(found.severity for each in features for found in site.found_on(each))
    return ", ".join(markup.counted(counts[severity], severity.value) for severity in Severity)


def _render(site: SiteView, options: Options, place: Place) -> str:
    asked = Asked("findings", options, place)
    said = {
        each.feature.src_uri: (each, found)
        for each in described(site, options)
        if (found := site.found_on(each.feature))
    }
    groups = site.kept.settled(("said", *asked.name), said, said.values())
    html = rows(site, asked, groups, lambda group: "\n".join(_rows(site, *group, place)))
    return render("registers/findings.html", rows="\n".join(html))


def _rows(
    site: SiteView, described: Described, found: Sequence[Diagnostic], place: Place
) -> Iterator[str]:
    """Give the rows of a feature that has findings."""
    feature, page = described
    url = markup.text(place.link(feature.src_uri))
    count = markup.counted(len(found), "finding")
    yield (
        '<tr class="featurespec-group"><th scope="rowgroup" colspan="4">'
        f'<a href="{url}">{markup.text(feature.title)}</a> <span>{count}</span></th></tr>'
    )
    facets = markup.facets((feature,)) + markup.facet("feature", (feature.title,))
    for diagnostic in found:
        severity = diagnostic.severity.value
        rule = f"<code>{diagnostic.code}</code>"
        if address := site.rule_url(diagnostic.code):
            rule = f'<a href="{markup.text(address)}">{rule}</a>'
        hint = f'<br><span class="featurespec-hint">{markup.text(diagnostic.hint)}</span>'
        said = markup.text(diagnostic.message) + (hint if diagnostic.hint else "")
        cells = (
            f'<td data-sort="{diagnostic.severity.rank}">'
            f'<span class="featurespec-severity" data-severity="{severity}">{severity}</span></td>',
            markup.cell(rule),
            markup.cell(said),
            markup.cell(_section(feature, page, diagnostic, place), "Where"),
        )
        attributes = facets + markup.facet("severity", (severity,))
        yield f"<tr{attributes}>{''.join(cells)}</tr>"


def _section(feature: Feature, page: Page, diagnostic: Diagnostic, place: Place) -> str:
    """Return a link to the section that a finding is in, or to its page where it is in none."""
    line = diagnostic.span.line
    above = [section.heading for section in page.sections if section.heading.line <= line]
    heading = above[-1] if above else None
    words = heading.text if heading else "Front matter" if page.front_matter.span else "Page"
    url = place.link(feature.src_uri, heading.anchor if heading else None)
    # With the feature, which a reader who filters or sorts would not see otherwise.
    return f'{markup.text(feature.title)}: <a href="{markup.text(url)}">{markup.text(words)}</a>'


MARKER = Marker(
    name="findings",
    summary="What the rules find, by feature.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
