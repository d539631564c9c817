"""Where a skeleton shows how tables or endpoints are written down, and in which form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import NamedTuple

from mkdocs_featurespec.model import Entity, Role, Template
from mkdocs_featurespec.reader.entities.cells import Row, read_header, read_rows
from mkdocs_featurespec.reader.entities.read import read_entities
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.template import role_finder

_NOTES = ("notes", "remarks", "comments", "constraints", "indexes", "keys and indexes")
_METHOD = frozenset(("method", "verb", "http method", "http verb"))
_TELLING = {
    Role.ENDPOINTS: _METHOD | {"endpoint", "path", "route", "url", "uri"},
    Role.TABLES: frozenset(("table", "table name", "model", "entity")),
}
"""Heads of columns that only tables of these things have."""

_NOTHING = re.compile(r"[-*_\s]*")
"""A blank line, or a rule between sections."""


_GO_ON = (BlockKind.TABLE, BlockKind.ITEM, BlockKind.FENCE)


class Form(Enum):
    """How a section lists what it holds."""

    FENCE = auto()
    """Lines in a fence."""
    TABLE = auto()
    """Rows of a Markdown table."""
    LIST = auto()
    """Items of a list."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What stands in which column of a Markdown table, by their indexes.

    Attributes:
        count: How many columns there are.
        name: The names of tables, or paths.
        method: Methods; `None` where they stand before the path.
        summary: What the thing is for.
        columns: The names of a table's columns.
        notes: Keys and indexes.
    """

    count: int
    name: int
    method: int | None = None
    summary: int | None = None
    columns: int | None = None
    notes: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section is to be filled.

    Attributes:
        form: How its lines are written.
        first: The first line of the example that they take the place of, from 1.
        last: Its last line; less than `first` where there is no example, and the lines come
            before `first`.
        columns: Of a Markdown table.
        indent: The white space that each line begins with.
    """

    form: Form
    first: int
    last: int
    columns: Columns | None = None
    indent: str = ""


def find_place(skeleton: str, role: Role, template: Template, dialect: Dialect) -> Place | None:
    """Return where a skeleton's section of a role is to be filled; `None` if it has none.

    What our own reader takes for entities says what is an example, and which column is which;
    so a template may be in any language.

    Args:
        skeleton: The rendered template.
        role: Tables or endpoints.
        template: The same template's structure.
        dialect: The site's Markdown.
    """
    reading = _Reading(skeleton, role, template, dialect)
    for region in reading.regions:
        for block in region.blocks:
            if place := _of_example(block, reading.examples):
                return reading.indented(place, place.first)
    for region in reading.regions:
        for block in region.blocks:
            if columns := _by_header(block, region, template):
                lines = [line.number for line in block.lines]
                place = Place(Form.TABLE, min(lines) + 2, max(lines), columns)
                return reading.indented(place, min(lines))
    return _at_end(reading, role) if reading.regions else None


class End(NamedTuple):
    """Where a page goes on to list something.

    Attributes:
        place: Its last line is the one behind which new lines go.
        goes_on: Whether they go on with a table, a list or a fence that is there.
    """

    place: Place
    goes_on: bool


def find_end(text: str, role: Role, template: Template, dialect: Dialect) -> End | None:
    """Return where a page goes on to list what its section of a role holds; `None` if it has none.

    Args:
        text: The page's source.
        role: Tables or endpoints.
        template: The site's.
        dialect: The site's Markdown.
    """
    reading = _Reading(text, role, template, dialect)
    blocks = [block for region in reading.regions for block in region.blocks]
    for block in reversed(blocks):
        if place := _of_example(block, reading.examples):
            place = reading.indented(place, place.first)
            is_model = block.kind is BlockKind.FENCE and place.form is Form.LIST
            last = max(line.number for line in block.lines) + is_model
            goes_on = block.kind in _GO_ON and not is_model
            return End(replace(place, first=last + 1, last=last), goes_on)
    found = find_place(text, role, template, dialect)
    return End(found, found.columns is not None) if found else None


class _Reading:
    """A skeleton as our own reader reads it, with its examples.

    Attributes:
        regions: The sections of the role.
        examples: What they show as examples.
        lines: The skeleton's lines.
        headings: The lines that headings stand on.
    """

    def __init__(self, text: str, role: Role, template: Template, dialect: Dialect) -> None:
        source = Source(text, "")
        blocks = parse_blocks(source, 1, dialect)
        outline = read_outline(blocks, source, dialect, role_finder(template))
        self.regions = [region for region in outline.regions if region.role is role]
        bare = Template(roles=template.roles, name_columns=template.name_columns)
        self.examples = read_entities(self.regions, bare, source)
        self.lines = source.lines
        self.headings = [heading.line for heading in outline.headings]

    def indented(self, place: Place, line: int) -> Place:
        """Return a place whose lines begin with the white space of a line that is there."""
        text = self.lines[line - 1]
        return replace(place, indent=text[: len(text) - len(text.lstrip())])


def _of_example(block: Block, examples: Sequence[Entity]) -> Place | None:
    """Return the place of the examples in a block."""
    numbers = {line.number for line in block.lines}
    here = [example for example in examples if example.span.line in numbers]
    if not here:
        return None
    if block.kind is BlockKind.FENCE:
        form = Form.FENCE if here[0].method else Form.LIST
        first, last = min(numbers), max(numbers)
        # Models in a fence are written as a list, so that the fence goes too.
        return Place(form, first, last) if here[0].method else Place(form, first - 1, last + 1)
    if block.kind is BlockKind.TABLE:
        row = next(row for row in read_rows(block) if row.line.number == here[0].span.line)
        columns = _by_example(row, here[0], read_header(block))
        return Place(Form.TABLE, min(numbers) + 2, max(numbers), columns)
    if block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.CODE):
        return Place(Form.LIST, min(numbers), _last_of_list(max(numbers), examples))
    return None


def _last_of_list(last: int, examples: Sequence[Entity]) -> int:
    """Return the last line of examples that follow each other line by line."""
    lines = {example.span.line for example in examples}
    while last + 1 in lines:
        last += 1
    return last


def _by_example(row: Row, example: Entity, header: Sequence[str]) -> Columns:
    """Return the columns of a table by what is read of its example."""
    cells = row.cells
    place = example.span.column - row.line.column
    name = next((i for i, (start, end) in enumerate(row.bounds) if start < place <= end), 0)
    method = summary = columns = None
    for i, cell in enumerate(cells):
        text = plain_text(cell.text)
        if i == name or not text:
            continue
        if method is None and example.method and text.upper() == example.method:
            method = i
        elif summary is None and example.summary and text.startswith(example.summary):
            summary = i
        elif columns is None and example.columns and _lists(text, example.columns):
            columns = i
    notes = next((i for i, text in enumerate(header) if text in _NOTES and i != summary), None)
    return Columns(len(header), name, method, summary, columns, notes)


def _lists(text: str, names: Sequence[str]) -> bool:
    return [part.strip() for part in text.split(",")] == list(names)


def _by_header(block: Block, region: Region, template: Template) -> Columns | None:
    """Return the columns of a table without an example, by what is read of rows that try it.

    A table with content has to say in its header what it is of: it may list error codes.
    """
    if block.kind is not BlockKind.TABLE:
        return None
    header = read_header(block)
    if any(map(_has_content, block.lines[2:])) and _TELLING[region.role].isdisjoint(header):
        return None
    above = [f"# {region.heading.text}", "", *(line.text for line in block.lines[:2])]
    for cells in _trials(header, region.role):
        text = "\n".join((*above, f"| {' | '.join(cells)} |"))
        trial = _Reading(text, region.role, template, Dialect())
        tables = (b for r in trial.regions for b in r.blocks if b.kind is BlockKind.TABLE)
        if trial.examples and (table := next(tables, None)):
            return _by_example(next(read_rows(table)), trial.examples[0], header)
    return None


def _has_content(row: Line) -> bool:
    return any(char.isalnum() for char in row.text)


def _trials(header: Sequence[str], role: Role) -> Iterator[list[str]]:
    """Give rows of which one is read if the table can hold what a section is about."""
    cells = [f"cell_{i}" for i in range(len(header))]
    if role is Role.TABLES:
        yield cells
        return
    method = next((i for i, text in enumerate(header) if text in _METHOD), None)
    for path in range(len(header)):
        trial = list(cells)
        trial[path] = "GET /trial"
        if method is not None:
            trial[path], trial[method] = "/trial", "GET"
        yield trial


def _at_end(reading: _Reading, role: Role) -> Place:
    """Return the place below a section's own text, above its sub-sections."""
    heading = reading.regions[0].heading.span.end_line
    end = next((line for line in reading.headings if line > heading), len(reading.lines) + 1)
    while end - 1 > heading and _NOTHING.fullmatch(reading.lines[end - 2]):
        end -= 1
    form = Form.FENCE if role is Role.ENDPOINTS else Form.LIST
    return Place(form, end, end - 1)
