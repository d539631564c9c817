"""Where a new feature page belongs."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from mkdocs_featurespec.diagnostics import ConfigurationError

_WILDCARD = re.compile(r"[*?\[]")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Latin letters that are not a plain one with an accent."""


def slug(title: str) -> str:
    """Return a title as a file's name in plain letters: `Über-Öfen (v2)` is `uber-ofen-v2`.

    Empty where the title has neither Latin letters nor digits.
    """
    decomposed = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _NO_SLUG.sub("-", plain).strip("-")


def place_of(title: str, features: Sequence[str], is_feature_page: Callable[[str], bool]) -> str:
    """Return the path of a new page, relative to `docs_dir`.

    It lies in the folder of the first pattern that such a page can match.

    Args:
        title: The page's title.
        features: The patterns of feature pages.
        is_feature_page: Whether a path, relative to `docs_dir`, is that of a feature page.

    Raises:
        ConfigurationError: when the title makes no file name, or no pattern says where such
            pages are.
    """
    name = slug(title)
    if not name:
        raise ConfigurationError(
            f"'{title}' has no letters for a file's name; name the page with --path"
        )
    for pattern in features:
        for path in _candidates(pattern, name):
            if is_feature_page(path):
                return path
    shown = ", ".join(features)
    raise ConfigurationError(
        f"the patterns of feature pages ({shown}) do not say where {name}.md belongs; "
        "name the page with --path"
    )


def _candidates(pattern: str, name: str) -> Iterator[str]:
    """Give the paths of that name that a pattern may match."""
    *above, last = pattern.split("/")
    folders: list[str] = []
    for folder in above:
        if _WILDCARD.search(folder):
            break
        folders.append(folder)
    if last and not _WILDCARD.search(last) and not posixpath.splitext(last)[1]:
        folders.append(last)  # the pattern is that of a folder
    yield posixpath.join(*folders, f"{name}.md")
    if last.count("*") == 1:
        yield posixpath.join(*folders, last.replace("*", name))
