"""Lines that are still the template's."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+\.)\s+)?")
_PIPE = re.compile(r"\s*\|\s*")
_WORD = re.compile(r"[^\W\d_]\w*")


def normalise_line(text: str) -> str:
    """Return a line as placeholders are compared: without list marker, and with single spaces.

    Cells of a table row are compared without the white space that aligns them.
    """
    rest = " ".join(text[_MARKER.match(text).end() :].split())  # type: ignore[union-attr]
    return _PIPE.sub("|", rest) if "|" in rest else rest


def first_word(text: str) -> str:
    """Return a line's first word, `""` without one.

    Most lines of a page differ from all of the template's in it, which is quicker to see than
    whether they are equal.
    """
    word = _WORD.search(text)
    return word.group() if word else ""


@lru_cache(maxsize=16)
def first_words(lines: frozenset[str]) -> frozenset[str]:
    """Return the first words of a template's lines; all pages ask for the same ones."""
    return frozenset(map(first_word, lines))
