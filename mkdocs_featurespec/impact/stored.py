"""Compares two catalogs that were read back from files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.catalog.facts import FeatureFacts
from mkdocs_featurespec.catalog.from_data import StoredCatalog
from mkdocs_featurespec.impact.changes import (
    ChangeKind,
    Changes,
    Facts,
    FeatureChange,
    compare_catalogs,
    registers_of,
)

_FIRST_SAYS = ("kind", "name")


def compare_stored_catalogs(before: StoredCatalog, after: StoredCatalog) -> Changes:
    """Return what differs between two catalogs that were read from files.

    A file has the kind and the spelling of an entity once, as the first feature that names it has
    them. So only that feature, and only if it was the first before, can have changed them.
    """
    firsts = (_firsts(before.catalog), _firsts(after.catalog))
    facts = {
        path: (_said(before.facts[path]), _said(said))
        for path, said in after.facts.items()
        if path in before.facts
    }
    found = compare_catalogs(before.catalog, after.catalog, facts=facts).features
    changes = (_own(change, firsts) for change in found)
    return Changes(tuple(each for each in changes if _says_something(each)))


def _said(facts: FeatureFacts) -> Facts:
    """Return what a page says that a comparison tells of; how far it is is no news of it."""
    return {
        "open decisions": tuple(each.text for each in facts.decisions),
        "permissions": tuple(each.text for each in facts.permissions),
        "tests": tuple(each.text for each in facts.tests),
    }


def _firsts(catalog: Catalog) -> Mapping[str, str]:
    """Return the page of the first feature that names each entity, by its identity."""
    return {
        entry.identity: entry.uses[0].feature.path
        for entries in registers_of(catalog).values()
        for entry in entries
    }


def _own(change: FeatureChange, firsts: tuple[Mapping[str, str], ...]) -> FeatureChange:
    """Return a change of a feature without what only another feature can have changed."""
    entities = []
    for entity in change.entities:
        if any(first.get(entity.entry.identity) != change.feature.path for first in firsts):
            kept = tuple(each for each in entity.details if each.what not in _FIRST_SAYS)
            entity = replace(entity, details=kept)
        if entity.kind is not ChangeKind.CHANGED or entity.details:
            entities.append(entity)
    return replace(change, entities=tuple(entities))


def _says_something(change: FeatureChange) -> bool:
    return change.kind is not ChangeKind.CHANGED or bool(change.details or change.entities)
