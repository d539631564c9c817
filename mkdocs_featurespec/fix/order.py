"""Sections that stand in another order than in the template."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from mkdocs_featurespec.fix.edits import Edit, Mend
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.layout import Layout
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.fix.reading import Reading


def mend_order(reading: Reading, guide: Guide) -> Iterator[Mend]:
    """Give the sections that have to be moved, those of one parent at once.

    As few as possible are moved, each below the one that goes before it in the template. What the
    template does not know stays where it is.
    """
    reported = {each.span.line for each in reading.reported("FS202")}
    if not reported:
        return
    sections, matching = reading.page.sections, reading.matching
    layout = Layout(reading)
    for parent in dict.fromkeys(section.parent for section in sections):
        children = [i for i, section in enumerate(sections) if section.parent == parent]
        around = None if parent in (None, matching.title) else matching.of_page[parent]
        if around is None and parent not in (None, matching.title):
            continue
        known = {
            i: own
            for i in children
            if (own := matching.of_page[i]) is not None
            and matching.of_template[own] == i
            and guide.template.sections[own].parent == around
        }
        ordered, moved = _in_order(children, known)
        if any(sections[i].heading.line in reported for i in moved):
            what = ", ".join(_words(i, ordered, reading) for i in moved)
            yield Mend("move", what, (_edit(children, ordered, reading, layout),))


def _in_order(children: Sequence[int], known: dict[int, int]) -> tuple[list[int], list[int]]:
    """Return sections in the order of the template, and those that were moved for it.

    Args:
        children: The sections below one parent.
        known: Of those that the template has there, the place in the template.
    """
    stay = _longest_rising([(known[i], i) for i in children if i in known])
    moved = sorted((i for i in known if i not in stay), key=known.__getitem__)
    ordered = [i for i in children if i not in moved]
    for i in moved:
        before = [k for k in ordered if k in known and known[k] < known[i]]
        if before:
            at = ordered.index(max(before, key=known.__getitem__)) + 1
        else:
            at = next(at for at, k in enumerate(ordered) if k in known)
        ordered.insert(at, i)
    return ordered, moved


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """Return the sections of a longest run whose places in the template only rise."""
    tails: list[int] = []
    runs: list[tuple[int, ...]] = []
    for place, section in pairs:
        at = bisect_left(tails, place)
        run = (*(runs[at - 1] if at else ()), section)
        tails[at : at + 1] = [place]
        runs[at : at + 1] = [run]
    return set(runs[-1]) if runs else set()


def _words(section: int, ordered: Sequence[int], reading: Reading) -> str:
    def name(i: int) -> str:
        return f'"{reading.page.sections[i].heading.text}"'

    at = ordered.index(section)
    if at:
        return f"{name(section)} after {name(ordered[at - 1])}"
    return f"{name(section)} before {name(ordered[1])}"


def _edit(
    children: Sequence[int], ordered: Sequence[int], reading: Reading, layout: Layout
) -> Edit:
    """Return the edit that puts sections into an order; what is between them stays there.

    Blank lines and line ends keep their places, so that the page's end is as it was.
    """
    lines = reading.lines
    differ = [at for at, (i, k) in enumerate(zip(children, ordered, strict=True)) if i != k]
    first, last = differ[0], differ[-1]
    bounds = {
        i: (lines.start(layout.first_line(i)), lines.end(layout.last_line(i))) for i in children
    }
    parts: list[str] = []
    for at in range(first, last + 1):
        start, end = bounds[ordered[at]]
        parts.append(reading.text[start:end])
        if at < last:
            between = reading.text[bounds[children[at]][1] : bounds[children[at + 1]][0]]
            has_blank_line = len(Lines(between)) > 2
            parts.append(between if has_blank_line else between + lines.newline)
    return Edit(bounds[children[first]][0], bounds[children[last]][1], "".join(parts))
