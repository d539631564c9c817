"""Headings with their ids, the sections they open, and the sections' roles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Heading, Role, Section
from mkdocs_featurespec.reader.markdown.anchors import (
    assign_anchors,
    ids_elsewhere,
    split_attributes,
)
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Region
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.inline import heading_text
from mkdocs_featurespec.reader.source import Source

_REFERENCE = re.compile(r" {0,3}\[([^\[\]]*)\]:")

RoleOf = Callable[[str], Role | None]
"""Gives the role of a heading's text, `None` where the text says none."""


class Outline(NamedTuple):
    """The structure of a page.

    Attributes:
        headings: In order.
        sections: One for each heading, in the same order.
        regions: The blocks of the sections that have a role.
    """

    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    regions: tuple[Region, ...]


def read_outline(
    blocks: Sequence[Block], source: Source, dialect: Dialect, role_of: RoleOf
) -> Outline:
    """Find a page's headings and sections.

    Args:
        blocks: The page's body.
        source: The page.
        dialect: The site's Markdown.
        role_of: What the template says of a heading.
    """
    places = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    headings = _read_headings([blocks[i] for i in places], blocks, source, dialect)
    ends = [*places, len(blocks)][1:]
    contents = [blocks[place + 1 : end] for place, end in zip(places, ends, strict=True)]
    sections = _read_sections(headings, contents, role_of, len(source.lines))
    regions = tuple(_regions(headings, sections, [blocks[i] for i in places], contents))
    return Outline(headings, sections, regions)


def _read_headings(
    found: Sequence[Block], blocks: Sequence[Block], source: Source, dialect: Dialect
) -> tuple[Heading, ...]:
    written = [_heading_text(block) for block in found]
    given: list[str | None] = [None] * len(written)
    taken: set[str] = set()
    if dialect.attr_list:
        taken = ids_elsewhere(blocks)
        for i, text in enumerate(written):
            if "{" in text:
                written[i], given[i] = split_attributes(text)
    references = _references(source) if any("[" in text for text in written) else frozenset()
    texts = [heading_text(text, references, emoji=dialect.emoji) for text in written]
    anchors = assign_anchors(texts, given, taken, dialect)
    return tuple(
        Heading(block.level, text, anchor, _heading_span(block, source))
        for block, text, anchor in zip(found, texts, anchors, strict=True)
    )


def _heading_text(block: Block) -> str:
    """Return a heading's text without its marks; inline Markdown stays."""
    text = block.lines[0].text
    if len(block.lines) == 2:  # underlined
        return text.strip()
    text = text[block.level :]
    stripped = text.rstrip("#")
    backslashes = len(stripped) - len(stripped.rstrip("\\"))
    if backslashes % 2 and stripped != text:
        stripped += "#"
    return stripped.strip()


def _heading_span(block: Block, source: Source) -> Span:
    first, last = block.lines[0], block.lines[-1]
    if first is last:
        return source.span(first.number, first.column, first.column + len(first.text.rstrip()))
    end = source.column(last.number, last.column + len(last.text.rstrip()))
    return Span(first.number, source.column(first.number, first.column), last.number, end)


def _references(source: Source) -> frozenset[str]:
    """Return the names of the link references and footnotes that a page defines."""
    return frozenset(
        match.group(1).strip().lower() for line in source.lines if (match := _REFERENCE.match(line))
    )


def _read_sections(
    headings: Sequence[Heading],
    contents: Sequence[Sequence[Block]],
    role_of: RoleOf,
    line_count: int,
) -> tuple[Section, ...]:
    parents: list[int | None] = []
    ends = [line_count] * len(headings)
    around: list[int] = []  # the sections that the next heading may stand in
    for i, heading in enumerate(headings):
        while around and headings[around[-1]].level >= heading.level:
            ends[around.pop()] = heading.line - 1
        parents.append(around[-1] if around else None)
        around.append(i)
    with_children = set(parents)
    sections: list[Section] = []
    for i, (heading, parent) in enumerate(zip(headings, parents, strict=True)):
        role = role_of(heading.text) or (None if parent is None else sections[parent].role)
        empty = i not in with_children and not any(map(_is_content, contents[i]))
        sections.append(Section(heading, role, parent, empty, ends[i]))
    return tuple(sections)


def _is_content(block: Block) -> bool:
    return block.kind is not BlockKind.HTML or not block.lines[0].text.startswith("<!--")


def _regions(
    headings: Sequence[Heading],
    sections: Sequence[Section],
    heading_blocks: Sequence[Block],
    contents: Sequence[Sequence[Block]],
) -> Iterator[Region]:
    """Give each section whose role is not its parent's, with its sub-sections of that role."""
    owner: dict[int, int] = {}
    blocks: dict[int, list[Block]] = {}
    inside: dict[int, dict[int, Heading]] = {}
    for i, section in enumerate(sections):
        if section.role is None:
            continue
        parent = section.parent
        if parent is not None and parent in owner and sections[parent].role is section.role:
            top = owner[i] = owner[parent]
            blocks[top].append(heading_blocks[i])
            inside[top][headings[i].line] = headings[i]
        else:
            top = owner[i] = i
            blocks[i], inside[i] = [], {}
        blocks[top].extend(contents[i])
    for top, parts in blocks.items():
        role = sections[top].role
        if role is not None:
            yield Region(role, headings[top], tuple(parts), inside[top])
