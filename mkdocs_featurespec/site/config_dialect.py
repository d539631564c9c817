"""What a site's `markdown_extensions` make of a page, found out without importing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mkdocs_featurespec.options.reading import kind
from mkdocs_featurespec.reader.markdown.dialect import Dialect, dialect_of, slugify, slugify_unicode
from mkdocs_featurespec.site.safe_yaml import Tagged
from mkdocs_featurespec.site.slugs import slugify_named

if TYPE_CHECKING:
    from mkdocs_featurespec.site.config_data import Entry, SiteData

_TOC = ("toc", "markdown.extensions.toc")
_TOC_SLUGIFY: Mapping[str, Callable[[str, str], str]] = {
    "markdown.extensions.toc.slugify": slugify,
    "markdown.extensions.toc.slugify_unicode": slugify_unicode,
}
_NAME = "!!python/name:"
_CALL = "!!python/object/apply:"


def read_dialect(site: SiteData) -> tuple[Dialect, tuple[str, ...]]:
    """Return a site's dialect, and notes on what could not be followed, each in one line.

    Raises:
        ConfigurationError: when `markdown_extensions` is neither a list nor a mapping, or the
            separator of ids is one that Python-Markdown fails on.
    """
    # A name may go on with a class: `pymdownx.emoji:EmojiExtension`.
    extensions = {
        entry.name.partition(":")[0]: entry for entry in site.entries("markdown_extensions")
    }
    slugifier, separator, notes = _toc(site, extensions)
    return dialect_of(extensions, slugifier, separator), notes


def _toc(
    site: SiteData, extensions: Mapping[str, Entry]
) -> tuple[Callable[[str, str], str], str, tuple[str, ...]]:
    """Return how `toc` makes ids: the function, the separator, and notes."""
    default = Dialect()
    # MkDocs always has `toc`; the long name, where it is listed, is registered after it and wins.
    entry = next((extensions[name] for name in reversed(_TOC) if name in extensions), None)
    if entry is None or not isinstance(entry.options, dict):
        return default.slugify, default.separator, ()
    separator, wanted = entry.options.get("separator"), entry.options.get("slugify")
    if not isinstance(separator, str):
        separator = default.separator
    slugifier = default.slugify if wanted is None else _slugifier(wanted)
    notes: tuple[str, ...] = ()
    if slugifier is None:
        place = site.place(*entry.keys, "slugify")
        what = f"{place.path}:{place.line}: {kind(wanted)}"
        notes = (f"{what} is not run here; ids are made as by default",)
        slugifier = default.slugify
    try:
        slugifier("a b", separator)
    except re.error:  # Python-Markdown puts it into a regular expression as it is
        keys = (*entry.keys, "separator")
        raise site.error(keys, f"toc: the separator '{separator}' cannot be used") from None
    return slugifier, separator, notes


def _slugifier(value: object) -> Callable[[str, str], str] | None:
    """Return the function that a tag names, if it is a known one."""
    if not isinstance(value, Tagged):
        return None
    if value.tag.startswith(_NAME):
        name = value.tag.removeprefix(_NAME)
        return _TOC_SLUGIFY.get(name) or slugify_named(name)
    if value.tag.startswith(_CALL):
        call = value.value
        keywords = call.get("kwds") if isinstance(call, dict) else None
        name = value.tag.removeprefix(_CALL)
        return slugify_named(name, keywords if isinstance(keywords, dict) else None)
    return None
