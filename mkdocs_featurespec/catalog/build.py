"""Merges feature pages into a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

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

_Said = Mapping[str, Sequence[tuple[str, Use]]]
"""The uses of what one page names, each with the identity of the entity, by register."""


def build_catalog(pages: Iterable[tuple[str, Page]], kept: Fresh = FRESH) -> Catalog:
    """Merge pages into a catalog.

    Args:
        pages: Each page with its path relative to `docs_dir`.
        kept: Makes its parts.
    """
    features, ordered = _features(pages, kept)
    names = _names(features, kept)
    by_path = {feature.src_uri: feature for feature in features}
    owners_of = kept.each("owners", ordered, _owners)
    said: list[_Said] = []
    for feature, page, owners in zip(features, ordered, owners_of, strict=True):
        found = (names.find(owner, feature.src_uri) for owner in owners)
        own = tuple(by_path[other.src_uri] if other else None for other in found)
        say = partial(_said, feature, page.entities, own)
        said.append(kept.once(("said", feature.src_uri), (feature, page.entities, own), say))

    def register(name: str) -> tuple[CatalogEntry, ...]:
        def give(of_page: _Said) -> Iterable[tuple[str, Use]]:
            return of_page.get(name, ())

        return kept.merged(("register", name), said, give, _entry, _by_name)

    return Catalog(
        features=features,
        tables=register("tables"),
        endpoints=register("endpoints"),
        events=register("events"),
        jobs=register("jobs"),
    )


def _owners(page: Page) -> Sequence[str]:
    """Return what a page names as the owners of entities, in its order."""
    return [entity.owner for entity in page.entities if entity.owner]


def _said(feature: Feature, entities: Iterable[Entity], owners: Iterable[Feature | None]) -> _Said:
    """Return the uses of what a page names.

    Args:
        feature: The page's.
        entities: What it names.
        owners: The features that are meant by the owners that it names, in its order.
    """
    meant = iter(owners)
    said: dict[str, list[tuple[str, Use]]] = {}
    last: dict[str, Use] = {}
    for entity in entities:
        owner = next(meant) if entity.owner else None
        identity = entity_identity(entity)
        # An event that a feature publishes and consumes is used twice.
        if identity not in last or last[identity].direction is not entity.direction:
            last[identity] = Use(feature, entity, owner)
            said.setdefault(REGISTERS[entity.kind], []).append((identity, last[identity]))
    return said


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
    pairs = []
    for src_uri, page in pages:
        name = ("feature", src_uri)
        made = kept.once(("page", src_uri), (page,), partial(_feature, src_uri, page))
        pairs.append((kept.same(name, made), page))
    pairs.sort(key=lambda pair: feature_order(pair[0]))
    features = [feature for feature, _ in pairs]
    if any(feature.depends_on for feature in features):
        names = _names(features, kept)
        features = [
            kept.same(("depends", feature.src_uri), _with_dependencies(feature, names))
            if feature.depends_on
            else feature
            for feature in features
        ]
    return tuple(features), [page for _, page in pairs]


def _names(features: Sequence[Feature], kept: Fresh) -> FeatureNames:
    """Return who knows features by name; what it finds may be of the time before."""
    known_by = tuple((feature.src_uri, feature.title) for feature in features)
    return kept.once("names", known_by, partial(FeatureNames, features))


def _with_dependencies(feature: Feature, names: FeatureNames) -> Feature:
    """Return a feature with the paths of the features that its page names, in its order."""
    found = (names.find(name, feature.src_uri) for name in feature.depends_on)
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
