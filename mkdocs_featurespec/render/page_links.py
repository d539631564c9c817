"""Links from the names on a feature page to their rows in the catalog.

They are put into finished HTML: an entity's name is searched in the section that names it, as the
whole text of code, of a table's cell, of a list's item or of a heading. Nothing else is touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use
from mkdocs_featurespec.impact.words import noun_of
from mkdocs_featurespec.render.marker import Place, UrlOf, fragment
from mkdocs_featurespec.render.view import SiteView

_HEADING = re.compile(r"<h[1-6]\b[^>]*>")
_ID = re.compile(r' id="([^"]*)"')
_NAME = re.compile(
    r"<(code|strong|td|th|li|dt|h[1-6])\b[^>]*>([^<]+)"
    r'(?=</\1>|\n?<[uo]l\b|<a class="headerlink")'
)
_CLOSED = re.compile(r"<(/?)(?:a|button|pre|script|style|svg|textarea)\b|<!--|(-->)", re.I)
"""Begins and ends what no link may stand in."""
_LINE = re.compile(r"</(?:tr|li|h[1-6]|p|dt)>|<(?:tr|li|h[1-6]|p|dt)\b")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")


class _Target(NamedTuple):
    """A row of the catalog that a name leads to.

    Attributes:
        method: What has to stand in the same line; empty where the text says all.
        start_tag: Opens the link.
        use: What names it.
    """

    method: str
    start_tag: str
    use: Use


_Targets = dict[str, list[_Target]]
"""By the text of the name; of one text in the order of the page."""


class _Link(NamedTuple):
    start: int
    end: int
    start_tag: str


def link_names(html: str, site: SiteView, place: Place) -> str:
    """Return a feature page's HTML with links from the names of entities to their rows.

    Args:
        html: The page's content; but for the links it stays as it is.
        site: What there is; only rows that it has are linked to.
        place: The feature page.
    """
    by_anchor = _targets(site, site.features[place.src_uri], place.url_of)
    if not by_anchor:
        return html
    links: list[_Link] = []
    headings = list(_HEADING.finditer(html))
    for i, heading in enumerate(headings):
        found = _ID.search(heading[0])
        targets = by_anchor.get(unescape(found[1])) if found else None
        if targets:
            end = headings[i + 1].start() if i + 1 < len(headings) else len(html)
            links += _links(html, heading.start(), end, targets)
    return _inserted(html, links)


def row_address(site: SiteView, entry: CatalogEntry, url_of: UrlOf) -> str | None:
    """Return the address of an entity's row in the catalog; `None` where it has none."""
    page = site.row_pages.get(entry.kind)
    return None if page is None else url_of(page) + fragment(site.id_of(entry))


def _targets(site: SiteView, feature: Feature, url_of: UrlOf) -> Mapping[str, _Targets]:
    """Return what a page names that has a row, by the id of the section that names it."""
    by_anchor: dict[str, _Targets] = {}
    for entry, use in site.uses_of(feature):
        address = row_address(site, entry, url_of)
        if address is None or use.anchor is None:
            continue
        start_tag = _start_tag(address, noun_of(entry), _features(entry))
        targets = by_anchor.setdefault(use.anchor, {})
        name, method = use.entity.name, use.entity.method
        targets.setdefault(name, []).append(_Target(method, start_tag, use))
        if method:
            targets.setdefault(f"{method} {name}", []).append(_Target("", start_tag, use))
    for targets in by_anchor.values():
        for same in targets.values():
            if len(same) > 1:
                same.sort(key=_place)
    return by_anchor


def _place(target: _Target) -> tuple[int, int]:
    return target.use.entity.span.line, target.use.entity.span.column


def _features(entry: CatalogEntry) -> int:
    return len({use.feature.src_uri for use in entry.uses})


@lru_cache(maxsize=1 << 14)
def _start_tag(address: str, noun: str, features: int) -> str:
    count = "1 feature names" if features == 1 else f"{features} features name"
    title = f"In the catalog: {count} this {noun}"
    return f'<a class="featurespec-link" href="{escape(address)}" title="{title}">'


def _links(html: str, start: int, end: int, targets: _Targets) -> Iterator[_Link]:
    """Give the links of one section, each name's first place."""
    closed: list[int] | None = None
    done: set[int] = set()
    for found in _NAME.finditer(html, start, end):
        text = found[2].strip()
        waiting = targets.get(text)
        if waiting is None and ("&" in text or "\n" in text or "  " in text):
            waiting = targets.get(" ".join(unescape(text).split()))
        if waiting is None:
            continue
        closed = _closed(html, start, end) if closed is None else closed
        if bisect_right(closed, found.start()) % 2:
            continue
        for target in waiting:
            if id(target.use) not in done and _says(html, found, target.method, start, end):
                done.add(id(target.use))
                yield _Link(*_extent(found), target.start_tag)
                break


def _closed(html: str, start: int, end: int) -> list[int]:
    """Return where no link may stand, as places where that begins and ends in turn."""
    places: list[int] = []
    depth = 0
    for tag in _CLOSED.finditer(html, start, end):
        step = -1 if tag[1] or tag[2] else 1
        if depth + step >= 0:
            depth += step
            if depth == (1 if step == 1 else 0):
                places.append(tag.start())
    return places


def _says(html: str, found: re.Match[str], method: str, start: int, end: int) -> bool:
    """Return whether a method stands in the same row, item or heading as a path."""
    if not method:
        return True
    for tag in ("<tr", "<li", "<h", "<p>"):
        start = max(start, html.rfind(tag, start, found.start()))
    after = _LINE.search(html, found.end(), end)
    line = html[start : after.start() if after else end]
    return method in _WORD.findall(_TAG.sub(" ", line).upper())


def _extent(found: re.Match[str]) -> tuple[int, int]:
    """Return what a link is put around: code with its tags, else the text alone."""
    if found[1] in ("code", "strong"):
        return found.start(), found.end() + len(f"</{found[1]}>")
    text = found[2]
    return (
        found.end() - len(text.lstrip()),
        found.start(2) + len(text.rstrip()),
    )


def _inserted(html: str, links: list[_Link]) -> str:
    parts: list[str] = []
    position = 0
    for link in links:
        parts += (html[position : link.start], link.start_tag, html[link.start : link.end], "</a>")
        position = link.end
    return "".join(parts) + html[position:]
