"""Related features: who shares what with a feature, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mkdocs_featurespec.catalog import CatalogEntry, Feature
from mkdocs_featurespec.impact.given import COMMON
from mkdocs_featurespec.impact.neighbours import Neighbours, neighbours
from mkdocs_featurespec.impact.reasons import STRENGTH, Edge, Spot
from mkdocs_featurespec.impact.words import group_reasons, label_of
from mkdocs_featurespec.reader.markdown.directives import find_directives
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.marker import MARKER_START, Marker, Options, Place, Source
from mkdocs_featurespec.render.page_links import row_address
from mkdocs_featurespec.render.registers.entries import wanted
from mkdocs_featurespec.render.registers.markup import text
from mkdocs_featurespec.render.view import SiteView

SHOWN = 8
"""So many features are shown at once; the others can be unfolded."""

_FOOTNOTES = '<div class="footnote">'
_SAME = ("related", "impact")
"""A page with one of these markers says it all already."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An entity that connects two features, and its row or else where the other page names it."""

    label: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Why:
    words: str
    names: Sequence[_Named]


@dataclass(slots=True)
class _Related:
    """A feature beside another one.

    Attributes:
        feature: The feature.
        rank: Of the strongest reason.
        spot: Where its page names what that reason is about.
        depends_on: What it does that the page's feature depends on.
        dependents: What it does that makes it depend on the page's feature.
        shares: What both name, with no owner.
        count: Of all reasons.
    """

    feature: Feature
    rank: int
    spot: Spot
    depends_on: Sequence[_Why] = field(default=())
    dependents: Sequence[_Why] = field(default=())
    shares: Sequence[_Why] = field(default=())
    count: int = 0


def add_related(html: str, site: SiteView, place: Place) -> str:
    """Return a feature page's HTML with its related features at the end, before footnotes.

    It stays as it is where there are none, where the site's owner wants none there, and where the
    page has a marker for them.

    Args:
        html: The page's content, with its markers still in it.
        site: What there is.
        place: The feature page.
    """
    page = site.pages.get(place.src_uri)
    if site.settings.related is not True or page is None or not page.written:
        return html
    if MARKER_START in html and any(each.name in _SAME for each in find_directives(html)):
        return html
    block = related_block(site, site.features[place.src_uri], place)
    if not block:
        return html
    at = html.rfind(_FOOTNOTES)
    return f"{html}\n{block}" if at < 0 else f"{html[:at]}{block}\n{html[at:]}"


def related_block(site: SiteView, feature: Feature, place: Place) -> str:
    """Return the HTML of the features that are related to one; empty where there are none."""
    found = neighbours(site.impact, feature)
    related = sorted(_related(found, site, place), key=lambda each: (each.rank, -each.count))
    if not related and not found.common:
        return ""
    items = [_item(each, place) for each in related]
    common = [_code(_named(entry, None, site, place)) for entry in found.common]
    return render(
        "registers/related.html",
        id=place.ids.give("related-features"),
        shown="\n".join(items[:SHOWN]),
        more="\n".join(items[SHOWN:]),
        hidden=len(items[SHOWN:]),
        common=", ".join(common),
        limit=COMMON,
    )


def _item(each: _Related, place: Place) -> str:
    url = place.link(each.feature.src_uri, each.spot.anchor)
    sides = (
        ("needed here:", each.depends_on),
        ("needs this:", each.dependents),
        ("in common:", each.shares),
    )
    said = "".join(
        f'<li><span class="featurespec-side">{badge}</span> {"; ".join(map(_why, whys))}</li>'
        for badge, whys in sides
        if whys
    )
    return f'<li><a href="{text(url)}">{text(each.feature.label)}</a><ul>{said}</ul></li>'


def _why(why: _Why) -> str:
    return f"{why.words} {', '.join(map(_code, why.names))}" if why.names else why.words


def _code(name: _Named) -> str:
    code = f"<code>{text(name.label)}</code>"
    return f'<a href="{text(name.url)}">{code}</a>' if name.url else code


def _related(found: Neighbours, site: SiteView, place: Place) -> Iterable[_Related]:
    """Return the neighbours of a feature, each once."""
    related: dict[str, _Related] = {}

    def beside(edge: Edge, *, of_provider: bool) -> _Related:
        other = edge.other if of_provider else edge.feature
        spot = edge.reasons[0].there if of_provider else edge.reasons[0].here
        rank = STRENGTH[edge.kind]
        each = related.setdefault(other.src_uri, _Related(other, rank, spot))
        if rank < each.rank:
            each.rank, each.spot = rank, spot
        each.count += len(edge.reasons)
        return each

    def whys(edge: Edge, *, of_provider: bool) -> Sequence[_Why]:
        return list(_whys(edge, site, place, of_provider=of_provider))

    for edge in found.depends_on:
        beside(edge, of_provider=True).depends_on = whys(edge, of_provider=True)
    for edge in found.dependents:
        beside(edge, of_provider=False).dependents = whys(edge, of_provider=False)
    for edge in found.shares:
        beside(edge, of_provider=True).shares = whys(edge, of_provider=True)
    return related.values()


def _whys(edge: Edge, site: SiteView, place: Place, *, of_provider: bool) -> Iterator[_Why]:
    for group in group_reasons(edge.reasons, of_provider=of_provider):
        yield _Why(
            group.words,
            [
                _named(reason.entry, reason.there if of_provider else reason.here, site, place)
                for reason in group.reasons
                if reason.entry
            ],
        )


def _named(entry: CatalogEntry, spot: Spot | None, site: SiteView, place: Place) -> _Named:
    address = row_address(site, entry, place.url_of)
    if address is None and spot is not None:
        address = place.link(spot.feature.src_uri, spot.anchor)
    return _Named(label_of(entry), address)


def _render(site: SiteView, options: Options, place: Place) -> str:
    if site.settings.related is False:
        return ""
    if "feature" in options:
        chosen = [feature for feature in site.catalog.features if wanted(feature, options)]
    else:
        own = site.features.get(place.src_uri)
        chosen = [own] if own else []
    if not chosen:
        return render("registers/related-none.html", feature=options.get("feature"))
    return "".join(related_block(site, feature, place) for feature in chosen)


MARKER = Marker(
    name="related",
    summary="The features that share something with the page's feature, and what.",
    render=_render,
    options={"feature": None},
    source=Source.SITE,
)
