"""Tables as statement after statement makes them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mkdocs_featurespec.sources.values import Column, Index, Key, KeyKind, TableSource

if TYPE_CHECKING:
    from sqlglot.expressions import Expr

_DEFAULT_SCHEMAS = ("public", "main")


@dataclass(slots=True)
class _Draft:
    """A table that is not finished."""

    name: str
    line: int
    is_view: bool = False
    comment: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    keys: dict[Key, None] = field(default_factory=dict)
    indexes: dict[Index, None] = field(default_factory=dict)


class Tables:
    """The tables that the statements so far have made."""

    def __init__(self) -> None:
        self._drafts: dict[str, _Draft] = {}
        self._dialect = ""

    def finished(self) -> tuple[TableSource, ...]:
        """Return all tables, in the order in which they were created."""
        return tuple(
            TableSource(
                name=draft.name,
                columns=tuple(draft.columns.values()),
                line=draft.line,
                comment=draft.comment,
                keys=tuple(draft.keys),
                indexes=tuple(draft.indexes),
                is_view=draft.is_view,
            )
            for draft in self._drafts.values()
        )

    def add_view(self, name: Expr, line: int) -> None:
        """Add a view; what it selects is not read."""
        written = _table_name(name)
        self._drafts[written.casefold()] = _Draft(written, line, is_view=True)

    def drop(self, name: Expr) -> None:
        """Forget a table: it was dropped, or it is only a part of another."""
        self._drafts.pop(_table_name(name).casefold(), None)

    def apply(self, statement: Expr, line: int, dialect: str) -> None:
        """Take over what a statement says of a table, if it says anything.

        Args:
            statement: As parsed.
            line: The line it starts on.
            dialect: How the parser calls what it is written in.
        """
        from sqlglot import exp

        self._dialect = dialect
        kind = statement.args.get("kind")
        if isinstance(statement, exp.Create) and kind == "TABLE":
            self._create(statement, line)
        elif isinstance(statement, exp.Create) and kind == "INDEX":
            self._index(statement)
        elif isinstance(statement, exp.Alter) and kind == "TABLE":
            if draft := self._draft(statement.this):
                self._alter(draft, statement.args.get("actions") or ())
        elif isinstance(statement, exp.Comment):
            self._comment(statement)
        elif isinstance(statement, exp.Drop) and kind in ("TABLE", "VIEW"):
            for table in statement.find_all(exp.Table):
                self.drop(table)

    def _draft(self, table: Expr | None) -> _Draft | None:
        return self._drafts.get(_table_name(table).casefold()) if table is not None else None

    def _create(self, statement: Expr, line: int) -> None:
        from sqlglot import exp

        if statement.find(exp.PartitionedOfProperty):
            return  # its table is the whole
        table = statement.this.this if isinstance(statement.this, exp.Schema) else statement.this
        name = _table_name(table)
        draft = self._drafts[name.casefold()] = _Draft(name, line)
        if isinstance(statement.this, exp.Schema):
            self._add_all(draft, statement.this.expressions)
        if comment := statement.find(exp.SchemaCommentProperty):
            draft.comment = _one_line(comment.this.name)

    def _alter(self, draft: _Draft, actions: Iterable[Expr]) -> None:
        from sqlglot import exp

        for action in actions:
            if isinstance(action, exp.AlterRename):
                del self._drafts[draft.name.casefold()]
                draft.name = _table_name(action.this)
                self._drafts[draft.name.casefold()] = draft
            else:
                self._add_all(draft, action.expressions or [action])

    def _add_all(self, draft: _Draft, parts: Iterable[Expr]) -> None:
        """Add columns, keys and indexes to a table."""
        from sqlglot import exp

        for part in parts:
            if isinstance(part, exp.ColumnDef):
                draft.columns[part.name] = _column(part, self._dialect)
                for constraint in part.constraints:
                    self._add_key(draft, constraint.kind, (part.name,))
            elif isinstance(part, exp.Identifier):  # a column without a type
                draft.columns[part.name] = Column(part.name)
            elif isinstance(part, exp.Constraint):
                self._add_all(draft, part.expressions)
            elif isinstance(part, exp.IndexColumnConstraint):
                draft.indexes[Index(_names(part.expressions))] = None
            else:
                self._add_key(draft, part, ())

    def _add_key(self, draft: _Draft, part: Expr, columns: tuple[str, ...]) -> None:
        """Add a key: one of its own, or one that a column's definition makes of the column."""
        from sqlglot import exp

        if isinstance(part, exp.PrimaryKey | exp.PrimaryKeyColumnConstraint):
            columns = columns or _names(part.expressions)
            draft.keys[Key(KeyKind.PRIMARY, columns)] = None
        elif isinstance(part, exp.UniqueColumnConstraint):
            schema = part.find(exp.Schema)
            columns = columns or _names(schema.expressions if schema else ())
            draft.keys[Key(KeyKind.UNIQUE, columns)] = None
        elif isinstance(part, exp.ForeignKey | exp.Reference) and (target := part.find(exp.Table)):
            columns = columns or _names(part.expressions)
            draft.keys[Key(KeyKind.FOREIGN, columns, _table_name(target))] = None

    def _index(self, statement: Expr) -> None:
        index = statement.this
        draft = self._draft(index.args.get("table"))
        parameters = index.args.get("params")
        if draft is not None and parameters is not None:
            columns = _names(parameters.args.get("columns") or ())
            draft.indexes[Index(columns, bool(statement.args.get("unique")))] = None

    def _comment(self, statement: Expr) -> None:
        from sqlglot import exp

        target, text = statement.this, _one_line(statement.expression.name)
        if isinstance(target, exp.Table) and (draft := self._draft(target)):
            draft.comment = text
        elif isinstance(target, exp.Column):
            table = exp.Table(this=target.args.get("table"), db=target.args.get("db"))
            draft = self._draft(table)
            if draft is not None and (column := draft.columns.get(target.name)):
                draft.columns[column.name] = replace(column, comment=text)


def _table_name(table: Expr) -> str:
    """Return a table's name with its schema, unless that is the one that need not be said."""
    schema = table.text("db")
    return table.name if schema in ("", *_DEFAULT_SCHEMAS) else f"{schema}.{table.name}"


def _column(definition: Expr, dialect: str) -> Column:
    from sqlglot import exp

    kind = definition.args.get("kind")
    comment = definition.find(exp.CommentColumnConstraint)
    return Column(
        definition.name,
        kind.sql(dialect).lower() if kind is not None else "",
        _one_line(comment.this.name) if comment is not None else "",
    )


def _names(columns: Iterable[Expr]) -> tuple[str, ...]:
    """Return the names of columns; expressions without casts and brackets, as SQL."""
    return tuple(_name(column) for column in columns)


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


def _one_line(text: str) -> str:
    return " ".join(text.split())
