"""Index pages: generated Markdown with markers where the registers belong."""

from __future__ import annotations

from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.view import SiteView

INDEX_PAGES = ("index.md", "tables.md", "endpoints.md", "events.md")
"""The generated pages, in the order of the navigation."""


def index_page(name: str, site: SiteView) -> str:
    """Return the Markdown of a generated page, one of `INDEX_PAGES`."""
    kinds = _Presence({entry.kind.value: True for entry in site.catalog.events})
    return render(f"pages/{name}", site=site, catalog=site.catalog, kinds=kinds)


class _Presence(dict[str, bool]):
    """A mapping that is false for what it lacks, since the templates are strict."""

    def __missing__(self, key: str) -> bool:
        return False
