"""Rows of registers of entities, and how a marker narrows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeVar

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use
from mkdocs_featurespec.catalog.coverage import SourceThing
from mkdocs_featurespec.catalog.entries import HERE
from mkdocs_featurespec.impact.graph import Connections, connections
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.render.marker import Options, Place
from mkdocs_featurespec.render.view import Described, SiteView, Stated, key_of

S = TypeVar("S")

FILTERS: dict[str, tuple[str, ...] | None] = {
    "owner": None,
    "status": None,
    "surface": None,
    "feature": None,
    "site": None,
}
"""The options that narrow any register to what some features name."""


@dataclass(frozen=True, slots=True)
class Link:
    """A feature that names an entity.

    Attributes:
        url: The address of the section that names it.
        title: The feature's title.
        use: What the feature says of it.
    """

    url: str
    title: str
    use: Use


@dataclass(frozen=True, slots=True)
class Row:
    """An entity in a register.

    Attributes:
        id: Its id in the page.
        entry: The entity.
        uses: The features that name it.
        said: What a source says of it, if one does.
    """

    id: str
    entry: CatalogEntry
    uses: Sequence[Link]
    said: SourceThing | None = None

    @property
    def summary(self) -> str:
        """What pages say of it, else what its source says; may be empty."""
        return self.entry.summary or (self.said.summary if self.said else "")

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that name it, without what they say."""
        return tuple(link.use.feature for link in self.uses)

    def sided(self, direction: Direction | None) -> list[Link]:
        """Return the features on one side of an event; `None`: those that do not say."""
        return [link for link in self.uses if link.use.direction is direction]


class Asked(NamedTuple):
    """What a marker asks for.

    Attributes:
        register: Which register, or which part of one.
        options: The marker's.
        place: Where it stands.
    """

    register: str
    options: Options
    place: Place

    @property
    def name(self) -> tuple[str, ...]:
        """What goes by no other name on the site."""
        options = (text for option in self.options.items() for text in option)
        return ("rows", self.place.src_uri, self.register, *options)


def entries_of(site: SiteView, register: str, options: Options) -> Sequence[CatalogEntry]:
    """Return the entries of a register, narrowed as a marker asks.

    Args:
        site: What there is.
        register: `tables`, `endpoints`, `events` or `jobs`.
        options: The marker's; `kind`, and those of `FILTERS`.
    """
    found: Sequence[CatalogEntry] = site.entries(register)
    if kind := options.get("kind"):
        found = [entry for entry in found if entry.kind.value == kind]
    if options.keys() & FILTERS.keys():
        found = [e for e in found if any(wanted(use.feature, options) for use in e.uses)]
    return found


def entry_rows(
    site: SiteView,
    asked: Asked,
    entries: Sequence[CatalogEntry],
    make: Callable[[Row], str],
    *made_of: object,
) -> Sequence[str]:
    """Return the rows of entries as HTML.

    Args:
        site: What there is.
        asked: Which register it is, and where it stands.
        entries: What to show, each once.
        make: Makes a row.
        made_of: What it goes by besides the row, the same for all rows.
    """
    place = asked.place
    ids = row_ids(site, asked, entries)

    def made(entry: CatalogEntry, said: SourceThing | None = None) -> str:
        links = [Link(place.link_to(use), use.feature.label, use) for use in entry.uses]
        return make(Row(ids.get(entry.identity) or site.id_of(entry), entry, links, said))

    known = site.of_sources
    if not known:
        return rows(site, asked, entries, made, site.surroundings, ids, *made_of)
    described = site.kept.once(
        (*asked.name, "described"), (entries, known), partial(_described, site, asked, entries)
    )
    return rows(site, asked, described, lambda pair: made(*pair), site.surroundings, ids, *made_of)


def _described(
    site: SiteView, asked: Asked, entries: Sequence[CatalogEntry]
) -> Sequence[tuple[CatalogEntry, SourceThing | None]]:
    """Return entries with what sources say of them; as long as neither changes, the same pair."""
    keys = [entry.identity for entry in entries]
    pairs = zip(entries, map(site.of_sources.get, keys), strict=True)
    return site.kept.settled((*asked.name, "said"), keys, pairs)


def row_ids(
    site: SiteView, asked: Asked, items: Sequence[CatalogEntry | Feature]
) -> Mapping[str, str]:
    """Return the ids of rows that the page has already, as others, by identity or `src_uri`."""
    wanted = site.kept.each((*asked.name, "ids"), items, site.id_of, (site.surroundings,))
    given = asked.place.ids.give_all(wanted)
    if given is wanted:
        return {}
    pairs = zip(items, given, wanted, strict=True)
    return {key_of(item): own for item, own, hoped in pairs if own != hoped}


def rows(
    site: SiteView,
    asked: Asked,
    sources: Sequence[S],
    make: Callable[[S], str],
    *made_of: object,
) -> Sequence[str]:
    """Return rows of a register as HTML; see `entry_rows`."""
    return site.kept.each(asked.name, sources, make, (asked.place.url_of, *made_of))


def described(site: SiteView, options: Options) -> Sequence[Described]:
    """Return the features with pages, narrowed as a marker asks."""
    if not options.keys() & FILTERS.keys():
        return site.described
    return [each for each in site.described if wanted(each.feature, options)]


def stated(site: SiteView, options: Options) -> Sequence[Stated]:
    """Return the features of which it is known what their pages say, narrowed likewise."""
    if not options.keys() & FILTERS.keys():
        return site.stated
    return [each for each in site.stated if wanted(each.feature, options)]


def connected(site: SiteView, options: Options) -> Connections:
    """Return what connects features, narrowed as a marker asks to some and their neighbours."""
    if not options:
        return site.impact.connections
    return connections(site.impact, lambda feature: wanted(feature, options))


def wanted(feature: Feature, options: Options) -> bool:
    """Return whether a feature is among those that a marker asks for; case does not count."""
    return not options or all(
        options[name].casefold() in (each.casefold() for each in _values(feature, name))
        for name in FILTERS
        if name in options
    )


def _values(feature: Feature, name: str) -> Iterable[str]:
    if name == "owner":
        return (feature.owner,)
    if name == "status":
        return (feature.status,)
    if name == "surface":
        return feature.surfaces
    if name == "site":
        return (feature.origin or HERE,)
    stem = feature.src_uri.rpartition("/")[2].rpartition(".")[0]
    return (feature.title, feature.src_uri, stem)
