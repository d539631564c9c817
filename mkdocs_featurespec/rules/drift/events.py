"""FS511 and FS512: events of pages, and events that are described."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

from mkdocs_featurespec.catalog import Use
from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import EntityKind
from mkdocs_featurespec.rules.across.wildcards import answered, has_wildcard
from mkdocs_featurespec.rules.drift.scope import (
    AnswersFor,
    any_unread,
    named,
    scope,
    there,
    uses_of,
)
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SiteRule, SourceRule
from mkdocs_featurespec.sources.source import Source
from mkdocs_featurespec.sources.values import EventSource

_STYLE = re.compile(r"[\W_]")


@dataclass(slots=True)
class _Described:
    """The events of one source, by all that they may be called."""

    source: Source
    answers_for: AnswersFor
    by_name: dict[str, EventSource] = field(default_factory=dict)

    def find(self, name: str) -> EventSource | None:
        """Return the event that a page means; neither capitals nor the signs in it count."""
        return self.by_name.get(_plain(name))

    def has(self, name: str) -> bool:
        """Return whether it has an event, or one that a name with a wildcard stands for."""
        if has_wildcard(name):
            names = {each for event in self.by_name.values() for each in event.names}
            return bool(answered([name], names))
        return self.find(name) is not None


@lru_cache(maxsize=1)
def _every(context: SiteContext) -> Sequence[_Described]:
    found = []
    for source in context.sources.of_kind("asyncapi", "events"):
        described = _Described(source, scope(source))
        for event in source.events:
            for name in event.names:
                described.by_name.setdefault(_plain(name), event)
        found.append(described)
    return found


def _missing(context: SiteContext) -> Iterator[tuple[Use, Sequence[_Described]]]:
    """Give the events on pages that no source has which answers for them."""
    every = _every(context)
    for entry, use in uses_of(context.catalog.events) if every else ():
        if entry.kind is not EntityKind.EVENT or use.entity.kind is not EntityKind.EVENT:
            continue
        asked = [each for each in every if each.answers_for(use, entry.name)]
        whole = not any(each.source.problems for each in asked)
        if asked and whole and not any(each.has(entry.name) for each in asked):
            yield use, asked


def _near(name: str, asked: Sequence[_Described]) -> EventSource | None:
    known = {plain: event for each in asked for plain, event in each.by_name.items()}
    close = get_close_matches(_plain(name), known, n=1, cutoff=0.8)
    return known[close[0]] if close else None


def _not_described(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for use, asked in _missing(context):
        name = use.entity.name
        message = f'"{name}" is not in {named(each.source for each in asked)}'
        near = _near(name, asked)
        if near is None:
            hint = "describe it there, or take it out"
            yield use.feature.src_uri, Finding(use.entity.span, message, hint, name)
        else:
            hint = f'did you mean "{near.name}"?'
            place = there(near.file, near.span, f'"{near.name}" is described here')
            yield use.feature.src_uri, Finding(use.entity.span, message, hint, name, place)


def events(context: SiteContext) -> Iterator[tuple[Source, EventSource, tuple[Use, ...]]]:
    """Give the events that pages should document, or do, each with its pages."""
    entries = (*context.catalog.events, *context.catalog.jobs)
    patterns = [entry for entry in entries if has_wildcard(entry.name)]
    uses: dict[str, list[Use]] = {}
    for entry in entries:
        uses.setdefault(_plain(entry.name), []).extend(entry.uses)
    for described in _every(context):
        for event in described.source.events:
            found = [use for name in event.names for use in uses.get(_plain(name), ())]
            for entry in patterns:
                found += entry.uses if answered([entry.name], event.names) else ()
            if described.source.answers_for(event.name) and (found or not event.deprecated):
                yield described.source, event, tuple(found)


def _not_documented(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    if not _every(context) or any_unread(context):
        return
    told = {
        _plain(name)
        for use, asked in _missing(context)
        if (near := _near(use.entity.name, asked))
        for name in near.names
    }
    for _, event, uses in events(context):
        if not uses and told.isdisjoint(map(_plain, event.names)):
            told.add(_plain(event.name))  # others may describe it as well
            message = f'no page documents the event "{event.name}"'
            hint = "list it on the page of the feature that publishes it, or under 'ignore'"
            yield event.file, Finding(event.span, message, hint, event.name)


def _plain(name: str) -> str:
    """Return a name without what is a matter of style."""
    return _STYLE.sub("", name.casefold())


_HEAD = ("## Events & Background Jobs", "")
_EVENTS = """\
asyncapi: 3.0.0
info: {title: Messages, version: "1"}
channels:
  messageSent:
    address: message.sent
    messages:
      MessageSent:
        payload:
          type: object
          properties: {message_id: {type: string}}
"""
_GOOD = example_page(*_HEAD, "- `message.sent` - `message_id`")

RULES = (
    SiteRule(
        code="FS511",
        name="event-not-described",
        severity=Severity.WARNING,
        summary="An event on a page is in no description of the events.",
        reason="Whoever waits for it waits for ever: it was renamed or removed, or never was "
        "built. A page may name a channel or a message, in any spelling: `message.sent`, "
        "`MessageSent`. Integration events, notifications and sync effects are not looked for.",
        bad=example_page(*_HEAD, "- `message.send` - `message_id`"),
        good=_GOOD,
        sources={"asyncapi.yaml": _EVENTS},
        unfinished=True,
        check=_not_described,
    ),
    SourceRule(
        code="FS512",
        name="event-not-documented",
        severity=Severity.WARNING,
        summary="No page documents an event that is described.",
        reason="Nobody knows which feature publishes it, and when. The finding stands in the "
        "description of the events; deprecated ones need no page.",
        bad=example_page(*_HEAD, "None."),
        good=_GOOD,
        sources={"asyncapi.yaml": _EVENTS},
        check=_not_documented,
    ),
)
