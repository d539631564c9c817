"""The blocks that a page's body is made of, with their places."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from mkdocs_featurespec.model import Heading, Role


class BlockKind(Enum):
    """What Python-Markdown makes of a run of lines."""

    HEADING = auto()
    PARAGRAPH = auto()
    """Text; may hold lines that look like a list, which needs a blank line above to be one."""
    ITEM = auto()
    """The first text of a list item, without its marker."""
    TABLE = auto()
    """All lines of a table, header and delimiter row included."""
    FENCE = auto()
    """The lines inside a fence, without the fences."""
    CODE = auto()
    """Code by indentation."""
    HTML = auto()
    """Raw HTML; a comment is one that starts with `<!--`."""


class Line(NamedTuple):
    """A line of a block: what is left of a page's line inside its containers.

    Attributes:
        number: The line of the page, from 1.
        column: Where the text starts in the page's line with its tabs expanded, from 0.
        text: Without the indentation, list marker or `>` that its containers take away.
    """

    number: int
    column: int
    text: str


class Block(NamedTuple):
    """A run of lines that belong together.

    Attributes:
        kind: What it is.
        line: The page's line it starts on, from 1 (of a fence, the opening one).
        lines: Its lines; an empty fence has none.
        depth: How many lists it stands in; 0 outside of lists.
        level: Of a heading, 1 to 6.
        info: Of a fence, the language in lower case.
    """

    kind: BlockKind
    line: int
    lines: tuple[Line, ...]
    depth: int = 0
    level: int = 0
    info: str = ""


class Region(NamedTuple):
    """The blocks of one section that has a role, its sub-sections included.

    A sub-section with a role of its own is a region of its own.

    Attributes:
        role: What the section holds.
        heading: The section's heading.
        blocks: What stands below it, sub-headings included.
        headings: The sub-headings read, by the line they start on.
    """

    role: Role
    heading: Heading
    blocks: tuple[Block, ...]
    headings: Mapping[int, Heading]
