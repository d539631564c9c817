"""Database tables in a section that holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mkdocs_featurespec.model import Entity, EntityKind, Role
from mkdocs_featurespec.reader.entities.cells import (
    Row,
    find_column,
    preferred_column,
    read_header,
    read_rows,
)
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.items import Item, ItemReader
from mkdocs_featurespec.reader.entities.names import (
    CODE,
    Name,
    leading_names,
    names_in_cell,
    table_name,
)
from mkdocs_featurespec.reader.entities.sql import read_models, read_sql
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region

_NAME_COLUMNS = frozenset(
    (
        "table|tables|table name|database table|db table|name|model|models|model name|entity"
        "|entities|collection|view|views|materialized view|table model|model table"
    ).split("|")
)
_COLUMN_COLUMNS = frozenset(
    "column|columns|column name|field|fields|field name|property|properties|parameter|attribute"
    "|key|value|enum|index|constraint|migration".split("|")
)
_TYPE_COLUMNS = frozenset("type|data type|sql type|nullable|null|default|required".split("|"))
_SUMMARY_COLUMNS = (
    "purpose|description|what it holds|what it stores|stores|holds|about|usage|notes|role"
).split("|")
_KEY_COLUMNS = frozenset(
    "important columns|key columns|columns|main columns|key fields|fields|important fields"
    "|notable columns".split("|")
)
_NOT_TABLES = re.compile(
    r"(?:columns?|fields?|enums?|index(?:es)?|constraints?|migrations?|partitions?|propert(?:y|ies)"
    r"|relations?|relationships?|foreign keys?|triggers?|functions?|types?|cache|values?"
    r"|primary keys?|notes?|rules?|parameters?|polic(?:y|ies)|ownership|retention)\b",
    re.IGNORECASE,
)
_COLUMNS_LABEL = re.compile(
    r"\W*(?:\w+ )?(?:columns?|fields?|attributes?|properties)\b", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    r"[`*_\s]*(?:enum|index|constraint|column|field|migration|partition|trigger|function|key|"
    r"cache|relation|policy)\b",
    re.IGNORECASE,
)
_HEADING_LEAD = re.compile(
    r"[#\s]*(?:[\d.]+\s+)?(?:(?:database\s+|db\s+|new\s+|sql\s+)?(?:table|view|model|entity|"
    r"collection|materiali[sz]ed view)\s*:?\s+)?",
    re.IGNORECASE,
)
_ITEM_LEAD = re.compile(
    r"[*_]*(?:(?:new|database|existing|planned|materiali[sz]ed|the)\s+)*(?:table|view|model)s?\s*:?[*_]*\s*:?\s+",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"[*_]{0,2}([A-Za-z]\w*(?:[._]\w+)+)[*_]{0,2}(?=\s*(?::|[-\u2013\u2014]\s|$|\())"
)
_STRONG_NAME = re.compile(
    r"(?:\*\*|__)([A-Za-z_]\w*(?:\.\w+)*)(?:\s*\([^()]*\))?:?(?:\*\*|__)"
    r"(?:\s*\([^()]*\))?:?\s*"
)
_ALONE = re.compile(
    r"\s*(?:\*\*|__)?`?[\w.]+`?(?:\s+(?:table|view|model))?:?(?:\*\*|__)?(?:\s*\([^()]*\))?:?\s*",
    re.IGNORECASE,
)
_HEADING_NAME = re.compile(
    r"\s*\"?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\"?(?=\s*(?:$|[-\u2013\u2014:(#{]))"
)
_VIEW = re.compile(r"\bviews?\b", re.IGNORECASE)


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
        self._current: Entity | None = None
        """The table that a heading or a paragraph named; what follows may be its columns."""
        self._skipping = False
        """Whether the last label was one such as "Indexes:"."""
        self._columns_follow = False
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
        self._collector.anchor = heading.anchor
        self._current = None
        self._columns_follow = False
        line = block.lines[0]
        lead = _HEADING_LEAD.match(line.text)
        start = lead.end() if lead else 0
        text = line.text[start:]
        self._skipping = _NOT_TABLES.match(text) is not None
        if self._skipping:
            return
        labelled = lead is not None and bool(lead.group().strip("#0123456789. "))
        name = _heading_name(text, labelled=labelled or _has_columns(following))
        if name is None or _AFTER_NAME.match(text[name.end :]):
            return
        rest = text[name.end :].strip("`*_ ")
        summary = rest if rest[:1] in "-\u2013\u2014:" else ""
        self._current = self._add(name, line, start, summary, view=bool(_VIEW.search(line.text)))

    def _table(self, block: Block) -> None:
        header = read_header(block)
        own = self._collector.name_columns(Role.TABLES) - _COLUMN_COLUMNS
        column = find_column(header, _NAME_COLUMNS | own)
        is_of_columns = find_column(header, _TYPE_COLUMNS) is not None and (
            column is None or header[column] == "name"
        )
        if column is None or is_of_columns or (header[0] in _COLUMN_COLUMNS and column != 0):
            first = 0 if header[0] in _COLUMN_COLUMNS or is_of_columns else None
            if self._current is not None and first is not None:
                rows = [
                    row.cell(column if is_of_columns and column else first)
                    for row in read_rows(block)
                ]
                names = [
                    name.text for cell in rows for name in names_in_cell(cell.text, table_name)
                ]
                self._collector.add_columns(self._current, names)
            return
        if self._skipping:
            return
        summary = preferred_column(header, _SUMMARY_COLUMNS)
        keys = find_column(header, _KEY_COLUMNS)
        for row in read_rows(block):
            if not self._collector.is_left_over(row.line):
                self._row(row, column, summary, keys, view="view" in header[column])

    def _row(
        self, row: Row, column: int, summary: int | None, keys: int | None, *, view: bool
    ) -> None:
        cell = row.cell(column)
        columns = _column_names(row.cell(keys).text)
        view = view or _VIEW.search(cell.text) is not None
        for name in names_in_cell(cell.text, table_name):
            if name.text.lower() not in ("none", "n/a", "tbd"):
                self._add(
                    name, row.line, cell.start, row.cell(summary).text, view=view, columns=columns
                )

    def _code(self, block: Block) -> None:
        for found in (*read_sql(block), *read_models(block)):
            name = Name(found.name, found.start, found.end)
            self._add(name, found.line, 0, "", view=found.is_view, columns=found.columns)

    def _item(self, item: Item, following: Block | None) -> None:
        if self._collector.is_left_over(item.line):
            return
        if not item.nested:
            self._nested_may_name = False
        if _is_label(item):
            self._label(item.text)
        elif self._columns_follow and self._current is not None and item.is_item:
            columns = [name.text for name in leading_names(item.text, table_name)]
            self._collector.add_columns(self._current, [*self._current.columns, *columns])
        elif not self._skipping and not (self._current is not None and item.is_item):
            self._named_item(item, following)

    def _named_item(self, item: Item, following: Block | None) -> None:
        """Read a line that may open with the names of tables."""
        text = item.text
        lead = _ITEM_LEAD.match(text)
        start = lead.end() if lead else 0
        names = _opening_names(text[start:], in_list=item.is_item or lead is not None)
        if not names or (item.nested and not self._nested_may_name):
            return
        if _AFTER_NAME.match(text[start + names[-1].end :]):
            if not item.is_item:
                self._skipping, self._current = True, None
            return
        stands_alone = _ALONE.fullmatch(text) is not None
        if not (item.is_item or lead or stands_alone or _has_columns(following)):
            return
        rest = "" if stands_alone else text[start + names[-1].end :].strip("`*_")
        view = _VIEW.search((lead.group() if lead else "") + rest[:20]) is not None
        for name in names:
            entity = self._add(name, item.line, item.start + start, rest, view=view)
            if not item.is_item:
                self._current = entity

    def _label(self, text: str) -> None:
        self._skipping = _NOT_TABLES.match(text.lstrip(" *_")) is not None
        self._columns_follow = _COLUMNS_LABEL.match(text) is not None
        if not self._columns_follow:
            self._current = None
        self._nested_may_name = not self._skipping

    def _add(
        self,
        name: Name,
        line: Line,
        offset: int,
        summary: str,
        *,
        view: bool,
        columns: Sequence[str] = (),
    ) -> Entity | None:
        place = (line, offset + name.start, offset + name.end)
        kind = EntityKind.VIEW if view else EntityKind.TABLE
        return self._collector.add(kind, name.text, place, summary=summary, columns=columns)


def _is_label(item: Item) -> bool:
    """Return whether a line says what stands below it: "Columns:", "New tables:"."""
    if not item.text.rstrip(" *_").endswith(":"):
        return False
    if item.is_item:
        return not _opening_names(item.text, in_list=True)
    return "`" not in item.text


def _opening_names(text: str, *, in_list: bool) -> list[Name]:
    """Return the tables that a line opens with; without any marks only in a list."""
    if names := leading_names(text, table_name):
        return names
    bare = _STRONG_NAME.fullmatch(text) or (_BARE_NAME.match(text) if in_list else None)
    return [Name(bare.group(1), bare.start(1), bare.end(1))] if bare else []


@lru_cache(maxsize=4096)
def _column_names(cell: str) -> tuple[str, ...]:
    """Return the names of columns in a cell; pages of one site name the same ones often."""
    return tuple(name.text for name in names_in_cell(cell, table_name))


def _heading_name(text: str, *, labelled: bool) -> Name | None:
    """Return the table that a heading names.

    Args:
        text: The heading without its `#` and a leading "Table:".
        labelled: Whether something else says that it is a table; then one plain word will do.
    """
    code = CODE.search(text)
    if code is not None:
        before = text[: code.start()].strip(" *_")
        name = table_name(code.group(1))
        return Name(name, code.start(1), code.end(1)) if name and not before else None
    plain = _HEADING_NAME.match(text)
    if plain is None:
        return None
    name = plain.group(1)
    if labelled or "_" in name or "." in name:
        return Name(name, plain.start(1), plain.end(1))
    return None


def _has_columns(block: Block | None) -> bool:
    """Return whether a block is a table of columns."""
    if block is None or block.kind is not BlockKind.TABLE:
        return False
    header = read_header(block)
    return header[0] in _COLUMN_COLUMNS or find_column(header, _TYPE_COLUMNS) is not None
