"""What a database says of a table: types, keys and indexes, as parts of its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.render.registers.markup import text
from mkdocs_featurespec.sources.values import Column, Key, KeyKind, TableSource


class Facts(NamedTuple):
    """What is known of a table's columns.

    Attributes:
        head: What each cell of a row says.
        rows: The name of each column, and its cells as HTML.
    """

    head: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


def columns_of(table: TableSource) -> Facts:
    """Return the type and the keys of each column, and what is said of it where anything is."""
    remarks = any(column.comment for column in table.columns)
    head = ("Type", "Keys", "What it holds") if remarks else ("Type", "Keys")
    return Facts(
        head, [(column.name, _cells(table, column)[: len(head)]) for column in table.columns]
    )


def _cells(table: TableSource, column: Column) -> tuple[str, ...]:
    keys = ", ".join(dict.fromkeys(_keys(table, column.name)))
    return text(column.type), keys, text(column.comment)


def _keys(table: TableSource, column: str) -> Iterator[str]:
    """Give what the keys do for which a column is enough, and the primary key in any case."""
    for key in table.keys:
        if key.columns == (column,) or (key.kind is KeyKind.PRIMARY and column in key.columns):
            yield f"to <code>{text(key.target)}</code>" if key.target else key.kind.value
    if any(index.unique and index.columns == (column,) for index in table.indexes):
        yield KeyKind.UNIQUE.value


def index_list(table: TableSource) -> str:
    """Return the keys of several columns and the indexes as a paragraph; nothing without any."""
    shown = [_several(key) for key in table.keys if len(key.columns) > 1]
    shown += [
        f"{'unique index' if index.unique else 'index'} on {_codes(index.columns)}"
        for index in table.indexes
    ]
    return f"<p>Also: {'; '.join(shown)}</p>" if shown else ""


def _several(key: Key) -> str:
    to = f" to <code>{text(key.target)}</code>" if key.target else ""
    return f"{key.kind.value} key {_codes(key.columns)}{to}"


def _codes(columns: Sequence[str]) -> str:
    return ", ".join(f"<code>{text(column)}</code>" for column in columns)
