"""What is found across features, as the panels on the catalog's pages show it."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.entries import REGISTERS
from mkdocs_featurespec.diagnostics import Diagnostic, Span
from mkdocs_featurespec.model import EntityKind
from mkdocs_featurespec.render.ids import finding_ids
from mkdocs_featurespec.render.marker import UrlOf
from mkdocs_featurespec.render.panel import SHOWN, Spot
from mkdocs_featurespec.render.view import ROW_PAGES, SiteView

_FAMILY = "FS4"
"""The codes of rules across features begin so."""


def found_across(site: SiteView, name: str, url_of: UrlOf) -> Iterator[tuple[Diagnostic, Spot]]:
    """Give what is found across features, each with the panel of the page that it is found on.

    Args:
        site: What there is.
        name: The index page that it is for. That of rows gets what is about its rows, the
            catalog's first page all, and others nothing.
        url_of: Gives the address of a page as seen from the index page.
    """
    has_rows = name in ROW_PAGES.values()
    if not has_rows and name != "index":
        return
    for feature in site.catalog.features:
        found = site.found_on(feature)
        if not any(diagnostic.code.startswith(_FAMILY) for diagnostic in found):
            continue
        kinds = _kinds(site, feature) if has_rows else {}
        for number, (diagnostic, own_id) in enumerate(zip(found, finding_ids(found), strict=True)):
            if not diagnostic.code.startswith(_FAMILY):
                continue
            kind = kinds.get(diagnostic.span)
            if not has_rows or (kind and ROW_PAGES[REGISTERS[kind]] == name):
                fragment = f"#{own_id}" if number < SHOWN else ""
                yield diagnostic, Spot(feature.title, url_of(feature.src_uri) + fragment)


def _kinds(site: SiteView, feature: Feature) -> dict[Span, EntityKind]:
    """Return what a feature's page names at which place."""
    return {use.entity.span: entry.kind for entry, use in site.uses_of(feature)}
