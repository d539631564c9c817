"""What stands in a page's sections: whether it is the page's own, its tables, items and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.model import (
    Grid,
    LeftOver,
    LeftOverKind,
    Link,
    ListItem,
    Role,
    Section,
    Template,
)
from mkdocs_featurespec.reader.entities.cells import read_rows
from mkdocs_featurespec.reader.entities.items import ItemReader
from mkdocs_featurespec.reader.entities.placeholders import (
    first_word,
    normalise_line,
    own_text,
)
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.markdown.table_rows import header_cells
from mkdocs_featurespec.reader.source import Source

_TARGET = r"(?![a-z]+:|/|#)[^()<>\s]+\.md(?:#[^()<>\s]*)?"
_LINK = re.compile(rf"\]\(\s*<?({_TARGET})>?(?:\s[^()]*)?\)", re.IGNORECASE)
_DEFINITION = re.compile(rf"\s{{0,3}}\[[^\[\]]+\]:\s*<?({_TARGET})>?", re.IGNORECASE)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_MARKER = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_TICKED = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s+)?\[[xX]\]")
_SETTLED = re.compile(r"(?:decided|resolved|closed|done|settled|answered|yes)\b", re.IGNORECASE)
TO_BE_WRITTEN = frozenset({"TBD", "TBD.", "TODO", "TODO.", "To be done.", "To be written.", "..."})
"""What writers put where nothing is yet, whatever the template."""


class Contents(NamedTuple):
    """What stands in a page's sections.

    Attributes:
        sections: The sections, now with what is known of what stands in them.
        left_over: Lines that are still the template's.
        grids: Markdown tables in sections with a role.
        items: Items of lists in sections of permissions, tests and decisions.
        links: Links to Markdown files.
    """

    sections: tuple[Section, ...]
    left_over: tuple[LeftOver, ...]
    grids: tuple[Grid, ...]
    items: tuple[ListItem, ...]
    links: tuple[Link, ...]


def read_contents(
    blocks: Sequence[Block], sections: Sequence[Section], template: Template, source: Source
) -> Contents:
    """Read what stands in the sections of a page.

    Args:
        blocks: The page's body.
        sections: One for each heading of it, in the same order.
        template: Says what is its own text.
        source: The page.
    """
    reader = _Reader(sections, template, source)
    for block in blocks:
        reader.read(block)
    return reader.contents()


class _Reader:
    def __init__(self, sections: Sequence[Section], template: Template, source: Source) -> None:
        self._sections = sections
        self._source = source
        self._guidance = template.guidance
        self._own_text = own_text(template.guidance, template.placeholders, TO_BE_WRITTEN)
        self._no_code = (TO_BE_WRITTEN - template.placeholders) | {"..."}
        self._has_links = any(".md" in line for line in source.lines)
        self._index = -1
        self._written = [False] * len(sections)
        self._with_items = [False] * len(sections)
        self._left_over: list[LeftOver] = []
        self._grids: list[Grid] = []
        self._items: list[ListItem] = []
        self._links: list[Link] = []
        self._item_reader = ItemReader()

    def contents(self) -> Contents:
        """Return what was read."""
        written, with_items = self._written, self._with_items
        for i in range(len(self._sections) - 1, -1, -1):
            parent = self._sections[i].parent
            if parent is not None:
                written[parent] = written[parent] or written[i]
                with_items[parent] = with_items[parent] or with_items[i]
        # Made anew rather than by `replace`, which takes three times as long.
        sections = tuple(
            Section(s.heading, s.role, s.parent, s.empty, s.end_line, written[i], with_items[i])
            for i, s in enumerate(self._sections)
        )
        return Contents(
            sections,
            tuple(self._left_over),
            tuple(self._grids),
            tuple(self._items),
            tuple(self._links),
        )

    def read(self, block: Block) -> None:
        """Read one block."""
        kind = block.kind
        if kind is BlockKind.HEADING:
            self._index += 1
            self._item_reader = ItemReader()
        else:
            self._read_lines(block)
        if self._has_links and kind is not BlockKind.FENCE and kind is not BlockKind.CODE:
            self._read_links(block)

    def _read_lines(self, block: Block) -> None:
        kind = block.kind
        if kind is BlockKind.HTML:
            own = not block.lines[0].text.startswith("<!--")
        elif kind is BlockKind.TABLE:
            own = bool(self._own_lines(block.lines[2:]))
            self._read_table(block)
        else:
            in_code = kind is BlockKind.FENCE or kind is BlockKind.CODE
            own = bool(
                self._own_lines(block.lines, in_code=in_code)
            ) and not self._is_joined_left_over(block)
        if self._index < 0:
            return
        if own:
            self._written[self._index] = True
            # Code lists things line by line: scenarios of tests, or commands that run them.
            is_text = kind is BlockKind.PARAGRAPH or kind is BlockKind.HTML
            if not is_text or _looks_like_a_list(block):
                self._with_items[self._index] = True
        role = self._sections[self._index].role
        if role is Role.TESTS or role is Role.PERMISSIONS or role is Role.DECISIONS:
            self._read_items(block, role)

    def _own_lines(self, lines: Sequence[Line], *, in_code: bool = False) -> int:
        """Note the lines that are the template's, and return how many others there are.

        In code, `...` is the code's, and so is `TODO` unless the template has it.
        """
        own = 0
        never = self._no_code if in_code else ()
        for line in lines:
            text = line.text
            if self._own_text.may_hold(text):
                normalised = normalise_line(text)
                if normalised in self._own_text.lines and normalised not in never:
                    self._leave(normalised, line)
                    continue
            if text and not text.isspace():
                own += 1
        return own

    def _is_joined_left_over(self, block: Block) -> bool:
        """Return whether a block is one line of the template that an editor wrapped."""
        if len(block.lines) < 2 or not self._own_text.may_hold(block.lines[0].text):
            return False
        joined = normalise_line(" ".join(line.text for line in block.lines))
        if joined not in self._own_text.lines:
            return False
        for line in block.lines:
            self._leave(joined, line)
        return True

    def _leave(self, normalised: str, line: Line) -> None:
        is_guidance = normalised in self._guidance
        kind = LeftOverKind.GUIDANCE if is_guidance else LeftOverKind.PLACEHOLDER
        span = self._source.line_span(line.number)
        section = self._index if self._index >= 0 else None
        self._left_over.append(LeftOver(kind, span, normalised, section))

    def _read_table(self, block: Block) -> None:
        role = self._sections[self._index].role if self._index >= 0 else None
        if role is None:
            return
        names = header_cells(block.lines[0].text)
        span = self._source.line_span(block.lines[0].number)
        self._grids.append(Grid(role, self._index, names, span, len(block.lines) - 2))

    def _read_items(self, block: Block, role: Role) -> None:
        if block.kind is BlockKind.TABLE:
            self._items += self._rows(block, role)
        for item in self._item_reader.read(block):
            if not item.is_item or item.nested:
                continue
            if self._own_text.holds(item.line.text):
                continue
            struck = item.text.lstrip().startswith("~~")
            text = plain_text(item.text.replace("~~", ""))
            done = struck or _TICKED.match(self._source.lines[item.line.number - 1]) is not None
            span = self._source.line_span(item.line.number)
            self._items.append(
                ListItem(role, self._index, text, span, done or _SETTLED.match(text) is not None)
            )

    def _rows(self, block: Block, role: Role) -> Iterator[ListItem]:
        """Give the rows of a table as items: by their first cell with words in it."""
        for row in read_rows(block):
            if self._own_text.holds(row.line.text):
                continue
            texts = [plain_text(cell.text) for cell in row.cells]
            text = next((text for text in texts if first_word(text)), "")
            if text:
                done = any(_SETTLED.match(text) for text in texts)
                span = self._source.line_span(row.line.number)
                yield ListItem(role, self._index, text, span, done, tuple(texts))

    def _read_links(self, block: Block) -> None:
        for line in block.lines:
            if ".md" not in line.text:
                continue
            text = line.text
            if "`" in text:
                text = _CODE.sub(lambda match: " " * len(match.group()), text)
            links = _LINK.finditer(text) if "](" in text else ()
            definitions = _DEFINITION.finditer(text) if "]:" in text else ()
            for match in (*links, *definitions):
                start, end = match.span(1)
                span = self._source.span(line.number, line.column + start, line.column + end)
                self._links.append(Link(match.group(1), span))


def _looks_like_a_list(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and any(map(_opens_item, block.lines))


def _opens_item(line: Line) -> bool:
    return _MARKER.match(line.text) is not None
