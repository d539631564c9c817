"""Where a page's sections begin and end, as a writer sees it, and how much room is between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind

_LEAD = re.compile(r"\s*(?:<!--(?:(?!-->).)*-->|<a\s[^<>]*>\s*(?:</a>)?)\s*")
"""A line right above a heading that belongs to it: a comment, or an anchor."""

_SPEAKS_OF_NEXT = re.compile(r"\s*<!--\s*featurespec:\s*ignore\s(?:(?!-->).)*-->\s*")
"""A comment that speaks of the next block, with blank lines between or not."""

_DEFINITION = re.compile(r" {0,3}(?:\[[^\[\]]+\]:\s*\S|\*\[[^\[\]]+\]:)")
"""A link's target, a footnote or an abbreviation, which are for the whole page."""

_CONTINUED = re.compile(r"(?: {4}|\t)\s*\S")

_MOST_ROOM = 2


class Layout:
    """The lines of a page's sections.

    Attributes:
        above: How many blank lines the page mostly has above a heading; at least one.
        below: How many it mostly has below one.
    """

    def __init__(self, reading: Reading) -> None:
        self._lines = reading.lines
        self._sections = reading.page.sections
        self._blocks = reading.blocks
        self.above, self.below = self._room()

    def contents(self) -> list[list[Block]]:
        """Return the blocks above the first section, those of each, and the definitions at the end.

        Headings are left out, and those of a section are not those of the sections in it.
        """
        starts = [self.first_line(i) for i in range(len(self._sections))]
        starts.append(self.last_line(None) + 1)
        contents: list[list[Block]] = [[] for _ in range(len(starts) + 1)]
        for block in self._blocks:
            if block.kind is not BlockKind.HEADING:
                contents[bisect_right(starts, block.line)].append(block)
        return contents

    def first_line(self, section: int) -> int:
        """Return the first line of a section: its heading's, or what belongs to that above it."""
        line = start = self._sections[section].heading.line
        while line > 1:
            line -= 1
            adjoins = line == start - 1
            if _SPEAKS_OF_NEXT.fullmatch(self._lines[line]) or (
                adjoins and _LEAD.fullmatch(self._lines[line])
            ):
                start = line
            elif not self._lines.is_blank(line):
                break
        return start

    def last_line(self, section: int | None) -> int:
        """Return the last line with anything on it of a section, or of the page.

        Definitions at the page's end are the page's, and belong to no section. Returns 0 where
        a page has no line with anything on it.
        """
        end = len(self._lines) if section is None else self._sections[section].end_line
        if end == len(self._lines):
            return self._without_definitions(end)
        following = next(i for i, s in enumerate(self._sections) if s.heading.line == end + 1)
        return self.line_above(following)

    def line_above(self, section: int) -> int:
        """Return the last line above a section that has anything on it; 0 where there is none."""
        return self._written(self.first_line(section) - 1)

    def _written(self, line: int) -> int:
        """Return the last line up to a line that has anything on it; 0 where there is none."""
        while line > 0 and self._lines.is_blank(line):
            line -= 1
        return line

    def _without_definitions(self, line: int) -> int:
        """Return the last line above the definitions that a page ends with, if it does."""
        last = line = self._written(line)
        first = self._sections[-1].heading.span.end_line if self._sections else 0
        while line > first:
            stands_apart = line - 1 <= first or self._lines.is_blank(line - 1)
            if _DEFINITION.match(self._lines[line]):
                last = self._written(line - 1) if stands_apart else last
            elif not (self._lines.is_blank(line) or _CONTINUED.match(self._lines[line])):
                break
            line -= 1
        return last

    def _room(self) -> tuple[int, int]:
        above: Counter[int] = Counter()
        below: Counter[int] = Counter()
        headings = {section.heading.line for section in self._sections}
        for section in self._sections:
            span = section.heading.span
            before = self._written(span.line - 1)
            if before:
                above[span.line - 1 - before] += 1
            after = span.end_line + 1
            while after <= len(self._lines) and self._lines.is_blank(after):
                after += 1
            if after <= len(self._lines) and after not in headings:
                below[after - 1 - span.end_line] += 1
        return (
            min(max(_most(above), 1), _MOST_ROOM),
            min(_most(below), _MOST_ROOM),
        )


def _most(counts: Counter[int]) -> int:
    return counts.most_common(1)[0][0] if counts else 1
