"""A site's pages on disk: which of them MkDocs would build, and their text."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault, FaultKind, Span
from mkdocs_featurespec.settings import INDEX_STEMS, MARKDOWN_SUFFIXES
from mkdocs_featurespec.site.config_data import Place

if TYPE_CHECKING:
    from mkdocs_featurespec.site.config import SiteConfig

_ALWAYS_EXCLUDED = (".*", "/templates/")
_LINE_END = re.compile(r"\r\n|\r|\n")


def find_pages(config: SiteConfig) -> list[str]:
    """Return the pages that a build of the site includes, relative to `docs_dir`, in its order.

    Raises:
        ConfigurationError: when `exclude_docs` or `draft_docs` is not a list of patterns.
    """
    is_built = inclusion(config)
    hidden_too = "!" in config.exclude_docs
    return [
        page
        for paths in _folders(config.docs_dir, hidden_too=hidden_too)
        for page in _pages(paths, is_built, config.use_directory_urls)
    ]


def inclusion(config: SiteConfig) -> Callable[[str], bool]:
    """Return a test of whether a build includes a file, by its path relative to `docs_dir`.

    Raises:
        ConfigurationError: when `exclude_docs` or `draft_docs` is not a list of patterns.
    """
    excluded = _matcher(config, "exclude_docs", config.exclude_docs, _ALWAYS_EXCLUDED)
    draft = _matcher(config, "draft_docs", config.draft_docs)
    return lambda path: not excluded(path) and not draft(path)


def read_text(path: Path) -> str | Fault:
    """Return a page's text, or why it cannot be read."""
    try:
        # Opening a pipe or a device would wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            return _fault("this is not a file", "Replace it by a Markdown file.")
        return decode(path.read_bytes())
    except OSError as error:
        return unreadable_fault(error)


def unreadable_fault(error: OSError) -> Fault:
    """Return the fault of a page that the system does not let read."""
    return _fault(f"the page cannot be read: {error.strerror or error}")


def decode(content: bytes) -> str | Fault:
    """Return the text of a page's bytes, or where they cease to be text."""
    content = content.removeprefix(BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        byte = content[error.start]
        return _fault(f"not UTF-8: byte 0x{byte:02x}", _encoding_hint(content), before)
    before, nul, _ = text.partition("\0")
    if nul:
        return _fault("a NUL character, which no text has", _encoding_hint(content), before)
    return text


def _encoding_hint(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:64].count(0) > 8:
        return "This looks like UTF-16: save the file as UTF-8."
    if 0 in content:
        return "Remove it, or save the file as UTF-8 text."
    return "Save the file as UTF-8; it may be Latin-1 (Windows-1252) now."


def _fault(message: str, hint: str = "", before: str = "") -> Fault:
    """Return a fault at the character after a text; without one, at the start of the page."""
    lines = _LINE_END.split(before)
    line, column = len(lines), len(lines[-1]) + 1
    return Fault(FaultKind.UNREADABLE, Span(line, column, line, column + 1), message, hint)


def _folders(docs_dir: Path, *, hidden_too: bool) -> Iterator[list[str]]:
    """Give the paths of the files in each folder, links followed, index pages first."""
    for folder, folders, names in os.walk(docs_dir, followlinks=True):
        folders[:] = sorted(name for name in folders if hidden_too or not name.startswith("."))
        names.sort(key=lambda name: (posixpath.splitext(name)[0] not in INDEX_STEMS, name))
        relative = PurePath(os.path.relpath(folder, docs_dir)).as_posix()
        yield [name if relative == "." else f"{relative}/{name}" for name in names]


def _pages(
    paths: Sequence[str], is_built: Callable[[str], bool], use_directory_urls: bool
) -> list[str]:
    """Return the pages among a folder's files.

    Of files that would be written to one place, such as those of `README.md` and `index.md`,
    MkDocs drops the first if any later one is built.
    """
    first: dict[str, str] = {}
    dropped: set[str] = set()
    for path in paths:
        rival = first.setdefault(destination(path, use_directory_urls), path)
        if rival != path and is_built(path):
            dropped.add(rival)
    return [
        path
        for path in paths
        if path.endswith(MARKDOWN_SUFFIXES) and path not in dropped and is_built(path)
    ]


def destination(path: str, use_directory_urls: bool) -> str:
    """Return where the built site has a file; two pages may be in each other's place."""
    if not path.endswith(MARKDOWN_SUFFIXES):
        return path
    folder, name = posixpath.split(path)
    stem = posixpath.splitext(name)[0]
    if stem in INDEX_STEMS:
        stem = "index"
    elif use_directory_urls:
        stem = f"{stem}/index"
    return posixpath.join(folder, f"{stem}.html")


def _matcher(
    config: SiteConfig, option: str, patterns: str, before: Sequence[str] = ()
) -> Callable[[str], bool]:
    """Return a test of whether a path is matched by patterns as in `.gitignore`."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines([*before, *patterns.splitlines()]).match_file
    except (ValueError, re.error) as error:  # the latter for `[z-a]`
        place = config.places.get(option, Place())
        raise ConfigurationError(f"{option}: {error}", path=place.path, line=place.line) from None
