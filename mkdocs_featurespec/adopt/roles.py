"""What the sections of a group hold, guessed from their name and from what pages list there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mkdocs_featurespec.adopt.groups import Group
from mkdocs_featurespec.adopt.role_words import HEADING_WORDS
from mkdocs_featurespec.adopt.seen import Shape
from mkdocs_featurespec.adopt.survey import ENTITY_ROLES
from mkdocs_featurespec.model import Role

_ENOUGH = 0.5
"""The share of the pages with a heading that have to list entities below it."""

_MEASURED = (Role.ENDPOINTS, Role.TABLES)
"""What a section holds by what is below it alone; names of events look like many other names."""

RoleOf = Callable[[str], Role | None]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the sections of a group hold.

    Attributes:
        role: The role.
        by_name: Whether the built-in template knows the heading for it.
        pages: How many pages list something of that kind there; 0 for roles without entities.
        entities: How many they list in all.
    """

    role: Role
    by_name: bool
    pages: int = 0
    entities: int = 0


def guess_role(group: Group, role_of: RoleOf) -> Guess | None:
    """Return what a group's sections hold, `None` where nothing speaks for a role.

    Args:
        group: Sections of one name.
        role_of: The roles of headings that the built-in template knows.
    """
    known = role_of(group.text)
    if known is not None:
        return _measured(group, known, by_name=True)
    for role in _MEASURED:
        guess = _measured(group, role, by_name=False)
        if guess.pages > 1 and guess.pages >= _ENOUGH * len(group.pages) and not _is_tasks(group):
            return guess
    return _named(group)


def _is_tasks(group: Group) -> bool:
    """Return whether a group is of lists to tick off, which may name what others describe."""
    tasks = sum(o.section.shape is Shape.BOXES for o in group.occurrences)
    return tasks * 2 >= len(group.pages)


def _named(group: Group) -> Guess | None:
    """Return what a heading says in other languages, where the pages do not contradict it."""
    for role, words in HEADING_WORDS.items():
        match = words.search(group.name)
        if match is None:
            continue
        says_it = len(match.group().split()) * 2 >= len(group.name.split())
        opens_with_it = match.start() == 0 and role in _MEASURED
        guess = _measured(group, role, by_name=False)
        is_contradicted = role in ENTITY_ROLES and guess.pages < _ENOUGH * len(group.pages)
        if (says_it or opens_with_it) and not is_contradicted:
            return guess
    return None


def _measured(group: Group, role: Role, *, by_name: bool) -> Guess:
    counts = [o.section.entities.get(role, 0) for o in group.occurrences]
    if role is Role.TABLES and not by_name:
        counts = [o.section.sure_tables for o in group.occurrences]
    return Guess(role, by_name, sum(map(bool, counts)), sum(counts))
