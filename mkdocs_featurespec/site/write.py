"""Writes pages: as a whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class NotWrittenError(Exception):
    """A file was not written, and nothing changed; the message names it and says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a file lies in a folder once all links are followed; it need not exist."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def write_new(path: Path, text: str) -> None:
    """Create a file, and the folders above it.

    No reader sees half of it, but where a file system has no hard links.

    Args:
        path: Where nothing may be yet, not even a link that leads nowhere.
        text: Written as UTF-8, line ends as they are.

    Raises:
        NotWrittenError: when there is something at the path, or the system refuses.
    """
    if os.path.lexists(path):
        raise NotWrittenError(path, "there is a file already, which is not overwritten")
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path, text.encode()) as draft:
            _move_to_free_place(draft, path)


def write_page(path: Path, text: str) -> None:
    """Create a file, or fill one that holds nothing but white space.

    Args:
        path: Where.
        text: Written as UTF-8, line ends as they are.

    Raises:
        NotWrittenError: when the file holds anything, or the system refuses.
    """
    with _told(path):
        old = path.read_bytes().removeprefix(BOM_UTF8) if path.exists() else b""
    if old.strip() or not path.exists():
        write_new(path, text)
    else:
        replace_text(path, old.decode(), text)


def replace_text(path: Path, old: str, new: str) -> None:
    """Replace a file's text; no reader ever sees half of it.

    Keeps a byte order mark, the file's mode and, of a link, the link.

    Args:
        path: The file.
        old: The text that was read from it, without a byte order mark.
        new: The text to be written, likewise, line ends as they are.

    Raises:
        NotWrittenError: when the file does not hold the old text any more, or the system refuses.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
        content = target.read_bytes()
        mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        if content != mark + old.encode():
            raise NotWrittenError(path, "the file was changed meanwhile, and is left as it is")
        if new == old:
            return
        mode = stat.S_IMODE(target.stat().st_mode)
        with _beside(target, mark + new.encode()) as draft:
            draft.chmod(mode)
            draft.replace(target)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what the system refuses in terms of the file that was to be written."""
    try:
        yield
    except OSError as error:
        raise NotWrittenError(path, f"cannot be written: {error.strerror or error}") from error


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Give a finished file in the same folder, which is gone afterwards unless it was moved."""
    import secrets  # 4 ms, which a command that writes nothing need not take

    draft = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield draft
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _move_to_free_place(draft: Path, path: Path) -> None:
    """Give a file its name; unlike renaming, linking never replaces a file of that name."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise NotWrittenError(path, "there is a file already, which is not overwritten") from None
    except OSError:  # a file system without hard links
        with path.open("xb") as stream:
            stream.write(draft.read_bytes())
