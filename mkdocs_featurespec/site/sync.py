"""A site's feature pages with the rows that they lack beside its sources. Nothing is written."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from mkdocs_featurespec.create.append import append
from mkdocs_featurespec.fix import Fixed
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.rules.drift.belonging import Missing, missing
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.site.mend import FixedPage
from mkdocs_featurespec.workspace import Document


class Synced(NamedTuple):
    """Pages with what they lack.

    Attributes:
        pages: Those that lack anything.
        unclear: What no page, or more than one, should document.
    """

    pages: tuple[FixedPage, ...]
    unclear: tuple[str, ...]


def sync_pages(site: OpenSite, chosen: Collection[str]) -> Synced:
    """Return pages with the rows that they lack.

    Args:
        site: The site.
        chosen: The pages that are asked for, relative to `docs_dir`.
    """
    read = site.read()
    sources = site.workspace.sources.read()
    context = SiteContext(read.pages, read.catalog, site.settings, sources)
    found = missing(context)
    wanted = [
        document
        for document in sorted(site.documents, key=lambda document: document.src_uri)
        if document.src_uri in chosen and document.src_uri in {*found.operations, *found.tables}
    ]
    return Synced(tuple(_synced(site, document, found) for document in wanted), found.unclear)


def _synced(site: OpenSite, document: Document, found: Missing) -> FixedPage:
    """Return a page with what it lacks, as it is where something else would be lost by it."""
    src_uri, text = document.src_uri, document.content
    file = site.config.docs_dir / src_uri
    if not isinstance(text, str):
        left = Fixed("", undone=(f"left alone: {text.message}",))
        return FixedPage(document.path, file, "", left)
    operations, tables = found.operations.get(src_uri, []), found.tables.get(src_uri, [])
    new = append(text, operations, tables, site.workspace)
    before, after = (_named(site, document, each) for each in (text, new.text))
    if not before <= after or len(after) < len(before) + len(new.done):
        undone = tuple(f"did not {line.replace('added', 'add')}: its place" for line in new.done)
        reason = "is not read as expected; write it by hand"
        failed = (*(f"{line} {reason}" for line in undone), *new.undone)
        return FixedPage(document.path, file, text, Fixed(text, undone=failed))
    return FixedPage(document.path, file, text, Fixed(new.text, new.done, new.undone))


def _named(site: OpenSite, document: Document, text: str) -> set[str]:
    """Return what a text of a page names."""
    page = site.workspace.read_page(text, document.path, document.src_uri)
    return set(map(entity_identity, page.entities))
