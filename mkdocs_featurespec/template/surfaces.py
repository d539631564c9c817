"""The surfaces of a site, in headings and in front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from mkdocs_featurespec.model import FrontMatter, Role, Section, Template
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template.names import normal_name

_BETWEEN = ("and", "or")


def named_surfaces(front_matter: FrontMatter) -> tuple[str, ...]:
    """Return the surfaces that a page names, as written; one may be named as a text."""
    named = front_matter.get("surfaces")
    names = named if isinstance(named, list) else [named]
    return tuple(name for name in names if isinstance(name, str))


def chosen_surfaces(
    front_matter: FrontMatter, surfaces: tuple[Surface, ...]
) -> tuple[Surface, ...]:
    """Return those of a site's surfaces that a page names, in the site's order.

    Where it names none that the site has, they are all of them.
    """
    wanted = {normal_name(name) for name in named_surfaces(front_matter)}
    return tuple(each for each in surfaces if normal_name(each.name) in wanted) or surfaces


def surface_list(surfaces: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return the function that gives the surfaces which a heading lists, by their normal names.

    It gives none where the heading says anything else: `Web & Client Mobile` lists two,
    `Web Sockets` none.
    """
    names = {tuple(normal_name(surface).split()) for surface in surfaces}
    lengths = sorted({len(words) for words in names}, reverse=True)

    @lru_cache(maxsize=4096)
    def listed(text: str) -> tuple[str, ...]:
        words = next(iter(heading_names(text)), "").split()
        found: list[str] = []
        i = 0
        while i < len(words):
            length = next((n for n in lengths if tuple(words[i : i + n]) in names), 0)
            if length:
                found.append(" ".join(words[i : i + length]))
            elif words[i] not in _BETWEEN:
                return ()
            i += length or 1
        return tuple(dict.fromkeys(found))

    return listed


class SurfaceHeadings:
    """What a template says of surfaces: the section of them all, and one for each.

    Attributes:
        whole: The template's section whose role is surfaces.
        name_of: The surface of each section of the template that stands for one, by its normal
            name.
        listed: Gives the surfaces that a heading lists and says nothing else.
    """

    def __init__(self, template: Template) -> None:
        roles = [section.role for section in template.sections]
        self.whole = roles.index(Role.SURFACES) if Role.SURFACES in roles else None
        self.listed = surface_list(template.surfaces)
        surfaces = {normal_name(surface) for surface in template.surfaces}
        self._section_of: dict[str, int] = {}
        for i, section in enumerate(template.sections):
            name = normal_name(section.text)
            if name in surfaces and i != self.whole:
                self._section_of.setdefault(name, i)
        self.name_of = {i: name for name, i in self._section_of.items()}

    def candidate(
        self, i: int, sections: Sequence[Section], of_page: Sequence[int | None]
    ) -> int | None:
        """Return what a heading that lists surfaces is by that, whatever it is called.

        Args:
            i: The page's section.
            sections: The page's sections.
            of_page: What those before it are.
        """
        listed = self.listed(sections[i].heading.text)
        if not listed or self.whole is None:
            return None
        parent = sections[i].parent
        if parent is not None and of_page[parent] == self.whole:
            return self._section_of.get(listed[0])
        return self.whole if len(listed) > 1 or self._is_whole(i, sections) else None

    def _is_whole(self, i: int, sections: Sequence[Section]) -> bool:
        """Return whether a heading that names one surface opens the section of them all.

        It does if a surface stands below it, or if none stands beside it.
        """
        others = (s for k, s in enumerate(sections) if k != i)
        parents = {s.parent for s in others if self.listed(s.heading.text)}
        return i in parents or sections[i].parent not in parents

    def stands_for(
        self, i: int, sections: Sequence[Section], of_page: Sequence[int | None]
    ) -> Iterator[int]:
        """Give the template's sections that a section of a page stands for besides its own.

        `### Web & Client Mobile` stands for two, and `## Web` with no surface below it for the
        only one there is.
        """
        if of_page[i] != self.whole and of_page[i] not in self.name_of:
            return
        listed = self.listed(sections[i].heading.text)
        if of_page[i] == self.whole and len(listed) > 1:
            return
        for name in listed:
            if name in self._section_of:
                yield self._section_of[name]
