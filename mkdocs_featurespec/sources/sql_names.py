"""Names in trees of SQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

_DEFAULT_SCHEMAS = ("public", "main", "dbo")


def table_name(table: Expr) -> str:
    """Return a table's name with its schema, unless that is the one that need not be said."""
    schema = table.text("db")
    return table.name if schema in ("", *_DEFAULT_SCHEMAS) else f"{schema}.{table.name}"


def index_names(columns: Iterable[Expr]) -> tuple[str, ...]:
    """Return the names of columns; expressions without casts and brackets, as SQL."""
    return tuple(_name(column) for column in columns)


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.split())


def _name(column: Expr) -> str:
    from sqlglot import exp

    bare = _bare(column).transform(_bare)
    if isinstance(bare, exp.Column | exp.Identifier):
        return str(bare.name)
    return str(bare.sql(normalize_functions="lower")).replace('"', "")


def _bare(column: Expr) -> Expr:
    """Return what is indexed without order, length, class, brackets and casts."""
    from sqlglot import exp

    while isinstance(column, exp.Ordered | exp.ColumnPrefix | exp.Opclass | exp.Paren | exp.Cast):
        column = column.this
    return column
