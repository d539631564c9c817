"""Markdown tables as rows of cells that know their places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.reader.markdown.blocks import Block, Line
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.table_rows import has_borders, split_row


class Cell(NamedTuple):
    """A cell: its text without white space around it, and where that starts in its line."""

    text: str
    start: int


_NO_CELL = Cell("", 0)


class Row(NamedTuple):
    """A row of a table. Its cells are cut out when they are asked for: few of them are.

    Attributes:
        line: The row.
        bounds: Where each cell starts and ends in the line, white space included.
    """

    line: Line
    bounds: Sequence[tuple[int, int]]

    @property
    def cells(self) -> list[Cell]:
        """All cells."""
        return [self.cell(column) for column in range(len(self.bounds))]

    def text(self, column: int | None) -> str:
        """Return a cell's text, where its place does not matter."""
        if column is None or column >= len(self.bounds):
            return ""
        start, end = self.bounds[column]
        return self.line.text[start:end].strip()

    def cell(self, column: int | None) -> Cell:
        """Return a cell; an empty one where the row has no such column."""
        if column is None or column >= len(self.bounds):
            return _NO_CELL
        start, end = self.bounds[column]
        text = self.line.text[start:end].lstrip()
        return Cell(text.rstrip(), end - len(text))


def read_header(block: Block) -> tuple[str, ...]:
    """Return the names of a table's columns, normalised as headings are."""
    return _header_names(block.lines[0].text.strip(" "))


@lru_cache(maxsize=1024)
def _header_names(text: str) -> tuple[str, ...]:
    """Return the names of columns; pages of one site have the same tables."""
    cells = split_row(text, borders=has_borders(text))
    return tuple(next(iter(heading_names(text[a:b].strip())), "") for a, b in cells)


def read_rows(block: Block) -> Iterator[Row]:
    """Give a table's rows below its header."""
    borders = has_borders(block.lines[0].text.strip(" "))
    for line in block.lines[2:]:
        text = line.text.strip(" ")
        bounds = split_row(text, borders=borders)
        if offset := len(line.text) - len(line.text.lstrip(" ")):
            bounds = [(start + offset, end + offset) for start, end in bounds]
        yield Row(line, bounds)


def find_column(header: Sequence[str], *wanted: frozenset[str]) -> int | None:
    """Return the first column whose name is one of these; of several sets the first that has any.

    So a column that is known by its name goes before the one that the template begins with.
    """
    return next((i for names in wanted for i, name in enumerate(header) if name in names), None)


def preferred_column(header: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Return the column with the first of these names that there is."""
    return next((header.index(name) for name in wanted if name in header), None)
