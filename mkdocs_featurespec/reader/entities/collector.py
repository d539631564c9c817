"""Gathers the entities of one page: each once, at its first place, never a placeholder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mkdocs_featurespec.model import Direction, Entity, EntityKind, Role, Template
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.entities.placeholders import (
    first_word,
    first_words,
    normalise_line,
)
from mkdocs_featurespec.reader.markdown.blocks import Line
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.source import Source

_LONGEST_SUMMARY = 200
_LEAD = " \t:;,.|-\u2013\u2014>\u2192*=" + "`"

_TAIL = " \t:;,|-\u2013\u2014>\u2192*=`"


class Collector:
    """The entities found so far.

    Attributes:
        anchor: The id of the section that is being read.
    """

    def __init__(self, template: Template, source: Source) -> None:
        self.anchor = ""
        self._template = template
        self._left_over = template.placeholders | template.guidance
        self._first_words = first_words(self._left_over)
        self._source = source
        self._found: dict[str, Entity] = {}

    @property
    def entities(self) -> list[Entity]:
        """All of them, in the order of their places."""
        return sorted(self._found.values(), key=lambda e: (e.span.line, e.span.column))

    def name_columns(self, role: Role) -> frozenset[str]:
        """Return how the site's template heads the column that holds names."""
        return self._template.name_columns.get(role, frozenset())

    def is_left_over(self, line: Line) -> bool:
        """Return whether a line still is the template's example or guidance."""
        return (
            first_word(line.text) in self._first_words
            and normalise_line(line.text) in self._left_over
        )

    def add(
        self,
        kind: EntityKind,
        name: str,
        place: tuple[Line, int, int],
        *,
        method: str = "",
        summary: str = "",
        direction: Direction | None = None,
        columns: Sequence[str] = (),
    ) -> Entity | None:
        """Add an entity, or what this place says more of it; return it as it is now known.

        Args:
            kind: What it is.
            name: Without quotes or Markdown.
            place: The line, and where in its text the name starts and ends.
            method: Of an endpoint.
            summary: What the line says of it, as Markdown.
            direction: Of an event.
            columns: Of a table.
        """
        line, start, end = place
        span = self._source.span(line.number, line.column + start, line.column + end)
        entity = Entity(
            kind,
            name,
            span,
            method,
            self.anchor,
            _shortened(summary) if summary else "",
            direction,
            tuple(columns),
        )
        identity = entity_identity(entity)
        if identity in self._template.examples:
            return None
        first = self._found.get(identity)
        if first is not None:
            entity = replace(
                first,
                summary=first.summary or entity.summary,
                direction=first.direction or direction,
                columns=first.columns or entity.columns,
            )
        self._found[identity] = entity
        return entity

    def add_columns(self, entity: Entity, columns: Sequence[str]) -> None:
        """Say which columns a table has, where nothing said so yet."""
        identity = entity_identity(entity)
        known = self._found[identity]
        if columns and not known.columns:
            self._found[identity] = replace(known, columns=tuple(columns))


def _shortened(summary: str) -> str:
    if summary.count("`") % 2:
        summary = summary.partition("`")[2]  # the end of the code span that holds the name
    text = plain_text(summary.lstrip("*_ ")).lstrip(_LEAD + ")").rstrip(_TAIL)
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[: _LONGEST_SUMMARY - 1].rpartition(" ")[0].rstrip(_TAIL) + "\u2026"
