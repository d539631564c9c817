"""The register of feature pages."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import Marker, Options, Place
from mkdocs_featurespec.render.registers.entries import FILTERS, wanted
from mkdocs_featurespec.render.view import SiteView


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    url: str
    feature: Feature


def _render(site: SiteView, options: Options, place: Place) -> str:
    rows = [
        _Row(place.ids.give(site.ids[feature.src_uri]), place.link(feature.src_uri), feature)
        for feature in site.catalog.features
        if wanted(feature, options)
    ]
    return render("registers/features.html", rows=rows)


MARKER = Marker(
    name="features",
    summary="The register of feature pages.",
    render=_render,
    options=FILTERS,
)
