"""The register of sources: how much of each the pages document, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_featurespec.catalog.coverage import SourceCoverage, owners
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.view import SiteView


def summary(site: SiteView) -> str:
    """Return how much of the sources is documented."""
    documented = sum(each.documented for each in site.coverage)
    things = sum(len(each.things) for each in site.coverage)
    return f"{documented} of {things} documented"


def _render(site: SiteView, options: Options, place: Place) -> str:
    named = owners(site.coverage)
    return render(
        "registers/coverage.html",
        owners=named,
        sources="\n".join(_source_row(each, named) for each in site.coverage),
        missing="\n".join(row for each in site.coverage for row in _missing_rows(each)),
    )


def _source_row(source: SourceCoverage, named: Sequence[str]) -> str:
    things = len(source.things)
    share = round(100 * source.documented / things) if things else 100
    bar = (
        f'<progress class="featurespec-bar" max="{things}" value="{source.documented}" '
        'aria-hidden="true"></progress> '
        if things
        else ""
    )
    counts = "".join(
        markup.number(source.of_owner(owner), markup.text(owner or "no owner")) for owner in named
    )
    return (
        f'<tr><th scope="row">{markup.text(source.name)}</th>'
        f'<td class="featurespec-written" data-label="Documented" data-sort="{share}">{bar}'
        f"{source.documented}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{things}</td>{counts}</tr>"
    )


def _missing_rows(source: SourceCoverage) -> Iterator[str]:
    for thing in source.missing:
        where = markup.text(f"{thing.file}:{thing.line}")
        yield (
            f'<tr><th scope="row"><code>{markup.text(thing.name)}</code></th>'
            f"{markup.cell(markup.text(source.name), 'Source')}"
            f"{markup.cell(f'<code>{where}</code>', 'Where')}</tr>"
        )


MARKER = Marker(
    name="coverage",
    summary="How much of each source the pages document, and what they do not.",
    render=_render,
    source=Source.SITE,
)
