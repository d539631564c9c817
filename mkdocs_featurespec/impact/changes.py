"""Compares two catalogs: what each feature names now that it did not, and what it says otherwise.

The catalogs may be of two states of one site, or read from two files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use

T = TypeVar("T")
Facts = Mapping[str, tuple[str, ...]]
"""What is said of something, by what it is: `{"owner": ("team-a",)}`."""


class ChangeKind(str, Enum):
    """What happened to a feature, or to an entity on a feature's page."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is said otherwise now.

    Attributes:
        what: Of a feature `path`, `title`, `status`, `owner`, `surfaces`, `depends on`,
            `open decisions`, `permissions` or `tests`; of an entity `kind`, `name`, `columns`,
            `summary`, `direction` or `owner`.
        before: What was said; empty for nothing, several where there are several.
        after: What is said now, likewise.
    """

    what: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def removed(self) -> tuple[str, ...]:
        """Those of `before` that are not in `after`."""
        return tuple(value for value in self.before if value not in self.after)

    @property
    def added(self) -> tuple[str, ...]:
        """Those of `after` that are not in `before`."""
        return tuple(value for value in self.after if value not in self.before)


@dataclass(frozen=True, slots=True)
class EntityChange:
    """An entity that a feature names, no longer names, or describes otherwise.

    Attributes:
        register: `tables`, `endpoints`, `events` or `jobs`.
        entry: The entity as the catalog has it now; where it is gone, as it had it.
        kind: What happened to it.
        use: What the feature says of it, or last said.
        elsewhere: Whether other features name it, now or before.
        details: What is said otherwise, of an entity that was there and is.
    """

    register: str
    entry: CatalogEntry
    kind: ChangeKind
    use: Use
    elsewhere: bool
    details: tuple[Detail, ...] = ()

    @property
    def label(self) -> str:
        """Its name as its page spells it, with the method of an endpoint."""
        entity = self.use.entity
        return f"{entity.method} {entity.name}".lstrip()


@dataclass(frozen=True, slots=True)
class FeatureChange:
    """A feature that is new, gone, or says something else.

    Attributes:
        feature: The feature as it is, or last was.
        kind: What happened to it.
        details: What its front matter says otherwise, of a feature that was there and is.
        entities: What changed of the entities that it names, by register and name.
    """

    feature: Feature
    kind: ChangeKind
    details: tuple[Detail, ...] = ()
    entities: tuple[EntityChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two catalogs.

    Attributes:
        features: The features with any change, by title, then path.
    """

    features: tuple[FeatureChange, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.features)

    def of_kind(self, kind: ChangeKind) -> tuple[FeatureChange, ...]:
        """Return the features that this happened to."""
        return tuple(change for change in self.features if change.kind is kind)

    def entities(self) -> Iterator[tuple[Feature, EntityChange]]:
        """Give every changed entity with the feature that names it, in order."""
        for change in self.features:
            for entity in change.entities:
                yield change.feature, entity


def compare_catalogs(
    before: Catalog,
    after: Catalog,
    renamed: Mapping[str, str] | None = None,
    facts: Mapping[str, tuple[Facts, Facts]] | None = None,
) -> Changes:
    """Return what differs between two catalogs.

    Pages are one if they have one path; entities are one if all their spellings are. Lines,
    anchors and the order of columns do not count.

    Args:
        before: The earlier one.
        after: The later one.
        renamed: The paths of renamed pages now, by their paths then, as in `Feature.path`.
        facts: What else pages said and say, by their paths now.
    """
    names = renamed or {}
    old = {names.get(feature.path, feature.path): feature for feature in before.features}
    new = {feature.path: feature for feature in after.features}
    entities = _entities(before, after, names)
    found = []
    for path, feature in {**old, **new}.items():
        kind, details = _compared(_feature_facts, old.get(path), new.get(path))
        if kind is ChangeKind.CHANGED and facts and path in facts:
            details += _compared(_as_they_are, *facts[path])[1]
        own = tuple(entities.get(path, ()))
        if kind is not ChangeKind.CHANGED or details or own:
            found.append(FeatureChange(feature, kind, details, own))
    found.sort(key=lambda each: (each.feature.title.casefold(), each.feature.path))
    return Changes(tuple(found))


def registers_of(catalog: Catalog) -> Mapping[str, tuple[CatalogEntry, ...]]:
    """Return the entities of a catalog by the name of their register, in its order."""
    return {
        "tables": catalog.tables,
        "endpoints": catalog.endpoints,
        "events": catalog.events,
        "jobs": catalog.jobs,
    }


def _entities(
    before: Catalog, after: Catalog, renamed: Mapping[str, str]
) -> dict[str, list[EntityChange]]:
    """Return the changed entities by the path of the page that names them, now."""
    changed: dict[str, list[EntityChange]] = {}
    old_registers, new_registers = registers_of(before), registers_of(after)
    for register, entries in new_registers.items():
        old = {entry.identity: entry for entry in old_registers[register]}
        new = {entry.identity: entry for entry in entries}
        both = {**old, **new}.values()
        for entry in sorted(both, key=lambda each: (each.name.casefold(), each.name, each.method)):
            was = _by_page(old.get(entry.identity), renamed)
            now = _by_page(new.get(entry.identity), {})
            pages = {**was, **now}
            for path, uses in pages.items():
                kind, details = _compared(_entity_facts, was.get(path), now.get(path))
                if kind is not ChangeKind.CHANGED or details:
                    change = EntityChange(register, entry, kind, uses[0], len(pages) > 1, details)
                    changed.setdefault(path, []).append(change)
    return changed


def _by_page(entry: CatalogEntry | None, renamed: Mapping[str, str]) -> dict[str, list[Use]]:
    """Return the uses of each page: two, where it publishes and consumes an event."""
    uses: dict[str, list[Use]] = {}
    for use in entry.uses if entry else ():
        uses.setdefault(renamed.get(use.feature.path, use.feature.path), []).append(use)
    return uses


def _compared(
    facts_of: Callable[[T], Facts], before: T | None, after: T | None
) -> tuple[ChangeKind, tuple[Detail, ...]]:
    """Return what happened to something, and what is said of it otherwise."""
    if before is None or after is None:
        return ChangeKind.ADDED if before is None else ChangeKind.REMOVED, ()
    earlier = facts_of(before)
    details = (Detail(what, earlier[what], said) for what, said in facts_of(after).items())
    return ChangeKind.CHANGED, tuple(each for each in details if each.added or each.removed)


def _as_they_are(facts: Facts) -> Facts:
    return facts


def _feature_facts(feature: Feature) -> Facts:
    return {
        "path": (feature.path,),
        "title": (feature.title,),
        "status": _one(feature.status),
        "owner": _one(feature.owner),
        "surfaces": feature.surfaces,
        "depends on": feature.depends_on,
    }


def _entity_facts(uses: Sequence[Use]) -> Facts:
    use = uses[0]
    return {
        "kind": (use.entity.kind.value,),
        "name": (use.entity.name,),
        "columns": use.columns,
        "summary": _one(use.summary),
        "direction": tuple(each.direction.value for each in uses if each.direction),
        "owner": _owner(use),
    }


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _owner(use: Use) -> tuple[str, ...]:
    """Return who owns an entity, as a page says it; a page that says "Owned here" says so."""
    if use.owned:
        return ("owned here",)
    if use.owner is not None:
        return (use.owner.title,)
    return ("owned elsewhere",) if use.owned is False else ()
