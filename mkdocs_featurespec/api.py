"""The public functions: one page, a site's findings, a site's catalog."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.reader.markdown.dialect import Dialect, slugify
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.load import load_site
from mkdocs_featurespec.workspace import Workspace, load_workspace


def read_page(
    text: str, *, path: str, slugify: Callable[[str, str], str] = slugify, separator: str = "-"
) -> Page:
    """Read a feature page by the built-in template and schema.

    Never raises for what the text contains: what is wrong with it is in `Page.diagnostics`.

    Args:
        text: The page's source, front matter included.
        path: How diagnostics name the page; no file is read.
        slugify: Makes an anchor of a heading's text and the separator, as the `toc` option of
            Python-Markdown of that name.
        separator: As the `toc` option of that name.
    """
    return _workspace(slugify, separator).read_page(text, path)


def check_site(config_file: str | Path = "mkdocs.yml") -> tuple[Diagnostic, ...]:
    """Return what the rules find on a site's feature pages, by path and place.

    Args:
        config_file: The site's `mkdocs.yml`.

    Raises:
        ConfigurationError: when the configuration, the template or the schema is broken.
    """
    return load_site(Path(config_file)).diagnostics


def build_catalog(config_file: str | Path = "mkdocs.yml") -> Catalog:
    """Return the catalog of a site's feature pages.

    Args:
        config_file: The site's `mkdocs.yml`.

    Raises:
        ConfigurationError: when the configuration, the template or the schema is broken.
    """
    return load_site(Path(config_file)).catalog


@lru_cache(maxsize=8)
def _workspace(slugify: Callable[[str, str], str], separator: str) -> Workspace:
    dialect = Dialect(slugify=slugify, separator=separator)
    return load_workspace(Settings(), Path(), dialect)
