"""A site on disk, read without its host."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from mkdocs_featurespec.settings import feature_matcher
from mkdocs_featurespec.site.config import SiteConfig, load_site_config, site_settings
from mkdocs_featurespec.site.files import find_pages, read_text
from mkdocs_featurespec.workspace import Document, Site, load_workspace


def load_site(config_file: Path | None = None) -> Site:
    """Read, check and merge all feature pages that a build of the site includes.

    Args:
        config_file: The site's configuration; `mkdocs.yml` in the current folder if not given.

    Raises:
        ConfigurationError: when the configuration, the template or the schema is broken.
    """
    return read_configured_site(load_site_config(config_file))


def read_configured_site(config: SiteConfig) -> Site:
    """Read the site that a configuration describes."""
    settings = site_settings(config)
    base = config.config_file.parent
    workspace = load_workspace(settings, base, config.dialect)
    is_feature_page = feature_matcher(settings)
    relative = PurePath(os.path.relpath(config.docs_dir, base)).as_posix()
    prefix = "" if relative == "." else f"{relative}/"
    return workspace.read_site(
        Document(src_uri, f"{prefix}{src_uri}", read_text(config.docs_dir / src_uri))
        for src_uri in find_pages(config)
        if is_feature_page(src_uri)
    )
