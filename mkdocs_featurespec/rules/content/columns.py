"""FS305: the columns of a page's tables, beside those of the template's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Grid, Role
from mkdocs_featurespec.reader.entities.columns import COLUMN_COLUMNS, TYPE_COLUMNS, same_column
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule


def _table_columns(context: PageContext) -> Iterator[Finding]:
    for grid in context.page.grids:
        wanted = _wanted(context, grid)
        if not wanted:
            continue
        has = set(_names(grid.header))
        expected = _names(wanted)
        if grid.role is Role.TABLES and has & (COLUMN_COLUMNS | TYPE_COLUMNS):
            continue  # a table of columns
        common = [name for name in expected if name in has]
        if expected[0] not in has or 2 * len(common) < len(expected):
            continue  # a table of something else
        missing = [
            plain_text(text)
            for text, name in zip(wanted, expected, strict=True)
            if name and name not in has
        ]
        if missing:
            named = " and ".join(f"'{text}'" for text in missing)
            plural = "s" if len(missing) > 1 else ""
            heading = context.page.sections[grid.section].heading.text
            yield Finding(
                grid.span,
                f"the table lacks the column{plural} {named}",
                f"the template's table has: {', '.join(map(plain_text, wanted))}",
                f"{heading}: {', '.join(missing)}",
            )


def _wanted(context: PageContext, grid: Grid) -> tuple[str, ...]:
    """Return the header that the template gives a table in this place; empty without one."""
    section: int | None = grid.section
    while section is not None:
        own = context.matching.of_page[section]
        if own is not None:
            return context.template.sections[own].table_header
        section = context.page.sections[section].parent
    return ()


@lru_cache(maxsize=1024)
def _names(header: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns, one for all words that mean the same."""
    return tuple(same_column(next(iter(heading_names(text)), "")) for text in header)


RULES = (
    PageRule(
        code="FS305",
        name="table-columns",
        severity=Severity.WARNING,
        summary="A table lacks columns that the template's table has.",
        reason="The template asks for them because readers look for them there. The order is free, "
        "more columns are welcome, and other words for the same, such as Description for Purpose, "
        "count. Tables of something else are not meant.",
        bad=example_page(
            "## Database Tables",
            "",
            "| Table | Retention |",
            "|---|---|",
            "| `messages` | Two years. |",
        ),
        good=example_page(
            "## Database Tables",
            "",
            "| Table | Purpose | Retention |",
            "|---|---|---|",
            "| `messages` | What coach and client write. | Two years. |",
        ),
        check=_table_columns,
    ),
)
