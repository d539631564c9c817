"""The tables that SQL creates: a schema dump, a folder of migrations, single statements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_featurespec.collecting import no_collection
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.sources.sql_parser import NAME, TABLE, Parser, quiet
from mkdocs_featurespec.sources.sql_statements import Statement, is_mysql, split_statements
from mkdocs_featurespec.sources.sql_tables import Tables
from mkdocs_featurespec.sources.values import Problem, TableSource

_VIEW = re.compile(
    rf"create\s+(?:or\s+replace\s+)?(?:\w+\s+)*?view\s+(?:if\s+not\s+exists\s+)?{NAME}",
    re.IGNORECASE,
)
_PARTITION = re.compile(
    rf"alter\s+table\s.*\sattach\s+partition\s+{NAME}", re.IGNORECASE | re.DOTALL
)
_RENAME = re.compile(rf"rename\s+table\s+{NAME}\s+to\s+(?P<new>\S+)", re.IGNORECASE)
_ALTER = re.compile(
    rf"alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?{NAME}\s+(?P<action>\w+)", re.IGNORECASE
)
_CHANGES = ("add", "drop", "rename", "change", "modify")
"""What an `ALTER TABLE` begins with that changes which columns and keys there are."""

_DOWN = re.compile(
    r"^(?:--|\#)[\s-]*(?:\+goose\s+down|\+migrate\s+down|migrate:down|!downs)\b.*?"
    r"(?=^(?:--|\#)[\s-]*(?:\+goose\s+up|\+migrate\s+up|migrate:up|!ups)\b|\Z)",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
_NUMBERS = re.compile(r"(\d+)")
_WAY_BACK = re.compile(r"(?:^|[._-])down\.sql$|(?:^|/)U\d[^/]*__[^/]*\.sql$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SqlTables:
    """What SQL creates.

    Attributes:
        tables: In its order; those that it drops again are not among them.
        problems: What of it is not understood, or speaks of tables that there are not.
    """

    tables: tuple[TableSource, ...]
    problems: tuple[Problem, ...] = ()


def read_sql(files: Iterable[tuple[str, str]]) -> SqlTables:
    """Return the tables and views that SQL of PostgreSQL, MySQL or SQLite leaves behind.

    Args:
        files: Their paths and texts, in the order in which they are run: a dump, migrations, or
            `CREATE TABLE` statements; what else stands in them is passed over.

    Raises:
        ConfigurationError: when the parser is not installed.
    """
    reading: _Reading | None = None
    with quiet(), no_collection():
        for path, text in files:
            reading = reading or _Reading(path)
            reading.read(path, text)
    return reading.finished() if reading else SqlTables(())


def migration_order(paths: Iterable[str]) -> list[str]:
    """Return the paths of migrations in the order in which they are run.

    Numbers are taken as such: `V2__b.sql` goes before `V10__c.sql`. What leads back, such as
    `001_users.down.sql`, is left out.
    """
    forward = (path for path in paths if not _WAY_BACK.search(path))
    return sorted(forward, key=_by_number)


def _by_number(path: str) -> list[tuple[int, str]]:
    parts = _NUMBERS.split(path)
    return [(int(part), "") if i % 2 else (0, part) for i, part in enumerate(parts)]


class _Reading:
    """What the files so far have made."""

    def __init__(self, path: str) -> None:
        self._parser = Parser(path)
        self._tables = Tables()
        self._problems: list[Problem] = []
        self._path = path

    def finished(self) -> SqlTables:
        return SqlTables(self._tables.finished(), tuple(self._problems))

    def read(self, path: str, text: str) -> None:
        self._path = path
        if is_mysql(text):
            self._parser.prefer("mysql")
        for statement in split_statements(_DOWN.sub(_blank, text)):
            self._take(statement)

    def _take(self, statement: Statement) -> None:
        text, parser, tables = statement.text, self._parser, self._tables
        span = Span(statement.line, 1, statement.line, len(text.split("\n", 1)[0]) + 1)
        if view := _VIEW.match(text):
            tables.add_view(parser.table_name(view["name"]), span, self._path)
        elif partition := _PARTITION.match(text):
            tables.drop(parser.table_name(partition["name"]))
        elif rename := _RENAME.match(text):
            new = parser.table_name(rename["new"].rstrip(","))
            tables.rename(parser.table_name(rename["name"]), new)
        elif created := TABLE.match(text):
            if found := parser.parse_table(text):
                tables.create(found.tree, span, self._path, parser.dialect, whole=found.whole)
            else:
                tables.add_name(parser.table_name(created["name"]), span, self._path)
                self._problem(statement, f"what creates {created['name']} is not understood")
        elif parsed := parser.parse(text):
            for missing in tables.apply(parsed, parser.dialect):
                self._problem(statement, f"there is no {missing} here")
        elif (altered := _ALTER.match(text)) and altered["action"].lower() in _CHANGES:
            tables.lose_sight(parser.table_name(altered["name"]))
            self._problem(statement, f"what alters {altered['name']} is not understood")

    def _problem(self, statement: Statement, message: str) -> None:
        self._problems.append(Problem(self._path, statement.line, message))


def _blank(match: re.Match[str]) -> str:
    """Return as many lines as a part has that is left out."""
    return "\n" * match.group().count("\n")
