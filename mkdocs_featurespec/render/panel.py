"""The panel of a preview: what is found on a page, shown on the page itself.

It is a function of the findings and of where they belong. Builds for readers have none of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic, Severity
from mkdocs_featurespec.model import Section
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.ids import finding_ids
from mkdocs_featurespec.render.marker import fragment
from mkdocs_featurespec.render.registers.markup import counted

SHOWN = 100
"""So many findings are shown; a panel with all of a large site's would be no help."""

_TITLE = re.compile(r"\s*<h1\b[^>]*>.*?</h1>", re.DOTALL)
_HEADING = re.compile(r'<(h[1-6])\b.*?(?=\s*(?:<a class="headerlink"|</\1>))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Links:
    """Gives the addresses that a panel leads to; empty where there is none.

    Attributes:
        rule: Of a rule's page, by its code.
        edit: Of a file's place in an editor, by the file's path as findings name it, the line
            and the column.
    """

    rule: Callable[[str], str]
    edit: Callable[[str, int, int], str]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a reader sees of the place that a finding is about.

    Attributes:
        title: Of the section, or of the feature.
        url: Its address.
    """

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel, ready to be put on a page.

    Attributes:
        html: The panel itself.
        marks: What headings get, by their ids.
    """

    html: str
    marks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A finding as the panel's template shows it."""

    id: str
    found: Diagnostic
    spot: Spot | None
    edit_url: str
    rule_url: str


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is wrong with the configuration, as the panel's template shows it."""

    place: str
    message: str
    edit_url: str


def page_panel(
    found: Sequence[Diagnostic],
    sections: Sequence[Section],
    problem: ConfigurationError | None,
    links: Links,
) -> Panel | None:
    """Return the panel of a feature page; `None` where there is nothing to say.

    Args:
        found: What the rules find on it, by place.
        sections: The page's sections.
        problem: What is wrong with the configuration, if anything is.
        links: Where it leads to.
    """
    lines = [section.heading.line for section in sections]
    spots: list[Spot | None] = []
    marked: dict[str, list[int]] = {}
    for number, diagnostic in enumerate(found):
        i = bisect_right(lines, diagnostic.span.line) - 1
        heading = sections[i].heading if i >= 0 else None
        spots.append(Spot(heading.text, fragment(heading.anchor)) if heading else None)
        if heading:
            marked.setdefault(heading.anchor, []).append(number)
    if not found and problem is None:
        return None
    html = _html(list(zip(found, spots, strict=True)), problem, links, "on this page")
    ids = finding_ids(found)
    marks = {
        anchor: _mark([found[number] for number in numbers], ids[numbers[0]])
        for anchor, numbers in marked.items()
    }
    return Panel(html, marks)


def across_panel(
    found: Sequence[tuple[Diagnostic, Spot | None]],
    problem: ConfigurationError | None,
    links: Links,
) -> Panel | None:
    """Return the panel of a page about all features; `None` where there is nothing to say.

    Args:
        found: What is found across features, with the feature that it is found on.
        problem: What is wrong with the configuration, if anything is.
        links: Where it leads to.
    """
    if not found and problem is None:
        return None
    return Panel(_html(found, problem, links, "across features"))


def with_panel(html: str, panel: Panel) -> str:
    """Return a page's content with its panel below the title, and its marks at headings."""
    title = _TITLE.match(html)
    start = title.end() if title else 0
    parts = [html[:start], "\n", panel.html]
    for anchor, mark in panel.marks.items():  # in the order of the page
        at = html.find(f' id="{escape(anchor, quote=False)}"', start)
        heading = _HEADING.match(html, html.rfind("<", start, at)) if at >= 0 else None
        if heading:
            parts += html[start : heading.end()], mark
            start = heading.end()
    return "".join((*parts, html[start:]))


def _html(
    found: Sequence[tuple[Diagnostic, Spot | None]],
    problem: ConfigurationError | None,
    links: Links,
    where: str,
) -> str:
    counts = Counter(diagnostic.severity for diagnostic, _ in found)
    problems = [_problem(part, links) for part in problem.parts] if problem else []
    ids = finding_ids(diagnostic for diagnostic, _ in found)
    shown = zip(ids[:SHOWN], found, strict=False)
    return render(
        "panel/panel.html",
        counts=[(s.value, counted(counts[s], s.value)) for s in Severity if counts[s]],
        where=where,
        problems=problems,
        entries=[_entry(own_id, *each, links) for own_id, each in shown],
        more=max(0, len(found) - SHOWN),
    )


def _entry(own_id: str, found: Diagnostic, spot: Spot | None, links: Links) -> _Entry:
    span = found.span
    return _Entry(
        own_id,
        found,
        spot,
        links.edit(found.path, span.line, span.column),
        links.rule(found.code),
    )


def _problem(error: ConfigurationError, links: Links) -> _Problem:
    place = f"{error.path}:{error.line}" if error.line else error.path
    edit_url = links.edit(error.path, error.line or 1, 1) if error.path else ""
    return _Problem(place, error.message, edit_url)


def _mark(found: Sequence[Diagnostic], first_id: str) -> str:
    """Return what the heading of a section gets that some findings belong to."""
    worst = min((diagnostic.severity for diagnostic in found), key=lambda s: s.rank)
    return render("panel/mark.html", severity=worst.value, id=first_id, count=len(found))
