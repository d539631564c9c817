"""The line that a finding means, cut to a terminal's width, with the columns to underline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.reader.source import TAB_LENGTH
from mkdocs_featurespec.report.terminal import columns, printable

CUT = "..."
"""Stands for what was left out."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line in three parts, each as a terminal shows it.

    Attributes:
        before: What stands before the text that a finding means.
        marked: That text, as far as it stands on this line.
        after: What stands behind it.
        goes_on: Whether the text goes on below.
    """

    before: str
    marked: str
    after: str
    goes_on: bool = False

    @property
    def underline(self) -> str:
        """What to write below the line: a caret, and tildes as far as the text goes."""
        tildes = "~" * (columns(self.marked) - 1)
        return f"{' ' * columns(self.before)}^{tildes}{CUT if self.goes_on else ''}"


def excerpt(lines: Sequence[str], span: Span, width: int) -> Excerpt | None:
    """Return the line that a span begins on, or nothing if there is none or it is blank.

    Args:
        lines: Of the page.
        span: What to mark; all that the first of several lines has of it.
        width: How many columns there are.
    """
    if span.line > len(lines) or not lines[span.line - 1].strip():
        return None
    line = lines[span.line - 1]
    goes_on = span.end_line > span.line
    end = len(line.rstrip()) if goes_on else span.end_column - 1
    cells = _cells(line)
    before, marked, after = cells[: span.column - 1], cells[span.column - 1 : end], cells[end:]
    if _columns(cells) <= width:
        return Excerpt("".join(before), "".join(marked), "".join(after), goes_on)
    room = max(width - 2 * len(CUT), 1)
    seen = _fitting(marked, room)
    room -= _columns(seen)
    left = _fitting(before[::-1], max(room // 2, room - _columns(after)))[::-1]
    right = _fitting(after, room - _columns(left)) if len(seen) == len(marked) else []
    return Excerpt(
        "".join(left if len(left) == len(before) else [CUT, *left]),
        "".join(seen),
        "".join(right if len(seen + right) == len(marked + after) else [*right, CUT]),
        goes_on,
    )


def _cells(line: str) -> list[str]:
    """Return what a terminal shows for each character of a line."""
    if line.isascii() and line.isprintable():
        return list(line)
    cells: list[str] = []
    column = 0
    for char in line:
        cell = " " * (TAB_LENGTH - column % TAB_LENGTH) if char == "\t" else printable(char)
        column += columns(cell)
        cells.append(cell)
    return cells


def _columns(cells: Sequence[str]) -> int:
    return sum(map(columns, cells))


def _fitting(cells: Sequence[str], room: int) -> list[str]:
    """Return the first cells, as many as there is room for."""
    fitting: list[str] = []
    for cell in cells:
        room -= columns(cell)
        if room < 0:
            break
        fitting.append(cell)
    return fitting
