"""Headings that several pages have, gathered by name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from mkdocs_featurespec.adopt.seen import SeenPage, SeenSection

T = TypeVar("T")

OPENING = ""
"""Stands for what is before the first section of a page, and after its last one."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A section on one page, among those beside it.

    Attributes:
        page: The index of the page.
        section: The section.
        index: Its index in `SeenPage.sections`.
        place: Where it stands among those beside it: 0 for the first, 1 for the last.
        before: The name of the section before it, `OPENING` for none.
        after: The name of the one after it, likewise.
    """

    page: int
    section: SeenSection
    index: int
    place: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Group:
    """Headings of one name, one for each page that has it.

    Attributes:
        name: As headings are grouped.
        occurrences: By page; of a page that has the heading twice the first.
        pages: The indexes of the pages.
        text: The heading as most pages spell it.
    """

    name: str
    occurrences: tuple[Occurrence, ...]
    pages: frozenset[int] = field(init=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pages", frozenset(o.page for o in self.occurrences))
        object.__setattr__(self, "text", most_common(o.section.text for o in self.occurrences))

    @property
    def place(self) -> float:
        """Where it stands on the pages that have it, on average: from 0 to 1."""
        return sum(o.place for o in self.occurrences) / len(self.occurrences)

    @property
    def level(self) -> int:
        """The level that most of its headings have."""
        return most_common(o.section.level for o in self.occurrences)


def top_groups(pages: Sequence[SeenPage]) -> list[Group]:
    """Gather the sections right below the pages' titles: those of most pages, then short ones."""
    tops = (s.level for page in pages for s in page.sections if s.parent is None)
    base = most_common(tops, default=2)
    return _gather(
        (
            (i, k)
            for i, page in enumerate(pages)
            for k, section in enumerate(page.sections)
            if section.level == base or (section.level > base and section.parent is None)
        ),
        pages,
    )


def inner_groups(pages: Sequence[SeenPage], around: Iterable[Group]) -> list[Group]:
    """Gather the sections right below those of some groups, those of most pages first."""
    parents = {(o.page, o.index) for group in around for o in group.occurrences}
    return _gather(
        (
            (i, k)
            for i in sorted({page for page, _ in parents})
            for k, section in enumerate(pages[i].sections)
            if section.parent is not None and (i, section.parent) in parents
        ),
        pages,
    )


def _gather(members: Iterable[tuple[int, int]], pages: Sequence[SeenPage]) -> list[Group]:
    """Gather sections, given as indexes of page and section in the order of the pages."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for page, index in members:
        if pages[page].sections[index].name:
            by_page[page].append(index)
    known = Counter(
        name
        for page, indexes in by_page.items()
        for name in {pages[page].sections[index].name for index in indexes}
    )
    found: dict[str, list[Occurrence]] = defaultdict(list)
    for page, indexes in by_page.items():
        names = [_name(pages[page].sections[index], known) for index in indexes]
        around = [OPENING, *names, OPENING]
        for i, (index, name) in enumerate(zip(indexes, names, strict=True)):
            if name not in names[:i]:
                place = i / (len(names) - 1) if len(names) > 1 else 0.0
                section = pages[page].sections[index]
                occurrence = Occurrence(page, section, index, place, around[i], around[i + 2])
                found[name].append(occurrence)
    groups = [Group(name, tuple(occurrences)) for name, occurrences in found.items()]
    return sorted(groups, key=lambda group: (-len(group.pages), len(group.name), group.name))


def _name(section: SeenSection, known: Mapping[str, int]) -> str:
    """Return the name that a heading is gathered by: `Tests - unit` with `Tests`, if there are."""
    if known[section.short_name] >= known[section.name]:
        return section.short_name
    return section.name


def most_common(values: Iterable[T], default: T | None = None) -> T:
    """Return the value that comes most often, of several the first; one is there or a default."""
    counts = Counter(values)
    if not counts and default is not None:
        return default
    return max(counts, key=lambda value: counts[value])
