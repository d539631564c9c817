"""Operations of an API and tables of a database, as the files that define them have them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation that an OpenAPI description has.

    Attributes:
        method: In capitals.
        path: As written there; neither the servers' addresses nor `basePath` are part of it.
        summary: Its summary, or else that of its path, or the first line of its description;
            one line, may be empty.
        tags: As written.
        deprecated: Whether it is.
        line: The line of its method, from 1.
    """

    method: str
    path: str
    summary: str
    tags: tuple[str, ...]
    deprecated: bool
    line: int


class KeyKind(str, Enum):
    """What a key of a table does."""

    PRIMARY = "primary"
    UNIQUE = "unique"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a table.

    Attributes:
        kind: What it does.
        columns: The names of its columns.
        target: Of a foreign key, the table that it refers to.
    """

    kind: KeyKind
    columns: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """An index of a table.

    Attributes:
        columns: The names of its columns, or the expressions that stand for one.
        unique: Whether no two rows may be alike in it.
    """

    columns: tuple[str, ...]
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Without quotes.
        type: As SQL, in small letters; may be empty.
        comment: What the database says of it; may be empty.
    """

    name: str
    type: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table or a view that SQL creates.

    Attributes:
        name: Without quotes, with its schema (`billing.payers`) unless that is the default one.
        columns: In their order; none of a view.
        line: The line on which it is created, from 1.
        comment: What the database says of it, in one line; may be empty.
        keys: Primary, unique and foreign keys.
        indexes: Other indexes.
        is_view: Whether it is a view, materialised or not.
    """

    name: str
    columns: tuple[Column, ...]
    line: int
    comment: str = ""
    keys: tuple[Key, ...] = ()
    indexes: tuple[Index, ...] = ()
    is_view: bool = False

    def keys_of(self, kind: KeyKind) -> tuple[Key, ...]:
        """Return its keys of one kind."""
        return tuple(key for key in self.keys if key.kind is kind)
