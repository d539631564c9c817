"""Features, what they name, and the catalog of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_featurespec.model import Direction, Entity, EntityKind
from mkdocs_featurespec.runs import Runs

HERE = "This site"
"""The origin of a site's own features, beside those that it imports."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature page as the catalog lists it.

    Attributes:
        src_uri: The page, relative to the site's `docs_dir`; of a feature of another site, its
            address.
        path: The page, relative to the folder of the configuration file; of a feature of another
            site, with that site's name before it: `Billing:docs/features/invoices.md`.
        title: Its title.
        status: As its front matter says; empty where it does not.
        owner: As its front matter says; empty where it does not.
        surfaces: As its front matter says.
        written: Whether it has content of its own.
        tables: How many tables it names; likewise `endpoints`, `events` and `jobs`.
        depends_on: The features that its front matter says it depends on, by `src_uri`, in that
            order; names that no feature has are left out.
        site: The name of the site that it was imported from; empty for the site's own.
        origin: The same, with words for the site's own; empty where nothing is imported at all.
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
    depends_on: tuple[str, ...] = ()
    site: str = ""
    origin: str = ""

    @property
    def label(self) -> str:
        """Its title, with the site that it is from where that is another one."""
        return f"{self.title} ({self.site})" if self.site else self.title


class Use(NamedTuple):
    """One feature that names an entity, and what it says of it.

    Attributes:
        feature: The feature.
        entity: The entity as its page names it.
        owner: The feature that the page names as its owner, where there is one of that name.
    """

    feature: Feature
    entity: Entity
    owner: Feature | None = None

    @property
    def line(self) -> int:
        """Where its page names the entity, from 1."""
        return self.entity.span.line

    @property
    def anchor(self) -> str | None:
        """The section's id; `None` where only the front matter names the entity."""
        return self.entity.anchor

    @property
    def summary(self) -> str:
        """What the page says of it."""
        return self.entity.summary

    @property
    def direction(self) -> Direction | None:
        """Which side of it the feature is on, if the page says so."""
        return self.entity.direction

    @property
    def columns(self) -> tuple[str, ...]:
        """Of a table, the columns that the page documents."""
        return self.entity.columns

    @property
    def owned(self) -> bool | None:
        """Whether the feature owns it or another one does; `None` where the page does not say."""
        return True if self.owner is self.feature else self.entity.owned


class CatalogEntry(NamedTuple):
    """An entity with every feature that names it.

    Attributes:
        kind: What it is.
        name: As the first feature spells it; of an endpoint the path.
        method: Of an endpoint; else empty.
        identity: Equal for all spellings of the one entity.
        uses: One for each feature, in the order of the features; two for one that publishes and
            consumes an event.
    """

    kind: EntityKind
    name: str
    method: str
    identity: str
    uses: tuple[Use, ...]

    @property
    def summary(self) -> str:
        """What the feature that should know best says of it.

        That is who publishes or owns it, then who does not only consume it, then who documents
        most columns.
        """
        said = [use for use in self.uses if use.summary]
        best = max(
            said,
            key=lambda use: (
                use.direction is Direction.PUBLISHED,
                use.owned is True,
                use.direction is not Direction.CONSUMED,
                len(use.columns),
            ),
            default=None,
        )
        return best.summary if best else ""

    @property
    def owners(self) -> tuple[Feature, ...]:
        """The features that say that they own it."""
        return tuple(use.feature for use in self.uses if use.owned)

    def sided(self, direction: Direction | None) -> tuple[Use, ...]:
        """Return the features on one side of an event; `None`: those that do not say."""
        return tuple(use for use in self.uses if use.direction is direction)


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

REGISTER_NAMES = ("tables", "endpoints", "events", "jobs")
"""The parts of the catalog."""

Said = tuple[tuple[tuple[str, Use], ...], ...]
"""The uses of what one page names, each with the identity of the entity, by register."""


def by_name(entry: CatalogEntry) -> tuple[str, str, str]:
    """Return what entities of one kind are ordered by."""
    return (entry.name.casefold(), entry.name, entry.method)


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

    @property
    def entries(self) -> tuple[CatalogEntry, ...]:
        """All entities: tables, endpoints, events, jobs."""
        return Runs.of(self.tables, self.endpoints, self.events, self.jobs)
