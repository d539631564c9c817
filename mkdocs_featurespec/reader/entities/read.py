"""The tables, endpoints, events and jobs that a page names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Role, Template
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.endpoints import endpoint_of, read_endpoints
from mkdocs_featurespec.reader.entities.events import read_events
from mkdocs_featurespec.reader.entities.tables import read_tables
from mkdocs_featurespec.reader.markdown.blocks import Region
from mkdocs_featurespec.reader.source import Source

_READERS = {
    Role.TABLES: read_tables,
    Role.ENDPOINTS: read_endpoints,
    Role.EVENTS: read_events,
}
_SIDES = {
    "publishes": Direction.PUBLISHED,
    "published": Direction.PUBLISHED,
    "consumes": Direction.CONSUMED,
    "consumed": Direction.CONSUMED,
}


def read_entities(regions: Sequence[Region], template: Template, source: Source) -> list[Entity]:
    """Find the entities of a page's body, each at its first place, in the order of the page.

    Args:
        regions: The sections that have a role.
        template: Says what is an example or a placeholder.
        source: The page.
    """
    collector = Collector(template, source)
    for region in regions:
        if read := _READERS.get(region.role):
            collector.anchor = region.heading.anchor
            read(region, collector)
    return collector.entities


def declared_entities(front_matter: FrontMatter) -> list[Entity]:
    """Return the entities that a page's front matter declares.

    What has another shape than the schema asks for is passed over: the schema reports it.
    """
    return [
        *_declared_tables(front_matter),
        *_declared_endpoints(front_matter),
        *_declared_events(front_matter),
    ]


def _declared_tables(front_matter: FrontMatter) -> Iterator[Entity]:
    for item, span in _items(front_matter, "tables"):
        name = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(name, str) and name.strip():
            yield Entity(EntityKind.TABLE, name.strip(), span, declared=True)


def _declared_endpoints(front_matter: FrontMatter) -> Iterator[Entity]:
    for item, span in _items(front_matter, "endpoints"):
        text = item
        if isinstance(item, Mapping):
            text = f"{item.get('method')} {item.get('path')}"
        if isinstance(text, str) and (endpoint := endpoint_of(text)):
            method, path = endpoint
            yield Entity(EntityKind.ENDPOINT, path, span, method, declared=True)


def _declared_events(front_matter: FrontMatter) -> Iterator[Entity]:
    declared = front_matter.get("events")
    if isinstance(declared, Mapping):
        for key in declared:
            for item, span in _items(front_matter, "events", str(key)):
                if isinstance(item, str) and item.strip():
                    yield _declared_event(item, span, _SIDES.get(str(key)))
        return
    for item, span in _items(front_matter, "events"):
        name, side = item, None
        if isinstance(item, Mapping):
            name, side = item.get("name"), _SIDES.get(str(item.get("direction")))
        if isinstance(name, str) and name.strip():
            yield _declared_event(name, span, side)


def _declared_event(name: str, span: Span, side: Direction | None) -> Entity:
    return Entity(EntityKind.EVENT, name.strip(), span, direction=side, declared=True)


def _items(front_matter: FrontMatter, *path: str) -> Iterator[tuple[object, Span]]:
    """Give the items of a list in the front matter, with their places."""
    value: object = front_matter
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    for i, item in enumerate(value if isinstance(value, list) else ()):
        yield item, front_matter.value_span(*path, i) or Span(1, 1, 1, 1)
