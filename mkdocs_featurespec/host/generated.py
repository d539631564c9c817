"""The files that the plugin adds to a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.host.languages import put_in_language
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
_DRAWING_THEMES = ("material", "materialx")
"""The themes that draw Mermaid's pictures by themselves."""


def contents_of(
    view: SiteView, folder: str, catalog: str, assets: Mapping[str, str]
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


def add_missing(contents: Mapping[str, str], files: Files, config: MkDocsConfig) -> None:
    """Add generated files to a site, but for those that it has itself.

    They are included whatever `exclude_docs` and `draft_docs` say of their paths.
    """
    for src_uri, content in contents.items():
        own = files.get_file_from_path(src_uri)
        if own is None or own.inclusion.is_excluded():
            file = File.generated(
                config, src_uri, content=content, inclusion=InclusionLevel.INCLUDED
            )
            files.append(put_in_language(file, config))


def use_assets(config: MkDocsConfig, paths: Iterable[str]) -> None:
    """Have each page load styles and scripts."""
    for path in paths:
        loaded = config.extra_css if path.endswith(".css") else config.extra_javascript
        if path not in loaded:
            loaded.append(path)


def draws_mermaid(settings: Settings, config: MkDocsConfig) -> bool:
    """Return whether pictures are Mermaid's on this site."""
    if settings.diagrams == "auto":
        return config.theme.name in _DRAWING_THEMES
    return settings.diagrams == "mermaid"
