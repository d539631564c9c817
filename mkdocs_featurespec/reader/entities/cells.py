"""Markdown tables as rows of cells that know their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.reader.markdown.blocks import Block, Line
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.table_rows import has_borders, split_row


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that starts in its line."""

    text: str
    start: int


class Row(NamedTuple):
    """A row of a table."""

    line: Line
    cells: Sequence[Cell]

    def cell(self, column: int | None) -> Cell:
        """Return a cell; an empty one where the row has no such column."""
        if column is None or column >= len(self.cells):
            return Cell("", 0)
        return self.cells[column]


def read_header(block: Block) -> list[str]:
    """Return the names of a table's columns, normalised as headings are."""
    line = block.lines[0].text
    cells = _row(block.lines[0], borders=has_borders(line.strip(" "))).cells
    return [next(iter(heading_names(cell.text)), "") for cell in cells]


def read_rows(block: Block) -> Iterator[Row]:
    """Give a table's rows below its header."""
    borders = has_borders(block.lines[0].text.strip(" "))
    for line in block.lines[2:]:
        yield _row(line, borders=borders)


def find_column(header: Sequence[str], wanted: frozenset[str]) -> int | None:
    """Return the first column whose name is one of these."""
    return next((i for i, name in enumerate(header) if name in wanted), None)


def preferred_column(header: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Return the column with the first of these names that there is."""
    return next((header.index(name) for name in wanted if name in header), None)


def _row(line: Line, *, borders: bool) -> Row:
    text = line.text.strip(" ")
    offset = len(line.text) - len(line.text.lstrip(" "))
    cells = []
    for start, end in split_row(text, borders=borders):
        cell = text[start:end].lstrip()
        cells.append(Cell(cell.rstrip(), offset + end - len(cell)))
    return Row(line, cells)
