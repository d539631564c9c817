"""Text that a terminal shows as it is meant: no control characters, colours where welcome."""

from __future__ import annotations

import os
from typing import TextIO


def printable(text: str) -> str:
    """Return a text in one line, with what cannot be shown as an escape.

    Pages and file names may hold anything: line feeds, escape sequences that a terminal obeys,
    marks that turn the direction of writing, bytes that are no UTF-8.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class Style:
    """Colours, where the stream is a terminal and nobody asked for none (see no-color.org)."""

    def __init__(self, stream: TextIO) -> None:
        self._on = stream.isatty() and not os.environ.get("NO_COLOR")

    def __call__(self, text: str, *codes: int) -> str:
        """Return a text in the colours of these ANSI codes."""
        if not self._on:
            return text
        return f"\x1b[{';'.join(map(str, codes))}m{text}\x1b[0m"
