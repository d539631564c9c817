"""The columns of a table as pages document them, side by side, and beside those of its database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mkdocs_featurespec.render.registers.entries import Link
from mkdocs_featurespec.render.registers.markup import anchor, counted, text
from mkdocs_featurespec.render.registers.table_source import columns_of, index_list
from mkdocs_featurespec.sources.names import is_column, plain_name
from mkdocs_featurespec.sources.values import TableSource


def known_columns(links: Sequence[Link], table: TableSource | None) -> str:
    """Return what is known of a table's columns as a `<details>`; nothing where nothing is.

    Args:
        links: The pages that name the table.
        table: What its database has, if there is one and that is known.
    """
    if table is None or not table.columns:
        return _documented(links)
    pages = [link for link in links if link.use.columns]
    facts = columns_of(table)
    known = {plain_name(column.name) for column in table.columns}
    # What only pages name comes last.
    unknown = dict.fromkeys(
        column for link in pages for column in link.use.columns if not is_column(column, known)
    )
    head = ["Column", *facts.head, *map(anchor, pages)]
    named = [_with_parts(link.use.columns) for link in pages]
    rows = [
        (name, [*cells, *_marks(plain_name(name) in columns for columns in named)])
        for name, cells in facts.rows
    ]
    missing = ["not in the database" if table.whole else "", *("" for _ in facts.head[1:])]
    rows += [
        (name, [*missing, *_marks(plain_name(name) in columns for columns in named)])
        for name in unknown
    ]
    apart = f", {len(unknown)} not in the database" if unknown and table.whole else ""
    return _details(len(facts.rows), apart, _side_by_side(head, rows) + index_list(table))


def _documented(links: Sequence[Link]) -> str:
    pages = [link for link in links if link.use.columns]
    if not pages:
        return ""
    named = [{column.casefold(): column for column in link.use.columns} for link in pages]
    every: dict[str, str] = {}
    for columns in named:
        for key, column in columns.items():
            every.setdefault(key, column)
    differ = any(columns.keys() != every.keys() for columns in named)
    content = _matrix(pages, named, every) if differ else _list(every)
    apart = f", {len(pages)} pages differ" if differ else ""
    return _details(len(every), apart, content)


def _details(columns: int, apart: str, content: str) -> str:
    return (
        '<details class="featurespec-columns">'
        f"<summary>{counted(columns, 'column')}{apart}</summary>{content}</details>"
    )


def _list(every: Mapping[str, str]) -> str:
    codes = ", ".join(f"<code>{text(column)}</code>" for column in every.values())
    return f"<p>{codes}</p>"


def _matrix(
    pages: Sequence[Link], named: Sequence[Mapping[str, str]], every: Mapping[str, str]
) -> str:
    """Return a table with a row a column and a mark for each page that documents it."""
    return _side_by_side(
        ["Column", *map(anchor, pages)],
        [(column, _marks(key in columns for columns in named)) for key, column in every.items()],
    )


def _with_parts(columns: Iterable[str]) -> frozenset[str]:
    """Return the plain names of columns, and of those that something is a part of."""
    return frozenset(plain_name(part) for name in columns for part in (name, *name.split(".")))


def _marks(documented: Iterable[bool]) -> list[str]:
    return ["yes" if each else "" for each in documented]


def _side_by_side(head: Iterable[str], rows: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return a table of columns.

    Args:
        head: What stands above, as HTML.
        rows: The name of each column, and its cells as HTML.
    """
    heads = "".join(f'<th scope="col">{each}</th>' for each in head)
    body = "".join(
        f'<tr><th scope="row"><code>{text(name)}</code></th>'
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
        for name, cells in rows
    )
    return (
        '<div class="featurespec-side-by-side" tabindex="0" role="group" '
        'aria-label="Columns by page">'
        f'<table class="featurespec-differences"><thead><tr>{heads}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )
