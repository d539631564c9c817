"""The files that a site gets: index pages, the catalog as JSON, styles and scripts."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.render.catalog_json import catalog_schema
from mkdocs_featurespec.render.index_pages import index_pages
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings

ASSETS = {
    "assets/stylesheets/featurespec.css": "featurespec.css",
    "assets/javascripts/featurespec.js": "featurespec.js",
}
"""The styles and scripts of a site by their paths in it, as files of `data/`."""
PANEL_ASSETS = {
    "assets/stylesheets/featurespec-panel.css": "panel.css",
    "assets/javascripts/featurespec-panel.js": "panel.js",
}
"""What a preview with panels has besides."""
_DRAWING_THEMES = ("material", "materialx", "zensical")
"""The themes that draw Mermaid's pictures by themselves."""


def contents_of(
    view: SiteView, folder: str, catalog: str, assets: Mapping[str, str] = ASSETS
) -> dict[str, str]:
    """Return the content of each generated file by its path in the site.

    Args:
        view: The site.
        folder: Where the catalog lies in it.
        catalog: The catalog as JSON.
        assets: Its styles and scripts, by their paths in it, as files of `data/`.
    """
    return {
        **{f"{folder}/{name}": text for name, text in index_pages(view).items()},
        f"{folder}/catalog.json": catalog,
        f"{folder}/catalog.schema.json": catalog_schema(),
        **{path: read_data(name) for path, name in assets.items()},
    }


def draws_mermaid(settings: Settings, theme: str | None) -> bool:
    """Return whether pictures are Mermaid's on a site of a theme."""
    if settings.diagrams == "auto":
        return theme in _DRAWING_THEMES
    return settings.diagrams == "mermaid"
