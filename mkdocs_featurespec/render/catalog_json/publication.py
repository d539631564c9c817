"""Where a site is published, and its pages there."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Publication:
    """How the world sees a site.

    Attributes:
        name: The site's name.
        url: Its address; empty where its configuration has none.
        url_of: Gives the address of a page relative to that, by its path relative to `docs_dir`.
    """

    name: str
    url: str
    url_of: Callable[[str], str]


def page_url(destination: str, *, directory_urls: bool) -> str:
    """Return the address of a built page, relative to the site's.

    Args:
        destination: The page's file in the built site.
        directory_urls: Whether `a/index.html` is called `a/`.
    """
    folder, name = posixpath.split(destination)
    short = directory_urls and name == "index.html"
    # Half a surrogate pair stands for a byte of a file's name that is no UTF-8.
    return quote(f"{folder or '.'}/" if short else destination, errors="surrogateescape")
