"""Events that somebody waits for and nobody publishes, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.catalog import CatalogEntry
from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Direction
from mkdocs_featurespec.rules.across.sides import lonely_events, misnamed_events
from mkdocs_featurespec.rules.across.wording import other_page, related
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule

_INTEGRATION = "or call it an integration event, if that is another system"
_MEANT_BY_CONSUMER = f"list it on the page of the feature that publishes it, {_INTEGRATION}"
_MEANT_BY_PUBLISHER = f"list it on the page of the feature that consumes it, {_INTEGRATION}"


def _consumed_not_published(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    misnamed = misnamed_events(context)
    for entry in lonely_events(context, Direction.CONSUMED):
        meant = misnamed.get(entry.identity)
        message = f'"{entry.name}" is consumed here, and no feature publishes it'
        hint = _MEANT_BY_CONSUMER if meant is None else f'did you mean "{meant.name}"?'
        yield from _on_each_page(entry, message, hint, "consumed here")


def _published_not_consumed(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    if not any(entry.sided(Direction.CONSUMED) for entry in context.catalog.events):
        return  # the pages of this site do not say who consumes what
    lonely = list(lonely_events(context, Direction.PUBLISHED))
    meant = misnamed_events(context).values() if lonely else ()
    waited_for = {entry.identity for entry in meant}
    for entry in lonely:
        if entry.identity not in waited_for:
            message = f'"{entry.name}" is published here, and no feature consumes it'
            yield from _on_each_page(entry, message, _MEANT_BY_PUBLISHER, "published here")


def _on_each_page(
    entry: CatalogEntry, message: str, hint: str, what: str
) -> Iterator[tuple[str, Finding]]:
    for use in entry.uses:
        others = related([other for other in entry.uses if other is not use], what)
        finding = Finding(use.entity.span, message, hint, entry.name, others)
        yield use.feature.src_uri, finding


_EVENTS = ("## Events & Background Jobs", "")
_PUBLISHED = ("### Published", "", "- `client.archived` - a client has left")
_ELSEWHERE = "- Integration event `calendar.moved` - from the calendar's provider"
_CONSUMED = ("### Consumed", "", "- `client.archived` - closes the conversation")

RULES = (
    SiteRule(
        code="FS405",
        name="consumed-not-published",
        severity=Severity.WARNING,
        summary="A feature consumes an event that no feature publishes.",
        reason="It waits for something that never comes: the event was renamed, its publisher is "
        "not documented, or never was built. Events for and from other systems are integration "
        "events; of them, as of events without a side, nothing is said.",
        bad=example_page(*_EVENTS, *_CONSUMED),
        good=example_page(
            *_EVENTS, "### Consumed", "", "- `client.left` - closes the conversation"
        ),
        beside={
            "roster.md": other_page(
                "Roster", *_EVENTS, "### Published", "", "- `client.left` - a client has left"
            ),
            "check-ins.md": other_page(
                "Check-ins", *_EVENTS, "### Consumed", "", "- `client.left` - stops asking"
            ),
        },
        check=_consumed_not_published,
    ),
    SiteRule(
        code="FS406",
        name="published-not-consumed",
        severity=Severity.INFO,
        summary="A feature publishes an event that no feature consumes.",
        reason="Either the page of a consumer forgets it, or the event could go. What is published "
        "for another system, such as a warehouse, is an integration event; of them, as of events "
        "without a side, nothing is said. Nor is it on a site whose pages never say what they "
        "consume.",
        bad=example_page(*_EVENTS, *_PUBLISHED),
        good=example_page(
            *_EVENTS,
            "### Published",
            "",
            "- Integration event `client.archived` - for the warehouse",
        ),
        beside={
            "roster.md": other_page("Roster", *_EVENTS, "### Consumed", "", _ELSEWHERE),
        },
        check=_published_not_consumed,
    ),
)
