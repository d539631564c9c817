"""Reasons in words, as plain text; the subject is one of the two features."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_featurespec.catalog import CatalogEntry
from mkdocs_featurespec.impact.reasons import Reason, ReasonKind
from mkdocs_featurespec.model import EntityKind

_DEPENDS = {
    ReasonKind.TABLE: "uses",
    ReasonKind.ENDPOINT: "calls",
    ReasonKind.EVENT: "consumes",
    ReasonKind.SHARED: "shares",
    ReasonKind.DECLARED: "says that it depends on it",
    ReasonKind.LINK: "links to it",
}
_PROVIDES = {
    ReasonKind.TABLE: "owns",
    ReasonKind.ENDPOINT: "serves",
    ReasonKind.EVENT: "publishes",
    ReasonKind.SHARED: "shares",
    ReasonKind.DECLARED: "is named as a dependency",
    ReasonKind.LINK: "is linked to",
}
_NOUNS = {
    EntityKind.TABLE: "table",
    EntityKind.VIEW: "view",
    EntityKind.ENDPOINT: "endpoint",
    EntityKind.EVENT: "event",
    EntityKind.INTEGRATION_EVENT: "integration event",
    EntityKind.NOTIFICATION: "notification",
    EntityKind.SYNC: "sync effect",
    EntityKind.JOB: "job",
}


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """Reasons of one kind about entities of one kind.

    Attributes:
        words: What one of the two features does, up to the names: `uses the tables`.
        words_of_one: The same of one of them: `uses the table`.
        reasons: With an entity each, unless the words say all.
    """

    words: str
    words_of_one: str
    reasons: tuple[Reason, ...]


def group_reasons(reasons: Iterable[Reason], *, of_provider: bool = False) -> list[ReasonGroup]:
    """Return reasons with the words that they have in common, in their order.

    Args:
        reasons: Of one edge.
        of_provider: Whether the words have the feature that is depended on as their subject, and
            not the one that depends.
    """
    verbs = _PROVIDES if of_provider else _DEPENDS
    groups: dict[tuple[ReasonKind, EntityKind | None], list[Reason]] = {}
    for reason in reasons:
        kind = reason.entry.kind if reason.entry else None
        groups.setdefault((reason.kind, kind), []).append(reason)
    return [
        ReasonGroup(
            f"{verbs[kind]}{_object(entity, len(group))}",
            f"{verbs[kind]}{_object(entity, 1)}",
            tuple(group),
        )
        for (kind, entity), group in groups.items()
    ]


def label_of(entry: CatalogEntry) -> str:
    """Return an entity's name, with the method of an endpoint."""
    return f"{entry.method} {entry.name}".lstrip()


def noun_of(entry: CatalogEntry) -> str:
    """Return what an entity is: `table`, `integration event`."""
    return _NOUNS[entry.kind]


def sentence(reasons: Iterable[Reason], *, of_provider: bool = False) -> str:
    """Return reasons in one line: `uses the table clients, consumes the event client.onboarded`."""
    return ", ".join(
        " ".join((group.words, *_names(group)))
        for group in group_reasons(reasons, of_provider=of_provider)
    )


def _names(group: ReasonGroup) -> tuple[str, ...]:
    names = [label_of(reason.entry) for reason in group.reasons if reason.entry]
    return (", ".join(names),) if names else ()


def _object(kind: EntityKind | None, count: int) -> str:
    if kind is None:
        return ""
    return f" the {_NOUNS[kind]}{'' if count == 1 else 's'}"
