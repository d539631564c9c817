"""The addresses of a site's pages, as seen from one of them."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_featurespec.addresses import seen_from
from mkdocs_featurespec.host.languages import uri_of


class Addresses(dict[str, str]):
    """Gives addresses of pages by their `src_uri`; two are equal if they give the same ones."""

    def __init__(self, urls: Mapping[str, str], page: str) -> None:
        """Look from a page.

        Args:
            urls: The addresses in the site.
            page: That of the page that they are seen from.
        """
        self._from = (urls, page)

    def __missing__(self, src_uri: str) -> str:
        urls, page = self._from
        url = urls.get(src_uri)
        self[src_uri] = seen_from(page, src_uri) if url is None else get_relative_url(url, page)
        return self[src_uri]

    __call__ = dict.__getitem__
    """Return the address of a page; that of a page of another site is its `src_uri`."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Addresses) and self._from == other._from

    __hash__ = None


def urls_of(files: Files) -> Mapping[str, str]:
    """Return the addresses of all pages of a build by their `src_uri`, without its language."""
    return {uri_of(file): file.url for file in files.documentation_pages()}
