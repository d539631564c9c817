"""Which section of the template each section of a page is, and which ones the page lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_featurespec.model import Page, Section, Template
from mkdocs_featurespec.template.names import name_finder, normal_name
from mkdocs_featurespec.template.near import near_finder
from mkdocs_featurespec.template.surfaces import SurfaceHeadings, named_surfaces
from mkdocs_featurespec.template.versions import version_of


@dataclass(frozen=True, slots=True)
class Matching:
    """A page's sections laid beside the template's; all are indexes.

    Attributes:
        of_page: For each section of the page the section of the template that it is.
        of_template: For each section of the template the first section of the page that is it.
            A section of the page that stands for several surfaces is the first of them in
            `of_page`, and here it stands for each.
        missing: The sections of the template that the page should have and has not. Where a
            section is missing, those below it are not named as well.
        near: For a missing section the section of the page whose heading is almost its heading,
            such as `Databse Tables`.
        title: The section of the page that is its title and none of the template's.
        surfaces: The sections of the template that stand for one surface each, with its normal
            name; the same for every page.
    """

    of_page: tuple[int | None, ...] = ()
    of_template: tuple[int | None, ...] = ()
    missing: tuple[int, ...] = ()
    near: Mapping[int, int] = field(default_factory=dict)
    title: int | None = None
    surfaces: Mapping[int, str] = field(default_factory=dict)


SectionMatcher = Callable[[Page], Matching]
"""Lays a page's sections beside those of a template."""


def match_sections(page: Page, template: Template) -> Matching:
    """Lay one page's sections beside the template's; for many pages see `section_matcher`."""
    return section_matcher(template)(page)


def section_matcher(template: Template) -> SectionMatcher:
    """Return the function that lays a page's sections beside the template's.

    A heading is a section of the template if it goes by that section's name or by one of its
    aliases; of several such sections it is the one that belongs where the heading stands. One
    that stands elsewhere is found too, if the page has none in the right place.
    """
    return _Matcher(template).match


class _Matcher:
    """What can be said of a template before a page is seen."""

    def __init__(self, template: Template) -> None:
        self._sections = sections = template.sections
        names = [(section.text, i) for i, section in enumerate(sections)]
        names += ((alias, i) for i, section in enumerate(sections) for alias in section.aliases)
        self._named = name_finder((normal_name(text), i) for text, i in names)
        self._near = near_finder(sections)
        self._surfaces = SurfaceHeadings(template)
        self._has_title = all(section.level > 1 for section in sections)

    def match(self, page: Page) -> Matching:
        title = self._title(page.sections)
        of_page = self._of_page(page.sections, title)
        of_template = self._of_template(page.sections, of_page)
        missing = tuple(self._missing(page, of_template))
        near = self._near_headings(page.sections, of_page, missing, title) if missing else {}
        return Matching(
            tuple(of_page), tuple(of_template), missing, near, title, self._surfaces.name_of
        )

    def _title(self, sections: Sequence[Section]) -> int | None:
        """Return the section that is the page's title, if the template leaves room for one."""
        if not self._has_title or not sections or sections[0].heading.level != 1:
            return None
        alone = all(section.heading.level > 1 for section in sections[1:])
        return 0 if alone or not self._named(sections[0].heading.text) else None

    def _of_page(self, sections: Sequence[Section], title: int | None) -> list[int | None]:
        """Return what each section is: first of those in their places, then of the others."""
        of_page: list[int | None] = [None] * len(sections)
        elsewhere: list[tuple[int, tuple[int, ...]]] = []
        for i, section in enumerate(sections):
            candidates = () if i == title else self._candidates(i, sections, of_page)
            if not candidates:
                continue
            outer = None if section.parent == title else section.parent
            parent = None if outer is None else of_page[outer]
            if outer is None or parent is not None:
                here = (c for c in candidates if self._sections[c].parent == parent)
                of_page[i] = next(here, None)
            if of_page[i] is None:
                elsewhere.append((i, candidates))
        taken = set(of_page)
        for i, candidates in elsewhere:
            parent = _around(i, sections, of_page)
            free = [c for c in candidates if c not in taken]
            of_page[i] = min(free, key=lambda c: self._sections[c].parent != parent, default=None)
            taken.add(of_page[i])
        return of_page

    def _candidates(
        self, i: int, sections: Sequence[Section], of_page: Sequence[int | None]
    ) -> tuple[int, ...]:
        """Return the template's sections that a heading may be, the likeliest first."""
        named = self._named(sections[i].heading.text)
        surfaces = self._surfaces.candidate(i, sections, of_page)
        return named if surfaces is None or surfaces in named else (surfaces, *named)

    def _of_template(
        self, sections: Sequence[Section], of_page: Sequence[int | None]
    ) -> list[int | None]:
        of_template: list[int | None] = [None] * len(self._sections)
        for i, own in enumerate(of_page):
            if own is not None and of_template[own] is None:
                of_template[own] = i
        for i in range(len(sections)):
            for other in self._surfaces.stands_for(i, sections, of_page):
                if of_template[other] is None:
                    of_template[other] = i
        return of_template

    def _missing(self, page: Page, of_template: Sequence[int | None]) -> Iterator[int]:
        """Give the sections that the page lacks; what lost front matter may excuse is excused."""
        surfaces = {normal_name(name) for name in named_surfaces(page.front_matter)}
        version = 0 if page.lost_front_matter else version_of(page.front_matter)
        for i, section in enumerate(self._sections):
            if of_template[i] is not None or section.optional:
                continue
            if section.parent is not None and of_template[section.parent] is None:
                continue
            if version is not None and section.since > version:
                continue
            surface = self._surfaces.name_of.get(i)
            if surface is None or (
                not page.lost_front_matter and (not surfaces or surface in surfaces)
            ):
                yield i

    def _near_headings(
        self,
        sections: Sequence[Section],
        of_page: Sequence[int | None],
        missing: Sequence[int],
        title: int | None,
    ) -> dict[int, int]:
        """Return the headings that are almost those of missing sections, the closest first."""
        close: list[tuple[float, int, int]] = []
        for i, section in enumerate(sections):
            if of_page[i] is None and i != title:
                parent = _around(i, sections, of_page)
                for k, closeness in self._near(section.heading.text).items():
                    if k in missing and self._sections[k].parent == parent:
                        close.append((-closeness, i, k))
        near: dict[int, int] = {}
        for _, i, k in sorted(close):
            if k not in near and i not in near.values():
                near[k] = i
        return near


def _around(i: int, sections: Sequence[Section], of_page: Sequence[int | None]) -> int | None:
    """Return what the nearest section around one is that is a section of the template."""
    parent = sections[i].parent
    while parent is not None and of_page[parent] is None:
        parent = sections[parent].parent
    return None if parent is None else of_page[parent]
