"""Which headings of a site's pages are linked to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote

from mkdocs_featurespec.settings import INDEX_STEMS, MARKDOWN_SUFFIXES

_LINK = re.compile(
    r"\]\(\s*<?(?P<inline>[^()<>\s]*#[^()<>\s]+)"
    r"|^[ ]{0,3}\[[^\[\]]+\]:\s*<?(?P<defined>[^<>\s]*#[^<>\s]+)"
    r"""|\bhref=["']?(?P<html>[^"'<>\s]*#[^"'<>\s]+)""",
    re.MULTILINE,
)


class LinkedIds:
    """The ids of headings that links lead to, by the page that they stand on.

    A link to a page's address and not to its file is taken for one to every page of that name:
    where in the site it leads is not known before the site is built.
    """

    def __init__(self, pages: Iterable[tuple[str, str]]) -> None:
        """Look for links.

        Args:
            pages: Paths relative to `docs_dir`, each with the page's text.
        """
        self._by_page: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for src_uri, text in pages:
            for match in _LINK.finditer(text):
                target, _, fragment = match.group(match.lastgroup or 0).partition("#")
                self._note(src_uri, unquote(target), unquote(fragment))

    def on(self, src_uri: str) -> frozenset[str]:
        """Return the ids on a page that links lead to."""
        return frozenset(
            self._by_page.get(src_uri, set()) | self._by_name.get(_name(src_uri), set())
        )

    def _note(self, src_uri: str, target: str, fragment: str) -> None:
        if not target:
            self._by_page.setdefault(src_uri, set()).add(fragment)
        elif target.endswith(MARKDOWN_SUFFIXES) and "://" not in target:
            page = posixpath.normpath(posixpath.join("/", posixpath.dirname(src_uri), target))
            self._by_page.setdefault(page.lstrip("/"), set()).add(fragment)
        else:
            self._by_name.setdefault(_name(target), set()).add(fragment)


def _name(path: str) -> str:
    """Return the last part of a page's path or address that is its own."""
    folder, name = posixpath.split(path.partition("?")[0].rstrip("/"))
    stem = posixpath.splitext(name)[0]
    return posixpath.basename(folder) if stem in INDEX_STEMS else stem
