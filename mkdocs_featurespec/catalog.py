"""The catalog: what all feature pages name, merged, with every feature that names it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.model import Direction, Entity, EntityKind, Page
from mkdocs_featurespec.reader.entities.identity import entity_identity


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature page as the catalog lists it.

    Attributes:
        src_uri: The page, relative to the site's `docs_dir`.
        path: The page, relative to the folder of the configuration file.
        title: Its title.
        status: As its front matter says; empty where it does not.
        owner: As its front matter says; empty where it does not.
        surfaces: As its front matter says.
        written: Whether it has content of its own.
        tables: How many tables it names; likewise `endpoints`, `events` and `jobs`.
    """

    src_uri: str
    path: str
    title: str
    status: str
    owner: str
    surfaces: tuple[str, ...]
    written: bool
    tables: int
    endpoints: int
    events: int
    jobs: int


@dataclass(frozen=True, slots=True)
class Use:
    """One feature that names an entity, and what it says of it.

    Attributes:
        feature: The feature.
        line: Where its page names the entity, from 1.
        anchor: The section's id; `None` where only the front matter names it.
        summary: What the page says of it.
        direction: Of an event, whether the feature publishes or consumes it, if it says so.
        columns: Of a table, the columns that the page documents.
    """

    feature: Feature
    line: int
    anchor: str | None
    summary: str
    direction: Direction | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """An entity with every feature that names it.

    Attributes:
        kind: What it is.
        name: As the first feature spells it; of an endpoint the path.
        method: Of an endpoint; else empty.
        identity: Equal for all spellings of the one entity.
        uses: One for each feature, in the order of the features.
    """

    kind: EntityKind
    name: str
    method: str
    identity: str
    uses: tuple[Use, ...]

    @property
    def summary(self) -> str:
        """What the feature that should know best says of it.

        That is the publisher of an event, and of a table the page that documents most columns.
        """
        said = [use for use in self.uses if use.summary]
        best = max(
            said,
            key=lambda use: (use.direction is Direction.PUBLISHED, len(use.columns)),
            default=None,
        )
        return best.summary if best else ""

    def sided(self, direction: Direction | None) -> tuple[Use, ...]:
        """Return the features on one side of an event; `None`: those that do not say."""
        return tuple(use for use in self.uses if use.direction is direction)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All features with all entities, each sorted by name.

    Attributes:
        features: Every feature page, by title.
        tables: Tables and views.
        endpoints: By path, then method.
        events: Events, integration events, notifications and sync effects.
        jobs: Background jobs.
    """

    features: tuple[Feature, ...] = ()
    tables: tuple[CatalogEntry, ...] = ()
    endpoints: tuple[CatalogEntry, ...] = ()
    events: tuple[CatalogEntry, ...] = ()
    jobs: tuple[CatalogEntry, ...] = ()

    def anchors(self) -> list[tuple[str, str]]:
        """Return every section that it links to, as a page's path and the section's id."""
        entries = (*self.tables, *self.endpoints, *self.events, *self.jobs)
        found = {(use.feature.src_uri, use.anchor) for e in entries for use in e.uses if use.anchor}
        return sorted((src_uri, anchor) for src_uri, anchor in found if anchor)


def build_catalog(pages: Iterable[tuple[str, Page]]) -> Catalog:
    """Merge pages into a catalog.

    Args:
        pages: Each page with its path relative to `docs_dir`.
    """
    features = [(_feature(src_uri, page), page) for src_uri, page in pages]
    features.sort(key=lambda pair: (pair[0].title.casefold(), pair[0].src_uri))
    found: dict[str, tuple[Entity, list[Use]]] = {}
    for feature, page in features:
        for entity in page.entities:
            use = Use(
                feature,
                entity.span.line,
                entity.anchor,
                entity.summary,
                entity.direction,
                entity.columns,
            )
            found.setdefault(entity_identity(entity), (entity, []))[1].append(use)
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
        features=tuple(feature for feature, _ in features),
        tables=tuple(register.get("tables", ())),
        endpoints=tuple(register.get("endpoints", ())),
        events=tuple(register.get("events", ())),
        jobs=tuple(register.get("jobs", ())),
    )


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


def catalog_facts(src_uri: str, page: Page) -> tuple[object, ...]:
    """Return all that a catalog takes from a page, in a form that can be compared."""
    return (_feature(src_uri, page), page.entities)


def _feature(src_uri: str, page: Page) -> Feature:
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
        events=len(page.events),
        jobs=len(page.jobs),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()
