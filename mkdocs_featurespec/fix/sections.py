"""Sections that a page lacks: where they belong, and the skeleton's text of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs_featurespec.fix.edits import Edit, Mend
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.headings import is_slip
from mkdocs_featurespec.fix.layout import Layout
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.section_text import DEEPEST, section_lines


class _Place(NamedTuple):
    """Where a section belongs.

    Attributes:
        line: The line that it stands below; 0 where it opens the page.
        words: Where that is, for the writer.
    """

    line: int
    words: str


def add_missing(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the sections that the page lacks, each at its place with the skeleton's text."""
    near = reading.matching.near
    missing = [
        i
        for i in guide.reported_missing(reading)
        if not (i in near and is_slip(reading, i, guide))  # that heading is to be renamed
    ]
    if not missing:
        return
    skeleton, finder = guide.skeleton(reading.page), _Finder(reading, guide)
    written: dict[int, list[str]] = {}
    for index in missing:
        source = skeleton.matching.of_template[index]
        lines = None
        if source is not None:
            lines = section_lines(skeleton, source, finder.level(index), finder.layout)
        if hindrance := finder.hindrance(index, source, lines):
            yield Mend("add", f'"{guide.heading(reading.page, index)}"', (), index, hindrance)
        else:
            written[index] = lines or []
    headings = {i: guide.heading(reading.page, i) for i in written}
    for index, lines in written.items():
        place = finder.place(index, headings)
        edit = _put_in(lines, place.line, reading, finder.layout)
        yield Mend("add", f'"{headings[index]}" {place.words}', (edit,), index)


class _Finder:
    """Finds the places of sections that a page lacks."""

    def __init__(self, reading: Reading, guide: Guide) -> None:
        self.layout = Layout(reading)
        self._sections = reading.page.sections
        self._matching = reading.matching
        self._template = guide.template.sections

    def level(self, index: int) -> int:
        """Return the level that a section has to have on the page.

        It is as far below the section around it as in the template; that of a section in none is
        as far from the template's as those of most others on the page.
        """
        wanted = self._template[index]
        around = self._around(index)
        if wanted.parent is not None and around is not None:
            outer = self._sections[around].heading.level
            return outer + wanted.level - self._template[wanted.parent].level
        shifts = Counter(
            section.heading.level - self._template[own].level
            for section, own in zip(self._sections, self._matching.of_page, strict=True)
            if own is not None and self._template[own].parent is None
        )
        shift = min(shifts, key=lambda each: (-shifts[each], abs(each)), default=0)
        lowest = 1 if self._matching.title is None else 2
        return max(wanted.level + shift, lowest)

    def place(self, index: int, added: Mapping[int, str]) -> _Place:
        """Return the place of a section.

        It is below the one before it that the page has, or else above the one after it, or else
        last.

        Args:
            index: The section of the template.
            added: All sections that are to be added, with their headings.
        """
        level = self.level(index)
        parent, around = self._template[index].parent, self._around(index)
        siblings = [i for i, other in enumerate(self._template) if other.parent == parent]
        standing = self._standing(siblings, around)
        before = max((i for i in standing if i < index), default=None)
        after = min((i for i in standing if i > index), default=None)
        if before is not None:
            line = self.layout.last_line(self._outermost(standing[before], level))
            words = f'after "{self._name(standing[before])}"'
        elif after is not None:
            line = self.layout.line_above(self._outermost(standing[after], level))
            words = f'before "{self._name(standing[after])}"'
        else:
            line = self.layout.last_line(around)
            words = "at the end" if around is None else f'in "{self._name(around)}"'
        first = -1 if before is None else before
        new = [i for i in siblings if first < i < index and i in added]
        return _Place(line, f'after "{added[new[-1]]}"' if new else words)

    def _standing(self, siblings: Sequence[int], around: int | None) -> dict[int, int]:
        """Return where the page has sections that the template has in one place.

        Those that stand in a section of the page's own count where there are no others.
        """
        outer = self._matching.title if around is None else around
        found = {
            i: place
            for i in siblings
            if (place := self._matching.of_template[i]) is not None and self._is_in(place, around)
        }
        direct = {i: k for i, k in found.items() if self._sections[k].parent in (outer, None)}
        return direct or found

    def hindrance(self, index: int, source: int | None, written: list[str] | None) -> str:
        """Return why a section cannot be added; empty where it can.

        Args:
            index: The section of the template.
            source: Its place in the skeleton.
            written: Its lines, at the level that it needs.
        """
        if index in self._matching.near:
            return f'"{self._name(self._matching.near[index])}" may be it by another name'
        inside = {index}
        for other, section in enumerate(self._template):
            if section.parent in inside:
                inside.add(other)
                if (found := self._matching.of_template[other]) is not None:
                    name = self._name(found)
                    return f'"{name}", which belongs into it, stands elsewhere on the page'
        if source is None:
            return "the skeleton of this page is without it"
        if written is None:
            return f"a heading of it would come to be deeper than level {DEEPEST}"
        return ""

    def _around(self, index: int) -> int | None:
        """Return the section of the page that a section of the template belongs into."""
        parent = self._template[index].parent
        return None if parent is None else self._matching.of_template[parent]

    def _is_in(self, section: int, around: int | None) -> bool:
        """Return whether a section of the page stands in another one, however deep."""
        if around is None:
            return True
        outer, line = self._sections[around], self._sections[section].heading.line
        return outer.heading.line < line <= outer.end_line

    def _name(self, section: int) -> str:
        return self._sections[section].heading.text

    def _outermost(self, section: int, level: int) -> int:
        """Return the section around a section that one of a level cannot be put into."""
        parent = self._sections[section].parent
        while parent is not None and self._sections[parent].heading.level >= level:
            section, parent = parent, self._sections[parent].parent
        return section


def _put_in(written: list[str], line: int, reading: Reading, layout: Layout) -> Edit:
    """Return the edit that puts lines below a line, or at the top of the page."""
    lines = reading.lines
    if line == 0:
        text = lines.newline.join([*written, *[""] * layout.above, ""])
        return Edit(lines.start(1), lines.start(1), text)
    text = lines.line_end(line).join(["", *[""] * layout.above, *written])
    return Edit(lines.end(line), lines.end(line), text)
