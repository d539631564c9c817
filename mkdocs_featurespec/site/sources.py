"""The files that the option `sources` names, found and read, each again only when it changed."""

from __future__ import annotations

import glob
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.site.files import read_text
from mkdocs_featurespec.site.source_texts import ReadFile, SourceTexts
from mkdocs_featurespec.sources.asyncapi import read_asyncapi
from mkdocs_featurespec.sources.event_schemas import read_event_schemas
from mkdocs_featurespec.sources.openapi import read_openapi
from mkdocs_featurespec.sources.references import NoDescriptionError
from mkdocs_featurespec.sources.source import NO_SOURCES, Source, Sources
from mkdocs_featurespec.sources.sql import migration_order, read_sql
from mkdocs_featurespec.sources.sql_parser import EXTRA
from mkdocs_featurespec.sources.values import Events, Problem

_Part = tuple[ChosenSource, tuple[str, ...]]
"""A source, and those of its files that are read together."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A source, and the files that it was read from."""

    source: Source
    texts: SourceTexts


class SourceFiles:
    """Finds the files of a site's sources, and reads them when they are asked for.

    A preview keeps one over its rebuilds, and so what did not change.
    """

    def __init__(self, read: ReadFile = read_text) -> None:
        self._read_file = read
        self._base = Path()
        self._parts: list[_Part] = []
        self._kept: dict[_Part, _Kept] = {}
        self._last = NO_SOURCES
        self._folders: set[Path] = set()

    def find(self, chosen: Sequence[ChosenSource], base: Path) -> SourceFiles:
        """Find the files, in the place of those that were found before; return itself.

        Args:
            chosen: The option.
            base: The folder of the configuration file.

        Raises:
            ConfigurationError: when a source has no file, or what reads it is not installed.
        """
        if any(each.kind == "sql" for each in chosen) and find_spec("sqlglot") is None:
            needs = f"needs sqlglot: pip install 'mkdocs-featurespec[{EXTRA}]'"
            raise ConfigurationError(f"featurespec option 'sources': reading SQL {needs}")
        self._parts = [part for each in chosen for part in _parts(each, base)]
        self._folders = {folder for each in chosen for folder in _folders(each, base)}
        self._base = base
        return self

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files that were found and read so far, and the folders in which they were found."""
        found = {path for _, files in self._parts for path in files}
        found |= {path for kept in self._kept.values() for path in kept.texts.paths}
        return (*sorted(self._folders), *(self._base / path for path in sorted(found)))

    def read(self) -> Sources:
        """Return what the sources say: the same value, where nothing changed since."""
        read: dict[_Part, _Kept] = {}
        for part in self._parts:
            kept = self._kept.get(part)
            if kept is None or kept.texts.changed():
                kept = _read(*part, SourceTexts(self._base, self._read_file))
            read[part] = kept
        self._kept = read
        every = [kept.source for kept in read.values()]
        if len(every) != len(self._last.every) or any(
            new is not old for new, old in zip(every, self._last.every, strict=True)
        ):
            self._last = Sources(tuple(every))
        return self._last


def _parts(chosen: ChosenSource, base: Path) -> Iterator[_Part]:
    """Give the files of a source that are read together: descriptions of APIs each by itself."""
    files: dict[str, None] = {}
    for written in chosen.files:
        # Not that of pathlib, which knows no absolute patterns.
        found = glob.glob(written, root_dir=base, recursive=True)  # noqa: PTH207
        found = [path for path in found if (base / path).is_file()]
        if not found:
            problem = f"no file matches '{written}' of the source '{chosen.name}'"
            raise ConfigurationError(f"featurespec option 'sources': {problem}")
        found = [Path(path).as_posix() for path in found]
        in_order = migration_order(found) if chosen.kind == "sql" else sorted(found)
        files |= dict.fromkeys(in_order)
    if chosen.kind in ("openapi", "asyncapi"):
        for path in files:
            yield chosen, (path,)
    else:
        yield chosen, tuple(files)


def _folders(chosen: ChosenSource, base: Path) -> Iterator[Path]:
    """Give the folders in which new files would belong to a source, but for the site's own."""
    for written in chosen.files:
        fixed = posixpath.dirname(written)
        while glob.has_magic(fixed):
            fixed = posixpath.dirname(fixed)
        if glob.has_magic(written) and fixed:
            yield base / fixed


def _read(chosen: ChosenSource, files: tuple[str, ...], texts: SourceTexts) -> _Kept:
    try:
        source = _read_as(chosen, files, texts)
    except ConfigurationError as error:
        # A glob may well match the parts that a description is made of.
        is_part = isinstance(error, NoDescriptionError) and any(map(glob.has_magic, chosen.files))
        source = Source(chosen, files, problems=() if is_part else (_problem(error),))
    return _Kept(source, texts)


def _read_as(chosen: ChosenSource, files: tuple[str, ...], texts: SourceTexts) -> Source:
    folder = _tree_of(files[0])
    if chosen.kind == "openapi":
        api = read_openapi(files[0], texts.read, folder)
        return Source(chosen, files, api.operations, api.prefixes, problems=api.problems)
    if chosen.kind == "asyncapi":
        described = read_asyncapi(files[0], texts.read, folder)
        return Source(chosen, files, events=described.events, problems=described.problems)
    if chosen.kind == "events":
        described = _schemas(files, texts, folder)
        return Source(chosen, files, events=described.events, problems=described.problems)
    database = read_sql((path, texts.read(path)) for path in files)
    return Source(chosen, files, tables=database.tables, problems=database.problems)


def _schemas(files: Sequence[str], texts: SourceTexts, folder: str) -> Events:
    """Return the events of all files; what one of them is not does not keep the others."""
    found = [_schema(path, texts, folder) for path in files]
    return Events(
        tuple(event for each in found for event in each.events),
        tuple(problem for each in found for problem in each.problems),
    )


def _schema(path: str, texts: SourceTexts, folder: str) -> Events:
    try:
        return read_event_schemas(path, texts.read, folder)
    except ConfigurationError as error:
        return Events((), (_problem(error),))


def _problem(error: ConfigurationError) -> Problem:
    return Problem(error.path, max(error.line, 1), error.message)


def _tree_of(path: str) -> str:
    """Return the folder that no reference leads out of: the site's, or else the file's own."""
    return posixpath.dirname(path) if path.startswith(("../", "/")) else ""
