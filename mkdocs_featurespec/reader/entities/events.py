"""Events, jobs and notifications in a section that holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from mkdocs_featurespec.model import Direction, EntityKind, Role
from mkdocs_featurespec.reader.entities.cells import (
    Row,
    find_column,
    preferred_column,
    read_header,
    read_rows,
)
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.columns import (
    EVENT_COLUMNS,
    EVENT_SIDE_COLUMNS,
    EVENT_SUMMARIES,
    JOB_COLUMNS,
)
from mkdocs_featurespec.reader.entities.items import Item, ItemReader
from mkdocs_featurespec.reader.entities.names import (
    CODE,
    Name,
    event_name,
    leading_names,
    names_in_cell,
    snake_name,
)
from mkdocs_featurespec.reader.entities.twice import Entry, Form, Listing, said_of_target
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind, Line, Region

_PUBLISHED = re.compile(
    r"\b(?:publish(?:e[sd]|ing)?|emit(?:s|ted)?|outgoing|outbound|produce[sd]?|raise[sd]?|sent|sends)\b",
    re.IGNORECASE,
)
_CONSUMED = re.compile(
    r"\b(?:consum(?:e[sd]?|ing)|receive[sd]?|subscri(?:be[sd]?|ptions?)|incoming|inbound|handle[sd]?"
    r"|listen(?:s|ed)?(?: to| for)?|reacts? to)\b",
    re.IGNORECASE,
)
_JOB = re.compile(r"\b(?:jobs?|workers?|crons?|tasks?|queues?|schedule[dr]?)\b", re.IGNORECASE)
_NOTIFICATION = re.compile(r"\bnotifications?\b", re.IGNORECASE)
_SYNC = re.compile(r"\bsync(?:hroni[sz]ation)?(?: side)?(?: effects?)?\b", re.IGNORECASE)
_INTEGRATION = re.compile(r"\bintegration(?: events?)?\b", re.IGNORECASE)
_LABEL = re.compile(
    r"[*_]*(?:(?:on|the|a|an|new|internal|external)\s+)?"
    r"(domain events?|integration events?|outbox (?:events?|records?|messages?)|events?"
    r"|messages?|topics?|crons?|queues?"
    r"|(?:background |scheduled |queue |cron |nightly |recurring )*(?:jobs?|workers?|tasks?)"
    r"|(?:push |email |in-app )*notifications?(?: side effects?)?|sync(?: side)?(?: effects?)?"
    r"|publish(?:e[sd])?|emit(?:s|ted)?|produces?|raises?|consumes?|consumed|receive[sd]?"
    r"|subscribe[sd]?(?: to)?|listens?(?: to| for)?|handles?)"
    r"(?:\s+(?:domain|integration))?(?:\s+events?)?\s*:?[*_]*\s*:?\s+",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"[*_]{0,2}([\w.:>*-]*\w[\w.:>*-]*?)[*_]{0,2}(?=\s*(?::\s|[-\u2013\u2014]\s|->|\u2192|=>|$|\())"
)
_WORDS = re.compile(
    r"[*_]{0,2}([A-Z][\w /-]{2,60}?)[*_]{0,2}(?=\s*(?::|\s[-\u2013\u2014]\s|\u2192|->|\(|$))"
)
_PHRASE = re.compile(r"[*_]{0,2}(\w[^:.;(`]{1,78}\w)")
_SCHEDULE = re.compile(
    r"\b(?:every|hourly|daily|nightly|weekly|monthly|runs|retries)\b", re.IGNORECASE
)
_NONE = re.compile(r"\W*(?:none\b|n/?a\b|no\b|not\b|tbd\b|nothing\b|-+$)", re.IGNORECASE)
_HEADING = re.compile(
    r"[#\s]*(?:[\d.]+\s+)?(?:(?:domain |integration )?event|job|worker)?\s*:?\s*", re.IGNORECASE
)


def read_events(region: Region, collector: Collector) -> None:
    """Find the events, jobs and notifications of one region.

    Args:
        region: A section whose role is events.
        collector: Gets them.
    """
    _Reader(region, collector).read()


class _Reader:
    def __init__(self, region: Region, collector: Collector) -> None:
        self._region = region
        self._collector = collector
        self._section: tuple[EntityKind | None, Direction | None] = _said(region.heading.text)
        self._label: tuple[EntityKind | None, Direction | None] = self._section
        """What the last heading or label says of the lines below it."""

    def read(self) -> None:
        items = ItemReader()
        for block in self._region.blocks:
            if block.kind is BlockKind.HEADING:
                self._heading(block)
            elif block.kind is BlockKind.TABLE:
                self._table(block)
            for item in items.read(block):
                self._item(item)

    def _heading(self, block: Block) -> None:
        heading = self._region.headings[block.line]
        self._collector.enter(heading)
        line = block.lines[0]
        lead = _HEADING.match(line.text)
        start = lead.end() if lead else 0
        kind = EntityKind.JOB if lead and _JOB.search(lead.group()) else self._section[0]
        accept = event_name if kind is not EntityKind.JOB else _job_name
        if name := _only_name(line.text[start:], accept):
            entry = Entry(Listing(Form.HEADING, self._collector.heading_place), line.number)
            self._add(name, line, start, "", kind, self._label[1], entry)
            return
        kind, direction = _said(heading.text)
        self._label = (kind, direction)
        if heading.level <= self._region.heading.level + 1:
            self._section = self._label

    def _table(self, block: Block) -> None:
        header = read_header(block)
        jobs = find_column(header, JOB_COLUMNS)
        column = find_column(header, EVENT_COLUMNS | self._collector.name_columns(Role.EVENTS))
        kind: EntityKind | None = EntityKind.JOB
        if column is None or (jobs is not None and jobs < column):
            column = jobs
        else:
            kind = self._label[0] or _said(header[column])[0]
        if column is None:
            return
        summary = preferred_column(header, EVENT_SUMMARIES)
        side_column = find_column(header, EVENT_SIDE_COLUMNS)
        side = _side_of_table(header) if side_column is None else None
        listing = Listing(Form.ROW, self._collector.anchor, header, (column,))
        for row in read_rows(block):
            if not self._collector.is_left_over(row.line):
                if side_column is not None:
                    side = _said(row.text(side_column))[1]
                entry = Entry(listing, row.line.number, row=row)
                about = row.text(summary)
                self._row(entry, row, column, kind, side or self._label[1], about)

    def _row(
        self,
        entry: Entry,
        row: Row,
        column: int,
        kind: EntityKind | None,
        side: Direction | None,
        about: str,
    ) -> None:
        cell = row.cell(column)
        if _NONE.match(cell.text) or not cell.text:
            return
        accept: Callable[[str], str | None] = _job_name if kind is EntityKind.JOB else _any_name
        names = list(names_in_cell(cell.text, accept))
        if not names and kind is EntityKind.JOB and "`" not in cell.text:
            text = cell.text.strip("*_ ")
            names = [Name(text, cell.text.index(text), cell.text.index(text) + len(text))]
        for name in names:
            self._add(name, row.line, cell.start, about, kind, side, entry)

    def _item(self, item: Item) -> None:
        text = item.text
        if self._collector.is_left_over(item.line) or _NONE.match(text):
            return
        if text.rstrip(" *_").endswith(":") and "`" not in text:
            kind, direction = _said(text)
            self._label = (kind or self._section[0], direction or self._section[1])
            return
        lead = _LABEL.match(text)
        start = lead.end() if lead else 0
        kind, direction = _said(lead.group()) if lead else (None, None)
        kind, direction = kind or self._label[0], direction or self._label[1]
        if item.nested and not lead and self._label == self._section:
            return
        names = self._names(text[start:], kind, lead.group() if lead else "")
        if not names or not (item.is_item or lead or text.lstrip("*_").startswith("`")):
            return
        if kind is None and not event_name(names[0].text):
            jobs_stand_here = direction is None and _JOB.search(self._region.heading.text)
            kind = EntityKind.JOB if jobs_stand_here or _says_job(text) else EntityKind.EVENT
        rest = text[start + names[-1].end :]
        entry = None
        if item.is_item:
            entry = Entry(Listing(Form.ITEM, item.list), item.line.number, said_of_target(rest))
        for name in names:
            line, *span = item.place(start + name.start, start + name.end)
            self._add(Name(name.text, *span), line, 0, rest, kind, direction, entry)

    def _names(self, text: str, kind: EntityKind | None, lead: str) -> list[Name]:
        """Return the names that a line opens with, behind a lead such as "Background job"."""
        in_words = kind in (EntityKind.JOB, EntityKind.NOTIFICATION, EntityKind.SYNC)
        if names := leading_names(text, event_name):
            return names
        if in_words or lead or self._label[0] is not None or _says_job(text):
            names = leading_names(text, _job_name)
        elif self._label[1] is not None or not _JOB.search(self._region.heading.text):
            names = leading_names(text, snake_name)
        if names or CODE.match(text.lstrip("*_ ")):
            return names
        bare = _BARE.match(text)
        if bare and (event_name(bare.group(1)) or (in_words and "_" in bare.group(1))):
            return [Name(bare.group(1), bare.start(1), bare.end(1))]
        if in_words and (words := (_PHRASE if ":" in lead else _WORDS).match(text)):
            return [Name(words.group(1).strip(), words.start(1), words.end(1))]
        return []

    def _add(
        self,
        name: Name,
        line: Line,
        offset: int,
        summary: str,
        kind: EntityKind | None,
        direction: Direction | None,
        entry: Entry | None,
    ) -> None:
        kind = kind or EntityKind.EVENT
        if kind in (EntityKind.JOB, EntityKind.NOTIFICATION, EntityKind.SYNC):
            direction = None
        self._collector.add(
            kind,
            name.text,
            (line, offset + name.start, offset + name.end),
            summary=summary,
            direction=direction,
            entry=entry,
        )


def _says_job(text: str) -> bool:
    """Return whether a line speaks of a job: it has a schedule, or calls it one."""
    return _JOB.search(text) is not None or _SCHEDULE.search(text) is not None


@lru_cache(maxsize=4096)
def _said(text: str) -> tuple[EntityKind | None, Direction | None]:
    """Return what a heading or a label says of what stands below it.

    One that names several kinds, such as "Events & Background Jobs", says none.
    """
    kinds = [
        kind
        for kind, pattern in (
            (EntityKind.JOB, _JOB),
            (EntityKind.INTEGRATION_EVENT, _INTEGRATION),
            (EntityKind.NOTIFICATION, _NOTIFICATION),
            (EntityKind.SYNC, _SYNC),
        )
        if pattern.search(text)
    ]
    events = re.search(r"\bevents?\b", _INTEGRATION.sub("", text), re.IGNORECASE)
    kind = kinds[0] if len(kinds) == 1 and not events else None
    published, consumed = _PUBLISHED.search(text), _CONSUMED.search(text)
    direction = None
    if (published is None) != (consumed is None):
        direction = Direction.PUBLISHED if published else Direction.CONSUMED
    return kind, direction


def _side_of_table(header: Sequence[str]) -> Direction | None:
    """Return the side of all events of a table, where one column names the other side."""
    names = " ".join(header)
    publisher = re.search(r"\b(?:publishers?|producers?|source|published by|emitted by)\b", names)
    consumer = re.search(r"\b(?:consumers?|subscribers?|consumed by)\b", names)
    if (publisher is None) == (consumer is None):
        return None
    return Direction.CONSUMED if publisher else Direction.PUBLISHED


def _only_name(text: str, accept: Callable[[str], str | None]) -> Name | None:
    """Return the name that a heading opens with."""
    if names := leading_names(text, accept):
        return names[0]
    bare = _BARE.match(text)
    if bare and event_name(bare.group(1)):
        return Name(bare.group(1), bare.start(1), bare.end(1))
    return None


def _any_name(text: str) -> str | None:
    return event_name(text) or snake_name(text)


def _job_name(text: str) -> str | None:
    """Return a job's name: as events are spelled, `cool_kilns_job`, `CoolKilns`, `kilns:cool`."""
    stripped = text.strip()
    if event_name(stripped) or snake_name(stripped):
        return stripped
    return stripped if re.fullmatch(r"[A-Za-z][\w.:/-]*", stripped) else None
