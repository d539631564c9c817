"""Keys that are almost those that a schema knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter

_HOST_KEYS = frozenset(
    {
        *("alias", "aliases", "author", "authors", "categories", "comments", "date"),
        *("description", "draft", "extra", "glightbox", "hide", "icon", "image", "lang"),
        *("layout", "links", "math", "meta", "nav", "nav_order", "order", "pin", "project"),
        *("readtime", "render_macros", "revision_date", "robots", "search", "skip", "slug"),
        *("social", "stylesheets", "subtitle", "summary", "tag", "tags", "template", "toc"),
        *("toc_depth", "version", "weight"),
    }
)
"""Keys that MkDocs, Material and other plugins have; never taken for a slip of the pen."""
_ALIKE = 0.79
"""One letter more, less or swapped in a word of five."""


def find_slips(front_matter: FrontMatter, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the keys that are no known ones, each with a known one that it almost is.

    Args:
        front_matter: The page's.
        known: The keys that the schema describes. One that is there was not meant by another.
    """
    unknown = [key for key in front_matter if key not in known and key not in _HOST_KEYS]
    absent = [key for key in known if key not in front_matter] if unknown else []
    for key in unknown:
        for meant in get_close_matches(key, absent, n=1, cutoff=_ALIKE):
            yield key, meant


def slip_fault(key: str, meant: str, front_matter: FrontMatter) -> Fault:
    """Return the fault of a key that is almost a known one."""
    span = front_matter.key_span(key) or front_matter.span or Span(1, 1, 1, 1)
    message = f'the key "{key}" is not known'
    return Fault(FaultKind.UNKNOWN_KEY, span, message, f'did you mean "{meant}"?')
