"""A page's text as lines, and places in it."""

from __future__ import annotations

import re

from mkdocs_featurespec.diagnostics import Span

TAB_LENGTH = 4
"""Python-Markdown's default, which MkDocs does not change."""

_LINE_END = re.compile(r"\r\n|\r|\n")


class Source:
    r"""The text of one page.

    Only `\r\n`, `\r` and `\n` end a line, as in Python-Markdown; a form feed or a Unicode line
    separator does not. A byte order mark counts neither as text nor as a column, since MkDocs
    reads pages as `utf-8-sig`.

    Attributes:
        path: The page, relative to the folder that diagnostics are relative to.
        lines: The lines without their ends.
    """

    __slots__ = ("lines", "path")

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        text = text.removeprefix("\ufeff")
        self.lines = _LINE_END.split(text) if "\r" in text else text.split("\n")

    def column(self, line: int, expanded: int) -> int:
        """Turn an offset in a line whose tabs were expanded into a column of the real line.

        Args:
            line: From 1.
            expanded: From 0, in characters, after `str.expandtabs`.
        """
        text = self.lines[line - 1]
        if "\t" not in text:
            return min(expanded, len(text)) + 1
        width = 0
        for index, char in enumerate(text):
            if width >= expanded:
                return index + 1
            width += TAB_LENGTH - width % TAB_LENGTH if char == "\t" else 1
        return len(text) + 1

    def span(self, line: int, start: int, end: int) -> Span:
        """Return the span of a part of one line, given as offsets in its expanded text."""
        text = self.lines[line - 1]
        if "\t" not in text:
            length = len(text)
            if end <= length:
                return Span(line, start + 1, line, end + 1)
            return Span(line, min(start, length) + 1, line, length + 1)
        return Span(line, self.column(line, start), line, self.column(line, end))

    def line_span(self, line: int) -> Span:
        """Return the span of a whole line without the white space around it."""
        text = self.lines[line - 1]
        stripped = text.strip()
        start = len(text) - len(text.lstrip()) if stripped else 0
        return Span(line, start + 1, line, start + len(stripped) + 1)
