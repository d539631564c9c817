"""What files say of endpoints and tables, in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Entity, EntityKind, Template
from mkdocs_featurespec.reader.entities.endpoint_spelling import endpoint_of
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.entities.names import table_name
from mkdocs_featurespec.sources.values import KeyKind, Operation, TableSource

_NOWHERE = Span(1, 1, 1, 1)
_FEW_COLUMNS = 6
"""Of a table with no more columns than these, all are notable."""
_MOST_COLUMNS = 10
_NOTABLE = ("status", "state", "type", "kind", "created_at", "deleted_at")


@dataclass(frozen=True, slots=True)
class Entry:
    """An endpoint or a table as a page shows it; plain text, in one line each.

    Attributes:
        name: The path, or the table's name.
        method: Of an endpoint.
        summary: What it is for; may be empty.
        columns: Of a table, those that a reader should know.
        notes: Of a table, its keys and indexes; may be empty.
    """

    name: str
    method: str = ""
    summary: str = ""
    columns: tuple[str, ...] = ()
    notes: str = ""

    @property
    def label(self) -> str:
        """What it goes by."""
        return f"{self.method} {self.name}" if self.method else self.name

    @property
    def identity(self) -> str:
        """What a page that names it has in common with it."""
        if self.method:
            name = _plain_path(self.name)
            return entity_identity(Entity(EntityKind.ENDPOINT, name, _NOWHERE, self.method))
        return entity_identity(Entity(EntityKind.TABLE, self.name, _NOWHERE))


class Entries(NamedTuple):
    """What a section is filled with.

    Attributes:
        written: Each once.
        left_out: What no page could name so that it is read again.
    """

    written: tuple[Entry, ...]
    left_out: tuple[str, ...] = ()


def endpoint_entries(operations: Iterable[Operation], template: Template) -> Entries:
    """Return operations as a page shows them."""
    found = (
        (Entry(each.path, each.method, _said_of(each)), _is_readable(each)) for each in operations
    )
    return _sorted_out(found, template)


def table_entries(tables: Iterable[TableSource], template: Template) -> Entries:
    """Return tables as a page shows them."""
    found = (
        (
            Entry(
                each.name,
                summary=each.comment,
                columns=_notable_columns(each),
                notes="; ".join(_notes(each)),
            ),
            table_name(each.name) == each.name,
        )
        for each in tables
    )
    return _sorted_out(found, template)


def _sorted_out(found: Iterable[tuple[Entry, bool]], template: Template) -> Entries:
    """Return entries, each once, apart from those that a page would not be read with."""
    written: dict[str, Entry] = {}
    left_out: list[str] = []
    for entry, is_readable in found:
        if is_readable and entry.identity not in template.examples:
            written.setdefault(entry.identity, entry)
        else:
            left_out.append(entry.label)
    return Entries(tuple(written.values()), tuple(left_out))


def _is_readable(operation: Operation) -> bool:
    """Return whether a page that names an operation is read as naming this one."""
    expected = (operation.method, _plain_path(operation.path))
    return endpoint_of(f"{operation.method} {operation.path}") == expected


def _plain_path(path: str) -> str:
    """Return a path as it goes by: without query, fragment and trailing slash."""
    return path.partition("#")[0].partition("?")[0].rstrip("/") or "/"


def _said_of(operation: Operation) -> str:
    mark = "(deprecated)" if operation.deprecated else ""
    return f"{operation.summary} {mark}".strip()


def _notable_columns(table: TableSource) -> tuple[str, ...]:
    """Return the columns that a reader should know: keys first, then what tells of a state."""
    names = [column.name for column in table.columns]
    if len(names) > _FEW_COLUMNS:
        keys = (name for kind in KeyKind for key in table.keys_of(kind) for name in key.columns)
        json = (column.name for column in table.columns if column.type.startswith("json"))
        states = (name for name in names if name.endswith(_NOTABLE))
        names = list(dict.fromkeys((*keys, *states, *json)))[:_MOST_COLUMNS]
    return tuple(name for name in names if table_name(name) == name)


def _notes(table: TableSource) -> Iterator[str]:
    """Give what there is to say of a table's keys and indexes."""
    for key in table.keys_of(KeyKind.FOREIGN):
        yield f"{', '.join(key.columns)} \u2192 {key.target}"
    unique = [key.columns for key in table.keys_of(KeyKind.UNIQUE)]
    unique += [index.columns for index in table.indexes if index.unique]
    if unique:
        yield f"unique {_listed(unique)}"
    if plain := [index.columns for index in table.indexes if not index.unique]:
        yield f"index{'es' if len(plain) > 1 else ''} {_listed(plain)}"


def _listed(columns: Iterable[Sequence[str]]) -> str:
    return ", ".join(f"({', '.join(names)})" for names in dict.fromkeys(map(tuple, columns)))
