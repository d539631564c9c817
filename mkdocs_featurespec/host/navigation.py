"""The order of the index pages in the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableSequence
from itertools import pairwise
from typing import TypeVar

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from mkdocs_featurespec.host.languages import uri_of

Item = TypeVar("Item", bound=StructureItem)


def order_pages(nav: Navigation, src_uris: Iterable[str]) -> None:
    """Bring some pages of a navigation into an order; what stands between them stays.

    Args:
        nav: Changed in place, with the links from page to page.
        src_uris: The pages, in the order that they get.
    """
    order = {src_uri: place for place, src_uri in enumerate(src_uris)}
    _arrange(nav.items, order)
    _arrange(nav.pages, order)
    for before, after in pairwise(nav.pages):
        before.next_page, after.previous_page = after, before
    if nav.pages:
        nav.pages[0].previous_page = nav.pages[-1].next_page = None


def _arrange(items: MutableSequence[Item], order: Mapping[str, int]) -> None:
    """Order those of some pages that are in it, at any depth; what stands between them stays.

    Args:
        items: Pages, and sections of them.
        order: The place of each page that is to be ordered, by its path.
    """
    for item in items:
        if isinstance(item, Section):
            _arrange(item.children, order)
    places = [i for i, item in enumerate(items) if _src_uri(item) in order]
    ordered = sorted((items[i] for i in places), key=lambda item: order[_src_uri(item)])
    for i, item in zip(places, ordered, strict=True):
        items[i] = item


def _src_uri(item: StructureItem) -> str:
    """Return the path of a page in the navigation; empty for what is no page."""
    return uri_of(item.file) if isinstance(item, Page) else ""
