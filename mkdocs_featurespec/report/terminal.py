"""Text that a terminal shows as it is meant: no control characters, colours where welcome."""

from __future__ import annotations

import os
import shutil
from typing import TextIO
from unicodedata import category, east_asian_width

from mkdocs_featurespec.diagnostics import Severity

BOLD, DIM, RED, GREEN, YELLOW, CYAN = 1, 2, 31, 32, 33, 36
SEVERITY_COLOURS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: CYAN}

_WIDTH_ELSEWHERE = 100
"""In columns, where no terminal has a width: in a file, or in the log of a build."""
_JAMO_BEHIND_ANOTHER = range(0x1160, 0x1200)


def printable(text: str) -> str:
    """Return a text in one line, with what cannot be shown as an escape.

    Pages and file names may hold anything: line feeds, escape sequences that a terminal obeys,
    marks that turn the direction of writing, bytes that are no UTF-8.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def columns(text: str) -> int:
    """Return how many columns of a terminal a printable text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if category(char) in ("Mn", "Me") or ord(char) in _JAMO_BEHIND_ANOTHER:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def width_of(stream: TextIO) -> int:
    """Return how many columns there are for a line."""
    if not stream.isatty():
        return _WIDTH_ELSEWHERE
    # Python 3.10 takes a terminal that does not know its width for one of no columns.
    return shutil.get_terminal_size((_WIDTH_ELSEWHERE, 24)).columns or _WIDTH_ELSEWHERE


class Style:
    """Colours and links, where the stream is a terminal and nobody asked for none.

    See no-color.org. Terminals that know no links show their text alone.
    """

    def __init__(self, stream: TextIO) -> None:
        dumb = os.environ.get("TERM") == "dumb"
        self.is_on = stream.isatty() and not dumb and not os.environ.get("NO_COLOR")

    def __call__(self, text: str, *codes: int) -> str:
        """Return a text in the colours of these ANSI codes."""
        if not self.is_on or not text:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"

    def link(self, text: str, url: str) -> str:
        """Return a text that leads to an address, where there are colours."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.is_on else text
