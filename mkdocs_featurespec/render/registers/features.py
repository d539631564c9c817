"""The register of feature pages."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.render.registers.entries import FILTERS, Asked, row_ids, rows, wanted
from mkdocs_featurespec.render.view import SiteView


def _render(site: SiteView, options: Options, place: Place) -> str:
    features: Sequence[Feature] = site.catalog.features
    if options:
        features = [feature for feature in features if wanted(feature, options)]
    asked = Asked("features", options, place)
    ids = row_ids(site, asked, features)

    def make(feature: Feature) -> str:
        row_id = ids.get(feature.src_uri) or site.id_of(feature)
        return _row(row_id, place.link(feature.src_uri), feature)

    html = rows(site, asked, features, make, site.surroundings, ids)
    return render("registers/features.html", rows="\n".join(html))


def _row(row_id: str, url: str, feature: Feature) -> str:
    title = f'<a href="{markup.text(url)}">{markup.text(feature.title)}</a>'
    address = markup.permalink(row_id, feature.title)
    site = markup.badge(feature.site) if feature.site else ""
    unwritten = "" if feature.written else markup.badge("not written yet")
    return markup.row(
        row_id,
        markup.facets((feature,)),
        (
            markup.cell(title + address + site + unwritten),
            markup.cell(markup.status(feature.status)),
            markup.cell(markup.text(feature.owner), "Owner"),
            markup.cell(markup.text(", ".join(feature.surfaces)), "Surfaces"),
            markup.number(feature.tables, "Tables"),
            markup.number(feature.endpoints, "Endpoints"),
            markup.number(feature.events, "Events"),
            markup.number(feature.jobs, "Jobs"),
        ),
    )


MARKER = Marker(
    name="features",
    summary="The register of feature pages.",
    render=_render,
    options=FILTERS,
)
