"""Database tables in a section that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mkdocs_featurespec.model import Entity, EntityKind, Role
from mkdocs_featurespec.reader.entities.cells import (
    find_column,
    preferred_column,
    read_header,
    read_rows,
)
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.columns import (
    COLUMN_COLUMNS,
    KEY_COLUMNS,
    OWNER_COLUMNS,
    TABLE_COLUMNS,
    TABLE_SUMMARIES,
    TYPE_COLUMNS,
)
from mkdocs_featurespec.reader.entities.groups import Groups
from mkdocs_featurespec.reader.entities.items import Item, ItemReader
from mkdocs_featurespec.reader.entities.names import (
    Name,
    leading_names,
    names_in_cell,
    table_name,
)
from mkdocs_featurespec.reader.entities.ownership import (
    Ownership,
    ownership_of_cell,
    stated_ownership,
)
from mkdocs_featurespec.reader.entities.sql import read_models, read_sql
from mkdocs_featurespec.reader.entities.table_spelling import (
    goes_on_as_other,
    heading_lead,
    heading_name,
    is_label,
    item_lead,
    labels_columns,
    opening_names,
    says_view,
    speaks_of_others,
    stands_alone,
)
from mkdocs_featurespec.reader.entities.twice import Entry, Form, Listing, said_of_target
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region

_OPENS_WITH_OWNER = ("Owned", "owned", "Owner", "owner")


def read_tables(region: Region, collector: Collector) -> None:
    """Find the tables of one region.

    Args:
        region: A section whose role is tables.
        collector: Gets them.
    """
    _Reader(region, collector).read()


class _Reader:
    def __init__(self, region: Region, collector: Collector) -> None:
        self._region = region
        self._collector = collector
        self._groups = Groups(region)
        self._current: Entity | None = None
        """The table that a heading or a paragraph named; what follows may be its columns."""
        self._listed: list[Entity] = []
        """The tables that the last item named; items in it may say whose they are."""
        self._skipping = False
        """Whether the last label was one such as "Indexes:"."""
        self._columns_follow = False
        self._columns_begun = False
        """Whether the list of columns that is being read gave any yet."""
        self._nested_may_name = False
        """Whether items in an item may name tables: below a label, not below a table."""

    def read(self) -> None:
        blocks = self._region.blocks
        items = ItemReader()
        for i, block in enumerate(blocks):
            following = blocks[i + 1] if i + 1 < len(blocks) else None
            if block.kind is BlockKind.HEADING:
                self._heading(block, following)
            elif block.kind is BlockKind.TABLE:
                self._table(block)
            elif block.kind is BlockKind.FENCE or block.kind is BlockKind.CODE:
                self._code(block)
            for item in items.read(block):
                self._item(item, following)

    def _heading(self, block: Block, following: Block | None) -> None:
        heading = self._region.headings[block.line]
        self._collector.enter(heading)
        self._current = None
        self._columns_follow = False
        line = block.lines[0]
        start, labelled = heading_lead(line.text)
        text = line.text[start:]
        self._skipping = speaks_of_others(text)
        name = None
        if not self._skipping:
            name = heading_name(text, labelled=labelled or _has_columns(following))
        if name is None or goes_on_as_other(text[name.end :]):
            self._groups.enter(heading, names=False)
            return
        self._groups.enter(heading, names=True)
        rest = text[name.end :].strip("`*_ ")
        summary = rest if rest[:1] in "-\u2013\u2014:" else ""
        entry = Entry(Listing(Form.HEADING, self._collector.heading_place), line.number, rest)
        view = says_view(line.text)
        self._current = self._add(
            name, line, start, summary, view=view, owned=stated_ownership(rest), entry=entry
        )

    def _table(self, block: Block) -> None:
        header = read_header(block)
        own = self._collector.name_columns(Role.TABLES) - COLUMN_COLUMNS
        column = find_column(header, TABLE_COLUMNS, own)
        is_of_columns = find_column(header, TYPE_COLUMNS) is not None and (
            column is None or header[column] == "name"
        )
        if column is None or is_of_columns or (header[0] in COLUMN_COLUMNS and column != 0):
            first = 0 if header[0] in COLUMN_COLUMNS or is_of_columns else None
            if self._current is not None and first is not None:
                rows = list(read_rows(block))
                place = column if is_of_columns and column else first
                names = [
                    name.text
                    for row in rows
                    for name in names_in_cell(row.cell(place).text, table_name)
                ]
                self._collector.add_columns(self._current, names)
                self._collector.add_said(self._current, (row.line.text for row in rows))
        elif not self._skipping:
            self._rows(block, header, column)

    def _rows(self, block: Block, header: tuple[str, ...], column: int) -> None:
        """Read the rows of a table of tables, named in one of its columns."""
        summary = preferred_column(header, TABLE_SUMMARIES)
        keys = find_column(header, KEY_COLUMNS)
        owner = find_column(header, OWNER_COLUMNS)
        are_views = "view" in header[column]
        listing = Listing(Form.ROW, self._collector.anchor, header, (column,))
        for row in read_rows(block):
            if self._collector.is_left_over(row.line):
                continue
            cell = row.cell(column)
            columns = _column_names(row.text(keys))
            view = are_views or says_view(cell.text)
            owned = ownership_of_cell(row.text(owner)) if owner is not None else None
            owned = owned or stated_ownership(row.line.text)
            entry = Entry(listing, row.line.number, row=row)
            about = row.text(summary)
            for name in names_in_cell(cell.text, table_name):
                if name.text.lower() not in ("none", "n/a", "tbd"):
                    self._add(
                        name,
                        row.line,
                        cell.start,
                        about,
                        view=view,
                        columns=columns,
                        owned=owned,
                        entry=entry,
                    )

    def _code(self, block: Block) -> None:
        listing = Listing(Form.CODE, block.line)
        for found in (*read_sql(block), *read_models(block)):
            self._add(
                Name(found.name, found.start, found.end),
                found.line,
                0,
                "",
                view=found.is_view,
                columns=found.columns,
                owned=stated_ownership(found.comment),
                entry=Entry(listing, found.line.number),
            )

    def _item(self, item: Item, following: Block | None) -> None:
        if self._collector.is_left_over(item.line):
            return
        if not item.nested:
            self._nested_may_name = False
        if is_label(item):
            self._label(item.text)
        elif self._columns_follow and self._current is not None and item.is_item:
            columns = [name.text for name in leading_names(item.text, table_name)]
            self._collector.add_columns(self._current, columns, more=self._columns_begun)
            self._columns_begun = True
        elif self._skipping:
            return
        elif (self._current is not None and item.is_item) or not self._names(item, following):
            self._said_of_current(item)

    def _names(self, item: Item, following: Block | None) -> bool:
        """Read a line that may open with the names of tables, and return whether it does."""
        text = item.text
        lead = item_lead(text)
        start = len(lead)
        names = opening_names(text[start:], in_list=item.is_item or bool(lead))
        if not names or (item.nested and not self._nested_may_name):
            return False
        if goes_on_as_other(text[start + names[-1].end :]):
            if not item.is_item:
                self._skipping, self._current = True, None
            return True
        alone = stands_alone(text)
        if not (item.is_item or lead or alone or _has_columns(following)):
            return False
        rest = "" if alone else text[start + names[-1].end :].strip("`*_")
        view = says_view(lead + rest[:20])
        owned = stated_ownership(rest)
        entry = None
        if item.is_item:
            entry = Entry(Listing(Form.ITEM, item.list), item.line.number, said_of_target(rest))
        added = []
        for name in names:
            line, *span = item.place(start + name.start, start + name.end)
            own = Name(name.text, *span)
            added.append(self._add(own, line, 0, rest, view=view, owned=owned, entry=entry))
        if item.is_item:
            self._listed = [entity for entity in added if entity is not None]
        else:
            self._current = added[-1]
        return True

    def _said_of_current(self, item: Item) -> None:
        """Read whose the table above is, where a line says so that names none itself."""
        if item.is_item and not item.text.lstrip("*_").startswith(_OPENS_WITH_OWNER):
            return
        if owned := stated_ownership(item.text):
            of = [self._current] if self._current else self._listed if item.nested else []
            for entity in of:
                self._collector.add_ownership(entity, owned)

    def _label(self, text: str) -> None:
        self._skipping = speaks_of_others(text.lstrip(" *_"))
        self._columns_follow = labels_columns(text)
        self._columns_begun = False
        if not self._columns_follow:
            self._current = None
        self._nested_may_name = not self._skipping
        self._groups.label(text)

    def _add(
        self,
        name: Name,
        line: Line,
        offset: int,
        summary: str,
        *,
        view: bool,
        columns: Sequence[str] = (),
        owned: Ownership | None,
        entry: Entry | None,
    ) -> Entity | None:
        return self._collector.add(
            EntityKind.VIEW if view else EntityKind.TABLE,
            name.text,
            (line, offset + name.start, offset + name.end),
            summary=summary,
            columns=columns,
            ownership=owned or self._groups.said.ownership,
            entry=entry,
        )


@lru_cache(maxsize=4096)
def _column_names(cell: str) -> tuple[str, ...]:
    """Return the names of columns in a cell; pages of one site name the same ones often."""
    return tuple(name.text for name in names_in_cell(cell, table_name))


def _has_columns(block: Block | None) -> bool:
    """Return whether a block is a table of columns."""
    if block is None or block.kind is not BlockKind.TABLE:
        return False
    header = read_header(block)
    return header[0] in COLUMN_COLUMNS or find_column(header, TYPE_COLUMNS) is not None
