"""What a feature page gets of the catalog: links from names, related features, and its markers."""

from __future__ import annotations

from functools import partial

from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import MARKER_START, Place, UrlOf
from mkdocs_featurespec.render.markers import Filled, fill_markers
from mkdocs_featurespec.render.page_links import link_names
from mkdocs_featurespec.render.registers.related import add_related
from mkdocs_featurespec.render.view import SiteView


def finish_page(
    html: str, site: SiteView, src_uri: str, url_of: UrlOf, taken: frozenset[str]
) -> Filled:
    """Return a feature page's HTML with all that it shows of the catalog.

    Args:
        html: The page, rendered.
        site: What there is.
        src_uri: The page, relative to `docs_dir`.
        url_of: Gives the address of another page as seen from it.
        taken: The ids that the page has already.
    """
    finish = partial(_finish, html, site, src_uri, url_of, taken)
    markers = site if MARKER_START in html else None
    made_of = (html, url_of, taken, site.about(src_uri), markers)
    return site.kept.once(("finished", src_uri), made_of, finish)


def _finish(
    html: str, site: SiteView, src_uri: str, url_of: UrlOf, taken: frozenset[str]
) -> Filled:
    place = Place(src_uri, url_of, Ids(taken))
    html = add_related(link_names(html, site, place), site, place)
    given = frozenset(place.ids.given)
    if MARKER_START not in html:
        return Filled(html, given)
    filled = fill_markers(html, site, src_uri, url_of, taken | given)
    return Filled(filled.html, filled.ids | given, filled.problems)
