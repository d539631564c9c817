"""FS201: sections that a page lacks, each with the place where it would stand."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity, Span
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule
from mkdocs_featurespec.rules.structure.outline import (
    PAGE_START,
    heading_text,
    on_written_pages,
    section_path,
)
from mkdocs_featurespec.template.surfaces import named_surfaces


@on_written_pages
def _missing_section(context: PageContext) -> Iterator[Finding]:
    matching = context.matching
    names_surfaces = bool(named_surfaces(context.page.front_matter))
    for own in matching.missing:
        is_surface = own in matching.surfaces
        if is_surface and names_surfaces:
            continue  # the front matter is the place to tell it
        text = context.template.sections[own].text
        message = f"the section '{text}' is missing"
        if own in matching.near:
            found = heading_text(context, matching.near[own])
            message += f", and '{found}' is almost its heading"
            hint = f"rename '{found}' to '{text}', or make it an alias in the template"
            span = context.page.sections[matching.near[own]].heading.span
        else:
            hint, span = addition(context, own)
        if is_surface:
            hint += ", or name in the front matter the surfaces that the page is about"
        yield Finding(span, message, hint, section_path(context, own))


def addition(context: PageContext, own: int) -> tuple[str, Span]:
    """Return how to add a missing section, and the heading that it would follow."""
    page, sections = context.page, context.template.sections
    of_template = context.matching.of_template
    parent = sections[own].parent
    before = [k for k in range(own) if sections[k].parent == parent and _stays(context, k)]
    after = [
        k
        for k in range(own + 1, len(sections))
        if sections[k].parent == parent and of_template[k] is not None
    ]
    present = [i for k in before if (i := of_template[k]) is not None]
    around = None if parent is None else of_template[parent]
    heading = f"{'#' * _level(context, own)} {sections[own].text}"
    if before:
        last = of_template[before[-1]]
        where = f" after '{_text(context, before[-1], last)}'"
    elif after:
        where = f" before '{_text(context, after[0], of_template[after[0]])}'"
    elif around is not None:
        where = f" below '{heading_text(context, around)}'"
    else:
        where = ""
    place = present[-1] if present else around if around is not None else context.matching.title
    span = PAGE_START if place is None else page.sections[place].heading.span
    return f"add '{heading}'{where}", span


def _stays(context: PageContext, own: int) -> bool:
    """Return whether a section stands on the page, or will once all that is missing does."""
    return context.matching.of_template[own] is not None or own in context.matching.missing


def _text(context: PageContext, own: int, i: int | None) -> str:
    return context.template.sections[own].text if i is None else heading_text(context, i)


def _level(context: PageContext, own: int) -> int:
    """Return the level of a missing section's heading, by the headings around it or beside it."""
    sections, of_template = context.template.sections, context.matching.of_template
    parent = sections[own].parent
    beside = [k for k, section in enumerate(sections) if section.parent == parent]
    for k in [parent, *beside]:
        i = None if k is None else of_template[k]
        if k is not None and i is not None:
            level = context.page.sections[i].heading.level + sections[own].level - sections[k].level
            return min(max(level, 1), 6)
    return sections[own].level


_TEMPLATE = """\
# {{ title }}

## Goals

What the feature is for.

## Tests

- Domain unit test.
"""

RULES = (
    PageRule(
        code="FS201",
        name="missing-section",
        severity=Severity.WARNING,
        summary="A section that the template asks for is missing.",
        reason="The template says what a reader may expect on every feature page. Who looks for "
        "the tests of a feature, and finds no such section, cannot tell whether there are none or "
        "nobody thought of them. A section that not every feature needs is marked `optional` in "
        "the template.",
        bad=example_page("## Goals", "", "Coaches and clients talk in one place."),
        good=example_page(
            "## Goals",
            "",
            "Coaches and clients talk in one place.",
            "",
            "## Tests",
            "",
            "- A message reaches the other side.",
        ),
        template=_TEMPLATE,
        unfinished=True,
        check=_missing_section,
    ),
)
