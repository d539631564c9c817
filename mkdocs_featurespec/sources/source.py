"""The sources of a site, read: what an application itself says it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.sources.values import EventSource, Operation, Problem, TableSource


@dataclass(frozen=True, slots=True)
class Source:
    """What one source says; it has either operations, tables or events.

    Attributes:
        chosen: What the site's owner says of it.
        files: Those that it was read from, relative to the folder of the configuration file.
        operations: Of an API.
        prefixes: What the addresses of the API's servers put before each path.
        tables: Of a database.
        events: Of a description of events.
        problems: What of it cannot be read.
    """

    chosen: ChosenSource
    files: tuple[str, ...]
    operations: tuple[Operation, ...] = ()
    prefixes: tuple[str, ...] = ()
    tables: tuple[TableSource, ...] = ()
    events: tuple[EventSource, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether it has anything."""
        return bool(self.operations or self.tables or self.events)

    def answers_for(self, name: str) -> bool:
        """Return whether it answers for a path, a table or an event of a name."""
        name = name.casefold()
        if any(fnmatchcase(name, glob.casefold()) for glob in self.chosen.ignore):
            return False
        only = self.chosen.only
        return not only or any(fnmatchcase(name, glob.casefold()) for glob in only)


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a site, in the order of the option."""

    every: Sequence[Source] = ()

    def of_kind(self, *kinds: str) -> list[Source]:
        """Return the sources of some kinds that say anything, or would if they could be read."""
        return [
            source
            for source in self.every
            if source.chosen.kind in kinds and (source.says_anything or source.problems)
        ]


NO_SOURCES = Sources()


class SourceReader(Protocol):
    """Reads the sources of a site."""

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files and folders that a change of the sources would be in."""

    def read(self) -> Sources:
        """Return what they say: the same value, where nothing changed since."""


class NoSourceReader:
    """The reader of a site without sources."""

    watched: tuple[Path, ...] = ()

    def read(self) -> Sources:
        """Return no sources."""
        return NO_SOURCES


NOTHING_TO_READ = NoSourceReader()
