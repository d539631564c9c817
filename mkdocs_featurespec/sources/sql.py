"""The tables that SQL creates: a schema dump, migrations in one file, single statements."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.sql_statements import is_mysql, split_list, split_statements
from mkdocs_featurespec.sources.sql_tables import Tables
from mkdocs_featurespec.sources.values import TableSource

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

EXTRA = "drift"
"""The extra of this package that brings the SQL parser."""

_DIALECTS = ("postgres", "mysql", "sqlite")
_PART = r"(?:[^\s(.;\"`]+|\"(?:[^\"]|\"\")*\"|`[^`]*`)"
_NAME = rf"(?P<name>{_PART}(?:\.{_PART})*)"
_IF_NEW = r"(?:if\s+not\s+exists\s+)?"
_TABLE = re.compile(rf"create\s+(?:\w+\s+)*?table\s+{_IF_NEW}{_NAME}\s*", re.IGNORECASE)
_VIEW = re.compile(
    rf"create\s+(?:or\s+replace\s+)?(?:\w+\s+)*?view\s+{_IF_NEW}{_NAME}", re.IGNORECASE
)
_PARTITION = re.compile(
    rf"alter\s+table\s.*\sattach\s+partition\s+{_NAME}", re.IGNORECASE | re.DOTALL
)
_COLUMN = re.compile(rf"\s*({_PART})\s+\w+(?:\s*\([^()]*\))?")


@dataclass(frozen=True, slots=True)
class NotRead:
    """A statement that creates a table and was not understood.

    Attributes:
        name: The table, as written.
        line: The statement's line, from 1.
    """

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class SqlTables:
    """What a file of SQL creates.

    Attributes:
        tables: In its order; those that it drops again are not among them.
        not_read: Tables of which nothing more than the name is known.
    """

    tables: tuple[TableSource, ...]
    not_read: tuple[NotRead, ...] = ()


def read_sql(text: str, path: str) -> SqlTables:
    """Return the tables and views that SQL of PostgreSQL, MySQL or SQLite creates.

    Args:
        text: A dump, or `CREATE TABLE` statements; anything else in it is passed over.
        path: How errors name the file.

    Raises:
        ConfigurationError: when the parser is not installed, or nothing in the file can be read;
            with the line.
    """
    parser = _Parser(path, mysql_first=is_mysql(text))
    tables = Tables()
    not_read: list[NotRead] = []
    with _quiet():
        for statement in split_statements(text):
            if view := _VIEW.match(statement.text):
                tables.add_view(parser.table_name(view["name"]), statement.line)
            elif partition := _PARTITION.match(statement.text):
                tables.drop(parser.table_name(partition["name"]))
            elif parsed := parser.parse(statement.text) or parser.parse_table(statement.text):
                tables.apply(parsed, statement.line, parser.dialect)
            elif created := _TABLE.match(statement.text):
                not_read.append(NotRead(created["name"], statement.line))
    found = SqlTables(tables.finished(), tuple(not_read))
    if not found.tables:
        for each in not_read:
            problem = f"what creates {each.name} is not understood"
            raise ConfigurationError(problem, path=path, line=each.line)
        raise ConfigurationError("there is no CREATE TABLE in it", path=path, line=1)
    return found


class _Parser:
    """Reads single statements, in the dialect that read the last one if it can."""

    def __init__(self, path: str, *, mysql_first: bool) -> None:
        try:
            import sqlglot
        except ImportError:
            problem = f"reading SQL needs sqlglot: pip install 'mkdocs-featurespec[{EXTRA}]'"
            raise ConfigurationError(problem, path=path) from None
        self._sqlglot = sqlglot
        self._dialects = list(_DIALECTS)
        if mysql_first:
            self._prefer("mysql")

    @property
    def dialect(self) -> str:
        """The dialect that read the last statement."""
        return self._dialects[0]

    def parse(self, statement: str) -> Expr | None:
        """Return a statement as a tree, `None` where no dialect understands it."""
        for dialect in tuple(self._dialects):
            if parsed := self._parse_in(dialect, statement):
                self._prefer(dialect)
                return parsed
        return None

    def parse_table(self, statement: str) -> Expr | None:
        """Return `CREATE TABLE` as a tree, without those of its parts that are not understood."""
        opening = _TABLE.match(statement)
        if opening is None:
            return None
        parts, end = split_list(statement, opening.end())
        head = f"CREATE TABLE {opening['name']}"
        known = ", ".join(filter(None, (self._known_form(head, part) for part in parts)))
        for options in (statement[end:], ""):
            if known and (parsed := self._parse_in(self.dialect, f"{head} ({known}) {options}")):
                return parsed
        return None

    def _known_form(self, head: str, part: str) -> str:
        """Return as much of a table's part as is understood, at least a column's name."""
        column = _COLUMN.match(part)
        for form in (part, column.group(), column[1]) if column else (part,):
            if self._parse_in(self.dialect, f"{head} ({form})"):
                return form
        return ""

    def _parse_in(self, dialect: str, statement: str) -> Expr | None:
        try:
            parsed = self._sqlglot.parse_one(statement, read=dialect)
        except (self._sqlglot.ParseError, self._sqlglot.TokenError, RecursionError):
            return None
        return None if isinstance(parsed, self._sqlglot.exp.Command) else parsed

    def table_name(self, name: str) -> Expr:
        """Return a table's name as a tree."""
        return self._sqlglot.exp.to_table(name, dialect=self.dialect)

    def _prefer(self, dialect: str) -> None:
        self._dialects.remove(dialect)
        self._dialects.insert(0, dialect)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser from logging what it passes over."""
    logger = logging.getLogger("sqlglot")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
