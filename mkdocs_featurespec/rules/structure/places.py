"""FS202 and FS203: sections that stand in another order or on another level than the template's."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Finding, Related, Severity
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule
from mkdocs_featurespec.rules.structure.outline import (
    first_of,
    heading_text,
    on_written_pages,
    outer,
)


class _Slip(NamedTuple):
    """Sections that are off by the same number of levels, for the same reason.

    Attributes:
        sections: Of the page, in its order.
        off: How many levels too deep; less than 0 for too high.
        home: The section of the page that all of them belong into, if there is one.
    """

    sections: tuple[int, ...]
    off: int
    home: int | None


def _slips(context: PageContext) -> list[_Slip]:
    """Return the sections on a wrong level.

    A page that is shifted as a whole is one slip, and so are sub-sections that all are.
    """
    firsts = first_of(context)
    offs = {i: off for i, own in firsts if (off := _off(context, i, own))}
    if not offs:
        return []
    sections, of_template = context.template.sections, context.matching.of_template
    top = [offs.get(i, 0) for i, own in firsts if sections[own].parent is None]
    shift = Counter(top).most_common(1)[0][0] if top else 0
    slips: dict[tuple[int, int, int | None], list[int]] = {}
    homes: dict[int, int | None] = {}
    for i, own in firsts:
        if i in offs:
            parent = sections[own].parent
            homes[i] = None if parent is None else of_template[parent]
            around = outer(context, i) if parent is None and offs[i] != shift else None
            slips.setdefault((sections[own].level, offs[i], around), []).append(i)
    return [
        _Slip(tuple(found), off, homes[found[0]] if len({homes[i] for i in found}) == 1 else None)
        for (_, off, _), found in slips.items()
    ]


def _off(context: PageContext, i: int, own: int) -> int:
    """Return by how many levels a section stands too deep; 0 where that cannot be said.

    A heading's level counts from its parent's, so that a parent's slip is the parent's alone.
    """
    sections = context.template.sections
    level = context.page.sections[i].heading.level
    if level == sections[own].level:
        return 0
    around = outer(context, i)
    if around is not None and context.matching.of_page[around] is None:
        return 0  # in a section of the page's own, which the template says nothing of
    parent = sections[own].parent
    if parent is None:
        return level - sections[own].level
    home = context.matching.of_template[parent]
    if home is None:
        return 0  # its parent is missing, and that is told
    inside = sections[own].level - sections[parent].level
    return level - context.page.sections[home].heading.level - inside


@on_written_pages
def _section_level(context: PageContext) -> Iterator[Finding]:
    sections = context.page.sections
    for found, off, home in _slips(context):
        heading = sections[found[0]].heading
        wanted = heading.level - off
        more = len(found) - 1
        if more:
            subject = f"'{heading.text}' and {more} more section{'s' if more > 1 else ''} stand"
            hint = f"give each {abs(off)} '#' {'less' if off > 0 else 'more'}"
        else:
            subject = f"'{heading.text}' stands"
            hint = f"make it '{'#' * max(wanted, 1)} {heading.text}'"
        belong = "they belong" if more else "it belongs"
        below = "" if home is None else f" below '{heading_text(context, home)}'"
        message = f"{subject} on level {heading.level}; {belong} on level {wanted}{below}"
        others = (sections[i].heading for i in found[1:])
        related = tuple(Related(context.page.path, each.span, f"'{each.text}'") for each in others)
        yield Finding(heading.span, message, hint, heading.text, related)


@on_written_pages
def _section_order(context: PageContext) -> Iterator[Finding]:
    firsts = first_of(context)
    if all(one < other for (_, one), (_, other) in pairwise(firsts)):
        return  # in order, and so none stands below another one that is on its level
    slipped = {i for slip in _slips(context) for i in slip.sections}
    groups: dict[int | None, list[tuple[int, int]]] = {}
    for i, own in firsts:
        around = outer(context, i)
        if i in slipped or around in slipped:
            continue
        parent = context.template.sections[own].parent
        here = None if around is None else context.matching.of_page[around]
        if here == parent and (around is None or here is not None):
            groups.setdefault(around, []).append((i, own))
        elif around is None or here is not None:
            yield from _stray(context, i, parent, slipped)
    for group in groups.values():
        yield from _moves(context, group)


def _stray(
    context: PageContext, i: int, parent: int | None, slipped: set[int]
) -> Iterator[Finding]:
    """Find fault with a section that stands below another one than in the template."""
    home = None if parent is None else context.matching.of_template[parent]
    if home is not None and home not in slipped:
        heading = context.page.sections[i].heading
        message = f"'{heading.text}' does not stand below '{heading_text(context, home)}'"
        yield Finding(heading.span, message, "move it there", heading.text)


def _moves(context: PageContext, group: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Find fault with the fewest of some sections in one place that have to be moved."""
    order = [own for _, own in group]
    kept = _longest_rise(order)
    stay = {order[k] for k in kept}
    for i, own in group:
        if own in stay:
            continue
        heading = context.page.sections[i].heading
        earlier = [k for k in order if k < own]
        if earlier:
            where = f"after '{_on_page(context, max(earlier))}'"
        else:
            where = f"before '{_on_page(context, min(stay))}'"
        message = f"'{heading.text}' stands in another place than in the template"
        yield Finding(heading.span, message, f"move it {where}", heading.text)


def _on_page(context: PageContext, own: int) -> str:
    i = context.matching.of_template[own]
    return context.template.sections[own].text if i is None else heading_text(context, i)


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest part of a sequence that rises, in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(tails, number)
        before.append(ends[length - 1] if length else None)
        tails[length : length + 1] = [number]
        ends[length : length + 1] = [place]
    rise: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        rise.insert(0, last)
        last = before[last]
    return rise


_TEMPLATE = """\
# {{ title }}

## Database Tables

## Tests

### Unit Tests
"""
_TABLES = ("## Database Tables", "", "| Table | Purpose |", "|---|---|", "| messages | One each. |")
_TESTS = ("## Tests", "", "### Unit Tests", "", "- An empty message is refused.")

RULES = (
    PageRule(
        code="FS202",
        name="section-order",
        severity=Severity.WARNING,
        summary="A section stands in another place than in the template.",
        reason="Who has read one feature page knows where to look on the next one. Of several "
        "sections that are out of order, the rule names the fewest that have to be moved.",
        bad=example_page(*_TESTS, "", *_TABLES),
        good=example_page(*_TABLES, "", *_TESTS),
        template=_TEMPLATE,
        check=_section_order,
    ),
    PageRule(
        code="FS203",
        name="section-level",
        severity=Severity.WARNING,
        summary="A section's heading has another level than in the template.",
        reason="A heading that is one `#` too deep puts its section into the one above it: the "
        "table of contents shows it there, and the catalog reads it as a part of that section. "
        "The level counts from the section around it, so only the first slip is named.",
        bad=example_page(*_TABLES, "", *(line.replace("###", "####") for line in _TESTS)),
        good=example_page(*_TABLES, "", *_TESTS),
        template=_TEMPLATE,
        check=_section_level,
    ),
)
