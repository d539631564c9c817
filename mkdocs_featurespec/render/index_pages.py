"""Index pages: their Markdown with markers, and the registers that take the markers' place.

Index pages are plain Markdown; where rows belong stands a marker such as
`<!-- featurespec: tables -->`. The rows are put in as finished HTML after Markdown was rendered,
since a row costs Python-Markdown more than everything else that is done for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.reader.markdown.directives import Directive, find_directives

if TYPE_CHECKING:
    from jinja2 import Environment

INDEX_PAGES = ("index.md", "tables.md", "endpoints.md", "events.md")
"""The generated pages, in the order of the navigation."""

REGISTERS = ("features", "tables", "endpoints", "events", "jobs")
"""What a marker may name."""

_KINDS = {
    "tables": ("table", "view"),
    "events": ("event", "integration-event", "notification", "sync"),
}
"""The kinds that a marker can be narrowed to."""
_NO_ID = re.compile(r"[^\w.]+")
_SAFE_IN_FRAGMENT = "!$&'()*+,;=:@/?-._~"

UrlOf = Callable[[str], str]
"""Gives the address of a page, by its path relative to `docs_dir`, as seen from another page."""


@dataclass(frozen=True, slots=True)
class _Link:
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class _FeatureRow:
    id: str
    url: str
    feature: Feature


@dataclass(frozen=True, slots=True)
class _EntryRow:
    id: str
    entry: CatalogEntry
    uses: Sequence[_Link]
    published: Sequence[_Link]
    consumed: Sequence[_Link]
    named: Sequence[_Link]


@dataclass(frozen=True, slots=True)
class Filled:
    """A page's HTML with its markers replaced.

    Attributes:
        html: The page's content.
        ids: The ids that the rows brought in.
        problems: What is wrong with its markers, each in one line.
    """

    html: str
    ids: frozenset[str]
    problems: tuple[str, ...] = ()


def index_page(name: str, catalog: Catalog) -> str:
    """Return the Markdown of a generated page, one of `INDEX_PAGES`."""
    kinds = {entry.kind.value: True for entry in catalog.events}
    page = _environment().get_template(f"pages/{name}")
    return page.render(catalog=catalog, kinds=_Presence(kinds))


def fill_markers(html: str, catalog: Catalog, url_of: UrlOf, taken: Iterable[str]) -> Filled:
    """Put registers where a page's HTML has markers.

    Args:
        html: A rendered page; comments in code are escaped there, and so are no markers.
        catalog: What to list.
        url_of: Gives the address of a feature page as seen from this page.
        taken: The ids that the page has already.
    """
    ids = _Ids(taken)
    parts: list[str] = []
    problems: list[str] = []
    position = 0
    for marker in find_directives(html):
        problems += marker_problems(marker)
        if marker.name in REGISTERS:
            parts += (html[position : marker.start], _register(marker, catalog, url_of, ids))
            position = marker.end
    return Filled("".join(parts) + html[position:], frozenset(ids.given), tuple(problems))


def marker_problems(marker: Directive) -> Iterator[str]:
    """Give what a writer got wrong in a marker, each in one line."""
    if marker.name not in REGISTERS:
        known = ", ".join(REGISTERS)
        yield f'unknown marker "{marker.name}"; the markers are: {known}'
        return
    kinds = _KINDS.get(marker.name, ())
    for option, value in marker.options.items():
        if option != "kind" or not kinds:
            yield f'the marker "{marker.name}" does not take "{option}"'
        elif value not in kinds:
            yield f'the marker "{marker.name}" has no kind "{value}"; its kinds: {", ".join(kinds)}'
    for flag in marker.flags:
        yield f'the marker "{marker.name}" does not take "{flag}"'


def _register(marker: Directive, catalog: Catalog, url_of: UrlOf, ids: _Ids) -> str:
    urls: dict[str, str] = {}

    def link(use: Use) -> _Link:
        src_uri = use.feature.src_uri
        if src_uri not in urls:
            urls[src_uri] = url_of(src_uri)
        return _Link(urls[src_uri] + _fragment(use.anchor), use.feature.title)

    rows: list[_FeatureRow] | list[_EntryRow]
    if marker.name == "features":
        rows = [
            _FeatureRow(
                ids.give(feature.src_uri.rpartition(".")[0]), url_of(feature.src_uri), feature
            )
            for feature in catalog.features
        ]
    else:
        kind = marker.options.get("kind")
        rows = [
            _entry_row(entry, link, ids)
            for entry in _entries(catalog, marker.name)
            if kind is None or entry.kind.value == kind
        ]
    template = _environment().get_template(f"registers/{marker.name}.html")
    return template.render(rows=rows)


def _entries(catalog: Catalog, register: str) -> Sequence[CatalogEntry]:
    return {
        "tables": catalog.tables,
        "endpoints": catalog.endpoints,
        "events": catalog.events,
        "jobs": catalog.jobs,
    }[register]


def _entry_row(entry: CatalogEntry, link: Callable[[Use], _Link], ids: _Ids) -> _EntryRow:
    links = [(use.direction, link(use)) for use in entry.uses]
    return _EntryRow(
        id=ids.give(f"{entry.method}-{entry.name}" if entry.method else entry.name),
        entry=entry,
        uses=[each for _, each in links],
        published=[each for side, each in links if side is Direction.PUBLISHED],
        consumed=[each for side, each in links if side is Direction.CONSUMED],
        named=[each for side, each in links if side is None],
    )


@lru_cache(maxsize=1 << 14)  # pages of one template have most anchors in common
def _fragment(anchor: str | None) -> str:
    return f"#{quote(anchor, safe=_SAFE_IN_FRAGMENT)}" if anchor else ""


class _Ids:
    """Gives each row an id that its page does not have yet."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self.given: set[str] = set()

    def give(self, name: str) -> str:
        base = _NO_ID.sub("-", name).strip("-").lower() or "entry"
        unique, count = base, 0
        while unique in self._taken:
            count += 1
            unique = f"{base}_{count}"
        self._taken.add(unique)
        self.given.add(unique)
        return unique


class _Presence(dict[str, bool]):
    """A mapping that is false for what it lacks, since the templates are strict."""

    def __missing__(self, key: str) -> bool:
        return False


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("mkdocs_featurespec", "data"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
