"""The files that define an application's endpoints and tables, read from the disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.site.files import read_text
from mkdocs_featurespec.sources.openapi import read_openapi
from mkdocs_featurespec.sources.sql import SqlTables, read_sql
from mkdocs_featurespec.sources.values import Operation


def read_operations(path: Path) -> Sequence[Operation]:
    """Return the operations of an OpenAPI file.

    Raises:
        ConfigurationError: when it is broken, with its line.
    """
    return read_openapi(_read(path), str(path))


def read_tables(path: Path) -> SqlTables:
    """Return the tables of a file of SQL.

    Raises:
        ConfigurationError: when it is broken, with its line.
    """
    return read_sql(_read(path), str(path))


def _read(path: Path) -> str:
    text = read_text(path)
    if isinstance(text, Fault):
        reason = text.message.replace("the page", "the file")
        hint = f"; {text.hint}" if text.hint else ""
        raise ConfigurationError(f"{reason}{hint}", path=str(path), line=text.span.line)
    return text
