"""When a page lists an entity twice: two rows, two items, two headings or two lines of code."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.reader.entities.cells import Row
from mkdocs_featurespec.reader.entities.columns import (
    ENDPOINT_SUMMARIES,
    KEY_COLUMNS,
    TABLE_SUMMARIES,
)

_DESCRIPTIONS = (
    frozenset((*TABLE_SUMMARIES, *ENDPOINT_SUMMARIES, "payload", "meaning", "what it says"))
    | frozenset(("note", "remarks", "remark", "comment", "comments", "response", "contract"))
    | KEY_COLUMNS
) - {"role", "action"}
"""Columns that say what something is like, and so cannot tell two things apart."""


_TARGET = re.compile(r"[`*_\s]*(?:->|=>|\u2192)\s*(.*)")


class Form(Enum):
    """How a page lists an entity. A row that sums up and a heading with the details are not one."""

    ROW = auto()
    ITEM = auto()
    HEADING = auto()
    CODE = auto()


class Listing(NamedTuple):
    """What lists entities: a table, a list, a run of headings or a block of code.

    Attributes:
        form: Which of them.
        place: What it stands in; equal for two that are one.
        header: Of a table, its header.
        named: Of a table, the columns that name the entities.
    """

    form: Form
    place: object
    header: tuple[str, ...] = ()
    named: tuple[int | None, ...] = ()


class Entry(NamedTuple):
    """A place that lists an entity.

    Attributes:
        listing: What it is a part of.
        line: The line, from 1.
        detail: What it says that tells two entities of one name apart, such as a query.
        row: Of a table, the row.
    """

    listing: Listing
    line: int
    detail: str = ""
    row: Row | None = None

    def repeats(self, other: Entry) -> bool:
        """Return whether two places of one entity list it twice.

        Rows that differ in a column that is not there to describe, such as a role or a handler,
        are about two things.
        """
        if self.line == other.line or self.detail != other.detail or self.listing != other.listing:
            return False
        row, earlier = self.row, other.row
        if row is None or earlier is None:
            return True
        columns = _telling_columns(self.listing.header, self.listing.named)
        return all(row.text(column) == earlier.text(column) for column in columns)


def said_of_target(rest: str) -> str:
    """Return what an arrow behind a name points at: one event may have several handlers."""
    target = _TARGET.match(rest)
    return target.group(1) if target else ""


@lru_cache(maxsize=256)
def _telling_columns(header: tuple[str, ...], named: tuple[int | None, ...]) -> tuple[int, ...]:
    """Return the columns that tell two rows of one name apart."""
    return tuple(i for i, name in enumerate(header) if i not in named and name not in _DESCRIPTIONS)
