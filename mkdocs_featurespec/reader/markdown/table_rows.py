"""Rows of Markdown tables, split as Python-Markdown's `tables` extension splits them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_MARKS = re.compile(r"\\\\|\\`+|`+|\\\||\|")
_END_BORDER = re.compile(r"(?<!\\)(?:\\\\)*\|$")


class _Ticks(NamedTuple):
    """A run of back ticks."""

    length: int
    escaped: bool
    start: int
    end: int


def has_borders(header: str) -> bool:
    """Return whether a table with this header row has a `|` at its left or right edge."""
    return header.startswith("|") or _ends_in_border(header)


def split_row(row: str, *, borders: bool) -> list[tuple[int, int]]:
    """Return where each cell starts and ends in a row, white space included.

    A `|` that is escaped or stands in a code span ends no cell.

    Args:
        row: The row without white space around it.
        borders: Whether the table has borders, which are not cells.
    """
    start, end = 0, len(row)
    if borders:
        start = 1 if row[:1] == "|" else 0
        if end > start and _ends_in_border(row):
            end -= 1
    cells = []
    if "\\" not in row and ("`" not in row or _is_balanced(row)):
        while (pipe := row.find("|", start, end)) >= 0:
            cells.append((start, pipe))
            start = pipe + 1
    else:
        for pipe in _pipes(row, start, end):
            cells.append((start, pipe))
            start = pipe + 1
    cells.append((start, end))
    return cells


@lru_cache(maxsize=1024)  # pages of one site have the same tables
def header_cells(row: str) -> tuple[str, ...]:
    """Return the cells of a table's header row as written, without white space around them."""
    header = row.strip()
    return tuple(header[a:b].strip() for a, b in split_row(header, borders=has_borders(header)))


def is_table(rows: Sequence[str]) -> bool:
    """Return whether lines of a block, without white space around them, are a table's rows."""
    if len(rows) < 2 or set(rows[1]) - set("|:- "):
        return False
    header = rows[0]
    borders = has_borders(header)
    columns = len(split_row(header, borders=borders))
    if columns == 1 and not (
        borders and all(row.startswith("|") or _ends_in_border(row) for row in rows[1:])
    ):
        return False
    return len(split_row(rows[1], borders=borders)) == columns


def _ends_in_border(row: str) -> bool:
    if not row.endswith("\\|"):
        return row.endswith("|")
    return _END_BORDER.search(row) is not None


def _pipes(row: str, start: int, end: int) -> list[int]:
    """Return the places of the `|` that divide cells."""
    pipes: list[int] = []
    ticks: list[_Ticks] = []
    for mark in _MARKS.finditer(row, start, end):
        text = mark.group()
        if text == "|":
            pipes.append(mark.start())
        elif text.endswith("`"):
            escaped = text.startswith("\\")
            ticks.append(_Ticks(len(text) - escaped, escaped, mark.start(), mark.end()))
    spans = _code_spans(ticks)
    starts = [start for start, _ in spans]
    return [
        pipe
        for pipe in pipes
        if not (index := bisect_right(starts, pipe)) or pipe > spans[index - 1][1]
    ]


def _is_balanced(row: str) -> bool:
    """Return whether no code span can reach over a `|`: each cell closes what it opens."""
    parts = row.split("`")
    return len(parts) % 2 == 1 and "|" not in "".join(parts[1::2]) and "``" not in row


def _code_spans(ticks: Sequence[_Ticks]) -> list[tuple[int, int]]:
    """Pair runs of back ticks of one length; a backslash takes one from those that open."""
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(ticks):
        opening = ticks[index]
        length = opening.length - opening.escaped
        close = next((j for j in range(index + 1, len(ticks)) if ticks[j].length == length), None)
        if length and close is not None:
            spans.append((opening.start, ticks[close].end))
            index = close
        index += 1
    return spans
