"""What else a page's body holds that rules and registers look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model.roles import Role


class LeftOverKind(str, Enum):
    """What of the template's own text a line is."""

    PLACEHOLDER = "placeholder"
    """An example for the writer to replace."""
    GUIDANCE = "guidance"
    """A prompt for the writer to follow and to delete."""


class LeftOver(NamedTuple):
    """A line that still is the template's own text.

    Attributes:
        kind: What of the template it is.
        span: The line's text.
        text: The line, normalised.
        section: The index of the section it stands in, `None` above the first heading.
    """

    kind: LeftOverKind
    span: Span
    text: str
    section: int | None


class Grid(NamedTuple):
    """A Markdown table in a section that has a role.

    Attributes:
        role: The section's role.
        section: The index of the section it stands in.
        header: The names of its columns as written, without white space around them.
        span: The header row.
        rows: How many rows it has below the header.
    """

    role: Role
    section: int
    header: tuple[str, ...]
    span: Span
    rows: int


class ListItem(NamedTuple):
    """An item of a list, or a row of a table, in a section of permissions, tests or decisions.

    Attributes:
        role: The section's role.
        section: The index of the section it stands in.
        text: Its first paragraph as plain text; of a row, its first cell with words in it.
        span: Its first line.
        done: Whether it is ticked (`[x]`) or struck through.
        cells: Of a row of a table, all its cells as plain text.
    """

    role: Role
    section: int
    text: str
    span: Span
    done: bool = False
    cells: tuple[str, ...] = ()


class Link(NamedTuple):
    """A link in a page's text that leads to a Markdown file of the site.

    Attributes:
        target: As written: a path relative to the page, maybe with a `#fragment`.
        span: The target's place.
    """

    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class PageDirective:
    """A comment on a page that speaks to this tool: `<!-- featurespec: tables -->`.

    Attributes:
        name: Its first word.
        text: All that stands behind `featurespec:`.
        span: From `<!--` to `-->`.
    """

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences rules: `<!-- featurespec: ignore FS205: reason -->`.

    Attributes:
        rules: Codes, names or families, as written.
        reason: Why; may be empty, which a rule reports.
        span: The comment.
        first_line: The first line it speaks of, from 1; 0 for the whole page.
        last_line: The last one.
    """

    rules: tuple[str, ...]
    reason: str
    span: Span
    first_line: int
    last_line: int
