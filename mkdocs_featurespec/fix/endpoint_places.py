"""Every place of a page that names an endpoint; the page itself keeps the first of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.model import Direction, Entity, EntityKind, Role, Template
from mkdocs_featurespec.reader.entities.collector import Collector, Place
from mkdocs_featurespec.reader.entities.endpoints import read_endpoints
from mkdocs_featurespec.reader.entities.ownership import Itself, Ownership
from mkdocs_featurespec.reader.entities.twice import Entry
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.template import role_finder


class Named(NamedTuple):
    """A place that names endpoints.

    Attributes:
        methods: In capitals; several for `GET/POST /kilns`.
        path: As it goes by.
    """

    methods: frozenset[str]
    path: str


def endpoint_places(reading: Reading, guide: Guide) -> dict[Span, Named]:
    """Return what a page's places name, in the order in which they are read."""
    if not reading.page.endpoints:
        return {}
    source = Source(reading.text, reading.page.path)
    role_of = role_finder(guide.template)
    outline = read_outline(reading.blocks, source, guide.dialect, role_of)
    collector = _Everything(guide.template, source)
    for region in outline.regions:
        if region.role is Role.ENDPOINTS:
            collector.enter(region.heading)
            read_endpoints(region, collector)
    return collector.places


class _Everything(Collector):
    """Notes every place, and not only the first of each entity."""

    def __init__(self, template: Template, source: Source) -> None:
        super().__init__(template, source, Itself(source.path, ""))
        self._page = source
        self.places: dict[Span, Named] = {}

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
        """Add an entity as every collector does, and note where it stands."""
        entity = super().add(
            kind,
            name,
            place,
            method=method,
            summary=summary,
            direction=direction,
            columns=columns,
            ownership=ownership,
            entry=entry,
        )
        if entity is not None:
            line, start, end = place
            span = self._page.span(line.number, line.column + start, line.column + end)
            known = self.places.get(span, Named(frozenset(), name))
            self.places[span] = Named(known.methods | {method}, name)
        return entity
