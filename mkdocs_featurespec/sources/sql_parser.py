"""Single statements of SQL as trees, in whichever dialect understands them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.sql_statements import split_list

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

EXTRA = "drift"
"""The extra of this package that brings the SQL parser."""

NAME_PART = r"(?:[^\s(.;\"`]+|\"(?:[^\"]|\"\")*\"|`[^`]*`)"
NAME = rf"(?P<name>{NAME_PART}(?:\.{NAME_PART})*)"
"""Matches the name of a table, as the group `name`."""

TABLE = re.compile(
    rf"create\s+(?:\w+\s+)*?table\s+(?:if\s+not\s+exists\s+)?{NAME}\s*", re.IGNORECASE
)
"""Matches the head of a statement that creates a table."""

_DIALECTS = ("postgres", "mysql", "sqlite")
_COLUMN = re.compile(rf"\s*({NAME_PART})\s+\w+(?:\s*\([^()]*\))?")
_SHORT_RENAME = re.compile(
    rf"(alter\s+table\s.*?\srename\s+)(?!to\s|as\s|column\s|constraint\s|index\s|key\s)"
    rf"({NAME_PART}\s+to\s)",
    re.IGNORECASE | re.DOTALL,
)


class Created(NamedTuple):
    """A statement that creates a table, as far as it is understood.

    Attributes:
        tree: The statement.
        whole: Whether all of it is.
    """

    tree: Expr
    whole: bool


class Parser:
    """Reads single statements, in the dialect that read the last one if it can."""

    def __init__(self, path: str) -> None:
        """Load the parser.

        Raises:
            ConfigurationError: when it is not installed; `path` is what should have been read.
        """
        try:
            import sqlglot
        except ImportError:
            problem = f"reading SQL needs sqlglot: pip install 'mkdocs-featurespec[{EXTRA}]'"
            raise ConfigurationError(problem, path=path) from None
        self._sqlglot = sqlglot
        self._dialects = list(_DIALECTS)

    @property
    def dialect(self) -> str:
        """The dialect that read the last statement."""
        return self._dialects[0]

    def prefer(self, dialect: str) -> None:
        """Try a dialect before the others."""
        self._dialects.remove(dialect)
        self._dialects.insert(0, dialect)

    def parse(self, statement: str) -> Expr | None:
        """Return a statement as a tree, `None` where no dialect understands it."""
        statement = _SHORT_RENAME.sub(r"\1column \2", statement)
        for dialect in tuple(self._dialects):
            if parsed := self._parse_in(dialect, statement):
                self.prefer(dialect)
                return parsed
        return None

    def parse_table(self, statement: str) -> Created | None:
        """Return `CREATE TABLE` as a tree, without those of its parts that are not understood."""
        if parsed := self.parse(statement):
            return Created(parsed, whole=True)
        opening = TABLE.match(statement)
        if opening is None:
            return None
        parts, end = split_list(statement, opening.end())
        head = f"CREATE TABLE {opening['name']}"
        forms = [self._known_form(head, part) for part in parts]
        known = ", ".join(filter(None, forms))
        for options in (statement[end:], ""):
            if known and (parsed := self._parse_in(self.dialect, f"{head} ({known}) {options}")):
                return Created(parsed, whole=all(forms))
        return None

    def table_name(self, name: str) -> Expr:
        """Return a table's name as a tree."""
        return self._sqlglot.exp.to_table(name, dialect=self.dialect)

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


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the parser from logging what it passes over."""
    logger = logging.getLogger("sqlglot")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)
