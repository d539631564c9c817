"""Changes in words, as plain text."""

from __future__ import annotations

from collections import Counter

from mkdocs_featurespec.impact.changes import ChangeKind, Changes, Detail, EntityChange
from mkdocs_featurespec.impact.words import noun_of

_NAMES = ("columns", "surfaces", "depends on")
_SENTENCES = ("open decisions", "permissions", "tests")
"""What has several values, of which each is told that came or is gone."""


def change_noun(change: EntityChange) -> str:
    """Return what a changed entity is: `table`."""
    return noun_of(change.entry)


def detail_words(detail: Detail) -> str:
    """Return what is said otherwise: `columns + vip, - rebate`, `owner team-a, was team-b`."""
    if detail.what in (*_NAMES, *_SENTENCES):
        quote = '"' if detail.what in _SENTENCES else ""
        signs = [f"+ {quote}{added}{quote}" for added in detail.added]
        signs += [f"- {quote}{removed}{quote}" for removed in detail.removed]
        return f"{detail.what} {', '.join(signs)}"
    now = ", ".join(detail.after) or "none"
    return f"{detail.what} {now}, was {', '.join(detail.before) or 'none'}"


def summary_of(changes: Changes) -> str:
    """Return how much changed: `1 page added; 2 entities added, 1 removed`."""
    pages = Counter(change.kind for change in changes.features)
    entities = Counter(entity.kind for _, entity in changes.entities())
    return "; ".join(part for part in (_counts(pages, "page"), _counts(entities, "entity")) if part)


def _counts(counts: Counter[ChangeKind], noun: str) -> str:
    words: list[str] = []
    for kind in ChangeKind:
        count = counts[kind]
        if count:
            plural = "entities" if noun == "entity" else f"{noun}s"
            what = f" {noun if count == 1 else plural}" if not words else ""
            words.append(f"{count}{what} {kind.value}")
    return ", ".join(words)
