"""What a picture of a site's features shows, and a picture of one feature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mkdocs_featurespec.catalog import CatalogEntry, Feature, Use
from mkdocs_featurespec.impact.graph import Connections
from mkdocs_featurespec.impact.reasons import Edge, Reason
from mkdocs_featurespec.impact.sides import sides_of
from mkdocs_featurespec.impact.words import label_of
from mkdocs_featurespec.model import Direction, EntityKind
from mkdocs_featurespec.render.picture import Line, LineStyle, Node, Picture, Shape

SITE_SIZE = 40
"""How many features a picture of a site has at most."""

FEATURE_SIZE = 25
"""How many nodes a picture of a feature has at most."""

_ENTITIES = 14
"""How many of them are entities, so that there is room for the features that they connect."""

SITE_LINES = 150
"""How many lines a picture of a site has at most; Mermaid refuses more than 500."""

_LABELLED = 30
"""With more lines than this, a picture of a site has no words at them."""


def site_picture(connected: Connections, limit: int = SITE_SIZE) -> Picture:
    """Return a picture of the features that depend on one another, by owner.

    Args:
        connected: Who depends on whom.
        limit: How many features it has at most: the most connected ones.
    """
    chosen = connected.most(limit)
    keys = {feature.src_uri for feature in chosen}
    drawn = [e for e in connected.edges if e.feature.src_uri in keys and e.other.src_uri in keys]
    lines = list(_site_lines(drawn))
    kept = _strongest(lines, SITE_LINES)
    if len(kept) > _LABELLED:
        kept = [replace(line, label="") for line in kept]
    return Picture(
        tuple(Node(f.src_uri, f.label, Shape.FEATURE, f.owner) for f in chosen),
        tuple(kept),
        len(connected.features) - len(chosen),
        len(lines) - len(kept),
    )


def _site_lines(edges: Sequence[Edge]) -> Iterator[Line]:
    """Give a line for each edge; what two features share is one line between them."""
    directed = {(e.feature.src_uri, e.other.src_uri) for e in edges if e.directed}
    for edge in edges:
        start, end = edge.feature.src_uri, edge.other.src_uri
        if edge.directed:
            yield _site_line(edge, "depends on", edge.directed, LineStyle.ARROW)
        elif (end, start) not in directed and start < end:
            yield _site_line(edge, "shares with", edge.shared, LineStyle.DOTTED)


def _site_line(edge: Edge, words: str, reasons: Sequence[Reason], style: LineStyle) -> Line:
    entries = [reason.entry for reason in reasons if reason.entry]
    counts = Counter(_SHAPE_OF[entry.kind].value for entry in entries)
    label = ", ".join(
        f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items()
    )
    names = tuple(label_of(entry) for entry in entries)
    return Line(edge.feature.src_uri, edge.other.src_uri, words, label, style, names)


def _strongest(lines: Sequence[Line], limit: int) -> Sequence[Line]:
    """Return so many lines at most, in the order given: first those that stand for most."""
    if len(lines) <= limit:
        return lines
    order = sorted(
        range(len(lines)),
        key=lambda i: (lines[i].style is LineStyle.DOTTED, -len(lines[i].names)),
    )
    return [lines[i] for i in sorted(order[:limit])]


_SHAPE_OF = {
    EntityKind.TABLE: Shape.TABLE,
    EntityKind.VIEW: Shape.TABLE,
    EntityKind.ENDPOINT: Shape.ENDPOINT,
    EntityKind.EVENT: Shape.EVENT,
    EntityKind.INTEGRATION_EVENT: Shape.EVENT,
    EntityKind.NOTIFICATION: Shape.EVENT,
    EntityKind.SYNC: Shape.EVENT,
    EntityKind.JOB: Shape.JOB,
}


def feature_picture(feature: Feature, entries: Sequence[CatalogEntry]) -> Picture:
    """Return a picture of a feature: its tables and events, and whom they connect it with.

    Of what another feature provides, the others who depend on it are left out, since they have
    nothing to do with this one. Endpoints and jobs are drawn where another feature names them.

    Args:
        feature: The one.
        entries: What it names.
    """
    drawable = {
        entry.identity: (entry, uses)
        for entry in entries
        for uses in (_uses_beside(feature, entry),)
        if len(uses) > 1 or _SHAPE_OF[entry.kind] in (Shape.TABLE, Shape.EVENT)
    }
    ranked = sorted(drawable, key=lambda identity: -len(drawable[identity][1]))
    chosen = set(ranked[:_ENTITIES])
    drawn = [pair for identity, pair in drawable.items() if identity in chosen]
    counts = Counter(use.feature for _, uses in drawn for use in uses)
    others = [other for other, _ in counts.most_common() if other is not feature]
    room = FEATURE_SIZE - 1 - len(drawn)
    features = [feature, *sorted(others[:room], key=lambda other: other.title.casefold())]
    nodes = [Node(each.src_uri, each.label, Shape.FEATURE) for each in features]
    nodes += [Node(e.identity, label_of(e), _SHAPE_OF[e.kind]) for e, _ in drawn]
    return Picture(
        tuple(nodes),
        tuple(
            _entity_line(entry, use)
            for each in features
            for entry, uses in drawn
            for use in uses
            if use.feature is each
        ),
        len(drawable) - len(drawn) + max(len(others) - room, 0),
        centre=feature.src_uri,
    )


def _uses_beside(feature: Feature, entry: CatalogEntry) -> Sequence[Use]:
    """Return the uses of an entity that connect a feature with others, its own among them."""
    sides = sides_of(entry)
    near = {spot.feature.src_uri for spot in (*sides.providers, *sides.peers)}
    if feature.src_uri in near:
        return entry.uses
    return [use for use in entry.uses if use.feature is feature or use.feature.src_uri in near]


def _entity_line(entry: CatalogEntry, use: Use) -> Line:
    words, style = _use_words(use)
    label = words if words in ("owns", "serves") else ""
    return Line(use.feature.src_uri, entry.identity, words, label, style)


def _use_words(use: Use) -> tuple[str, LineStyle]:
    shape = _SHAPE_OF[use.entity.kind]
    if shape is Shape.EVENT:
        if use.direction is Direction.CONSUMED:
            return "consumes", LineStyle.BACK
        published = use.direction is Direction.PUBLISHED
        return ("publishes", LineStyle.ARROW) if published else ("names", LineStyle.PLAIN)
    if shape is Shape.JOB:
        return "runs", LineStyle.PLAIN
    if use.owned:
        return ("serves" if shape is Shape.ENDPOINT else "owns"), LineStyle.THICK
    if shape is Shape.ENDPOINT:
        return ("documents" if use.owned is None else "calls"), LineStyle.PLAIN
    return "uses", LineStyle.PLAIN
