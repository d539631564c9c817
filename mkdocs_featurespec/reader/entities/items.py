"""Lines that open with a name: list items, and lines that only look like them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from mkdocs_featurespec.reader.entities.names import without_comments
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line

_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)(?:\[[ xX]\]\s+)?")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")


class Item(NamedTuple):
    """A line that may name something.

    Attributes:
        line: The line, without comments; places in it are those of the page's line.
        text: What stands behind its list marker, with the lines that go on with it.
        start: Where the text starts in the line.
        is_item: Whether it is an item of a list, or looks like one.
        nested: Whether it stands below another item of the list, by its indentation.
        list: The number of the list that it is an item of.
        more: The lines that go on with it, each with where its text starts in this one's.
    """

    line: Line
    text: str
    start: int
    is_item: bool
    nested: bool
    list: int
    more: tuple[tuple[int, Line], ...] = ()

    def place(self, start: int, end: int) -> tuple[Line, int, int]:
        """Return the line that a part of the text stands on, and where in it that starts and ends.

        What runs over several lines ends with the first.
        """
        before = bisect_right(self.more, start, key=itemgetter(0))
        if before == 0:
            return self.line, self.start + start, min(self.start + end, len(self.line.text))
        offset, line = self.more[before - 1]
        offset -= _indent(line.text)
        return line, start - offset, min(end - offset, len(line.text))


class ItemReader:
    """Reads the items of a section's blocks in turn, and knows which stand below others.

    Python-Markdown asks for four spaces to nest an item; pages that were written for other
    renderers have two, and mean the same.
    """

    def __init__(self) -> None:
        self._outermost: int | None = None
        self._list = 0
        self._last = 0

    def read(self, block: Block) -> Iterator[Item]:
        """Give the lines of a block that open something; other blocks than text end a list."""
        if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
            self._outermost = None
            self._list += 1
            return
        opening: Item | None = None
        more: list[tuple[int, Line]] = []
        length = 0
        for i, line in enumerate(_visible(block)):
            marker = _MARKER.match(line.text)
            if i == 0 or marker:
                if opening is not None:
                    yield _joined(opening, more)
                is_item = marker is not None or block.kind is BlockKind.ITEM
                opening = self._opening(line, marker, is_item=is_item, depth=block.depth)
                more, length = [], len(opening.text)
            else:
                more.append((length + 1, line))
                length += 1 + len(line.text.strip())
        if opening is not None:
            yield _joined(opening, more)

    def _opening(
        self, line: Line, marker: re.Match[str] | None, *, is_item: bool, depth: int
    ) -> Item:
        box = None if marker else _CHECKBOX.match(line.text)
        start = marker.end() if marker else box.end() if box else _indent(line.text)
        nested = False
        if is_item:
            place = line.column + (start if marker else 0)
            if self._outermost is None or place <= self._outermost:
                self._outermost = place
            nested = place > self._outermost + 1
            if abs(place - self._last) == 1:  # "1. " after "- " begins another list
                self._list += 1
            self._last = place
        else:
            self._list += 1
            if depth == 0:
                self._outermost = None
        return Item(line, line.text[start:], start, is_item, nested, self._list)


def _joined(opening: Item, more: list[tuple[int, Line]]) -> Item:
    """Return an item with the lines that go on with it."""
    if not more:
        return opening
    texts = [opening.text, *(line.text.strip() for _, line in more)]
    return opening._replace(text=" ".join(texts), more=tuple(more))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _visible(block: Block) -> Iterator[Line]:
    """Give a block's lines without comments, also where one runs over several lines."""
    inside = False
    for line in block.lines:
        text = line.text
        if "<!--" not in text and not inside:
            yield line
            continue
        if inside:
            end = text.find("-->")
            if end < 0:
                continue
            text = " " * (end + 3) + text[end + 3 :]
            inside = False
        text = without_comments(text)
        start = text.find("<!--")
        if start >= 0:
            text, inside = text[:start], True
        if text.strip():
            yield line._replace(text=text)
