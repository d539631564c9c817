"""How much of each source pages document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs_featurespec.catalog import Use
from mkdocs_featurespec.catalog.coverage import SourceCoverage, SourceThing
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.rules.drift.api_index import operations
from mkdocs_featurespec.rules.drift.events import events
from mkdocs_featurespec.rules.drift.table_index import tables
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.sources.source import Source


def coverage(context: SiteContext) -> tuple[SourceCoverage, ...]:
    """Return how much of each source pages document, in the order of the option."""
    things: dict[int, list[SourceThing]] = {}
    for source, thing in _things(context):
        things.setdefault(id(source), []).append(thing)
    return tuple(
        SourceCoverage(
            source.chosen.name, source.chosen.kind, source.files, tuple(things.get(id(source), ()))
        )
        for source in context.sources.every
        if source.says_anything or source.problems
    )


def _things(context: SiteContext) -> Iterator[tuple[Source, SourceThing]]:
    for each in operations(context):
        found = each.operation
        thing = _thing(each.shown, found.file, found.span, each.uses)
        yield (
            each.api.source,
            thing._replace(summary=found.summary, deprecated=found.deprecated, access=found.access),
        )
    for database, table, uses in tables(context):
        thing = _thing(table.name, table.file, table.span, uses)
        yield database.source, thing._replace(summary=table.comment, table=table)
    for source, event, uses in events(context):
        thing = _thing(event.name, event.file, event.span, uses)
        summary = event.summary or ", ".join(event.fields)
        yield source, thing._replace(summary=summary, deprecated=event.deprecated)


def _thing(name: str, file: str, span: Span, uses: Iterable[Use]) -> SourceThing:
    uses = list(uses)
    features = {use.feature.src_uri: use.feature for use in uses}
    return SourceThing(
        name,
        file,
        span.line,
        tuple(features[uri] for uri in sorted(features)),
        tuple(dict.fromkeys(entity_identity(use.entity) for use in uses)),
    )
