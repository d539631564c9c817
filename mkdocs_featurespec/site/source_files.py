"""The files that define an application's endpoints and tables, read for a new page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.source_texts import SourceTexts
from mkdocs_featurespec.sources.openapi import read_openapi
from mkdocs_featurespec.sources.sql import SqlTables, read_sql
from mkdocs_featurespec.sources.values import Operation


def read_operations(path: Path) -> Sequence[Operation]:
    """Return the operations of an OpenAPI file; it may refer to others in its folder.

    Raises:
        ConfigurationError: when it is broken, with its line.
    """
    folder = path.parent.as_posix()
    api = read_openapi(path.as_posix(), SourceTexts().read, "" if folder == "." else folder)
    for problem in api.problems:
        raise ConfigurationError(problem.message, path=problem.path, line=problem.line)
    return api.operations


def read_tables(path: Path) -> SqlTables:
    """Return the tables of a file of SQL.

    Raises:
        ConfigurationError: when there are none, with the line of what is broken.
    """
    found = read_sql([(str(path), SourceTexts().read(str(path)))])
    known = tuple(table for table in found.tables if table.columns or table.is_view or table.whole)
    if not known:
        for problem in found.problems:
            raise ConfigurationError(problem.message, path=str(path), line=problem.line)
        raise ConfigurationError("there is no CREATE TABLE in it", path=str(path), line=1)
    return SqlTables(known, found.problems)
