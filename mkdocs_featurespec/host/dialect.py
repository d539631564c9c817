"""The site's Markdown, as its configuration says."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_featurespec.reader.markdown.dialect import Dialect, dialect_of


def site_dialect(config: MkDocsConfig) -> Dialect:
    """Return the dialect that the site's extensions make."""
    options = (config.mdx_configs.get(name) for name in ("markdown.extensions.toc", "toc"))
    toc = next((found for found in options if found), {})
    default = Dialect()
    # Other plugins put extensions themselves among the names: mkdocstrings does.
    extensions: list[object] = list(config.markdown_extensions)
    return dialect_of(
        [each if isinstance(each, str) else type(each).__module__ for each in extensions],
        toc.get("slugify", default.slugify),
        toc.get("separator", default.separator),
    )
