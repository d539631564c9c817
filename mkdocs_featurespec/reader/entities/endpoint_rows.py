"""Endpoints in the rows of tables: in two cells, in one, or in any two."""

from __future__ import annotations

from mkdocs_featurespec.reader.entities.cells import Cell, Row
from mkdocs_featurespec.reader.entities.endpoint_spelling import (
    Found,
    bare_text,
    is_methods,
    is_path,
    methods_in,
    path_alone,
    search_endpoint,
)
from mkdocs_featurespec.reader.entities.malformed import (
    Malformed,
    without_method,
    without_path,
    wrong_method,
    wrong_opening,
    wrong_path,
)

_PATHS = frozenset(("path", "route", "url", "uri"))
"""Columns where a path may lack its slash."""


def endpoint_of_row(
    row: Row, method: int | None, path: int | None, header: tuple[str, ...]
) -> Found | None:
    """Return the endpoint of a row.

    Args:
        row: The row.
        method: The column of methods.
        path: The column of paths.
        header: The names of all columns.
    """
    if method is not None and path is not None:
        return _of_two_cells(row.cell(method), row.cell(path), header[path])
    column = path if path is not None else method
    return _of_one_cell(row, column) or _of_any_cells(row) or _meant_in_one_cell(row, path)


def _of_two_cells(method: Cell, path: Cell, column: str) -> Found | None:
    """Return the endpoint of a row with a cell for the method and one for the path.

    Args:
        method: The one cell.
        path: The other one.
        column: How the column of paths is headed, normalised.
    """
    methods = methods_in(method.text)
    bare = bare_text(path.text)
    relative = bool(methods) and column in _PATHS
    found = path_alone(bare, methods, path.start, relative=relative)
    if found is not None and found.methods:
        return found
    if methods:
        return _with_methods(method, path, bare)
    return _without_methods(method, path, bare)


def _with_methods(method: Cell, path: Cell, bare: str) -> Found | None:
    """Return what is wrong with the path of a row that has a method."""
    stripped = bare.strip()
    if not stripped:
        start = len(method.text) - len(method.text.lstrip("*_` "))
        name = method.text.strip("*_` ")
        return _meant(without_path(name, start), method.start)
    return _meant(wrong_path(stripped, bare.index(stripped), in_code=False), path.start)


def _without_methods(method: Cell, path: Cell, bare: str) -> Found | None:
    """Return what is wrong with the method of a row that has a path."""
    wrong = without_method(bare, len(bare) - len(bare.lstrip()))
    if wrong is not None and method.text.strip("*_` "):
        return _meant(wrong_method(bare_text(method.text), wrong.alone), method.start)
    return _meant(wrong, path.start)


def _of_one_cell(row: Row, column: int | None) -> Found | None:
    """Return the endpoint that stands in one cell: in the path's, or else as all of the first."""
    cell = row.cell(0 if column is None else column)
    found = search_endpoint(cell.text)
    if found is None or (column is None and cell.text[: found.start].strip("`* ")):
        return None
    return found.shifted(cell.start)


def _of_any_cells(row: Row) -> Found | None:
    """Return the endpoint of a row with a method alone in one cell and a path alone in another.

    So do tables go whose header is not English.
    """
    bare = [bare_text(cell.text) for cell in row.cells]
    method = next((i for i, text in enumerate(bare) if is_methods(text)), None)
    path = next((i for i, text in enumerate(bare) if is_path(text)), None)
    if method is None or path is None:
        return None
    return _of_two_cells(row.cell(method), row.cell(path), "")


def _meant_in_one_cell(row: Row, column: int | None) -> Found | None:
    """Return what is wrong with the one cell that should hold a method and a path."""
    cell = row.cell(column)
    bare = bare_text(cell.text)
    lead = len(bare) - len(bare.lstrip())
    wrong = wrong_opening(bare[lead:], in_code=False)
    return _meant(wrong.shifted(lead) if wrong else without_method(bare, lead), cell.start)


def _meant(wrong: Malformed | None, offset: int) -> Found | None:
    """Return an endpoint that somebody meant, with what is wrong with it."""
    return Found((), "", 0, 0, 0, malformed=wrong.shifted(offset)) if wrong else None
