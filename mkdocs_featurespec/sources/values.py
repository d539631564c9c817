"""Operations, tables and events, as the files that define them have them."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span


class Problem(NamedTuple):
    """Something of a file that cannot be read; the rest of it is used.

    Attributes:
        path: The file, relative to the folder of the configuration file, with `/`.
        line: The line, from 1.
        message: What is wrong, in one line.
    """

    path: str
    line: int
    message: str


class Operation(NamedTuple):
    """An operation that an OpenAPI description has.

    Attributes:
        method: In capitals.
        path: As written there; neither the servers' addresses nor `basePath` are part of it.
        summary: Its summary, or else that of its path, or the first line of its description;
            one line, may be empty.
        tags: As written.
        deprecated: Whether it is.
        span: Its method's place.
        file: The file that it stands in.
        access: What it asks for: the names of security schemes, as in `user or key`; `public`
            where it may be called without; empty where nothing is said.
    """

    method: str
    path: str
    summary: str
    tags: tuple[str, ...]
    deprecated: bool
    span: Span
    file: str = ""
    access: str = ""


class Api(NamedTuple):
    """What an OpenAPI description says.

    Attributes:
        operations: In its order.
        prefixes: What the addresses of its servers put before each path, such as `/api/v1`; empty
            texts left out.
        problems: What of it cannot be read.
    """

    operations: tuple[Operation, ...]
    prefixes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class KeyKind(str, Enum):
    """What a key of a table does."""

    PRIMARY = "primary"
    UNIQUE = "unique"
    FOREIGN = "foreign"


class Key(NamedTuple):
    """A key of a table.

    Attributes:
        kind: What it does.
        columns: The names of its columns.
        target: Of a foreign key, the table that it refers to.
        name: Of the constraint that makes it; may be empty.
    """

    kind: KeyKind
    columns: tuple[str, ...]
    target: str = ""
    name: str = ""


class Index(NamedTuple):
    """An index of a table.

    Attributes:
        columns: The names of its columns, or the expressions that stand for one.
        unique: Whether no two rows may be alike in it.
        name: May be empty.
    """

    columns: tuple[str, ...]
    unique: bool = False
    name: str = ""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        name: Without quotes.
        type: As SQL, in small letters; may be empty.
        comment: What the database says of it; may be empty.
    """

    name: str
    type: str = ""
    comment: str = ""


class TableSource(NamedTuple):
    """A table or a view that SQL creates.

    Attributes:
        name: Without quotes, with its schema (`billing.payers`) unless that is the default one.
        columns: In their order; none of a view.
        span: The line on which it is created.
        comment: What the database says of it, in one line; may be empty.
        keys: Primary, unique and foreign keys.
        indexes: Other indexes.
        is_view: Whether it is a view, materialised or not.
        file: The file that creates it.
        whole: Whether all of its columns, keys and indexes are known.
    """

    name: str
    columns: tuple[Column, ...]
    span: Span
    comment: str = ""
    keys: tuple[Key, ...] = ()
    indexes: tuple[Index, ...] = ()
    is_view: bool = False
    file: str = ""
    whole: bool = True

    def keys_of(self, kind: KeyKind) -> tuple[Key, ...]:
        """Return its keys of one kind."""
        return tuple(key for key in self.keys if key.kind is kind)


class EventSource(NamedTuple):
    """An event that an AsyncAPI description or a JSON Schema describes.

    Attributes:
        name: What it goes by: of a channel its address, of a schema its title or its file's name.
        names: All that it may be called: also the ids and names of its messages.
        span: Its place.
        file: The file that it stands in.
        summary: What it says of itself, in one line; may be empty.
        fields: The names of what it carries, where it says so.
        deprecated: Whether it is.
    """

    name: str
    names: tuple[str, ...]
    span: Span
    file: str = ""
    summary: str = ""
    fields: tuple[str, ...] = ()
    deprecated: bool = False


class Events(NamedTuple):
    """The events of a description, in its order, and what of it cannot be read."""

    events: tuple[EventSource, ...]
    problems: tuple[Problem, ...] = ()
