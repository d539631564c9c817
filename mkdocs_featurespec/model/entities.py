"""Tables, endpoints, events and jobs, as one page names them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span


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


class Entity(NamedTuple):
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
        owned: Of a table or an endpoint, whether this feature owns it ("Owned here") or another
            one does ("Owned by Messaging"); `None` where the page does not say.
        owner: Where another feature owns it, how the page names that: the target of a link, or
            the words.
        said: The lines that name it in the body, or say more of it, as written.
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
    owned: bool | None = None
    owner: str = ""
    said: str = ""
