"""Lines that are still the template's."""

from __future__ import annotations

import re

_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+\.)\s+)?")
_PIPE = re.compile(r"\s*\|\s*")


def normalise_line(text: str) -> str:
    """Return a line as placeholders are compared: without list marker, and with single spaces.

    Cells of a table row are compared without the white space that aligns them.
    """
    rest = " ".join(text[_MARKER.match(text).end() :].split())  # type: ignore[union-attr]
    return _PIPE.sub("|", rest) if "|" in rest else rest
