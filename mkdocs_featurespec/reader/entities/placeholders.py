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


class OwnText:
    """Lines that are a template's own, whoever has them on a page.

    Attributes:
        lines: The lines, normalised.
    """

    def __init__(self, lines: frozenset[str]) -> None:
        self.lines = lines
        self._first_words = frozenset(map(first_word, lines))

    def may_hold(self, text: str) -> bool:
        """Return whether any of the lines begins as a text does; most lines of a page do not."""
        return first_word(text) in self._first_words

    def holds(self, text: str) -> bool:
        """Return whether a line of a page is one of them."""
        return self.may_hold(text) and normalise_line(text) in self.lines


@lru_cache(maxsize=16)
def own_text(*parts: frozenset[str]) -> OwnText:
    """Return the lines of several sets as one; all pages of a site ask for the same."""
    return OwnText(frozenset().union(*parts))
