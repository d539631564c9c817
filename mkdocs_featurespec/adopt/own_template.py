"""A template of the team's own, held against the pages: which of its sections they have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_featurespec.adopt.aliases import Cluster, cluster
from mkdocs_featurespec.adopt.groups import Group, inner_groups, top_groups
from mkdocs_featurespec.adopt.outline import SHARED, DraftSection, drafted
from mkdocs_featurespec.adopt.roles import Guess, RoleOf, guess_role
from mkdocs_featurespec.adopt.seen import SeenPage

_REQUIRED = 0.75
"""The share of the pages that have a section which no page may leave out: the team asked for it."""

_OPTIONAL = re.compile(r"\((?:optional|opcional|opzionale|optionnel|facultatif|if \w+)\)", re.I)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A heading that half of the pages have, and the template has not."""

    text: str
    pages: int


@dataclass(frozen=True, slots=True)
class OwnOutline:
    """The sections of a template, held against the pages.

    Attributes:
        sections: What is known of each, by its index in the survey of the template.
        lacking: What half of the pages have besides.
        followed: How many pages have at least half of the template's sections, in its order.
    """

    sections: Mapping[int, DraftSection]
    lacking: tuple[Lacking, ...]
    followed: int


def own_outline(template: SeenPage, pages: Sequence[SeenPage], role_of: RoleOf) -> OwnOutline:
    """Hold a template's sections against the pages.

    Args:
        template: The template, surveyed like a page.
        pages: The pages.
        role_of: The roles of headings that the built-in template knows.
    """
    every = [*pages, template]
    own = len(pages)
    clusters = _clusters(top_groups(every), own, len(pages), role_of)
    sections: dict[int, DraftSection] = {}
    for each in clusters:
        section = _section(each, own, len(pages))
        if section is None:
            continue
        sections[_index(each, own)] = section
        for inner in _clusters(inner_groups(every, each.groups), own, section.pages, role_of):
            part = _section(inner, own, section.pages)
            if part is not None:
                same = part.role is section.role
                sections[_index(inner, own)] = replace(part, role=None) if same else part
    lacking = (
        Lacking(each.text, len(each.pages))
        for each in clusters
        if own not in each.pages and len(each.pages) >= SHARED * len(pages)
    )
    followed = sum(map(_follows, _orders([each for each in clusters if own in each.pages], own)))
    return OwnOutline(sections, tuple(lacking), followed)


def _orders(heads: Sequence[Cluster], own: int) -> list[list[int]]:
    """Return where each section of the template stands on each page, -1 for nowhere.

    The sections are in the order of the template.
    """
    ordered = sorted(heads, key=lambda each: _index(each, own))
    orders = [[-1] * len(ordered) for _ in range(own)]
    for i, each in enumerate(ordered):
        for occurrence in (o for group in each.groups for o in group.occurrences):
            if occurrence.page != own:
                orders[occurrence.page][i] = occurrence.index
    return orders


def _follows(order: Sequence[int]) -> bool:
    """Return whether at least half of the sections stand on a page, in their order."""
    longest: list[int] = []  # how long the longest row of sections is that ends with each
    for i, place in enumerate(order):
        before = [n for n, earlier in zip(longest, order[:i], strict=True) if earlier < place]
        longest.append(0 if place < 0 else 1 + max(before, default=0))
    return 2 * max(longest, default=0) >= len(order)


def _clusters(groups: Sequence[Group], own: int, page_count: int, role_of: RoleOf) -> list[Cluster]:
    """Bring together the headings of pages and template, whose sections stay apart."""
    guesses = {group.name: _guess(group, own, role_of) for group in groups}
    heads = frozenset(group.name for group in groups if own in group.pages)
    return cluster(groups, guesses, page_count, heads)


def _guess(group: Group, own: int, role_of: RoleOf) -> Guess | None:
    """Return what the sections of pages hold; where no page has one, what the template shows."""
    on_pages = tuple(o for o in group.occurrences if o.page != own)
    return guess_role(Group(group.name, on_pages) if on_pages else group, role_of)


def _index(each: Cluster, own: int) -> int:
    return next(o.index for o in each.groups[0].occurrences if o.page == own)


def _section(each: Cluster, own: int, page_count: int) -> DraftSection | None:
    """Return what is known of a section, `None` for one that is not the template's."""
    head = each.groups[0]
    if own not in head.pages:
        return None
    text = next(o.section.text for o in head.occurrences if o.page == own)
    pages = len(each.pages) - 1
    optional = pages < _REQUIRED * page_count or _OPTIONAL.search(text) is not None
    return replace(drafted(each, page_count, text), pages=pages, optional=optional)
