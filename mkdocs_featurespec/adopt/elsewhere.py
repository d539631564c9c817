"""Tables and endpoints that pages list where nothing says that a section holds them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.adopt.roles import RoleOf
from mkdocs_featurespec.adopt.seen import SeenPage, SeenSection, Shape
from mkdocs_featurespec.model import Role


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A section that lists what the catalog does not read.

    Attributes:
        src_uri: The page.
        text: The section's heading.
        role: The role that would let it be read.
        count: How many entities it lists.
    """

    src_uri: str
    text: str
    role: Role
    count: int


def elsewhere(pages: Sequence[SeenPage], role_of: RoleOf) -> list[Elsewhere]:
    """Return the sections that list tables or endpoints and have no role, the longest lists first.

    Left out is what a page lists in a section with the role as well, as far as numbers tell, and
    lists of tasks.

    Args:
        pages: The pages.
        role_of: The roles of headings under the template to be.
    """
    found = [
        each
        for page in pages
        for role in (Role.TABLES, Role.ENDPOINTS)
        for each in _on_page(page, role, role_of)
    ]
    return sorted(found, key=lambda each: -each.count)


def _on_page(page: SeenPage, role: Role, role_of: RoleOf) -> Iterator[Elsewhere]:
    read = _sections_with_role(page, role_of)
    tops = [i for i, section in enumerate(page.sections) if section.parent is None]
    known = sum(_count(page.sections[i], role) for i in tops if i in read)
    for i in tops:
        section = page.sections[i]
        count = _count(section, role)
        if i not in read and section.shape is not Shape.BOXES and count > max(known, 1):
            yield Elsewhere(page.src_uri, section.text, role, count)


def _sections_with_role(page: SeenPage, role_of: RoleOf) -> set[int]:
    """Return the sections that have a role, or hold one that has."""
    found: set[int] = set()
    for i, section in enumerate(page.sections):
        if role_of(section.text) is not None:
            outer: int | None = i
            while outer is not None:
                found.add(outer)
                outer = page.sections[outer].parent
    return found


def _count(section: SeenSection, role: Role) -> int:
    return section.sure_tables if role is Role.TABLES else section.entities.get(role, 0)
