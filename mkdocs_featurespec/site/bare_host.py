"""What a site loses on a host that runs no plugin, as Zensical is, and how to mend that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.reader.comments import OPENING, read_comments
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.render.site_files import ASSETS
from mkdocs_featurespec.render.written.mark import has_mark
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.site.config import is_toml, read_site_data
from mkdocs_featurespec.site.config_data import SiteData
from mkdocs_featurespec.site.files import find_pages, read_text
from mkdocs_featurespec.site.load import OpenSite

_KEYS = {".css": "extra_css", ".js": "extra_javascript"}
_SHOWN = 3
"""How many markers are named with their place."""


def losses(opened: OpenSite, host_file: Path) -> Iterator[str]:
    """Give what would be missing on the pages of a site, one line each, and what to do.

    Whether the catalog's pages are written is not told here but by `plan_index`.

    Args:
        opened: The site.
        host_file: The configuration that the host reads, in the folder of the site's own.
    """
    try:
        host = read_site_data(host_file)
    except ConfigurationError as error:
        yield f"{host_file.name} cannot be looked into: {error.message}"
    else:
        for key, path in ((_KEYS[PurePosixPath(path).suffix], path) for path in ASSETS):
            if path not in _listed(host, key):
                yield f"{host_file.name}: {_advice(host, host_file, key, path)}"
    empty = list(_markers(opened))
    if empty:
        more = f" and {len(empty) - _SHOWN} more" if len(empty) > _SHOWN else ""
        places = f"{', '.join(empty[:_SHOWN])}{more}"
        yield (
            f"{plural(len(empty), 'marker')} on your own pages will stay empty, since Zensical "
            f"runs no plugin; link to the catalog's pages instead: {places}"
        )


def _listed(host: SiteData, key: str) -> Sequence[str]:
    """Return the paths of a list of files; scripts may be mappings with a path."""
    value = host.data.get(key)
    items = value if isinstance(value, list) else []
    return [str(item.get("path", "")) if isinstance(item, dict) else str(item) for item in items]


def _advice(host: SiteData, host_file: Path, key: str, path: str) -> str:
    """Return what to add to a configuration, so that pages load a file."""
    if host.data.get(key):
        return f"{key} does not name the catalog's file; add to it: {json.dumps(path)}"
    if is_toml(host_file):
        return f"no {key}; add under [project]: {key} = [{json.dumps(path)}]"
    return f"no {key}; add: {key}: [{path}]"


def _markers(opened: OpenSite) -> Iterator[str]:
    """Give the place of each marker on pages that were not written by this tool."""
    for src_uri in find_pages(opened.config):
        text = read_text(opened.config.docs_dir / src_uri)
        if not isinstance(text, str) or OPENING not in text or has_mark(src_uri, text):
            continue
        source = Source(text, src_uri)
        body_line = read_front_matter(source).body_line
        blocks = parse_blocks(source, body_line, opened.config.dialect)
        for found in read_comments(blocks, source).directives:
            if found.name in MARKERS:
                yield f"{opened.path_of(src_uri)}:{found.span.line}"
