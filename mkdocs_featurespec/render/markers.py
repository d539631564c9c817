"""Finds markers in pages and puts what they stand for in their place.

Where a register belongs stands a marker such as `<!-- featurespec: tables -->`. Its rows are put in
as finished HTML after Markdown was rendered, since a row costs Python-Markdown more than everything
else that is done for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from mkdocs_featurespec.options.reading import did_you_mean
from mkdocs_featurespec.reader.markdown.directives import Directive, find_directives
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import Place, Source, UrlOf
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.render.view import SiteView


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


def fill_markers(
    html: str, site: SiteView, src_uri: str, url_of: UrlOf, taken: Iterable[str]
) -> Filled:
    """Put registers where a page's HTML has markers.

    Args:
        html: A rendered page; comments in code are escaped there, and so are no markers.
        site: What to show.
        src_uri: The page, relative to `docs_dir`.
        url_of: Gives the address of a feature page as seen from this page.
        taken: The ids that the page has already.
    """
    known = frozenset(taken)
    markers = [MARKERS[found.name] for found in find_directives(html) if found.name in MARKERS]
    if not markers:
        return _filled(html, site, src_uri, url_of, known)
    of_catalog = all(marker.source is Source.CATALOG for marker in markers)
    made_of = (site.catalog, site.surroundings, site.coverage) if of_catalog else (site,)
    fill = partial(_filled, html, site, src_uri, url_of, known)
    return site.kept.once(("filled", src_uri), (html, url_of, known, *made_of), fill)


def _filled(
    html: str, site: SiteView, src_uri: str, url_of: UrlOf, taken: frozenset[str]
) -> Filled:
    return fill_at(html, site, Place(src_uri, url_of, Ids(taken)))


def fill_at(text: str, site: SiteView, place: Place, finish: Callable[[str], str] = str) -> Filled:
    """Put registers where a text has markers.

    Args:
        text: A page.
        site: What to show.
        place: The page, with the ids that it has already.
        finish: Makes of a register's HTML what is put in.
    """
    parts: list[str] = []
    problems: list[str] = []
    position = 0
    for found in find_directives(text):
        problems += marker_problems(found)
        marker = MARKERS.get(found.name)
        if marker is not None:
            content = finish(marker.render(site, found.options, place))
            parts += (text[position : found.start], content)
            position = found.end
    return Filled("".join(parts) + text[position:], frozenset(place.ids.given), tuple(problems))


def marker_problems(found: Directive) -> Iterator[str]:
    """Give what a writer got wrong in a marker, each in one line."""
    marker = MARKERS.get(found.name)
    if marker is None:
        known = ", ".join(MARKERS)
        yield f'unknown marker "{found.name}"; the markers are: {known}'
        return
    for option, value in found.options.items():
        if option not in marker.options:
            proposal = did_you_mean(option, marker.options) if marker.options else ""
            yield f'the marker "{found.name}" does not take "{option}"{proposal}'
        elif (values := marker.options[option]) is not None and value not in values:
            known = ", ".join(values)
            yield f'the marker "{found.name}" has no {option} "{value}"; there are: {known}'
    for flag in found.flags:
        yield f'the marker "{found.name}" does not take "{flag}"'
