"""Merges feature pages into a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mkdocs_featurespec.catalog.entries import (
    HERE,
    REGISTER_NAMES,
    REGISTERS,
    Catalog,
    CatalogEntry,
    Feature,
    Said,
    Use,
    by_name,
)
from mkdocs_featurespec.catalog.imported import ImportedSite
from mkdocs_featurespec.catalog.references import FeatureNames
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import Entity, Page
from mkdocs_featurespec.reader.entities.identity import entity_identity


def build_catalog(
    pages: Iterable[tuple[str, Page]],
    kept: Fresh = FRESH,
    imported: Sequence[ImportedSite] = (),
) -> Catalog:
    """Merge pages into a catalog.

    Args:
        pages: Each page with its path relative to `docs_dir`.
        kept: Makes its parts.
        imported: Other sites, whose features are in the catalog, too. A name means one of them
            only where it means none of the pages.
    """
    others = [feature for site in imported for feature in site.features]
    features, ordered = _features(pages, others, kept)
    uris = [feature.src_uri for feature in features]
    naming = zip(features, ordered, _owners(features, ordered, others, kept), strict=True)
    said: Sequence[Said] = kept.settled(
        "said",
        uris,
        kept.each(
            "said",
            kept.settled("naming", uris, ((f, page.entities, own) for f, page, own in naming)),
            lambda each: _said(*each),
        ),
    )
    if others:
        by_uri = dict(zip(uris, said, strict=True))
        for site in imported:
            by_uri.update(site.said)
        features = tuple(sorted((*features, *others), key=feature_order))
        said = [by_uri[feature.src_uri] for feature in features]

    def register(name: str) -> tuple[CatalogEntry, ...]:
        place = REGISTER_NAMES.index(name)
        return kept.merged(("register", name), said, lambda each: each[place], _entry, by_name)

    return Catalog(
        features=features,
        tables=register("tables"),
        endpoints=register("endpoints"),
        events=register("events"),
        jobs=register("jobs"),
    )


def _owners(
    features: Sequence[Feature], pages: Sequence[Page], others: Sequence[Feature], kept: Fresh
) -> Iterator[Sequence[Feature | None]]:
    """Give the features that are meant by the owners that each page names, in its order."""
    every = (*features, *others)
    names = _Named(every)
    by_path = {feature.src_uri: feature for feature in every}
    uris = [feature.src_uri for feature in features]
    pairs = kept.settled("owning", uris, zip(uris, pages, strict=True))
    for meant in kept.each("owners", pairs, names.owners, (names.known,)):
        yield tuple(by_path[src_uri] if src_uri else None for src_uri in meant)


def _said(feature: Feature, entities: Iterable[Entity], owners: Iterable[Feature | None]) -> Said:
    """Return the uses of what a page names.

    Args:
        feature: The page's.
        entities: What it names.
        owners: The features that are meant by the owners that it names, in its order.
    """
    meant = iter(owners)
    said: dict[str, list[tuple[str, Use]]] = {name: [] for name in REGISTER_NAMES}
    last: dict[str, Use] = {}
    for entity in entities:
        owner = next(meant) if entity.owner else None
        identity = entity_identity(entity)
        # An event that a feature publishes and consumes is used twice.
        if identity not in last or last[identity].direction is not entity.direction:
            last[identity] = Use(feature, entity, owner)
            said[REGISTERS[entity.kind]].append((identity, last[identity]))
    return tuple(map(tuple, said.values()))


def _entry(uses: tuple[Use, ...]) -> CatalogEntry:
    first = uses[0].entity
    return CatalogEntry(first.kind, first.name, first.method, entity_identity(first), uses)


def feature_order(feature: Feature) -> tuple[str, str]:
    """Return what features are ordered by."""
    return (feature.title.casefold(), feature.src_uri)


def catalog_facts(src_uri: str, page: Page) -> tuple[object, ...]:
    """Return all that a catalog, and rules that go by it, take from a page, to be compared."""
    matter = page.front_matter
    named = matter.get("depends_on")
    count = len(named) if isinstance(named, list) else 0
    places = [matter.value_span("depends_on", *i) for i in ((), *((i,) for i in range(count)))]
    return (_feature(src_uri, page), page.entities, page.links, places)


def _features(
    pages: Iterable[tuple[str, Page]], others: Sequence[Feature], kept: Fresh
) -> tuple[tuple[Feature, ...], Sequence[Page]]:
    """Return the pages' features by title, and the pages in the same order.

    Args:
        pages: Each page with its path relative to `docs_dir`.
        others: What pages may depend on besides.
        kept: Makes the features.
    """
    origin = HERE if others else ""
    by_uri = dict(pages)
    pairs = kept.settled("pages", by_uri, by_uri.items())
    made = kept.each("features", pairs, lambda pair: _feature(*pair, origin), (origin,))
    found = zip(kept.settled("features", by_uri, made), by_uri.values(), strict=True)
    ordered = sorted(found, key=lambda pair: feature_order(pair[0]))
    features = [feature for feature, _ in ordered]
    if any(feature.depends_on for feature in features):
        names = _Named((*features, *others))
        features = [names.with_dependencies(each) if each.depends_on else each for each in features]
    uris = [feature.src_uri for feature in features]
    return (
        kept.settled("ordered features", uris, features),
        kept.settled("ordered pages", uris, (page for _, page in ordered)),
    )


class _Named:
    """Features by their names.

    Attributes:
        known: All that decides on what a name means, to be compared.
    """

    def __init__(self, features: Sequence[Feature]) -> None:
        self._names = FeatureNames(features)
        self.known = tuple((feature.src_uri, feature.title) for feature in features)

    def owners(self, of: tuple[str, Page]) -> Sequence[str | None]:
        """Return the paths of the features that a page names as owners, in its order."""
        src_uri, page = of
        found = (self._names.find(e.owner, src_uri) for e in page.entities if e.owner)
        return [other.src_uri if other else None for other in found]

    def with_dependencies(self, feature: Feature) -> Feature:
        """Return a feature with the paths of the features that its page names, in its order."""
        found = (self._names.find(name, feature.src_uri) for name in feature.depends_on)
        depends_on = dict.fromkeys(other.src_uri for other in found if other is not None)
        return replace(feature, depends_on=tuple(depends_on))


def _feature(src_uri: str, page: Page, origin: str = "") -> Feature:
    """Return a page as a feature, its dependencies as it names them."""
    matter = page.front_matter
    return Feature(
        src_uri=src_uri,
        path=page.path,
        title=page.title,
        status=_text(matter.get("status")),
        owner=_text(matter.get("owner")),
        surfaces=_texts(matter.get("surfaces")),
        written=page.written,
        tables=len(page.tables),
        endpoints=len(page.endpoints),
        events=len({entity.name for entity in page.events}),
        jobs=len(page.jobs),
        depends_on=_texts(matter.get("depends_on")),
        origin=origin,
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
