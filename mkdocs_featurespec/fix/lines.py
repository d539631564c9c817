"""A text's lines as offsets, with the very line ends that it has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Span

BYTE_ORDER_MARK = "\ufeff"

_LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    r"""The lines of a page, numbered as everywhere: from 1, the text after the last end included.

    As for the reader, only `\r\n`, `\r` and `\n` end a line, and a byte order mark is no text.

    Attributes:
        text: The page.
        newline: The line end that the page has most.
    """

    __slots__ = ("_bounds", "newline", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._bounds: list[tuple[int, int]] = []
        start = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
        ends: Counter[str] = Counter()
        for match in _LINE_END.finditer(text):
            self._bounds.append((start, match.start()))
            ends[match.group()] += 1
            start = match.end()
        self._bounds.append((start, len(text)))
        self.newline = ends.most_common(1)[0][0] if ends else "\n"

    def __len__(self) -> int:
        return len(self._bounds)

    def __getitem__(self, line: int) -> str:
        """Return a line without its end."""
        start, end = self._bounds[line - 1]
        return self.text[start:end]

    def __iter__(self) -> Iterator[str]:
        return (self.text[start:end] for start, end in self._bounds)

    def line_at(self, offset: int) -> int:
        """Return the line that an offset stands in, its end included."""
        return max(1, bisect_right(self._bounds, (offset, len(self.text))))

    def start(self, line: int) -> int:
        """Return the offset of a line's first character."""
        return self._bounds[line - 1][0]

    def end(self, line: int) -> int:
        """Return the offset of a line's end, which may be the text's."""
        return self._bounds[line - 1][1]

    def line_end(self, line: int) -> str:
        """Return what ends a line; of the last one, the line end that the page has most."""
        if line == len(self):
            return self.newline
        return self.text[self.end(line) : self.start(line + 1)]

    def range(self, span: Span) -> tuple[int, int]:
        """Return the offsets of a place."""
        start = self.start(span.line) + span.column - 1
        return start, self.start(span.end_line) + span.end_column - 1

    def is_blank(self, line: int) -> bool:
        """Return whether a line has nothing but white space."""
        return not self[line].strip()
