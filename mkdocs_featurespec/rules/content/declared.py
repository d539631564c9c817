"""FS306 and FS307: what the front matter declares, beside what the body names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_featurespec.diagnostics import Finding, Related, Severity
from mkdocs_featurespec.model import Direction, Entity, EntityKind, Page, Role
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule

_ROLES = {
    EntityKind.TABLE: Role.TABLES,
    EntityKind.ENDPOINT: Role.ENDPOINTS,
    EntityKind.EVENT: Role.EVENTS,
}
_LISTED: Mapping[str, tuple[EntityKind, ...]] = {
    "tables": (EntityKind.TABLE, EntityKind.VIEW),
    "endpoints": (EntityKind.ENDPOINT,),
    "events": (EntityKind.EVENT, EntityKind.INTEGRATION_EVENT),
}
"""What each key of the front matter lists."""
_MOST_NAMES = 5


def _declared_not_in_body(context: PageContext) -> Iterator[Finding]:
    page = context.page
    if not page.declared:
        return
    in_body: dict[str, list[Entity]] = {}
    for entity in page.entities:
        if not entity.declared:
            in_body.setdefault(entity_identity(entity), []).append(entity)
    written = {section.role for section in page.sections if section.written}
    for entity in page.declared:
        identity = entity_identity(entity)
        named = in_body.get(identity, [])
        if named:
            yield from _contradiction(page, entity, identity, named)
        elif _ROLES[entity.kind] in written:
            message = f"the front matter declares {_shown(entity)}, and the body does not name it"
            hint = "describe it in the body, or take it out of the front matter"
            yield Finding(entity.span, message, hint, identity)


def _contradiction(
    page: Page, declared: Entity, identity: str, named: list[Entity]
) -> Iterator[Finding]:
    """Give what the front matter says of an entity otherwise than the body."""
    first = named[0]
    said = None
    if declared.direction and declared.direction not in [entity.direction for entity in named]:
        said = declared.direction.value, _side(first)
    elif declared.owned is not None and first.owned is not None and _differ(declared, first):
        said = _ownership(declared), _ownership(first)
    if said is not None:
        message = f"the front matter says that {_shown(declared)} is {said[0]}, the body {said[1]}"
        related = Related(page.path, first.span, f"{said[1]} here")
        yield Finding(declared.span, message, "say the same in both", identity, (related,))


def _side(entity: Entity) -> str:
    return entity.direction.value if entity.direction else "served"


def _ownership(entity: Entity) -> str:
    if entity.owned:
        return "owned by this feature"
    return f"owned by {entity.owner or 'another feature'}"


def _differ(declared: Entity, named: Entity) -> bool:
    """Return whether two places name different owners; a link and words may mean the same."""
    if declared.owned is not named.owned:
        return True
    one, other = declared.owner.partition("#")[0], named.owner.partition("#")[0]
    if not one or not other or one.endswith(".md") is not other.endswith(".md"):
        return False
    return heading_names(one)[:1] != heading_names(other)[:1]


def _in_body_not_declared(context: PageContext) -> Iterator[Finding]:
    page = context.page
    listed = {entity_identity(entity) for entity in page.declared}
    for key, kinds in _LISTED.items():
        span = page.front_matter.key_span(key)
        if span is None or not isinstance(page.front_matter.get(key), list | Mapping):
            continue
        others = [
            entity
            for entity in page.of_kind(*kinds)
            if entity_identity(entity) not in listed and not _is_called(entity)
        ]
        if others:
            names = [_shown(entity) for entity in others]
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            yield Finding(
                span,
                f"'{key}' lacks what the body names: {', '.join(names[:_MOST_NAMES])}{more}",
                "list it here as well, or take the key out: the body is enough",
                f"{key}: {', '.join(sorted(names))}",
                tuple(
                    Related(page.path, entity.span, _shown(entity))
                    for entity in others[:_MOST_NAMES]
                ),
            )


def _is_called(entity: Entity) -> bool:
    """Return whether an entity is an endpoint that another feature serves."""
    return entity.kind is EntityKind.ENDPOINT and entity.direction is Direction.CONSUMED


def _shown(entity: Entity) -> str:
    return f"{entity.method} {entity.name}".strip()


_TABLES = (
    "## Database Tables",
    "",
    "| Table | Purpose |",
    "|---|---|",
    "| `messages` | What coach and client write. |",
)
_THREADS = "| `threads` | Who writes with whom. |"

RULES = (
    PageRule(
        code="FS306",
        name="declared-not-in-body",
        severity=Severity.ERROR,
        summary="The front matter declares what the body does not name, or says otherwise.",
        reason="What scripts take from the front matter and what people read below it should be "
        "the same. Side and owner count as well. A page that has no section of the kind, or has "
        "not written it yet, contradicts nothing.",
        bad=example_page(*_TABLES, keys="tables: [messages, threads]\n"),
        good=example_page(*_TABLES, _THREADS, keys="tables: [messages, threads]\n"),
        check=_declared_not_in_body,
    ),
    PageRule(
        code="FS307",
        name="in-body-not-declared",
        severity=Severity.ERROR,
        summary="The front matter has a list of what the body names, and not all of it is there.",
        reason="A list that is there is taken for whole. Without its key the front matter says "
        "nothing, and the body is enough.",
        bad=example_page(*_TABLES, _THREADS, keys="tables: [messages]\n"),
        good=example_page(*_TABLES, _THREADS, keys="tables: [messages, threads]\n"),
        check=_in_body_not_declared,
    ),
)
