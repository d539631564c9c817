"""Reads pages that no template describes: their headings, and what could be found below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from mkdocs_featurespec.adopt.role_words import NAME_COLUMNS
from mkdocs_featurespec.adopt.seen import SeenPage, SeenSection, SeenTable, Shape, grouping_names
from mkdocs_featurespec.diagnostics import DATA_LOST
from mkdocs_featurespec.model import Entity, Heading, Role, Section, Template
from mkdocs_featurespec.reader.entities.cells import read_header, read_rows
from mkdocs_featurespec.reader.entities.read import read_entities
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Region
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.markdown.table_rows import header_cells
from mkdocs_featurespec.reader.page import is_blank
from mkdocs_featurespec.reader.source import Source

ENTITY_ROLES = (Role.TABLES, Role.ENDPOINTS, Role.EVENTS)
"""The roles whose sections are read for the catalog."""

_ANY_LANGUAGE = Template(name_columns=NAME_COLUMNS)
_NUMBER = re.compile(r"\s*\d+[.)]\s")
_BOX = re.compile(r"\s*(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s")
_BULLET = re.compile(r"\s*[-*+]\s")
_CURL = re.compile(r"\bcurl\b")
_LABEL = re.compile(r"[\W\d_]*\w[\w -]{0,20}[*_]*:[*_]*[\s`*_]*")
"""`**Route:** ` before an endpoint."""
_MARKS = re.compile(r"[\W\d_]*(?:[a-z][.)]\s+)?")


def survey(src_uri: str, text: str, dialect: Dialect) -> SeenPage:
    """Read one page. Never raises for what it contains.

    Args:
        src_uri: Relative to the folder of the pages.
        text: Its source, front matter included.
        dialect: The site's Markdown.
    """
    source = Source(text, src_uri)
    matter = read_front_matter(source)
    blocks = parse_blocks(source, matter.body_line, dialect)
    outline = read_outline(blocks, source, dialect, lambda _: None)
    lost = any(fault.kind in DATA_LOST for fault in matter.faults)
    return SeenPage(
        src_uri,
        _sections(outline.sections, blocks, source),
        dict(matter.front_matter),
        has_front_matter=matter.front_matter.span is not None and not lost,
        written=not is_blank(blocks),
    )


def top_names(text: str, dialect: Dialect) -> frozenset[str]:
    """Return the names of the headings right below a page's title; quicker than a survey."""
    source = Source(text, "")
    blocks = parse_blocks(source, read_front_matter(source).body_line, dialect)
    headings = read_outline(blocks, source, dialect, lambda _: None).headings
    headings = headings[title_count(headings) :]
    top = min((heading.level for heading in headings), default=0)
    names = (grouping_names(heading.text)[0] for heading in headings if heading.level == top)
    return frozenset(filter(None, names))


def title_count(headings: Sequence[Heading]) -> int:
    """Return 1 if the first heading is the page's title: the only one of level 1; else 0."""
    return int(
        bool(headings)
        and headings[0].level == 1
        and sum(heading.level == 1 for heading in headings) == 1
    )


def _sections(
    sections: Sequence[Section], blocks: Sequence[Block], source: Source
) -> tuple[SeenSection, ...]:
    titles = title_count([section.heading for section in sections])
    contents: list[list[Block]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            contents.append([])
        elif contents:
            contents[-1].append(block)
    regions = list(_top_regions(sections, titles, blocks))
    listed = {role: _listed(regions, role, source) for role in ENTITY_ROLES}
    of_tables = {line.number for b in blocks if _is_of_tables(b) for line in b.lines}
    seen: list[SeenSection] = []
    for section, content in list(zip(sections, contents, strict=True))[titles:]:
        outer = section.parent
        name, short_name = grouping_names(section.heading.text)
        seen.append(
            SeenSection(
                section.heading.text,
                name,
                short_name,
                section.heading.level,
                None if outer is None or outer < titles else outer - titles,
                _shape(content, source),
                _table(content),
                next((b.info for b in content if b.kind is BlockKind.FENCE), ""),
                *_entities(section, listed, of_tables),
            )
        )
    return tuple(seen)


def _shape(content: Sequence[Block], source: Source) -> Shape:
    """Return what the blocks below a heading mostly are: lists and tables go before text."""
    kinds = Counter(_shape_of(block, source) for block in content)
    del kinds[Shape.NOTHING]
    if not kinds:
        return Shape.NOTHING
    telling = {shape: count for shape, count in kinds.items() if shape is not Shape.PROSE}
    if Shape.TABLE in telling:
        return Shape.TABLE
    return max(telling or kinds, key=lambda shape: kinds[shape])


def _shape_of(block: Block, source: Source) -> Shape:
    if block.kind is BlockKind.TABLE:
        return Shape.TABLE
    if block.kind is BlockKind.FENCE or block.kind is BlockKind.CODE:
        return Shape.CODE
    if block.kind is BlockKind.HTML:
        return Shape.NOTHING
    # The marker of an item is no part of its block; a paragraph may hide a list.
    lines = [source.lines[line.number - 1] for line in block.lines]
    if block.kind is BlockKind.PARAGRAPH:
        lines = lines[1:] or lines
    for pattern, shape in ((_BOX, Shape.BOXES), (_NUMBER, Shape.NUMBERS), (_BULLET, Shape.BULLETS)):
        if pattern.match(lines[0]):
            return shape
    return Shape.PROSE


def _table(content: Iterable[Block]) -> SeenTable | None:
    block = next((block for block in content if block.kind is BlockKind.TABLE), None)
    if block is None:
        return None
    row = next(read_rows(block), None)
    return SeenTable(
        header_cells(block.lines[0].text),
        () if row is None else tuple(plain_text(cell.text) for cell in row.cells),
    )


def _entities(
    section: Section, listed: Mapping[Role, Mapping[int, int]], of_tables: Container[int]
) -> tuple[dict[Role, int], int]:
    """Return how many entities of each role stand below a heading, and how many sure tables."""
    lines = range(section.heading.line + 1, section.end_line + 1)
    counts = {
        role: sum(count for line, count in found.items() if line in lines)
        for role, found in listed.items()
    }
    tables = listed[Role.TABLES].items()
    sure = sum(count for line, count in tables if line in lines and line in of_tables)
    return {role: count for role, count in counts.items() if count}, sure


def _top_regions(
    sections: Sequence[Section], titles: int, blocks: Sequence[Block]
) -> Iterator[Region]:
    """Give each section right below the title with all that stands in it, without a real role."""
    for section in sections[titles:]:
        if section.parent is None or section.parent < titles:
            first, last = section.heading.line + 1, section.end_line
            inside = tuple(block for block in blocks if first <= block.line <= last)
            headings = {s.heading.line: s.heading for s in sections}
            yield Region(Role.DOMAIN, section.heading, inside, headings)


def _listed(regions: Iterable[Region], role: Role, source: Source) -> dict[int, int]:
    """Return how many entities each line lists, if every section had one role."""
    found: Counter[int] = Counter()
    for region in regions:
        # Each by itself: an entity counts in every section that lists it.
        for entity in read_entities([region._replace(role=role)], _ANY_LANGUAGE, source):
            line = entity.span.line
            found[line] += role is not Role.ENDPOINTS or _opens(entity, source.lines[line - 1])
    return dict(found)


def _is_of_tables(block: Block) -> bool:
    """Return whether a block can only be about database tables: SQL, models, a table of tables."""
    if block.kind is BlockKind.TABLE:
        return not NAME_COLUMNS[Role.TABLES].isdisjoint(read_header(block))
    return block.kind in (BlockKind.FENCE, BlockKind.CODE)


def _opens(entity: Entity, line: str) -> bool:
    """Return whether a line is there to name an endpoint, and does not just mention it."""
    before = line[: entity.span.column - 1].rpartition("|")[2]
    if _CURL.search(before):
        return False
    return _MARKS.fullmatch(before) is not None or _LABEL.fullmatch(before) is not None
