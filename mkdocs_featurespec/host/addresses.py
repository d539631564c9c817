"""The addresses of a site's pages, as seen from one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url


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
        """Return the address of a page."""
        return get_relative_url(self.urls[src_uri], self.page)


def urls_of(files: Files) -> Mapping[str, str]:
    """Return the addresses of all pages of a site by their `src_uri`."""
    return {file.src_uri: file.url for file in files.documentation_pages()}
