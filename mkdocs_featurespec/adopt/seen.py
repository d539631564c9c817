"""What is seen of pages that no template describes yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.markdown.heading_names import heading_names

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


class Shape(Enum):
    """What a section mostly is, by what stands directly below its heading."""

    NOTHING = "nothing"
    PROSE = "prose"
    BULLETS = "bullets"
    NUMBERS = "numbers"
    BOXES = "boxes"
    """Items to tick."""
    TABLE = "table"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A Markdown table of a section.

    Attributes:
        header: The names of its columns as written.
        first_row: The cells of its first row, without Markdown; empty where it has no row.
    """

    header: tuple[str, ...]
    first_row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenSection:
    """A section of a page.

    Attributes:
        text: Its heading as a reader sees it.
        name: What headings are grouped by: normalised, without brackets.
        short_name: The name without what follows a colon or a dash.
        level: Its heading's level.
        parent: The index of the section around it in `SeenPage.sections`, or `None`; a page's
            title is around nothing.
        shape: What stands directly below it.
        table: Its first table.
        code: The language of its first fence.
        entities: How many entities it and its sub-sections list, by the role that they would have.
        sure_tables: How many of the tables are some whatever the section is: SQL creates them, or
            they stand in a Markdown table of tables.
    """

    text: str
    name: str
    short_name: str
    level: int
    parent: int | None = None
    shape: Shape = Shape.NOTHING
    table: SeenTable | None = None
    code: str = ""
    entities: Mapping[Role, int] = field(default_factory=dict)
    sure_tables: int = 0


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page.

    Attributes:
        src_uri: Relative to the folder of the pages, with `/`.
        sections: Its sections but for its title, in order.
        front_matter: Its front matter as data; empty where there is none.
        has_front_matter: Whether it has any that can be read.
        written: Whether it has more than a title.
    """

    src_uri: str
    sections: tuple[SeenSection, ...]
    front_matter: Mapping[str, object] = field(default_factory=dict)
    has_front_matter: bool = False
    written: bool = True


def grouping_names(text: str) -> tuple[str, str]:
    """Return a heading's name without brackets, and that without what follows a colon or a dash.

    Both are empty for a heading without words.
    """
    names = heading_names(_BRACKETS.sub(" ", text)) or heading_names(text)
    return (names[0], names[-1]) if names else ("", "")
