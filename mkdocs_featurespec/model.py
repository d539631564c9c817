"""What is read from a feature page, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from mkdocs_featurespec.diagnostics import DATA_LOST, Diagnostic, Fault, Span


class Role(str, Enum):
    """What a section of the template holds; set by a directive in the template."""

    FLOWS = "flows"
    DOMAIN = "domain"
    TABLES = "tables"
    """Database tables."""
    ENDPOINTS = "endpoints"
    """API endpoints."""
    EVENTS = "events"
    """Events and background jobs."""
    PERMISSIONS = "permissions"
    SURFACES = "surfaces"
    """One sub-section for each surface."""
    TESTS = "tests"
    DECISIONS = "decisions"
    """Open decisions."""


class EntityKind(str, Enum):
    """What an entity of the catalog is."""

    TABLE = "table"
    VIEW = "view"
    """A database view, materialised or not."""
    ENDPOINT = "endpoint"
    EVENT = "event"
    """A domain event."""
    INTEGRATION_EVENT = "integration-event"
    NOTIFICATION = "notification"
    SYNC = "sync"
    """A sync effect: what devices receive."""
    JOB = "job"
    """A background or scheduled job, a worker or a queue."""


class Direction(str, Enum):
    """Whether a feature publishes an event or consumes it."""

    PUBLISHED = "published"
    CONSUMED = "consumed"


@dataclass(frozen=True, slots=True)
class Entity:
    """A table, endpoint, event or job that one page names, at its first place there.

    Attributes:
        kind: What it is.
        name: The name as written, without quotes or Markdown; of an endpoint the path, with
            its parameters' names, without query, fragment, host or trailing slash.
        span: Where the name stands on the page.
        method: The HTTP method in capitals (or `WS`, `SSE`); empty but for endpoints.
        anchor: The id of the section that names it; `None` where it was read from front matter.
        summary: What the page says of it in its row or after its name, as plain text.
        direction: Of an event, which side the page says it is on, if it says so.
        columns: Of a table, the names of its columns, where the page documents them.
        declared: Whether it stands in the front matter and not in the body.
    """

    kind: EntityKind
    name: str
    span: Span
    method: str = ""
    anchor: str | None = None
    summary: str = ""
    direction: Direction | None = None
    columns: tuple[str, ...] = ()
    declared: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as Python-Markdown renders it.

    Attributes:
        level: 1 to 6.
        text: The text as a reader sees it: no Markdown, no attribute list, entities decoded.
        anchor: The id that the `toc` extension gives it.
        span: From its first character to the end of its (last) line.
    """

    level: int
    text: str
    anchor: str
    span: Span

    @property
    def line(self) -> int:
        """The line it stands on, from 1."""
        return self.span.line


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it, up to the next heading of its level or above.

    Attributes:
        heading: The heading that opens it.
        role: Its own role, or the one it has from the section around it.
        parent: The index of the section around it in `Page.sections`, or `None`.
        empty: Whether it holds nothing: no text, no list, no table, no sub-section.
        end_line: The last line that belongs to it, from 1.
    """

    heading: Heading
    role: Role | None
    parent: int | None
    empty: bool
    end_line: int


class FrontMatter(Mapping[str, object]):
    """The front matter of a page: a read-only mapping that knows where its parts stand.

    Dates stay the strings that were written (no timestamp resolver), so that
    `format: date` of a JSON Schema applies to them.
    """

    __slots__ = ("_data", "_key_spans", "_value_spans", "end_line", "span")

    def __init__(
        self,
        data: Mapping[str, object],
        *,
        span: Span | None = None,
        end_line: int = 0,
        key_spans: Mapping[tuple[str | int, ...], Span] | None = None,
        value_spans: Mapping[tuple[str | int, ...], Span] | None = None,
    ) -> None:
        self._data = data
        self._key_spans = key_spans or {}
        self._value_spans = value_spans or {}
        self.span = span
        """The mapping's first line, or `None` where the page has no front matter."""
        self.end_line = end_line
        """The last line of the front matter, the closing `---` included; 0 without any."""

    def __getitem__(self, key: str) -> object:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return f"FrontMatter({dict(self._data)!r})"

    def key_span(self, *path: str | int) -> Span | None:
        """Return where the key at a path (of keys and list indexes) stands."""
        return self._key_spans.get(path)

    def value_span(self, *path: str | int) -> Span | None:
        """Return where the value at a path (of keys and list indexes) stands."""
        return self._value_spans.get(path)


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section as the template has it.

    Attributes:
        text: Its heading as rendered.
        level: Its heading's level.
        line: The template's line that the heading stands on.
        role: What it holds, if a directive says so.
        optional: Whether a page may leave it out.
        aliases: Other headings that count as this one.
        parent: The index of the section around it in `Template.sections`, or `None`.
        table_header: The header cells of its first example table.
    """

    text: str
    level: int
    line: int
    role: Role | None = None
    optional: bool = False
    aliases: tuple[str, ...] = ()
    parent: int | None = None
    table_header: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """The structure that a template gives its feature pages.

    Attributes:
        sections: In the order of the template.
        roles: The role of each heading, by its normalised text, aliases included.
        guidance: Prompts to the writer: normalised lines that no finished page keeps.
        placeholders: Example lines, normalised, that no finished page keeps.
        examples: Identities of the example entities (`example_table`, `GET /api/v1/example`).
        name_columns: How the first column of each role's example table is headed, normalised.
    """

    sections: tuple[TemplateSection, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    guidance: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    examples: frozenset[str] = frozenset()
    name_columns: Mapping[Role, frozenset[str]] = field(default_factory=dict)


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
    faults: tuple[Fault, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def lost_front_matter(self) -> bool:
        """Whether its front matter could not be read, so that nothing can be said of its keys."""
        return any(fault.kind in DATA_LOST for fault in self.faults)

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
