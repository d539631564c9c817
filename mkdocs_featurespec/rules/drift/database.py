"""FS507, FS508 and FS510: tables and columns of pages, and tables of the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.rules.drift.scope import any_unread, named, there
from mkdocs_featurespec.rules.drift.table_index import databases, placed, tables
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule, SourceRule
from mkdocs_featurespec.sources.names import is_column, plain_name
from mkdocs_featurespec.sources.values import TableSource


def _not_in_database(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in placed(context):
        if each.found is not None:
            continue
        name = each.use.entity.name
        message = f'"{name}" is not in {named(database.source for database in each.asked)}'
        span, subject = each.use.entity.span, each.entry.identity
        finding = Finding(span, message, "create it there, or take it out", subject)
        if near := each.near:
            hint = f'did you mean "{near.name}"?'
            place = there(near.file, near.span, f'"{near.name}" is created here')
            finding = Finding(span, message, hint, subject, place)
        yield each.use.feature.src_uri, finding


def _column_not_in_database(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for each in placed(context):
        if each.found is None or not each.found[1].whole:
            continue
        database, table = each.found
        known = {plain_name(column.name) for column in table.columns}
        missing = [name for name in each.use.columns if not is_column(name, known)]
        if missing:
            listed = ", ".join(f'"{name}"' for name in missing)
            what = "columns" if len(missing) > 1 else "column"
            message = f'"{table.name}" has no {what} {listed} in {database.source.chosen.name}'
            place = there(table.file, table.span, f'"{table.name}" is created here')
            hint = _meant(missing, table)
            subject = f"{each.entry.identity} {' '.join(missing)}"
            finding = Finding(each.use.entity.span, message, hint, subject, place)
            yield each.use.feature.src_uri, finding


def _meant(missing: Sequence[str], table: TableSource) -> str:
    names = [column.name for column in table.columns]
    close = [match for name in missing for match in get_close_matches(name, names, n=1)]
    if close:
        return "did you mean " + ", ".join(f'"{name}"' for name in dict.fromkeys(close)) + "?"
    return "add it there, or take it out"


def _not_documented(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    if not databases(context) or any_unread(context):
        return
    told = {id(each.near) for each in placed(context) if each.near is not None}
    for _, table, uses in tables(context):
        if not uses and id(table) not in told:
            what = "view" if table.is_view else "table"
            message = f'no page documents the {what} "{table.name}"'
            hint = "list it on the page of the feature that owns it, or under 'ignore'"
            yield table.file, Finding(table.span, message, hint, table.name)


_HEAD = ("## Database Tables", "", "| Table | Purpose | Important Columns |", "|---|---|---|")
_SQL = """\
CREATE TABLE messages (
  id uuid PRIMARY KEY,
  body text NOT NULL,
  sent_at timestamptz
);
"""
_GOOD = example_page(*_HEAD, "| messages | What was said. | id, body |")

RULES = (
    SiteRule(
        code="FS507",
        name="table-not-in-database",
        severity=Severity.WARNING,
        summary="A table on a page is not in the database.",
        reason="It was renamed or dropped, or never was created. A schema counts only where both "
        "sides name one; capitals and underscores do not count. What a page says to be another "
        "system's is not looked for.",
        bad=example_page(*_HEAD, "| mesages | What was said. | id, body |"),
        good=_GOOD,
        sources={"schema.sql": _SQL},
        unfinished=True,
        check=_not_in_database,
    ),
    SiteRule(
        code="FS508",
        name="column-not-in-database",
        severity=Severity.WARNING,
        summary="A page names a column that its table does not have in the database.",
        reason="A query that is written by the page fails. Nothing is said of views, nor of "
        "tables whose SQL is not wholly understood.",
        bad=example_page(*_HEAD, "| messages | What was said. | id, text |"),
        good=_GOOD,
        sources={"schema.sql": _SQL},
        unfinished=True,
        check=_column_not_in_database,
    ),
    SourceRule(
        code="FS510",
        name="table-not-documented",
        severity=Severity.WARNING,
        summary="No page documents a table of the database.",
        reason="Nobody knows which feature owns it, so nobody knows who may change it. The "
        "finding stands where the table is created. Tables of the tools that run migrations "
        "need no page.",
        bad=example_page(*_HEAD[:1], "", "None."),
        good=_GOOD,
        sources={"schema.sql": _SQL},
        check=_not_documented,
    ),
)
