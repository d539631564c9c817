"""The sections that a template for pages should have, in the order that most pages have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mkdocs_featurespec.adopt.aliases import Cluster, cluster, is_alias, own_alias
from mkdocs_featurespec.adopt.groups import Group, inner_groups, top_groups
from mkdocs_featurespec.adopt.roles import Guess, RoleOf, guess_role
from mkdocs_featurespec.adopt.seen import SeenPage, SeenTable, Shape
from mkdocs_featurespec.adopt.survey import ENTITY_ROLES
from mkdocs_featurespec.model import Role

SHARED = 0.5
"""The share of the pages that have a heading which makes it a section of the template."""

REQUIRED = 0.9
"""The share from which on no page may leave it out."""

_FEW = 3
"""With fewer shared headings than these the pages have no structure in common."""

_RARE = 0.1
"""The share that makes a heading an optional section where nothing much is shared."""

_USUAL = 0.25
"""The share of the sections that have to look alike to be an example for others."""

_MOST = 12
"""How many sections such a template has at most."""

_PATH = re.compile(r"\w/\w|\B/\w|\w\.\w+$")


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of the template to be.

    Attributes:
        text: Its heading.
        level: Its heading's level.
        pages: How many pages have it, by any of its names.
        of: Of how many it is a share: all of them, or those that have the section around it.
        optional: Whether a page may leave it out.
        role: What it holds.
        guesses: What speaks for the role.
        aliases: Other headings that pages have for it.
        shape: What stands below it on most pages.
        table: The table that most of its tables are like.
        code: The language of its fences.
    """

    text: str
    level: int
    pages: int
    of: int
    optional: bool = False
    role: Role | None = None
    guesses: tuple[Guess, ...] = ()
    aliases: tuple[str, ...] = ()
    shape: Shape = Shape.NOTHING
    table: SeenTable | None = None
    code: str = ""

    @property
    def entities(self) -> int:
        """How many entities the pages list there."""
        return sum(guess.entities for guess in self.guesses)


@dataclass(frozen=True, slots=True)
class Draft:
    """The structure that pages have in common.

    Attributes:
        sections: In the order of the template.
        page_count: Of how many pages.
        is_shared: Whether half of the pages share some headings; if not, all is optional.
    """

    sections: tuple[DraftSection, ...]
    page_count: int
    is_shared: bool


def draft(pages: Sequence[SeenPage], role_of: RoleOf) -> Draft:
    """Return the structure that pages have in common.

    Args:
        pages: The pages.
        role_of: The roles of headings that the built-in template knows.
    """
    groups = top_groups(pages)
    guesses = {group.name: guess_role(group, role_of) for group in groups}
    clusters = cluster(groups, guesses, len(pages))
    shared = [c for c in clusters if len(c.pages) >= SHARED * len(pages)]
    is_shared = len(shared) >= min(_FEW, len(clusters))
    kept = [c for c in clusters if c in shared or _is_worth_reading(c)] if is_shared else []
    if not is_shared:
        often = [c for c in clusters if len(c.pages) >= max(2, _RARE * len(pages))]
        often.sort(key=lambda c: (not _is_worth_reading(c), -len(c.pages)))
        kept = often[:_MOST]
    sections: list[DraftSection] = []
    for each in in_order(kept):
        section = drafted(each, len(pages))
        sections.append(section if is_shared else replace(section, optional=True))
        sections += _inner(each, section, pages, role_of)
    return Draft(tuple(sections), len(pages), is_shared)


def _is_worth_reading(each: Cluster) -> bool:
    """Return whether the catalog reads a section that several pages have."""
    entities = sum(guess.entities for guess in each.guesses if guess)
    return each.role in ENTITY_ROLES and entities > 0 and len(each.pages) > 1


def _inner(
    around: Cluster, outer: DraftSection, pages: Sequence[SeenPage], role_of: RoleOf
) -> Iterator[DraftSection]:
    """Give the sections inside a section that half of the pages with the latter have."""
    count = len(around.pages)
    groups = inner_groups(pages, around.groups)
    guesses = {group.name: _own_role(group, outer, role_of) for group in groups}
    clusters = cluster(groups, guesses, count)
    kept = [c for c in clusters if len(c.pages) >= max(_FEW, SHARED * count) and not _is_path(c)]
    for each in in_order(kept):
        section = drafted(each, count)
        yield replace(section, level=max(section.level, outer.level + 1))


def _is_path(each: Cluster) -> bool:
    """Return whether a heading is a file or an endpoint, which one page is about by accident."""
    return _PATH.search(each.text) is not None


def _own_role(group: Group, outer: DraftSection, role_of: RoleOf) -> Guess | None:
    """Return the role of an inner section, where it is another than that of the section around."""
    guess = guess_role(group, role_of)
    return None if guess is None or guess.role is outer.role else guess


def drafted(each: Cluster, count: int, text: str = "") -> DraftSection:
    """Return what the pages say of a section.

    Args:
        each: Its headings.
        count: How many pages might have it.
        text: How a template heads it; as the pages do if not given.
    """
    text = text or each.text
    aliases = (own_alias(text, each.groups[0]), *each.aliases)
    occurrences = [o.section for group in each.groups for o in group.occurrences]
    shapes: list[Shape] = [s.shape for s in occurrences if s.shape is not Shape.NOTHING]
    shape: Shape = max(dict.fromkeys(shapes), key=shapes.count, default=Shape.NOTHING)
    if shapes.count(shape) < _USUAL * len(occurrences):
        shape = Shape.NOTHING
    codes = [s.code for s in occurrences if s.code]
    return DraftSection(
        text,
        each.groups[0].level,
        len(each.pages),
        count,
        len(each.pages) < REQUIRED * count,
        each.role,
        tuple(guess for guess in each.guesses if guess),
        tuple(alias for alias in aliases if is_alias(alias)),
        shape,
        _typical([s.table for s in occurrences if s.table]),
        max(dict.fromkeys(codes), key=codes.count, default=""),
    )


def _typical(tables: Sequence[SeenTable]) -> SeenTable | None:
    """Return the first of the tables that half of all have the header of."""
    headers = [table.header for table in tables]
    header = max(dict.fromkeys(headers), key=headers.count, default=())
    if not header or headers.count(header) * 2 < len(tables):
        return None
    alike = [table for table in tables if table.header == header]
    return next((table for table in alike if table.first_row), alike[0])


def in_order(clusters: Sequence[Cluster]) -> list[Cluster]:
    """Return clusters in the order that most pages have them in."""
    places = [
        {o.page: o.index for group in each.groups for o in reversed(group.occurrences)}
        for each in clusters
    ]
    order = sorted(range(len(clusters)), key=lambda i: clusters[i].place)
    for _ in order:
        for k in range(len(order) - 1):
            one, other = places[order[k]], places[order[k + 1]]
            both = one.keys() & other.keys()
            later = sum(one[page] > other[page] for page in both)
            if later * 2 > len(both):
                order[k], order[k + 1] = order[k + 1], order[k]
    return [clusters[i] for i in order]
