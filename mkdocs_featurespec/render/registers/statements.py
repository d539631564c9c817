"""Links to what pages say in lists and tables: permissions, tests and decisions."""

from __future__ import annotations

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import Statement
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.registers.markup import text


def link(feature: Feature, statement: Statement, place: Place, length: int = 0) -> str:
    """Return what is said as a link to the section where it is.

    Args:
        feature: Whose page says it.
        statement: What is said, and where.
        place: Where the link stands.
        length: With how many characters it has to do, about; 0 for any.
    """
    url = place.link(feature.src_uri, statement.anchor)
    shown = shorten(statement.text, length) if length else statement.text
    title = "" if shown == statement.text else f' title="{text(statement.text)}"'
    return f'<a href="{text(url)}"{title}>{text(shown)}</a>'


def shorten(words: str, length: int) -> str:
    """Return the start of a text, up to a word's end."""
    if len(words) <= length:
        return words
    start = words[: length + 1].rpartition(" ")[0] or words[:length]
    return f"{start.rstrip(' ,;:.')} \u2026"
