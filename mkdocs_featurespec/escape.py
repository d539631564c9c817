"""Text that a page's author wrote, made safe to stand in Markdown."""

from __future__ import annotations

_SPECIAL = "&<>\\`*_{}[]#!|~^=:"
_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in _SPECIAL})


def markdown_text(text: str) -> str:
    """Return Markdown that shows a line of text as it is, in any dialect.

    Characters with a meaning become entities rather than escapes: Python-Markdown does not escape
    all of them, and macros or attribute lists would still read braces.
    """
    return " ".join(text.split()).translate(_ENTITIES)
