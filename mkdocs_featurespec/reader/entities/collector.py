"""Gathers the entities of one page: each once, at its first place, never a placeholder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mkdocs_featurespec.diagnostics import Fault, FaultKind
from mkdocs_featurespec.model import Direction, Entity, EntityKind, Heading, Role, Template
from mkdocs_featurespec.reader.entities.identity import endpoint_shape, entity_identity
from mkdocs_featurespec.reader.entities.ownership import Itself, Ownership
from mkdocs_featurespec.reader.entities.placeholders import own_text
from mkdocs_featurespec.reader.entities.twice import Entry
from mkdocs_featurespec.reader.markdown.blocks import Line
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.source import Source

_LONGEST_SUMMARY = 200
_LEAD = " \t:;,.|-\u2013\u2014>\u2192*=" + "`"
_TAIL = " \t:;,|-\u2013\u2014>\u2192*=`"
_EXAMPLE_NAME = re.compile(
    r"(?i:example|sample|placeholder|dummy|todo|tbd|(?:table|event|entity|job|feature)[_.-]?name)"
    r"|(?<![^\W_])(?i:foo|bar|baz|xxx+|your|my|resources?|things?)(?![^\W_])|\b(?:Your|My)(?=[A-Z])"
)
"""Names that stand for others. With another one, a line that was written anew is real: a team's
template may well show `users`."""

Place = tuple[Line, int, int]
"""A line, and where in its text something starts and ends."""


class Collector:
    """The entities found so far, and what is wrong with how the page lists them."""

    def __init__(self, template: Template, source: Source, itself: Itself) -> None:
        self._faults: list[tuple[Fault, str]] = []
        self._template = template
        self._own_text = own_text(template.placeholders, template.guidance)
        self._source = source
        self._itself = itself
        self._found: dict[str, Entity] = {}
        self._entries: dict[str, list[Entry]] = {}
        self._around: list[Heading] = []

    @property
    def entities(self) -> list[Entity]:
        """All of them, in the order of their places."""
        return sorted(self._found.values(), key=lambda e: (e.span.line, e.span.column))

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with how the page names them."""
        if not self._faults:
            return []
        endpoints = (e for e in self._found.values() if e.kind is EntityKind.ENDPOINT)
        shapes = {endpoint_shape(endpoint.name) for endpoint in endpoints}
        return [fault for fault, shape in self._faults if shape not in shapes]

    @property
    def anchor(self) -> str:
        """The id of the section that is being read."""
        return self._around[-1].anchor

    def enter(self, heading: Heading) -> None:
        """Go on below a heading."""
        while self._around and self._around[-1].level >= heading.level:
            self._around.pop()
        self._around.append(heading)

    @property
    def heading_place(self) -> tuple[int, str]:
        """The level of the heading that is being read, and the id of the section around it."""
        around = self._around[-2].anchor if len(self._around) > 1 else ""
        return self._around[-1].level, around

    def name_columns(self, role: Role) -> frozenset[str]:
        """Return how the site's template heads the column that holds names."""
        return self._template.name_columns.get(role, frozenset())

    def is_left_over(self, line: Line) -> bool:
        """Return whether a line still is the template's example or guidance."""
        return self._own_text.holds(line.text)

    def fault(
        self,
        kind: FaultKind,
        place: Place,
        message: str,
        hint: str = "",
        *,
        subject: str = "",
        path: str = "",
    ) -> None:
        """Say what is wrong at a place.

        Args:
            kind: What it is.
            place: Where.
            message: In one line.
            hint: What would be right.
            subject: What it is about; the text there where nothing else is said.
            path: A path without a method; nothing is wrong where the page gives it one elsewhere.
        """
        line, start, end = place
        span = self._source.span(line.number, line.column + start, line.column + end)
        fault = Fault(kind, span, message, hint, subject or line.text[start:end])
        self._faults.append((fault, endpoint_shape(path)))

    def add(
        self,
        kind: EntityKind,
        name: str,
        place: Place,
        *,
        method: str = "",
        summary: str = "",
        direction: Direction | None = None,
        columns: Sequence[str] = (),
        ownership: Ownership | None = None,
        entry: Entry | None = None,
    ) -> Entity | None:
        """Add an entity, or what this place says more of it; return it as it is now known.

        Args:
            kind: What it is.
            name: Without quotes or Markdown.
            place: The line, and where in its text the name starts and ends.
            method: Of an endpoint.
            summary: What the line says of it, as Markdown.
            direction: Of an event, or of an endpoint that is called.
            columns: Of a table.
            ownership: Of a table or an endpoint, whose the page says it is.
            entry: How the place lists it, if it does more than to mention it.
        """
        line, start, end = place
        owned, owner = self._itself.seen_from(ownership) if ownership else (None, "")
        entity = Entity(
            kind,
            name,
            self._source.span(line.number, line.column + start, line.column + end),
            method,
            self.anchor,
            _shortened(summary) if summary else "",
            direction,
            tuple(columns),
            False,
            owned,
            owner,
            line.text,
        )
        identity = entity_identity(entity)
        if identity in self._template.examples and self._is_example(entity, identity, place):
            return None
        if entry is not None:
            self._note(entry, entity, identity, place)
        first = self._found.get(identity)
        if first is not None and _is_other_side(first, entity):
            identity = f"{identity} {entity.direction}"
            first = self._found.get(identity)
        if first is not None:
            entity = first._replace(
                summary=first.summary or entity.summary,
                direction=first.direction or direction,
                columns=first.columns or entity.columns,
                owned=owned if first.owned is None else first.owned,
                owner=owner if first.owned is None else first.owner,
                said=f"{first.said}\n{line.text}",
            )
        self._found[identity] = entity
        return entity

    def add_columns(self, entity: Entity, columns: Sequence[str], *, more: bool = False) -> None:
        """Say which columns a table has, where nothing said so yet.

        Args:
            entity: The table.
            columns: Their names.
            more: Whether they go on with those that were added last.
        """
        identity = entity_identity(entity)
        known = self._found[identity]
        if more:
            columns = [*known.columns, *(name for name in columns if name not in known.columns)]
        if columns and (more or not known.columns):
            self._found[identity] = known._replace(columns=tuple(columns))

    def add_said(self, entity: Entity, lines: Iterable[str]) -> None:
        """Add lines that say more of an entity."""
        identity = entity_identity(entity)
        known = self._found[identity]
        self._found[identity] = known._replace(said="\n".join((known.said, *lines)))

    def add_ownership(self, entity: Entity, ownership: Ownership) -> None:
        """Say whose an entity is, where nothing said so yet."""
        identity = entity_identity(entity)
        known = self._found[identity]
        if known.owned is None:
            owned, owner = self._itself.seen_from(ownership)
            self._found[identity] = known._replace(owned=owned, owner=owner)

    def _is_example(self, entity: Entity, identity: str, place: Place) -> bool:
        """Return whether an entity of a template's name is still its example; say where it is."""
        if self.is_left_over(place[0]):
            return True
        if not _EXAMPLE_NAME.search(entity.name):
            return False
        name = f"{entity.method} {entity.name}".strip()
        message = f"{name} is still the template's example"
        hint = "name what this feature has, or delete the line"
        self.fault(FaultKind.EXAMPLE_LEFT, place, message, hint, subject=identity)
        return True

    def _note(self, entry: Entry, entity: Entity, identity: str, place: Place) -> None:
        """Note how a place lists an entity, and say where that repeats an earlier one."""
        earlier = self._entries.get(identity)
        if earlier is None:
            self._entries[identity] = [entry]
            return
        first = next((other.line for other in earlier if entry.repeats(other)), None)
        earlier.append(entry)
        if first is not None:
            name = f"{entity.method} {entity.name}".strip()
            message = f"{name} is listed twice; the first time on line {first}"
            hint = "keep the one that is right"
            self.fault(FaultKind.ENTITY_TWICE, place, message, hint, subject=identity)


def _is_other_side(first: Entity, second: Entity) -> bool:
    """Return whether an event is published in one place and consumed in the other: it is both."""
    return (
        second.kind is not EntityKind.ENDPOINT
        and first.direction is not None
        and second.direction is not None
        and first.direction is not second.direction
    )


def _shortened(summary: str) -> str:
    if summary.count("`") % 2:
        summary = summary.partition("`")[2]  # the end of the code span that holds the name
    text = plain_text(summary.lstrip("*_ ")).lstrip(_LEAD + ")").rstrip(_TAIL)
    if len(text) <= _LONGEST_SUMMARY:
        return text
    return text[: _LONGEST_SUMMARY - 1].rpartition(" ")[0].rstrip(_TAIL) + "\u2026"
