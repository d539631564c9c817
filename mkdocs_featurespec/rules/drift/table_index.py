"""The tables of all databases, looked up as pages write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.rules.drift.scope import AnswersFor, is_elsewhere, scope, uses_of
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.sources.names import plain_name
from mkdocs_featurespec.sources.source import Source
from mkdocs_featurespec.sources.values import TableSource


@dataclass(slots=True)
class Database:
    """The tables of one source.

    Attributes:
        source: The source.
        answers_for: Whether it answers for what a page names.
        by_name: Its tables, by their plain names, with and without their schema.
    """

    source: Source
    answers_for: AnswersFor
    by_name: dict[str, TableSource] = field(default_factory=dict)

    def find(self, name: str) -> TableSource | None:
        """Return the table that a page means.

        A schema counts only where both say one; neither capitals nor underscores do.
        """
        plain = plain_name(name)
        if found := self.by_name.get(plain):
            return found
        last = self.by_name.get(plain.rpartition(".")[2])
        return last if last is not None and "." not in last.name else None


class Placed(NamedTuple):
    """A table on a page, beside the databases that answer for it.

    Attributes:
        entry: The table.
        use: The page.
        asked: The databases.
        found: What it is there, and in which of them; `None` if none has it.
        near: Of what none has, the table that may be meant.
    """

    entry: CatalogEntry
    use: Use
    asked: tuple[Database, ...]
    found: tuple[Database, TableSource] | None
    near: TableSource | None = None


@lru_cache(maxsize=1)
def databases(context: SiteContext) -> Sequence[Database]:
    """Return the tables of all databases that a site has for sources."""
    return [_database(source) for source in context.sources.of_kind("sql")]


def _database(source: Source) -> Database:
    database = Database(source, scope(source))
    for table in source.tables:
        database.by_name[plain_name(table.name)] = table
    for table in source.tables:
        database.by_name.setdefault(plain_name(table.name).rpartition(".")[2], table)
    return database


@lru_cache(maxsize=1)
def placed(context: SiteContext) -> Sequence[Placed]:
    """Return the tables that pages name, beside the databases that answer for them.

    Of what is not found nothing is said where one of these could not be read at all.
    """
    every = databases(context)
    beside = [
        _placed(entry, use, asked)
        for entry, use in (uses_of(context.catalog.tables) if every else ())
        if not is_elsewhere(use)
        if (asked := tuple(each for each in every if each.answers_for(use, use.entity.name)))
    ]
    return [
        each
        for each in beside
        if each.found or all(database.source.says_anything for database in each.asked)
    ]


def _placed(entry: CatalogEntry, use: Use, asked: tuple[Database, ...]) -> Placed:
    for database in asked:
        if table := database.find(use.entity.name):
            return Placed(entry, use, asked, (database, table))
    known = {name: table for each in asked for name, table in each.by_name.items()}
    close = get_close_matches(plain_name(use.entity.name), known, n=1, cutoff=0.8)
    return Placed(entry, use, asked, None, known[close[0]] if close else None)


def tables(
    context: SiteContext,
) -> Iterator[tuple[Database, TableSource, tuple[Use, ...]]]:
    """Give the tables of all databases that pages should document, each with its pages."""
    for database in databases(context):
        uses: dict[int, list[Use]] = {}
        for _, use in uses_of(context.catalog.tables):
            if table := database.find(use.entity.name):
                uses.setdefault(id(table), []).append(use)
        for table in database.source.tables:
            expected = plain_name(table.name) not in _BOOKKEEPING
            if expected and database.source.answers_for(table.name):
                yield database, table, tuple(uses.get(id(table), ()))


_BOOKKEEPING = frozenset(
    map(
        plain_name,
        "schema_migrations ar_internal_metadata alembic_version django_migrations "
        "flyway_schema_history databasechangelog databasechangeloglock goose_db_version "
        "gorp_migrations knex_migrations knex_migrations_lock _prisma_migrations migrations "
        "typeorm_metadata __efmigrationshistory __diesel_schema_migrations _sqlx_migrations "
        "sqlite_sequence spatial_ref_sys".split(),
    )
)
"""The tables of tools that run migrations, which belong to no feature."""
