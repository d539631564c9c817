"""The tables, endpoints, events and jobs that a page's body names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Fault
from mkdocs_featurespec.model import Entity, Role, Template
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.endpoints import read_endpoints
from mkdocs_featurespec.reader.entities.events import read_events
from mkdocs_featurespec.reader.entities.ownership import Itself
from mkdocs_featurespec.reader.entities.tables import read_tables
from mkdocs_featurespec.reader.markdown.blocks import Region
from mkdocs_featurespec.reader.source import Source

_READERS = {
    Role.TABLES: read_tables,
    Role.ENDPOINTS: read_endpoints,
    Role.EVENTS: read_events,
}


class FoundEntities(NamedTuple):
    """What a page's body names.

    Attributes:
        entities: Each at its first place, in the order of the page.
        faults: What is wrong with how it names them.
    """

    entities: list[Entity]
    faults: list[Fault]


def find_entities(
    regions: Sequence[Region], template: Template, source: Source, title: str = ""
) -> FoundEntities:
    """Find the entities of a page's body, and what is wrong with how it names them.

    Args:
        regions: The sections that have a role.
        template: Says what is an example or a placeholder.
        source: The page.
        title: Its title, by which it may call itself.
    """
    collector = Collector(template, source, Itself(source.path, title))
    for region in regions:
        if read := _READERS.get(region.role):
            collector.enter(region.heading)
            read(region, collector)
    return FoundEntities(collector.entities, collector.faults)


def read_entities(regions: Sequence[Region], template: Template, source: Source) -> list[Entity]:
    """Return the entities of a body as `find_entities` does, of which nothing else matters."""
    return find_entities(regions, template, source).entities
