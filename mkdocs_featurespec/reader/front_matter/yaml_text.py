"""YAML inside a page: its text, and where an offset in it stands on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from mkdocs_featurespec.diagnostics import Span


class YamlText:
    r"""Lines of a page that hold YAML.

    Places are offsets, not YAML's own lines: YAML also ends a line at `\x85`, `\u2028` and
    `\u2029`, which no editor does.

    Attributes:
        text: The lines, each ended by `\n`.
    """

    __slots__ = ("_first_line", "_lines", "_starts", "text")

    def __init__(self, lines: Sequence[str], first_line: int = 1) -> None:
        self.text = "\n".join(lines) + "\n"
        self._lines = lines
        self._first_line = first_line
        self._starts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    def span(self, start: int, end: int) -> Span:
        """Return the place on the page between two offsets; it never leaves the text."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end))
        return Span(line, column, end_line, end_column)

    def first_line_span(self, start: int, end: int) -> Span:
        """Return the place between two offsets, without what follows its first line."""
        return self.span(start, min(end, self.line_end(start)))

    def line_start(self, offset: int) -> int:
        """Return where the line begins that holds an offset."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Return where the text of the line ends that holds an offset, spaces left out."""
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return max(offset, offset + len(self.text[offset:end].rstrip()))

    def _place(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self._starts, offset) - 1
        column = min(offset - self._starts[index], len(self._lines[index]))
        return self._first_line + index, column + 1


class Places(Mapping[tuple[str | int, ...], Span]):
    """Where the keys or the values of a YAML text stand, by their paths.

    A page with nothing to report is asked for none of them, so each is worked out when asked.
    """

    __slots__ = ("_offsets", "_text")

    def __init__(
        self, text: YamlText, offsets: Mapping[tuple[str | int, ...], tuple[int, int]]
    ) -> None:
        self._text = text
        self._offsets = offsets

    def __getitem__(self, path: tuple[str | int, ...]) -> Span:
        return self._text.span(*self._offsets[path])

    def __iter__(self) -> Iterator[tuple[str | int, ...]]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)


def quoted(text: str) -> str:
    """Return a text as YAML writes it in quotes."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
