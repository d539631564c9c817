"""FS509: keys and indexes that a page says a table has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.rules.drift.scope import there
from mkdocs_featurespec.rules.drift.table_index import placed
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule
from mkdocs_featurespec.sources.names import plain_name
from mkdocs_featurespec.sources.values import KeyKind, TableSource

_COLUMNS = r"\((?P<list>[^()|]*)\)|`(?P<one>\w+)`(?=[\s.,;|]|$)"
_SAID = re.compile(
    rf"\b(?P<kind>primary\s+key|(?:partial\s+)?unique(?:\s+(?:index|key|constraint))?|index)"
    rf"(?P<on>\s+on)?\s*(?:{_COLUMNS})",
    re.IGNORECASE,
)
_MORE = re.compile(rf"\s*(?:,|and)\s*(?:{_COLUMNS})", re.IGNORECASE)
_NAMED = re.compile(r"`((?:idx|ix|ux|uq|uidx|pk|fk)_\w+|\w+_(?:idx|ix|ux|uq|uniq|pkey|fkey|key))`")
_WORDS = re.compile(r"`|\b(?:asc|desc|ascending|descending)\b", re.IGNORECASE)
_NAME = re.compile(r"\w+")


class _Said(NamedTuple):
    """A key or an index that a page speaks of.

    Attributes:
        words: As the page names it.
        kind: `primary key`, `unique` or `index`; empty where it only has a name.
        columns: Of one without a name, their plain names.
        name: Its plain name.
    """

    words: str
    kind: str
    columns: tuple[str, ...] = ()
    name: str = ""


def _not_in_database(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in placed(context):
        if each.found is None or not each.found[1].whole:
            continue
        database, table = each.found
        if not (table.keys or table.indexes):
            continue  # this SQL says nothing of them
        for said in dict.fromkeys(_said(each.use.entity.said, table)):
            if not _has(table, said):
                message = f'"{table.name}" has no {said.words} in {database.source.chosen.name}'
                place = there(table.file, table.span, f'"{table.name}" is created here')
                subject = f"{each.entry.identity} {said.words}"
                hint = "create it there, or mend what is said of it"
                finding = Finding(each.use.entity.span, message, hint, subject, place)
                yield each.use.feature.src_uri, finding


def _said(text: str, table: TableSource) -> Iterator[_Said]:
    """Give the keys and indexes that a text speaks of, as far as that is beyond doubt."""
    own = {plain_name(column.name) for column in table.columns}
    for match in _SAID.finditer(text):
        kind = " ".join(match["kind"].lower().split())
        if match["one"] and not match["on"]:
            continue  # `Unique `email`` may be said of anything
        listed: re.Match[str] | None = match
        while listed is not None:
            names = _names(listed["list"] or listed["one"] or "")
            if names and all(plain_name(name) in own for name in names):
                columns = tuple(map(plain_name, names))
                yield _Said(f"{kind} ({', '.join(names)})", _plain_kind(kind), columns)
            listed = _MORE.match(text, listed.end())
    for name in _NAMED.findall(text):
        if plain_name(name) not in own:
            yield _Said(f'index or constraint "{name}"', "", (), plain_name(name))


def _names(listed: str) -> list[str]:
    """Return the columns of a list; none where it holds anything else."""
    names = [part.strip() for part in _WORDS.sub("", listed).split(",")]
    return names if all(_NAME.fullmatch(name) for name in names) else []


def _plain_kind(kind: str) -> str:
    return "unique" if "unique" in kind else kind


def _has(table: TableSource, said: _Said) -> bool:
    if said.name:
        primary = said.name.endswith("pkey")
        keys = [key.name for key in table.keys if (key.kind is KeyKind.PRIMARY) is primary]
        names = [*keys, *(index.name for index in table.indexes)]
        # Where SQL gives no name, the database makes one up.
        return "" in names or said.name in map(plain_name, names)
    return any(_fits(kind, columns, said) for kind, columns in _kept(table))


def _kept(table: TableSource) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the keys and indexes of a table: what each is, and its columns."""
    for key in table.keys:
        if key.kind is not KeyKind.FOREIGN:
            kind = "primary key" if key.kind is KeyKind.PRIMARY else "unique"
            yield kind, tuple(map(plain_name, key.columns))
    for index in table.indexes:
        yield "unique" if index.unique else "index", tuple(map(plain_name, index.columns))


def _fits(kind: str, columns: tuple[str, ...], said: _Said) -> bool:
    """Return whether a key or an index is what a page says, or does what that would do."""
    if said.kind == "index":
        # The first columns of an index are indexed by it.
        return set(columns[: len(said.columns)]) == set(said.columns)
    if set(columns) != set(said.columns):
        return False
    return kind == said.kind or (said.kind == "unique" and kind == "primary key")


_HEAD = (
    "## Database Tables",
    "",
    "| Table | Purpose | Important Columns | Notes |",
    "|---|---|---|---|",
)
_SQL = """\
CREATE TABLE messages (
  id uuid PRIMARY KEY,
  chat_id uuid NOT NULL,
  seq bigint NOT NULL
);
CREATE INDEX ON messages (chat_id);
"""
_UNIQUE = "CREATE UNIQUE INDEX ON messages (chat_id, seq);\n"
_PAGE = example_page(
    *_HEAD, "| messages | What was said. | id, seq | `UNIQUE (chat_id, seq)`, no gaps. |"
)

RULES = (
    SiteRule(
        code="FS509",
        name="index-not-in-database",
        severity=Severity.WARNING,
        summary="A page names a key or an index that its table does not have in the database.",
        reason="Others rely on it: that a number cannot be given twice, or that a query is fast. "
        "What counts is what stands beside the table, such as `UNIQUE (a, b)`, "
        "`Index on (a, b)` or a name like `messages_chat_id_idx`.",
        bad=_PAGE,
        good=_PAGE,
        sources={"schema.sql": _SQL},
        mended={"schema.sql": _SQL + _UNIQUE},
        unfinished=True,
        check=_not_in_database,
    ),
)
