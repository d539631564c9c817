"""The text of files that define an application, and what tells whether they changed."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.site.files import read_text

_CURRENT_FOLDER = Path()

ReadFile = Callable[[Path], str | Fault]
"""Gives the text of a file, or why it cannot be read."""


class SourceTexts:
    """Reads files below a folder, and remembers which, and what they held."""

    def __init__(self, base: Path = _CURRENT_FOLDER, read: ReadFile = read_text) -> None:
        self._base = base
        self._read_file = read
        self._digests: dict[str, object] = {}
        self._stamps: dict[str, tuple[int, int, int] | None] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """What was read, relative to the folder."""
        return tuple(self._digests)

    def read(self, path: str) -> str:
        """Return the text of a file.

        Raises:
            ConfigurationError: when it cannot be read or is no text.
        """
        self._stamps[path] = _stamp(self._base / path)
        text = self._read_file(self._base / path)
        self._digests[path] = _digest(text)
        if isinstance(text, Fault):
            reason = text.message.replace("the page", "the file")
            hint = f"; {text.hint}" if text.hint and "Markdown" not in text.hint else ""
            raise ConfigurationError(f"{reason}{hint}", path=path, line=text.span.line)
        return text

    def changed(self) -> bool:
        """Return whether any file that was read is another one now.

        A file that the system says is the same is not read for that.
        """
        return any(self._is_other(path) for path in self._digests)

    def _is_other(self, path: str) -> bool:
        stamp = _stamp(self._base / path)
        if stamp is not None and stamp == self._stamps[path]:
            return False
        self._stamps[path] = stamp
        return _digest(self._read_file(self._base / path)) != self._digests[path]


def _stamp(file: Path) -> tuple[int, int, int] | None:
    """Return what changes when a file does, by the system's account; `None` without a file."""
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _digest(text: str | Fault) -> object:
    return text if isinstance(text, Fault) else blake2b(text.encode(), digest_size=16).digest()
