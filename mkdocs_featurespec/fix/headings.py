"""Headings that go by another name than the template's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.fix.edits import Edit, Mend
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.slips import mean_the_same
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.template.names import normal_name

_PARTS = re.compile(
    r"(?P<before>\W*(?:(?:[A-Za-z]|\d+)(?:\.\d+)*[.):]+\s+|\d+(?:\.\d+)*\s+)?\W*)"
    r"(?P<name>\w.*?)"
    r"(?P<after>(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))*(?:\s*:|\s[-\u2013\u2014|/]\s.*)?\W*)"
)
"""A heading's number or emoji, its name, and what follows that in brackets or after a dash."""


def rename_near(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the headings that are those of missing sections but for a slip, as those."""
    near = reading.matching.near
    for index in guide.reported_missing(reading):
        if index in near and is_slip(reading, index, guide):
            yield from _renamed(reading, near[index], index, guide)


def is_slip(reading: Reading, index: int, guide: Guide) -> bool:
    """Return whether the heading that is near a missing section's is that one but for a slip.

    `Databse Tables` is. `Integration Tests` only looks like `Integration Events`, `Key Rules` says
    more than `Rules`, and `Kitchen (tablets)` something else than `Kitchen (if there is one)`.
    """
    heading = reading.page.sections[reading.matching.near[index]].heading.text
    wanted = guide.heading(reading.page, index)
    name, other = (normal_name(_parts(text)[1]) for text in (heading, wanted))
    return mean_the_same(name, other) and _new_text(heading, wanted) != heading


def rename_aliases(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the headings that are an alias of the template's, as the template has them.

    A heading that only fits a pattern, such as `* Persistence`, says more than the template's.
    """
    for index, section in enumerate(reading.matching.of_template):
        if section is None or reading.matching.of_page[section] != index:
            continue
        known = guide.template.sections[index]
        names = heading_names(reading.page.sections[section].heading.text)
        aliases = {normal_name(alias) for alias in known.aliases if "*" not in alias}
        if normal_name(known.text) not in names and not aliases.isdisjoint(names):
            yield from _renamed(reading, section, index, guide)


def _renamed(reading: Reading, section: int, index: int, guide: Guide) -> Iterator[Mend]:
    """Give the mend that renames a heading; its number and what is in brackets stay."""
    heading = reading.page.sections[section].heading
    line = reading.lines[heading.line]
    text = _new_text(heading.text, guide.heading(reading.page, index))
    start = reading.lines.start(heading.line) + line.find(heading.text)
    edit = Edit(start, start + len(heading.text), text)
    is_plain = line.count(heading.text) == 1
    hindrance = "" if is_plain else "there is Markdown in it"
    what = f'the heading "{heading.text}" to "{text}"'
    yield Mend("rename", what, (edit,), index, hindrance)


def _new_text(heading: str, wanted: str) -> str:
    old, new = _parts(heading), _parts(wanted)
    return (old[0] or new[0]) + new[1] + (old[2] or new[2])


def _parts(heading: str) -> tuple[str, str, str]:
    """Return what stands before a heading's name, the name, and what stands behind it."""
    match = _PARTS.fullmatch(heading)
    return (match["before"], match["name"], match["after"]) if match else ("", heading, "")
