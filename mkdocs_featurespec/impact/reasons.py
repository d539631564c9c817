"""Why one feature depends on another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use


class ReasonKind(str, Enum):
    """What makes a feature depend on another one, the strongest first."""

    TABLE = "table"
    """It uses a table that the other one owns."""
    ENDPOINT = "endpoint"
    """It calls an endpoint that the other one serves."""
    EVENT = "event"
    """It consumes an event that the other one publishes."""
    DECLARED = "declared"
    """Its front matter says so."""
    SHARED = "shared"
    """Both name an entity, and no page says whose it is; so each depends on the other."""
    LINK = "link"
    """Its page links to the other one's, and nothing else connects them."""

    @property
    def is_directed(self) -> bool:
        """Whether it says which of the two a change comes from."""
        return self not in (ReasonKind.SHARED, ReasonKind.LINK)


STRENGTH = {kind: rank for rank, kind in enumerate(ReasonKind)}
"""The rank of each kind; 0 is the strongest."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place on a feature page that names no entity.

    Attributes:
        feature: The feature of the page.
        line: From 1; 0 for the page as a whole.
        anchor: The id of its section, if it is known.
    """

    feature: Feature
    line: int = 0
    anchor: str | None = None


Spot = Use | Mention
"""Where a page says what a reason is made of."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason why a feature depends on another one.

    Attributes:
        kind: What it is.
        entry: The entity that connects them; `None` where the page itself says or links it.
        here: Where the page of the feature that depends says so.
        there: Where the other one's page does.
    """

    kind: ReasonKind
    entry: CatalogEntry | None
    here: Spot
    there: Spot


@dataclass(frozen=True, slots=True)
class Edge:
    """A feature that depends on another one.

    Attributes:
        feature: What depends.
        other: What it depends on.
        reasons: Why, the strongest first; never empty.
    """

    feature: Feature
    other: Feature
    reasons: tuple[Reason, ...]

    @property
    def kind(self) -> ReasonKind:
        """The kind of its strongest reason."""
        return self.reasons[0].kind

    @property
    def directed(self) -> tuple[Reason, ...]:
        """The reasons that say which of the two a change comes from."""
        return tuple(reason for reason in self.reasons if reason.kind.is_directed)

    @property
    def shared(self) -> tuple[Reason, ...]:
        """The reasons that are as true the other way round."""
        return tuple(reason for reason in self.reasons if reason.kind is ReasonKind.SHARED)
