"""Tables in fenced SQL and in models as Prisma writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_featurespec.reader.entities.names import table_name
from mkdocs_featurespec.reader.markdown.blocks import Block, Line

_SQL = frozenset(
    ("", "sql", "postgresql", "postgres", "pgsql", "plpgsql", "psql", "mysql", "sqlite", "ddl")
)
_MODELS = frozenset(("", "prisma", "graphql", "text", "txt"))
_CREATE = re.compile(
    r"\s*create\s+(?:or\s+replace\s+)?(?:(?:global|local|temp|temporary|unlogged|recursive)\s+)*"
    r"((?:materiali[sz]ed\s+)?view|table)\s+(?:if\s+not\s+exists\s+)?([^\s(;]+)(.*)",
    re.IGNORECASE,
)
_MODEL = re.compile(r"\s*model\s+([A-Za-z_]\w*)\s*\{")
_COLUMN = re.compile(r"\s*[\"'`\[]?([A-Za-z_]\w*)[\"'`\]]?\s+[A-Za-z]")
_NO_COLUMN = frozenset(
    "primary foreign unique constraint check index key exclude like partition create".split()
)


class Created(NamedTuple):
    """A table or view that code creates.

    Attributes:
        name: Without quotes.
        line: The line that creates it.
        start: Where the name starts in the line.
        end: One past its end.
        is_view: Whether it is a view.
        columns: Their names.
        comment: What stands behind the opening and in the comment right above it.
    """

    name: str
    line: Line
    start: int
    end: int
    is_view: bool
    columns: tuple[str, ...]
    comment: str


def read_sql(block: Block) -> Iterator[Created]:
    """Give the tables and views that SQL creates; a partition of a table is none."""
    if block.info not in _SQL:
        return
    for i, line in enumerate(block.lines):
        match = _CREATE.match(line.text)
        if match is None or re.match(r"\s*partition\s+of\b", match.group(3), re.IGNORECASE):
            continue
        name = table_name(match.group(2).replace("`", ""))
        if name is None:
            continue
        is_view = match.group(1).lower() != "table"
        columns = () if is_view else tuple(_columns(block, i))
        comment = _comment(block, i, match.end(2))
        yield Created(name, line, match.start(2), match.end(2), is_view, columns, comment)


def read_models(block: Block) -> Iterator[Created]:
    """Give the models that a block declares: `model KilnRun {`."""
    if block.info not in _MODELS:
        return
    for i, line in enumerate(block.lines):
        if match := _MODEL.match(line.text):
            columns = tuple(_columns(block, i))
            comment = _comment(block, i, match.end())
            yield Created(match.group(1), line, *match.span(1), False, columns, comment)


def _comment(block: Block, opening: int, end: int) -> str:
    """Return what stands in a line behind an opening, and in the comment line above it."""
    above = block.lines[opening - 1].text.strip() if opening else ""
    behind = block.lines[opening].text[end:]
    return f"{behind} -- {above}" if above.startswith(("--", "//", "#")) else behind


def _columns(block: Block, opening: int) -> Iterator[str]:
    for line in block.lines[opening + 1 :]:
        text = line.text.strip()
        if text.startswith((")", "}")) or text.endswith(";"):
            return
        match = _COLUMN.match(text)
        if match and match.group(1).lower() not in _NO_COLUMN:
            yield match.group(1)
