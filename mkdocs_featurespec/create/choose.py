"""Which operations and tables of a file a page is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.values import Operation, TableSource

_MOST_NAMED = 10
"""A message names no more than these."""


def choose_operations(
    operations: Sequence[Operation], tags: Sequence[str], path: str
) -> Sequence[Operation]:
    """Return the operations that have one of these tags, or all where no tag is given.

    Args:
        operations: Those of a file.
        tags: In any case of letters.
        path: How errors name the file.

    Raises:
        ConfigurationError: when a tag has none; it says which tags there are.
    """
    known = dict.fromkeys(tag for operation in operations for tag in operation.tags)
    folded = {tag.casefold() for tag in known}
    for tag in tags:
        if tag.casefold() not in folded:
            problem = f"no operation has the tag '{tag}'; {_there_are('tags', known)}"
            raise ConfigurationError(problem, path=path)
    if not operations:
        raise ConfigurationError("it has no operations", path=path)
    wanted = {tag.casefold() for tag in tags}
    return [
        operation
        for operation in operations
        if not wanted or not wanted.isdisjoint(tag.casefold() for tag in operation.tags)
    ]


def choose_tables(
    tables: Sequence[TableSource], globs: Sequence[str], path: str
) -> Sequence[TableSource]:
    """Return the tables whose name matches one of these globs, or all where none is given.

    Args:
        tables: Those of a file.
        globs: Such as `order*`, in any case of letters, for names with or without their schema.
        path: How errors name the file.

    Raises:
        ConfigurationError: when a glob matches none; it says which tables there are.
    """
    matched = {glob: [table for table in tables if _matches(table, glob)] for glob in globs}
    for glob, found in matched.items():
        if not found:
            known = _there_are("tables", (table.name for table in tables))
            raise ConfigurationError(f"no table matches '{glob}'; {known}", path=path)
    wanted = {table.name for found in matched.values() for table in found}
    return [table for table in tables if not globs or table.name in wanted]


def _matches(table: TableSource, glob: str) -> bool:
    name = table.name.casefold()
    names = (name, name.rpartition(".")[2])
    return any(fnmatchcase(each, glob.casefold()) for each in names)


def _there_are(what: str, names: Iterable[str]) -> str:
    known = list(names)
    if not known:
        return f"there are no {what}"
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    return f"there are {', '.join(known[:_MOST_NAMED])}{more}"
