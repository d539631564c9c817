"""API endpoints in a section that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.model import Direction, Entity, Role
from mkdocs_featurespec.reader.entities.cells import (
    find_column,
    preferred_column,
    read_header,
    read_rows,
)
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.columns import (
    ENDPOINT_SIDE_COLUMNS,
    ENDPOINT_SUMMARIES,
    METHOD_COLUMNS,
    OWNER_COLUMNS,
    PATH_COLUMNS,
)
from mkdocs_featurespec.reader.entities.endpoint_list import EndpointList
from mkdocs_featurespec.reader.entities.endpoint_rows import endpoint_of_row
from mkdocs_featurespec.reader.entities.endpoint_spelling import (
    Found,
    curl_endpoint,
    match_endpoint,
    search_endpoint,
)
from mkdocs_featurespec.reader.entities.groups import Groups, said_of_group
from mkdocs_featurespec.reader.entities.items import Item, ItemReader
from mkdocs_featurespec.reader.entities.malformed import METHODS, without_path
from mkdocs_featurespec.reader.entities.names import CODE
from mkdocs_featurespec.reader.entities.ownership import ownership_of_cell, stated_ownership
from mkdocs_featurespec.reader.entities.twice import Entry, Form, Listing
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region

_SHELLS = frozenset("bash sh shell console curl zsh".split())
_FENCES = frozenset(["", *"http https text txt none plain plaintext rest api".split()]) | _SHELLS
_COMMENT = ("#", "//", "--", "\u2014", "-")
_HEADING_LEAD = re.compile(r"[#\s]*(?:(?:\d+(?:\.\d+)*|[A-Za-z])[.):]\s+)?")
_LONGEST_ABOUT = 1_000
"""In characters; more of it is shown nowhere."""
_CALLS = re.compile(r"\W*(?:calls|consumes|uses)\b", re.IGNORECASE)


def read_endpoints(region: Region, collector: Collector) -> None:
    """Find the endpoints of one region.

    Args:
        region: A section whose role is endpoints.
        collector: Gets them.
    """
    _Reader(region, collector).read()


class _Reader:
    def __init__(self, region: Region, collector: Collector) -> None:
        self._region = region
        self._collector = collector
        self._groups = Groups(region)
        self._list = EndpointList(collector)
        self._named: list[Entity] = []
        """The endpoints that the last heading names."""
        self._heading_has_path = False

    def read(self) -> None:
        items = ItemReader()
        for block in self._region.blocks:
            if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
                self._list.end()
            if block.kind is BlockKind.HEADING:
                self._heading(block)
            elif block.kind is BlockKind.TABLE:
                self._table(block)
            elif block.kind is BlockKind.FENCE or block.kind is BlockKind.CODE:
                self._code(block)
            for item in items.read(block):
                if not item.is_item:
                    self._list.end()
                if not self._collector.is_left_over(item.line):
                    self._item(item)
                if not item.is_item:
                    self._list.end()
        self._list.end()

    def _heading(self, block: Block) -> None:
        heading = self._region.headings[block.line]
        self._collector.enter(heading)
        line = block.lines[0]
        found = search_endpoint(line.text)
        self._groups.enter(heading, names=found is not None)
        self._heading_has_path = "/" in line.text
        self._named = []
        if found is not None:
            rest = line.text[found.rest :]
            listing = Listing(Form.HEADING, self._collector.heading_place)
            # "POST /x - success response" is about a part of what "POST /x" is about.
            entry = Entry(listing, line.number, f"{found.query}{rest}".strip("`*_ "))
            said = self._groups.said
            self._named = self._list.add(found, line, 0, rest, said=rest, group=said, entry=entry)
        elif self._heading_has_path and (lead := _HEADING_LEAD.match(line.text)):
            self._list.note_opening(line.text[lead.end() :], line, lead.end())
        self._list.end()

    def _table(self, block: Block) -> None:
        header = read_header(block)
        # A template whose table begins with the method does not say that paths stand there.
        own = self._collector.name_columns(Role.ENDPOINTS) - METHOD_COLUMNS
        path = find_column(header, PATH_COLUMNS, own)
        method = find_column(header, METHOD_COLUMNS)
        if method == path:
            method = None
        summary = preferred_column(header, ENDPOINT_SUMMARIES)
        side = find_column(header, ENDPOINT_SIDE_COLUMNS)
        owner = find_column(header, OWNER_COLUMNS)
        listing = Listing(Form.ROW, self._collector.anchor, header, (method, path))
        for row in read_rows(block):
            if self._collector.is_left_over(row.line):
                continue
            found = endpoint_of_row(row, method, path, header)
            if found is None:
                continue
            group = self._groups.said
            if side is not None:
                group = group._replace(direction=said_of_group(row.text(side)).direction)
            if owner is not None and (owned := ownership_of_cell(row.text(owner))):
                group = group._replace(ownership=owned)
            entry = Entry(listing, row.line.number, found.query, row)
            about = row.text(summary)
            self._list.add(found, row.line, 0, about, said=row.line.text, group=group, entry=entry)

    def _code(self, block: Block) -> None:
        if block.info not in _FENCES:
            return
        found: list[tuple[Found, Line, str]] = []
        is_list = True
        for text, line in _commands(block):
            if self._collector.is_left_over(line) or not text.strip():
                continue
            if endpoint := match_endpoint(text):
                found.append((endpoint, line, text[endpoint.rest :].strip()))
            elif "curl" in text:
                is_list = False
                if called := curl_endpoint(text):
                    found.append((_within(called, line), line, ""))
            elif not text.lstrip().startswith(_COMMENT):
                in_list = block.info not in _SHELLS and self._list.note_opening(
                    text, line, 0, in_code=True, alone=True
                )
                is_list = is_list and in_list
        listing = Listing(Form.CODE, block.line)
        for endpoint, line, rest in found:
            about = rest.lstrip("#/- ") if rest.startswith(_COMMENT) else ""
            entry = Entry(listing, line.number, endpoint.query) if is_list else None
            self._list.add(
                endpoint, line, 0, about, said=rest, group=self._groups.said, entry=entry
            )
        self._list.end(is_list=is_list)

    def _item(self, item: Item) -> None:
        opening = match_endpoint(item.text)
        if opening is not None:
            rest = item.text[opening.rest :]
            about = "" if match_endpoint(rest.lstrip(" `,/&")) else rest
            listing = Listing(Form.ITEM, item.list)
            self._list.add(
                opening,
                item.line,
                item.start,
                about,
                said=item.text,
                group=self._groups.said,
                entry=Entry(listing, item.line.number, opening.query) if item.is_item else None,
            )
        elif self._named:
            if stated := stated_ownership(item.text, roles_own=True):
                for entity in self._named:
                    self._collector.add_ownership(entity, stated)
            return
        elif item.text.rstrip(" *_").endswith(":") and "`" not in item.text:
            self._groups.label(item.text)
            return
        if not self._mentions(item, opening) and opening is None and item.is_item:
            self._meant_item(item)

    def _mentions(self, item: Item, opening: Found | None) -> bool:
        """Read the endpoints that stand as code in a text, and return whether there are any."""
        any_found = False
        group = self._groups.said
        if _CALLS.match(item.text):
            group = group._replace(direction=Direction.CONSUMED)
        for code in CODE.finditer(item.text):
            found = match_endpoint(code.group(1))
            if found is None:
                continue
            if code.group(1)[found.rest :].strip() and not found.malformed:
                continue
            any_found = True
            found = found.shifted(code.start(1))
            if opening is None or found.start >= opening.end:
                about = item.text[code.end() : code.end() + _LONGEST_ABOUT]
                line, start, end = item.place(found.start, found.end)
                found = found.shifted(start - found.start)._replace(end=end)
                self._list.add(found, line, 0, about, said=item.text, group=group)
        return any_found

    def _meant_item(self, item: Item) -> None:
        """Say what is wrong with an item that seems to be meant as an endpoint."""
        text = item.text
        method = text.strip(" *_`")
        if method in METHODS:
            if not self._heading_has_path:
                self._list.note(without_path(method, text.index(method)), item.line, item.start)
        elif "/" in text or "\uff0f" in text:
            code = CODE.match(text)
            in_code = code is not None and " " in code.group(1)
            self._list.note_opening(text, item.line, item.start, in_code=in_code, alone=True)


def _commands(block: Block) -> Iterator[tuple[str, Line]]:
    """Give the lines of code, and a `curl` command over several lines as one."""
    lines = iter(block.lines)
    for line in lines:
        text = line.text
        if "curl" in text and match_endpoint(text) is None:
            while text.endswith("\\") and (more := next(lines, None)) is not None:
                text = f"{text[:-1]} {more.text}"
        yield text, line


def _within(found: Found, line: Line) -> Found:
    """Return what was found in a command with a place in its first line."""
    start = min(found.start, len(line.text))
    return found._replace(start=start, end=min(found.end, len(line.text)))
