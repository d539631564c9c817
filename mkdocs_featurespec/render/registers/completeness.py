"""The dashboard: how far each feature page is, and those of each owner together."""

from __future__ import annotations

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import Completeness
from mkdocs_featurespec.completeness import added
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place, Source
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, rows, stated
from mkdocs_featurespec.render.view import SiteView, Stated


def summary(site: SiteView) -> str:
    """Return how many of the sections that the template asks for are written."""
    every = added(each.facts.completeness for each in site.stated)
    return f"{every.written} of {markup.counted(every.sections, 'section')} written"


def _render(site: SiteView, options: Options, place: Place) -> str:
    found = stated(site, options)
    by_owner: dict[str, list[Completeness]] = {}
    for feature, facts in found:
        by_owner.setdefault(feature.owner, []).append(facts.completeness)

    def make(of: Stated) -> str:
        return _feature_row(of.feature, of.facts.completeness, place)

    return render(
        "registers/completeness.html",
        features="\n".join(rows(site, Asked("completeness", options, place), found, make)),
        owners="\n".join(
            _owner_row(owner, added(by_owner[owner]))
            for owner in sorted(by_owner, key=lambda owner: (not owner, owner.casefold()))
        ),
    )


def _feature_row(feature: Feature, each: Completeness, place: Place) -> str:
    url = markup.text(place.link(feature.src_uri))
    unwritten = "" if feature.written else markup.badge("not written yet")
    return (
        f"<tr{markup.facets((feature,))}>"
        f'<th scope="row"><a href="{url}">{markup.text(feature.label)}</a>{unwritten}</th>'
        f"{markup.cell(markup.status(feature.status))}"
        f"{markup.cell(markup.text(feature.owner), 'Owner')}{_counts(each)}</tr>"
    )


def _owner_row(owner: str, each: Completeness) -> str:
    name = markup.text(owner) or "<em>nobody</em>"
    pages = markup.number(each.pages, "Features")
    return f'<tr><th scope="row">{name}</th>{pages}{_counts(each)}</tr>'


def _counts(each: Completeness) -> str:
    return "".join(
        (
            _bar(each),
            markup.number(each.left_over, "Left over"),
            markup.number(each.decisions, "Open decisions"),
            markup.number(each.errors, "Errors"),
            markup.number(each.warnings, "Warnings"),
            markup.number(each.infos, "Infos"),
        )
    )


def _bar(each: Completeness) -> str:
    """Return a cell that shows how many sections are written, in numbers and as a bar."""
    bar = (
        f'<progress class="featurespec-bar" max="{each.sections}" value="{each.written}" '
        'aria-hidden="true"></progress> '
        if each.sections
        else ""
    )
    return (
        f'<td class="featurespec-written" data-label="Sections" data-sort="{each.percent}">'
        f"{bar}{each.written}\N{NO-BREAK SPACE}of\N{NO-BREAK SPACE}{each.sections}</td>"
    )


MARKER = Marker(
    name="completeness",
    summary="How far each feature page is, and those of each owner together.",
    render=_render,
    options=FILTERS,
    source=Source.SITE,
)
