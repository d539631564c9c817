"""The text of a section of the skeleton, fitted into a page."""

from __future__ import annotations

from mkdocs_featurespec.fix.layout import Layout
from mkdocs_featurespec.fix.reading import Reading

DEEPEST = 6
"""The deepest level that a heading can have."""


def section_lines(skeleton: Reading, section: int, level: int, layout: Layout) -> list[str] | None:
    """Return the lines of a section of the skeleton, its heading at a level.

    Headings get the room that the page gives to its own. Returns `None` where a heading would
    come to stand too deep.
    """
    sections = skeleton.page.sections
    shift = level - sections[section].heading.level
    first, last = sections[section].heading.line, sections[section].end_line
    headings = {s.heading.line: s for s in sections if first <= s.heading.line <= last}
    written: list[str] = []
    line = first
    while line <= last:
        if line not in headings:
            written.append(skeleton.lines[line])
            line += 1
            continue
        heading = headings[line].heading
        if heading.level + shift > DEEPEST:
            return None
        _trim(written)
        written += [""] * (layout.above if written else 0)
        written += _heading(skeleton, heading.line, heading.span.end_line, shift)
        line = heading.span.end_line + 1
        blank = line <= last and skeleton.lines.is_blank(line)
        while line <= last and skeleton.lines.is_blank(line):
            line += 1
        if blank:
            written += [""] * layout.below
    _trim(written)
    return written


def _heading(skeleton: Reading, first: int, last: int, shift: int) -> list[str]:
    """Return the line of a heading of the skeleton, or both, with its level shifted."""
    line = skeleton.lines[first]
    if shift == 0:
        return [skeleton.lines[number] for number in range(first, last + 1)]
    if first < last:
        level = 1 if skeleton.lines[last].startswith("=") else 2
        return [f"{'#' * (level + shift)} {line.strip()}"]
    return ["#" * shift + line[max(0, -shift) :]]


def _trim(lines: list[str]) -> None:
    while lines and not lines[-1].strip():
        lines.pop()
