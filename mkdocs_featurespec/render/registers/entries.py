"""Rows of registers of entities, and how a marker narrows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.render.marker import Options, Place
from mkdocs_featurespec.render.view import SiteView

FILTERS: dict[str, tuple[str, ...] | None] = {
    "owner": None,
    "status": None,
    "surface": None,
    "feature": None,
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
    """

    id: str
    entry: CatalogEntry
    uses: Sequence[Link]

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that name it, without what they say."""
        return tuple(link.use.feature for link in self.uses)

    def sided(self, direction: Direction | None) -> list[Link]:
        """Return the features on one side of an event; `None`: those that do not say."""
        return [link for link in self.uses if link.use.direction is direction]


def rows_of(site: SiteView, register: str, options: Options, place: Place) -> Iterator[Row]:
    """Give the rows of a register, narrowed as a marker asks.

    Args:
        site: What there is.
        register: `tables`, `endpoints`, `events` or `jobs`.
        options: The marker's; `kind`, and those of `FILTERS`.
        place: Where the marker stands.
    """
    kind = options.get("kind")
    for entry in site.entries(register):
        if kind is not None and entry.kind.value != kind:
            continue
        if any(wanted(use.feature, options) for use in entry.uses):
            yield _row(entry, site, place)


def wanted(feature: Feature, options: Options) -> bool:
    """Return whether a feature is among those that a marker asks for; case does not count."""
    return all(
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
    stem = feature.src_uri.rpartition("/")[2].rpartition(".")[0]
    return (feature.title, feature.src_uri, stem)


def _row(entry: CatalogEntry, site: SiteView, place: Place) -> Row:
    links = [Link(place.link_to(use), use.feature.title, use) for use in entry.uses]
    return Row(place.ids.give(site.ids[entry.identity]), entry, links)
