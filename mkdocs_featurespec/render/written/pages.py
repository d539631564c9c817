"""Index pages whose registers are in them, as raw HTML in Markdown."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote

from mkdocs_featurespec.addresses import seen_from
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.render.catalog_json import Publication
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.markers import fill_at
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.render.written.mark import with_mark

_BLANK_LINES = re.compile(r"\n\s*\n")


def written_page(
    src_uri: str, text: str, site: SiteView, publication: Publication, dialect: Dialect
) -> str:
    """Return an index page as it shows the same without the plugin.

    Args:
        src_uri: The page, relative to `docs_dir`.
        text: Its Markdown, with markers.
        site: What there is.
        publication: Says where the site's pages will be.
        dialect: The site's Markdown.
    """
    source = Source(text, src_uri)
    blocks = parse_blocks(source, read_front_matter(source).body_line, dialect)
    headings = read_outline(blocks, source, dialect, _no_role).headings
    own = {*site.pages, *site.row_pages.values()}
    page = publication.url_of(src_uri)

    def url_of(other: str) -> str:
        return _relative_file(other, src_uri) if other in own else seen_from(src_uri, other)

    def drawn_url_of(other: str) -> str:
        url = publication.url_of(other)
        return _relative_url(url, page) if other in own else seen_from(page, other)

    place = Place(src_uri, url_of, Ids(heading.anchor for heading in headings), drawn_url_of)
    return with_mark(src_uri, fill_at(text, site, place, _as_one_block).html)


def _relative_file(src_uri: str, base: str) -> str:
    """Return how a page links to another one's file; hosts make the address of it."""
    relative = posixpath.relpath(src_uri, posixpath.dirname(base) or ".")
    return quote(relative, errors="surrogateescape")


def _relative_url(url: str, base: str) -> str:
    """Return the address of a built page as seen from another one."""
    relative = posixpath.relpath(url, posixpath.dirname(base) or ".")
    return f"{relative}/" if url.endswith("/") else relative


def _as_one_block(html: str) -> str:
    """Return HTML that no reader of Markdown sees the end of before its time."""
    return _BLANK_LINES.sub("\n", html.strip())


def _no_role(heading: str) -> None:
    return None
