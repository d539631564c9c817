"""How much of what an application has is documented, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_featurespec.catalog.entries import Feature
from mkdocs_featurespec.sources.values import TableSource


class SourceThing(NamedTuple):
    """An operation, a table or an event that a source has.

    Attributes:
        name: As pages write it.
        file: The file that it stands in.
        line: The line there, from 1.
        features: The features whose pages name it, each once.
        identities: What it is in the catalog, where pages name it.
        summary: What the source says of it, in one line; may be empty.
        deprecated: Whether the source says that it is.
        table: The table itself, where it is one.
        access: What an operation asks for, as `Operation.access`.
    """

    name: str
    file: str
    line: int
    features: tuple[Feature, ...]
    identities: tuple[str, ...] = ()
    summary: str = ""
    deprecated: bool = False
    table: TableSource | None = None
    access: str = ""


class SourceCoverage(NamedTuple):
    """How much of a source is documented.

    Attributes:
        name: What the source goes by.
        kind: `openapi`, `sql`, `asyncapi` or `events`.
        files: Those that it was read from.
        things: What it has that pages should document, in its order.
    """

    name: str
    kind: str
    files: tuple[str, ...]
    things: tuple[SourceThing, ...]

    @property
    def documented(self) -> int:
        """How many of its things a page documents."""
        return sum(bool(thing.features) for thing in self.things)

    @property
    def missing(self) -> Sequence[SourceThing]:
        """What no page documents."""
        return [thing for thing in self.things if not thing.features]

    def of_owner(self, owner: str) -> int:
        """Return how many of its things are documented by pages of an owner."""
        return sum(
            any(feature.owner == owner for feature in thing.features) for thing in self.things
        )


def percent(coverage: Sequence[SourceCoverage]) -> float:
    """Return how much of some sources is documented, from 0 to 100; 100 where there is nothing."""
    things = sum(len(each.things) for each in coverage)
    documented = sum(each.documented for each in coverage)
    return 100 * documented / things if things else 100.0


def owners(coverage: Sequence[SourceCoverage]) -> Sequence[str]:
    """Return the owners whose pages document anything, by name; nobody, as an empty text, last."""
    found = {
        feature.owner for each in coverage for thing in each.things for feature in thing.features
    }
    return sorted(found, key=lambda owner: (not owner, owner.casefold(), owner))
