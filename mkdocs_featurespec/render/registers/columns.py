"""The columns of a table as pages document them, side by side where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mkdocs_featurespec.render.registers.entries import Link
from mkdocs_featurespec.render.registers.markup import anchor, text


def documented_columns(links: Sequence[Link]) -> str:
    """Return what is known of a table's columns as a `<details>`; nothing where nothing is."""
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
    count = f"{len(every)} column{'s' if len(every) > 1 else ''}"
    apart = f", {len(pages)} pages differ" if differ else ""
    return (
        f'<details class="featurespec-columns"><summary>{count}{apart}</summary>{content}</details>'
    )


def _list(every: Mapping[str, str]) -> str:
    codes = ", ".join(f"<code>{text(column)}</code>" for column in every.values())
    return f"<p>{codes}</p>"


def _matrix(
    pages: Sequence[Link], named: Sequence[Mapping[str, str]], every: Mapping[str, str]
) -> str:
    """Return a table with a row a column and a mark for each page that documents it."""
    head = "".join(f'<th scope="col">{anchor(link)}</th>' for link in pages)
    rows = "".join(
        f'<tr><th scope="row"><code>{text(column)}</code></th>'
        + "".join("<td>yes</td>" if key in columns else "<td></td>" for columns in named)
        + "</tr>"
        for key, column in every.items()
    )
    return (
        '<div class="featurespec-side-by-side" tabindex="0" role="group" '
        'aria-label="Columns by page">'
        f'<table class="featurespec-differences"><thead><tr><th scope="col">Column</th>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )
