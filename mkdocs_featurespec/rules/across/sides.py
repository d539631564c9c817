"""Events whose other side no feature is on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.catalog.references import linked_page
from mkdocs_featurespec.model import Direction, EntityKind, Page, Role
from mkdocs_featurespec.rules.across.near_names import near_names
from mkdocs_featurespec.rules.across.unread import is_unread
from mkdocs_featurespec.rules.across.wildcards import answered, has_wildcard
from mkdocs_featurespec.rules.registry import SiteContext

_LINES = 3
"""A link so near to an event's name names its other side, if no other event comes before."""


def lonely_events(context: SiteContext, side: Direction) -> Iterator[CatalogEntry]:
    """Give the events that all features that name them say to be on one side of.

    Where one does not say its side, it may be the other one. Integration events are for other
    systems, and the other side may be there. Of what only the front matter declares beside a body
    that names other events, and of what leads to a page that is not written yet, another rule
    speaks.
    """
    events = context.catalog.events
    on_sides = context.kept.each("sides", events, _sides)
    here = [e for e, sides in zip(events, on_sides, strict=True) if sides == {side}]
    lonely = [entry for entry in here if _is_event(entry)]
    if not lonely:
        return
    others = {e.name for e, sides in zip(events, on_sides, strict=True) if sides != {side}}
    known = answered([entry.name for entry in lonely], others)
    for entry in lonely:
        if entry.name not in known and not any(_is_open(use, context.pages) for use in entry.uses):
            yield entry


def _sides(entry: CatalogEntry) -> frozenset[Direction | None]:
    return frozenset(use.direction for use in entry.uses)


def _is_event(entry: CatalogEntry) -> bool:
    uses = entry.uses
    kind = EntityKind.EVENT
    return entry.kind is kind and all(use.entity.kind is kind for use in uses)


def misnamed_events(context: SiteContext) -> Mapping[str, CatalogEntry]:
    """Return what is published under almost the name of an event that nobody publishes.

    The rule about the missing publisher proposes it, and no other rule speaks of the two.

    Returns:
        The published event, by the identity of the other one.
    """
    waiting = list(lonely_events(context, Direction.CONSUMED))
    if not waiting:
        return {}
    events = context.catalog.events
    published = {entry.name: entry for entry in events if entry.sided(Direction.PUBLISHED)}
    near = near_names(tuple(entry.name for entry in events if not has_wildcard(entry.name)))
    found: dict[str, CatalogEntry] = {}
    for entry in waiting:
        for name in near.get(entry.name, ()):
            if name in published:
                found.setdefault(entry.identity, published[name])
    return found


def _is_open(use: Use, pages: Mapping[str, Page]) -> bool:
    """Return whether it cannot be said yet who is on the other side."""
    page = pages.get(use.feature.src_uri)
    if page is None:  # another site's, which was read there
        return False
    if use.entity.declared:
        return any(section.role is Role.EVENTS and section.written for section in page.sections)
    folder = use.feature.src_uri.rpartition("/")[0]
    linked = (pages.get(linked_page(folder, target)) for target in _targets(use.line, page))
    return any(other is not None and is_unread(other) for other in linked)


def _targets(line: int, page: Page) -> Iterator[str]:
    """Give the targets of the links that stand beside an entity."""
    end = min(
        (entity.span.line for entity in page.entities if entity.span.line > line),
        default=line + _LINES,
    )
    for link in page.links:
        if line <= link.span.line < min(end, line + _LINES):
            yield link.target
