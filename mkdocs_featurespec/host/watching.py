"""Files beside the pages that `mkdocs serve` watches, also those that come, go or are named later.

MkDocs watches what is there when it starts. A file that goes away is watched no more when it comes
back, and one that is not there cannot be watched at all: so the folders are watched, and what
happens in them to other files is no change.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import ObservedWatch


class NamedFiles(FileSystemEventHandler):
    """Has one server build again when files change that the configuration names."""

    def __init__(self, server: LiveReloadServer, config: MkDocsConfig) -> None:
        self._server = server
        self._docs_dir = config.docs_dir
        self._by_mkdocs = frozenset(map(Path, (config.docs_dir, *config.watch)))
        self._paths: frozenset[Path] = frozenset()
        self._folders: dict[Path, ObservedWatch] = {}

    def follow(self, paths: Iterable[Path]) -> None:
        """Watch these files and folders from now on, whether they are there or not.

        What is in the folder of the pages, or in one that the site's option `watch` names, is
        watched by MkDocs already, and would be built twice.
        """
        self._paths = frozenset(
            path
            for path in map(Path.absolute, paths)
            if self._by_mkdocs.isdisjoint((path, *path.parents))
        )
        wanted = {_watchable(path) for path in self._paths}
        observer = self._server.observer
        ended = {each.watch for each in observer.emitters if each.stopped_event.is_set()}
        for folder, watch in list(self._folders.items()):
            if folder not in wanted or watch in ended:
                observer.unschedule(watch)
                del self._folders[folder]
        for folder in wanted - self._folders.keys():
            recursive = folder in self._paths
            with suppress(OSError):  # gone in this very moment; the next build tries again
                self._folders[folder] = observer.schedule(self, str(folder), recursive=recursive)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Have the site built again, if this is about one of the files or a folder above them."""
        if event.is_directory and event.event_type in ("modified", "attrib"):
            return  # as it is with every file in it
        sources = (event.src_path, getattr(event, "dest_path", ""))
        changed = [Path(os.fsdecode(path)) for path in sources if path]
        if any(self._concerns(path, is_folder=event.is_directory) for path in changed):
            self._build()

    def _concerns(self, path: Path, *, is_folder: bool) -> bool:
        if not self._paths.isdisjoint((path, *path.parents)):
            return True
        return is_folder and any(path in named.parents for named in self._paths)

    def _build(self) -> None:
        """Let the server think that something happened to the pages, the one way to its builder."""
        for emitter in self._server.observer.emitters:
            if emitter.watch.path == self._docs_dir:
                event = FileModifiedEvent(emitter.watch.path)
                self._server.observer.event_queue.put((event, emitter.watch))


def _watchable(path: Path) -> Path:
    """Return the folder to watch for a file that may be missing, or the folder that is named."""
    return path if path.is_dir() else next(each for each in path.parents if each.is_dir())
