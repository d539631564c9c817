"""Which tables refer to which by foreign keys, as their database has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.coverage import SourceThing
from mkdocs_featurespec.sources.names import plain_name
from mkdocs_featurespec.sources.values import Key, KeyKind, TableSource

MOST_TABLES = 30
"""How many tables are drawn at most, besides those that they refer to."""


@dataclass(frozen=True, slots=True)
class End:
    """A table that keys lead from or to.

    Attributes:
        name: As its database has it.
        table: What is known of it, where its columns are asked for.
        features: Those whose pages name it, where its columns are not.
    """

    name: str
    table: TableSource | None = None
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A foreign key.

    Attributes:
        start: The plain name of the table that has it.
        end: That of the table that it refers to.
        columns: Its columns.
        target: The table that it refers to, as written.
        unique: Whether no two rows refer to the same one.
    """

    start: str
    end: str
    columns: tuple[str, ...]
    target: str
    unique: bool


@dataclass(frozen=True, slots=True)
class Relations:
    """Tables, and the foreign keys that lead from them.

    Attributes:
        ends: The tables by plain name: first those that were asked for.
        lines: In the order of the tables that they lead from.
        left_out: How many tables there was no room for.
    """

    ends: Mapping[str, End]
    lines: Sequence[Relation]
    left_out: int = 0


def relations(
    asked: Iterable[TableSource], known: Mapping[str, SourceThing], limit: int = MOST_TABLES
) -> Relations:
    """Return tables with the foreign keys that lead from them.

    Args:
        asked: The tables.
        known: All tables of all databases, by plain name.
        limit: How many of those asked for are kept: those that most keys lead from or to.
    """
    tables = {plain_name(table.name): table for table in asked}
    lines = [line for name, table in tables.items() for line in _lines(name, table, known)]
    degrees = Counter(end for line in lines for end in {line.start, line.end})
    gone = set(sorted(tables, key=lambda name: -degrees[name])[limit:])
    lines = [line for line in lines if line.start not in gone and line.end not in gone]
    ends = {name: End(table.name, table) for name, table in tables.items() if name not in gone}
    for line in lines:
        if line.end not in ends:
            thing = known.get(line.end)
            features = thing.features if thing else ()
            ends[line.end] = End(thing.name if thing else line.target, features=features)
    return Relations(ends, lines, len(gone))


def _lines(name: str, table: TableSource, known: Mapping[str, SourceThing]) -> Iterator[Relation]:
    unique = {frozenset(key.columns) for key in table.keys if key.kind is not KeyKind.FOREIGN}
    unique |= {frozenset(index.columns) for index in table.indexes if index.unique}
    for key in table.keys_of(KeyKind.FOREIGN):
        is_unique = frozenset(key.columns) in unique
        yield Relation(name, _target(key, known), key.columns, key.target, is_unique)


def _target(key: Key, known: Mapping[str, SourceThing]) -> str:
    """Return the plain name of what a key refers to; a schema counts only where both say one."""
    plain = plain_name(key.target)
    last = plain.rpartition(".")[2]
    return last if plain not in known and last in known else plain
