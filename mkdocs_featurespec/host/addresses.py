"""The addresses of a site's pages, as seen from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from mkdocs_featurespec.addresses import seen_from
from mkdocs_featurespec.host.languages import uri_of


@dataclass(frozen=True, slots=True)
class Addresses:
    """Gives addresses of pages by their `src_uri`; two are equal if they give the same ones.

    Attributes:
        urls: The addresses in the site.
        page: That of the page that they are seen from.
    """

    urls: Mapping[str, str]
    page: str

    def __call__(self, src_uri: str) -> str:
        """Return the address of a page; that of a page of another site is its `src_uri`."""
        url = self.urls.get(src_uri)
        return seen_from(self.page, src_uri) if url is None else get_relative_url(url, self.page)


def urls_of(files: Files) -> Mapping[str, str]:
    """Return the addresses of all pages of a build by their `src_uri`, without its language."""
    return {uri_of(file): file.url for file in files.documentation_pages()}
