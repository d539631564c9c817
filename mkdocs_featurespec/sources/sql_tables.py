"""Tables as statement after statement makes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.sources.sql_names import index_names, one_line, table_name
from mkdocs_featurespec.sources.values import Column, Index, Key, KeyKind, TableSource

if TYPE_CHECKING:
    from sqlglot.expressions import Expr


_PLAIN_TYPES: dict[tuple[Enum, str], str] = {}


@dataclass(slots=True)
class _Draft:
    """A table that is not finished."""

    name: str
    span: Span
    file: str
    is_view: bool = False
    whole: bool = True
    comment: str = ""
    columns: dict[str, Column] = field(default_factory=dict)
    keys: dict[Key, None] = field(default_factory=dict)
    indexes: dict[Index, None] = field(default_factory=dict)

    def drop_named(self, name: str) -> None:
        """Forget a constraint or an index."""
        name = name.casefold()
        self.keys = {key: None for key in self.keys if key.name.casefold() != name}
        self.indexes = {each: None for each in self.indexes if each.name.casefold() != name}

    def drop_column(self, name: str) -> None:
        """Forget a column, and the keys and indexes that it is part of."""
        self.columns.pop(self._known(name), None)
        self.keys = {key: None for key in self.keys if name not in key.columns}
        self.indexes = {each: None for each in self.indexes if name not in each.columns}

    def rename_column(self, old: str, new: str) -> None:
        """Give a column another name, in keys and indexes too."""
        old = self._known(old)
        if old in self.columns:
            self.columns = {
                new if name == old else name: column._replace(name=new) if name == old else column
                for name, column in self.columns.items()
            }

        def renamed(columns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(new if name == old else name for name in columns)

        self.keys = {key._replace(columns=renamed(key.columns)): None for key in self.keys}
        self.indexes = {each._replace(columns=renamed(each.columns)): None for each in self.indexes}

    def _known(self, name: str) -> str:
        """Return a column's name as the table spells it."""
        if name in self.columns:
            return name
        return next((each for each in self.columns if each.casefold() == name.casefold()), name)


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
                span=draft.span,
                comment=draft.comment,
                keys=tuple(draft.keys),
                indexes=tuple(draft.indexes),
                is_view=draft.is_view,
                file=draft.file,
                whole=draft.whole and not draft.is_view,
            )
            for draft in self._drafts.values()
        )

    def add_view(self, name: Expr, span: Span, file: str) -> None:
        """Add a view; what it selects is not read."""
        written = table_name(name)
        self._drafts[written.casefold()] = _Draft(written, span, file, is_view=True)

    def add_name(self, name: Expr, span: Span, file: str) -> None:
        """Add a table of which nothing more is known."""
        written = table_name(name)
        self._drafts[written.casefold()] = _Draft(written, span, file, whole=False)

    def drop(self, name: Expr) -> None:
        """Forget a table: it was dropped, or it is only a part of another."""
        self._drafts.pop(table_name(name).casefold(), None)

    def rename(self, old: Expr, new: Expr) -> None:
        """Give a table another name."""
        if draft := self._draft(old):
            del self._drafts[draft.name.casefold()]
            draft.name = table_name(new)
            self._drafts[draft.name.casefold()] = draft

    def lose_sight(self, name: Expr) -> None:
        """Note that a table was changed in a way that is not understood."""
        if draft := self._draft(name):
            draft.whole = False

    def create(self, statement: Expr, span: Span, file: str, dialect: str, *, whole: bool) -> None:
        """Add the table that a statement creates.

        Args:
            statement: As parsed.
            span: Where it starts.
            file: The file that it stands in.
            dialect: How the parser calls what it is written in.
            whole: Whether all of it was understood.
        """
        from sqlglot import exp

        self._dialect = dialect
        properties = statement.args.get("properties")
        said = {type(each): each for each in properties.expressions} if properties else {}
        if exp.PartitionedOfProperty in said:
            return  # its table is the whole
        has_columns = isinstance(statement.this, exp.Schema)
        table = statement.this.this if has_columns else statement.this
        name = table_name(table)
        if statement.args.get("exists") and name.casefold() in self._drafts:
            return
        draft = self._drafts[name.casefold()] = _Draft(name, span, file)
        parts = statement.this.expressions if has_columns else ()
        borrows = exp.InheritsProperty in said or exp.LikeProperty in map(type, parts)
        draft.whole = whole and has_columns and not borrows
        self._add_all(draft, parts)
        if comment := said.get(exp.SchemaCommentProperty):
            draft.comment = one_line(comment.this.name)

    def apply(self, statement: Expr, dialect: str) -> Iterable[str]:
        """Take over what a statement says of tables, if it says anything.

        Returns:
            What it speaks of that there is not, in words such as `table "wasps"`.
        """
        from sqlglot import exp

        self._dialect = dialect
        kind = statement.args.get("kind")
        missing: list[str] = []
        if isinstance(statement, exp.Create) and kind == "INDEX":
            self._index(statement)
        elif isinstance(statement, exp.Alter) and kind == "TABLE":
            if draft := self._draft(statement.this):
                self._alter(draft, statement.args.get("actions") or ())
        elif isinstance(statement, exp.Comment):
            self._comment(statement)
        elif isinstance(statement, exp.Drop):
            missing += self._dropped(statement, str(kind))
        return missing

    def _dropped(self, statement: Expr, kind: str) -> Iterator[str]:
        """Drop what a statement says, and give what there is not of it."""
        from sqlglot import exp

        for named in statement.args.get("tables") or (statement.this,):
            table = named.find(exp.Table) if named is not None else None
            if table is None:
                continue
            if kind == "INDEX":
                for draft in self._drafts.values():
                    draft.drop_named(table.name)
            elif self._draft(table):
                self.drop(table)
            elif not statement.args.get("exists"):
                yield f'{kind.lower()} "{table_name(table)}"'

    def _draft(self, table: Expr | None) -> _Draft | None:
        return self._drafts.get(table_name(table).casefold()) if table is not None else None

    def _alter(self, draft: _Draft, actions: Iterable[Expr]) -> None:
        from sqlglot import exp

        for action in actions:
            if isinstance(action, exp.AlterRename):
                self.rename(exp.to_table(draft.name), action.this)
            elif isinstance(action, exp.RenameColumn):
                draft.rename_column(action.this.name, action.args["to"].name)
            elif isinstance(action, exp.ModifyColumn):
                if old := action.args.get("rename_from"):
                    draft.rename_column(old.name, action.this.name)
                self._add_all(draft, [action.this])
            elif isinstance(action, exp.AlterColumn):
                self._retype(draft, action)
            elif isinstance(action, exp.Drop):
                for each in action.args.get("tables") or ():
                    if action.args.get("kind") == "COLUMN":
                        draft.drop_column(each.name)
                    else:
                        draft.drop_named(each.name)
            else:
                self._add_all(draft, action.expressions or [action])

    def _retype(self, draft: _Draft, action: Expr) -> None:
        """Give a column another type."""
        kind = action.args.get("dtype")
        if kind is not None and (column := draft.columns.get(action.name)):
            draft.columns[column.name] = column._replace(type=_type(kind, self._dialect))

    def _add_all(self, draft: _Draft, parts: Iterable[Expr], name: str = "") -> None:
        """Add columns, keys and indexes to a table; `name` is that of a constraint."""
        from sqlglot import exp

        for part in parts:
            if isinstance(part, exp.ColumnDef):
                draft.columns[part.name] = _column(part, self._dialect)
                for constraint in part.constraints:
                    self._add_key(draft, constraint.kind, (part.name,), constraint.name)
            elif isinstance(part, exp.Identifier):  # a column without a type
                draft.columns[part.name] = Column(part.name)
            elif isinstance(part, exp.Constraint):
                self._add_all(draft, part.expressions, part.name)
            elif isinstance(part, exp.IndexColumnConstraint):
                columns = index_names(part.expressions)
                draft.indexes[Index(columns, name=part.name)] = None
            else:
                self._add_key(draft, part, (), name)

    def _add_key(self, draft: _Draft, part: Expr, columns: tuple[str, ...], name: str) -> None:
        """Add a key: one of its own, or one that a column's definition makes of the column."""
        from sqlglot import exp

        if isinstance(part, exp.PrimaryKey | exp.PrimaryKeyColumnConstraint):
            columns = columns or index_names(part.expressions)
            draft.keys[Key(KeyKind.PRIMARY, columns, name=name)] = None
        elif isinstance(part, exp.UniqueColumnConstraint):
            schema = part.find(exp.Schema)
            columns = columns or index_names(schema.expressions if schema else ())
            own = schema.name if schema and schema.this else ""
            draft.keys[Key(KeyKind.UNIQUE, columns, name=name or own)] = None
        elif isinstance(part, exp.ForeignKey | exp.Reference) and (target := part.find(exp.Table)):
            columns = columns or index_names(part.expressions)
            draft.keys[Key(KeyKind.FOREIGN, columns, table_name(target), name)] = None

    def _index(self, statement: Expr) -> None:
        index = statement.this
        draft = self._draft(index.args.get("table"))
        parameters = index.args.get("params")
        if draft is not None and parameters is not None:
            columns = index_names(parameters.args.get("columns") or ())
            unique = bool(statement.args.get("unique"))
            draft.indexes[Index(columns, unique, index.name)] = None

    def _comment(self, statement: Expr) -> None:
        from sqlglot import exp

        target, text = statement.this, one_line(statement.expression.name)
        if isinstance(target, exp.Table) and (draft := self._draft(target)):
            draft.comment = text
        elif isinstance(target, exp.Column):
            table = exp.Table(this=target.args.get("table"), db=target.args.get("db"))
            draft = self._draft(table)
            if draft is not None and (column := draft.columns.get(target.name)):
                draft.columns[column.name] = column._replace(comment=text)


def _column(definition: Expr, dialect: str) -> Column:
    from sqlglot import exp

    kind = definition.args.get("kind")
    kinds = (each.kind for each in definition.args.get("constraints") or ())
    comments = (each for each in kinds if isinstance(each, exp.CommentColumnConstraint))
    comment = next(comments, None)
    return Column(
        definition.name,
        _type(kind, dialect) if kind is not None else "",
        one_line(comment.this.name) if comment is not None else "",
    )


def _type(kind: Expr, dialect: str) -> str:
    """Return a type as SQL; plain ones are remembered, since to write one takes a while."""
    bare = kind.this
    if isinstance(bare, Enum) and not any(v for k, v in kind.args.items() if k != "this"):
        known = _PLAIN_TYPES.get((bare, dialect))
        if known is None:
            known = _PLAIN_TYPES[bare, dialect] = kind.sql(dialect).lower()
        return known
    return kind.sql(dialect).lower()
