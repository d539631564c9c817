"""Waits for changes of files, as the system reports them or by looking again and again."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from mkdocs_featurespec.site.follow import Watched

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

_QUIET = 0.05
"""In seconds: one save makes several events, and this long after the last of them it is over."""
_LONGEST = 1.0
"""In seconds: changes that do not end are looked at nevertheless."""
_INTERVAL = 1.0
"""In seconds, from one look to the next where the system reports nothing."""
_TICK = 0.5
"""In seconds: on Windows a thread that waits without end cannot be interrupted."""
# It complains when it is stopped while it looks, and a screen is no place for that.
logging.getLogger("watchdog").addHandler(logging.NullHandler())

_CHANGES = frozenset(("created", "modified", "moved", "deleted", "closed", "attrib"))
"""The kinds of events that are changes; that a file was opened, or closed as it was, is none."""


class Changes:
    """Waits for changes of what it is told to follow, until the `with` block ends.

    Attributes:
        polls: Whether it looks again and again: it was asked to, or the system reports no more.
    """

    def __init__(self, *, polls: bool = False) -> None:
        self.polls = polls
        self._observer = _observer(polls=polls)
        self._watched = Watched()
        self._followed: frozenset[tuple[Path, bool]] = frozenset()
        self._condition = threading.Condition()
        self._changed = False
        self._moved = False
        """Whether folders came or went, so that a folder that is followed may be another one."""

    def __enter__(self) -> Changes:
        self._observer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def follow(self, watched: Watched) -> bool:
        """Notice changes of this from now on, and of nothing else.

        Returns:
            Whether changes may have been missed, since not all of it was followed before.

        Raises:
            OSError: when a folder cannot be looked at.
        """
        with self._condition:
            self._watched = watched
            moved, self._moved = self._moved, False
        folders = frozenset(_folders(watched))
        if folders == self._followed and not moved:
            return False
        try:
            self._schedule(folders)
        except OSError:  # the system watches so many folders for a user, and no more
            if self.polls:
                raise
            self._stop()
            self.polls = True
            self._observer = _observer(polls=True)
            self._observer.start()
            self._schedule(folders)
        self._followed = folders
        return True

    def _schedule(self, folders: Iterable[tuple[Path, bool]]) -> None:
        self._observer.unschedule_all()
        for folder, recursive in folders:
            real = os.path.realpath(folder)  # links are not followed by all that watch
            handler = _Handler(Path(real), folder, self._notice)
            try:
                self._observer.schedule(handler, real, recursive=recursive)
            except (FileNotFoundError, NotADirectoryError):  # gone in this very moment
                self._notice(folder, is_folder=True)

    def wait(self) -> None:
        """Wait until something changes, and then until it has stopped changing."""
        with self._condition:
            while not self._changed:
                self._condition.wait(_TICK)
            latest = time.monotonic() + _LONGEST
            while self._condition.wait(_QUIET) and time.monotonic() < latest:
                pass
            self._changed = False

    def _stop(self) -> None:
        self._observer.stop()
        self._observer.join()

    def _notice(self, path: Path, *, is_folder: bool) -> None:
        with self._condition:
            if self._watched.concerns(path, is_folder=is_folder):
                self._changed = True
                self._moved = self._moved or is_folder
                self._condition.notify_all()


def _observer(*, polls: bool) -> BaseObserver:
    return PollingObserver(timeout=_INTERVAL) if polls else Observer()


class _Handler(FileSystemEventHandler):
    """Says which path changed, by the name that the folder was given."""

    def __init__(self, real: Path, given: Path, notice: Callable[..., None]) -> None:
        self._real = real
        self._given = given
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what is a change; a folder changes with each file in it, which is none."""
        if event.event_type not in _CHANGES or (
            event.is_directory and event.event_type in ("modified", "closed")
        ):
            return
        for raw in (event.src_path, getattr(event, "dest_path", "")):
            path = Path(os.fsdecode(raw))
            if raw and path.is_relative_to(self._real):
                self._notice(
                    self._given / path.relative_to(self._real), is_folder=event.is_directory
                )


def _folders(watched: Watched) -> Iterator[tuple[Path, bool]]:
    """Give the folders to follow, and whether with all that is below them."""
    docs_dir = watched.docs_dir
    for place in watched.places:
        folder = next(each for each in place.parents if each.is_dir())
        if docs_dir is None or (folder != docs_dir and docs_dir not in folder.parents):
            yield folder, False
    yield from ((folder, True) for folder in watched.folders if folder.is_dir())
    if docs_dir is not None and docs_dir.is_dir():
        yield docs_dir, True
        for above, names, _ in os.walk(docs_dir, followlinks=True):
            paths = (Path(above, name) for name in names)
            yield from ((path, True) for path in paths if path.is_symlink())
