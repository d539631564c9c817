"""The site's Markdown, as its configuration says."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_featurespec.reader.markdown.dialect import Dialect, dialect_of


def site_dialect(config: MkDocsConfig) -> Dialect:
    """Return the dialect that the site's extensions make."""
    options = (config.mdx_configs.get(name) for name in ("markdown.extensions.toc", "toc"))
    toc = next((found for found in options if found), {})
    default = Dialect()
    return dialect_of(
        config.markdown_extensions,
        toc.get("slugify", default.slugify),
        toc.get("separator", default.separator),
    )
