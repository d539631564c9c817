"""Merges feature pages into a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mkdocs_featurespec.catalog.entries import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.catalog.references import FeatureNames
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


def build_catalog(pages: Iterable[tuple[str, Page]]) -> Catalog:
    """Merge pages into a catalog.

    Args:
        pages: Each page with its path relative to `docs_dir`.
    """
    features, ordered = _features(pages)
    names = FeatureNames(features)
    found: dict[str, tuple[Entity, list[Use]]] = {}
    for feature, page in zip(features, ordered, strict=True):
        for entity in page.entities:
            owner = names.find(entity.owner, feature.src_uri) if entity.owner else None
            uses = found.setdefault(entity_identity(entity), (entity, []))[1]
            last = uses[-1] if uses and uses[-1].feature is feature else None
            # An event that a feature publishes and consumes is used twice.
            if last is None or last.direction is not entity.direction:
                uses.append(Use(feature, entity, owner))
    entries = sorted(
        (
            CatalogEntry(entity.kind, entity.name, entity.method, identity, tuple(uses))
            for identity, (entity, uses) in found.items()
        ),
        key=lambda entry: (entry.name.casefold(), entry.name, entry.method),
    )
    register: dict[str, list[CatalogEntry]] = {}
    for entry in entries:
        register.setdefault(REGISTERS[entry.kind], []).append(entry)
    return Catalog(
        features=features,
        tables=tuple(register.get("tables", ())),
        endpoints=tuple(register.get("endpoints", ())),
        events=tuple(register.get("events", ())),
        jobs=tuple(register.get("jobs", ())),
    )


def catalog_facts(src_uri: str, page: Page) -> tuple[object, ...]:
    """Return all that a catalog, and rules that go by it, take from a page, to be compared."""
    matter = page.front_matter
    named = matter.get("depends_on")
    count = len(named) if isinstance(named, list) else 0
    places = [matter.value_span("depends_on", *i) for i in ((), *((i,) for i in range(count)))]
    return (_feature(src_uri, page), page.entities, page.links, places)


def _features(pages: Iterable[tuple[str, Page]]) -> tuple[tuple[Feature, ...], Sequence[Page]]:
    """Return the features by title, and their pages in the same order."""
    pairs = [(_feature(src_uri, page), page) for src_uri, page in pages]
    pairs.sort(key=lambda pair: (pair[0].title.casefold(), pair[0].src_uri))
    features = [feature for feature, _ in pairs]
    if any(feature.depends_on for feature in features):
        names = FeatureNames(features)
        features = [_with_dependencies(feature, names) for feature in features]
    return tuple(features), [page for _, page in pairs]


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
