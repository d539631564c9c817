"""A feature page, read."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import DATA_LOST, Diagnostic, Fault
from mkdocs_featurespec.model.contents import Grid, Ignore, LeftOver, Link, ListItem, PageDirective
from mkdocs_featurespec.model.entities import Entity, EntityKind
from mkdocs_featurespec.model.front_matter import FrontMatter
from mkdocs_featurespec.model.outline import Heading, Section


@dataclass(frozen=True, slots=True)
class Page:
    """A feature page, read.

    Attributes:
        path: As given to the reader: relative to the folder that diagnostics are relative to.
        title: Front matter's `title`, else the first level-1 heading, else the file's name.
        front_matter: A mapping that knows where its keys and values stand.
        headings: In the order of the page.
        sections: One for each heading, in the same order.
        entities: Tables, endpoints, events and jobs, at their first places, in page order;
            those only declared in the front matter come last.
        written: Whether the page has content of its own; if not, the skeleton is shown.
        declared: What the front matter declares, whether the body names it too or not.
        left_over: Lines that still are the template's own text.
        grids: Markdown tables in sections that have a role.
        items: List items of permissions, tests and decisions.
        links: Links to Markdown files.
        directives: Comments that speak to this tool.
        ignores: Those of them that silence rules.
        faults: What was wrong while reading; rules make diagnostics of them.
        diagnostics: The findings of the rules that look at this page alone; empty until
            rules were run.
    """

    path: str
    title: str
    front_matter: FrontMatter
    headings: tuple[Heading, ...] = ()
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    written: bool = True
    declared: tuple[Entity, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    grids: tuple[Grid, ...] = ()
    items: tuple[ListItem, ...] = ()
    links: tuple[Link, ...] = ()
    directives: tuple[PageDirective, ...] = ()
    ignores: tuple[Ignore, ...] = ()
    faults: tuple[Fault, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def lost_front_matter(self) -> bool:
        """Whether its front matter could not be read, so that nothing can be said of its keys."""
        return any(fault.kind in DATA_LOST for fault in self.faults)

    @property
    def status(self) -> str:
        """As its front matter says; empty where it does not."""
        status = self.front_matter.get("status")
        return status.strip() if isinstance(status, str) else ""

    def of_kind(self, *kinds: EntityKind) -> tuple[Entity, ...]:
        """Return the entities of these kinds."""
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    @property
    def tables(self) -> tuple[Entity, ...]:
        """Database tables and views."""
        return self.of_kind(EntityKind.TABLE, EntityKind.VIEW)

    @property
    def endpoints(self) -> tuple[Entity, ...]:
        """API endpoints."""
        return self.of_kind(EntityKind.ENDPOINT)

    @property
    def events(self) -> tuple[Entity, ...]:
        """Events, integration events, notifications and sync effects."""
        return self.of_kind(
            EntityKind.EVENT,
            EntityKind.INTEGRATION_EVENT,
            EntityKind.NOTIFICATION,
            EntityKind.SYNC,
        )

    @property
    def jobs(self) -> tuple[Entity, ...]:
        """Background jobs."""
        return self.of_kind(EntityKind.JOB)
