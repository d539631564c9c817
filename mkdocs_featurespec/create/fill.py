"""A skeleton with the tables and endpoints that a feature is known to have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_featurespec.create.entries import Entry
from mkdocs_featurespec.create.examples import Columns, Form, Place
from mkdocs_featurespec.create.markdown import written_text


def filled(skeleton: str, place: Place, entries: Iterable[Entry]) -> str:
    r"""Return a skeleton with entries in the place of its example, or below a section's text.

    Args:
        skeleton: As rendered, with `\n` at the ends of its lines.
        place: Where the entries go.
        entries: What is written there; at least one.
    """
    lines = skeleton.split("\n")
    written = [f"{place.indent}{line}" for line in _lines(place, entries)]
    if place.last < place.first and place.columns is None:
        fence = ["```http", *written, "```"]
        written = ["", *(fence if place.form is Form.FENCE else written)]
    lines[place.first - 1 : place.last] = written
    return "\n".join(lines)


def appended_lines(place: Place, entries: Iterable[Entry]) -> list[str]:
    """Return the lines that go behind those of a place, where it lists something already."""
    return [f"{place.indent}{line}" for line in _lines(place, entries)]


def _lines(place: Place, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        if place.form is Form.FENCE:
            yield f"{entry.label}  # {entry.summary}" if entry.summary else entry.label
        elif place.columns is not None:
            yield f"| {' | '.join(_cells(entry, place.columns))} |"
        else:
            about = f" - {written_text(entry.summary)}" if entry.summary else ""
            yield f"- `{entry.label}`{about}"


def _cells(entry: Entry, columns: Columns) -> list[str]:
    cells = [""] * columns.count
    cells[columns.name] = f"`{entry.label if columns.method is None else entry.name}`"
    if columns.method is not None:
        cells[columns.method] = entry.method
    if columns.columns is not None:
        cells[columns.columns] = ", ".join(map(written_text, entry.columns))
    if columns.summary is not None:
        cells[columns.summary] = written_text(entry.summary)
    if columns.notes is not None:
        cells[columns.notes] = written_text(entry.notes)
    return cells
