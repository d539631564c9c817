"""The option `pages`: which index pages there are, in which order, and how they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_featurespec.options import reading
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean

PAGE_NAMES = (
    "index",
    "tables",
    "endpoints",
    "events",
    "impact",
    "decisions",
    "permissions",
    "tests",
    "surfaces",
    "completeness",
    "coverage",
    "findings",
)
"""The names of all index pages, in the order of the navigation."""


@dataclass(frozen=True, slots=True)
class ChosenPage:
    """An index page that a site's owner wants.

    Attributes:
        name: One of `PAGE_NAMES`.
        title: How it is called; empty for its own title.
    """

    name: str
    title: str = ""


def pages(value: object) -> tuple[ChosenPage, ...]:
    """Return the index pages that a list of names, or of names with titles, means."""
    if not isinstance(value, list):
        raise WrongValueError(f"expected a list of pages, found {reading.kind(value)}")
    chosen = tuple(_page(item) for item in value)
    names = [page.name for page in chosen]
    for name in names:
        if names.count(name) > 1:
            raise WrongValueError(f"'{name}' is listed twice")
    return chosen


def _page(item: object) -> ChosenPage:
    if isinstance(item, Mapping) and len(item) != 1:
        raise WrongValueError("a page with a title is one name with one title: 'tables: Our data'")
    name, title = next(iter(item.items())) if isinstance(item, Mapping) else (item, None)
    written = reading.text(name, "the name of a page")
    if written not in PAGE_NAMES:
        raise WrongValueError(f"there is no page '{written}'{did_you_mean(written, PAGE_NAMES)}")
    if title is None:
        return ChosenPage(written)
    return ChosenPage(written, reading.text(title, f"the title of '{written}'"))
