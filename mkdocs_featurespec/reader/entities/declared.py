"""The entities that a page's front matter declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter
from mkdocs_featurespec.reader.entities.endpoint_spelling import endpoint_of
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.entities.ownership import Itself, Ownership

_SIDES = {
    "publishes": Direction.PUBLISHED,
    "published": Direction.PUBLISHED,
    "consumes": Direction.CONSUMED,
    "consumed": Direction.CONSUMED,
}


def declared_entities(front_matter: FrontMatter, itself: Itself) -> list[Entity]:
    """Return the entities that a page's front matter declares.

    What has another shape than the schema asks for is passed over: the schema reports it.

    Args:
        front_matter: The page's.
        itself: How the page may call itself as an owner.
    """
    return [
        *_declared_tables(front_matter, itself),
        *_declared_endpoints(front_matter, itself),
        *_declared_events(front_matter),
    ]


def with_declared(entities: Sequence[Entity], declared: Sequence[Entity]) -> list[Entity]:
    """Return the entities of a body, and behind them those that only the front matter declares.

    Of what both name, the front matter says what the body leaves open: the owner and the side.
    """
    if not declared:
        return list(entities)
    left = {(entity_identity(entity), entity.direction): entity for entity in reversed(declared)}
    found: list[Entity] = []
    named: set[str] = set()
    for entity in entities:
        identity = entity_identity(entity)
        named.add(identity)
        sides = (
            (entity.direction, None, *Direction)
            if entity.direction is None
            else (entity.direction, None)
        )
        same = (left[identity, side] for side in sides if (identity, side) in left)
        found.append(_completed(entity, next(same, None)))
    others = (entity for entity in declared if entity_identity(entity) not in named)
    by_side = {(entity_identity(entity), entity.direction): entity for entity in others}
    return [*found, *by_side.values()]


def _completed(entity: Entity, declared: Entity | None) -> Entity:
    if declared is None:
        return entity
    if entity.direction is None and declared.direction is not None:
        entity = entity._replace(direction=declared.direction)
    if entity.owned is None and declared.owned is not None:
        entity = entity._replace(owned=declared.owned, owner=declared.owner)
    return entity


def _declared_tables(front_matter: FrontMatter, itself: Itself) -> Iterator[Entity]:
    for item, span in _items(front_matter, "tables"):
        name = item.get("name") if isinstance(item, Mapping) else item
        if isinstance(name, str) and name.strip():
            owned, owner = _ownership(item, itself)
            yield Entity(
                EntityKind.TABLE, name.strip(), span, declared=True, owned=owned, owner=owner
            )


def _declared_endpoints(front_matter: FrontMatter, itself: Itself) -> Iterator[Entity]:
    for item, span in _items(front_matter, "endpoints"):
        text, side = item, None
        if isinstance(item, Mapping):
            text = f"{item.get('method')} {item.get('path')}"
            side = Direction.CONSUMED if item.get("direction") == "consumed" else None
        if isinstance(text, str) and (endpoint := endpoint_of(text)):
            method, path = endpoint
            owned, owner = _ownership(item, itself)
            yield Entity(
                EntityKind.ENDPOINT,
                path,
                span,
                method,
                direction=side,
                declared=True,
                owned=owned,
                owner=owner,
            )


def _ownership(item: object, itself: Itself) -> tuple[bool | None, str]:
    """Return whose an item says that it is: by `owned`, or by the `owner` that it names."""
    if not isinstance(item, Mapping):
        return None, ""
    owned, owner = item.get("owned"), item.get("owner")
    if isinstance(owner, str) and owner.strip():
        return itself.seen_from(Ownership(False, owner.strip()))
    return (owned, "") if isinstance(owned, bool) else (None, "")


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
