"""Merges feature pages into a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_featurespec.catalog.entries import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.catalog.references import FeatureNames
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import Entity, EntityKind, Page
from mkdocs_featurespec.reader.entities.identity import entity_identity

REGISTERS: Mapping[EntityKind, str] = {
    EntityKind.TABLE: "tables",
    EntityKind.VIEW: "tables",
    EntityKind.ENDPOINT: "endpoints",
    EntityKind.EVENT: "events",
    EntityKind.INTEGRATION_EVENT: "events",
    EntityKind.NOTIFICATION: "events",
    EntityKind.SYNC: "events",
    EntityKind.JOB: "jobs",
}
"""The part of the catalog that lists each kind."""

_NAMES = ("tables", "endpoints", "events", "jobs")

_Said = tuple[tuple[tuple[str, Use], ...], ...]
"""The uses of what one page names, each with the identity of the entity, by register."""


def build_catalog(pages: Iterable[tuple[str, Page]], kept: Fresh = FRESH) -> Catalog:
    """Merge pages into a catalog.

    Args:
        pages: Each page with its path relative to `docs_dir`.
        kept: Makes its parts.
    """
    features, ordered = _features(pages, kept)
    uris = [feature.src_uri for feature in features]
    naming = zip(features, ordered, _owners(features, ordered, kept), strict=True)
    said = kept.settled(
        "said",
        uris,
        kept.each(
            "said",
            kept.settled("naming", uris, ((f, page.entities, own) for f, page, own in naming)),
            lambda each: _said(*each),
        ),
    )

    def register(name: str) -> tuple[CatalogEntry, ...]:
        place = _NAMES.index(name)
        return kept.merged(("register", name), said, lambda each: each[place], _entry, _by_name)

    return Catalog(
        features=features,
        tables=register("tables"),
        endpoints=register("endpoints"),
        events=register("events"),
        jobs=register("jobs"),
    )


def _owners(
    features: Sequence[Feature], pages: Sequence[Page], kept: Fresh
) -> Iterator[Sequence[Feature | None]]:
    """Give the features that are meant by the owners that each page names, in its order."""
    names = _Named(features)
    by_path = {feature.src_uri: feature for feature in features}
    uris = by_path.keys()
    pairs = kept.settled("owning", uris, zip(uris, pages, strict=True))
    for meant in kept.each("owners", pairs, names.owners, (names.known,)):
        yield tuple(by_path[src_uri] if src_uri else None for src_uri in meant)


def _said(feature: Feature, entities: Iterable[Entity], owners: Iterable[Feature | None]) -> _Said:
    """Return the uses of what a page names.

    Args:
        feature: The page's.
        entities: What it names.
        owners: The features that are meant by the owners that it names, in its order.
    """
    meant = iter(owners)
    said: dict[str, list[tuple[str, Use]]] = {name: [] for name in _NAMES}
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


def _by_name(entry: CatalogEntry) -> tuple[str, str, str]:
    return (entry.name.casefold(), entry.name, entry.method)


def catalog_facts(src_uri: str, page: Page) -> tuple[object, ...]:
    """Return all that a catalog, and rules that go by it, take from a page, to be compared."""
    matter = page.front_matter
    named = matter.get("depends_on")
    count = len(named) if isinstance(named, list) else 0
    places = [matter.value_span("depends_on", *i) for i in ((), *((i,) for i in range(count)))]
    return (_feature(src_uri, page), page.entities, page.links, places)


def _features(
    pages: Iterable[tuple[str, Page]], kept: Fresh
) -> tuple[tuple[Feature, ...], Sequence[Page]]:
    """Return the features by title, and their pages in the same order."""
    by_uri = dict(pages)
    pairs = kept.settled("pages", by_uri, by_uri.items())
    made = kept.each("features", pairs, lambda pair: _feature(*pair))
    found = zip(kept.settled("features", by_uri, made), by_uri.values(), strict=True)
    ordered = sorted(found, key=lambda pair: feature_order(pair[0]))
    features = [feature for feature, _ in ordered]
    if any(feature.depends_on for feature in features):
        names = _Named(features)
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


def _feature(src_uri: str, page: Page) -> Feature:
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
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
