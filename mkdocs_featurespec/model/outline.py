"""Headings and the sections that they open."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model.roles import Role


class Heading(NamedTuple):
    """A heading as Python-Markdown renders it.

    Attributes:
        level: 1 to 6.
        text: The text as a reader sees it: no Markdown, no attribute list, entities decoded.
        anchor: The id that the `toc` extension gives it.
        span: From its first character to the end of its (last) line.
    """

    level: int
    text: str
    anchor: str
    span: Span

    @property
    def line(self) -> int:
        """The line it stands on, from 1."""
        return self.span.line


class Section(NamedTuple):
    """A heading with what stands below it, up to the next heading of its level or above.

    Attributes:
        heading: The heading that opens it.
        role: Its own role, or the one it has from the section around it.
        parent: The index of the section around it in `Page.sections`, or `None`.
        empty: Whether it holds nothing: no text, no list, no table, no sub-section.
        end_line: The last line that belongs to it, from 1.
        written: Whether it or a sub-section holds anything that is not the template's own text.
        has_items: Whether it or a sub-section holds a list item, a row of a table or code that is
            not the template's own text.
    """

    heading: Heading
    role: Role | None
    parent: int | None
    empty: bool
    end_line: int
    written: bool = True
    has_items: bool = False
