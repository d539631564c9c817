"""FS204, FS205 and FS209: headings that stand twice, are not the template's, or differ."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Related, Severity
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import PageContext, PageRule
from mkdocs_featurespec.rules.structure.outline import (
    heading_text,
    on_written_pages,
    outer,
    section_path,
)
from mkdocs_featurespec.template.names import normal_name


@on_written_pages
def _section_twice(context: PageContext) -> Iterator[Finding]:
    page = context.page
    first: dict[tuple[int | None, int], int] = {}
    for i, own in enumerate(context.matching.of_page):
        if own is None:
            continue
        k = first.setdefault((outer(context, i), own), i)
        if k != i and _has_its_name(context, i, own):
            heading, other = page.sections[i].heading, page.sections[k].heading
            named = "" if heading.text == other.text else f" as '{other.text}'"
            message = f"the section '{heading.text}' stands twice: line {other.line} has it{named}"
            related = Related(page.path, other.span, "the first one")
            hint = "merge the two under one heading"
            yield Finding(heading.span, message, hint, section_path(context, own), (related,))


def _has_its_name(context: PageContext, i: int, own: int) -> bool:
    """Return whether a heading is a section's name or one of its names that has no `*`."""
    section = context.template.sections[own]
    names = {normal_name(text) for text in (section.text, *section.aliases)}
    return not names.isdisjoint(heading_names(heading_text(context, i)))


@on_written_pages
def _unknown_section(context: PageContext) -> Iterator[Finding]:
    matching = context.matching
    defined = {section.parent for section in context.template.sections}
    almost = set(matching.near.values())
    for i, own in enumerate(matching.of_page):
        if own is not None or i == matching.title or i in almost:
            continue
        around = outer(context, i)
        here = None if around is None else matching.of_page[around]
        if here not in defined or (around is not None and here is None):
            continue
        text = heading_text(context, i)
        where = "" if around is None else f" below '{heading_text(context, around)}'"
        message = f"the template has no section '{text}'{where}"
        hint = "if it is one that the template has, make its heading an alias there"
        yield Finding(context.page.sections[i].heading.span, message, hint, text)


@on_written_pages
def _title_differs(context: PageContext) -> Iterator[Finding]:
    value, title = context.page.front_matter.get("title"), context.matching.title
    if not isinstance(value, str) or title is None:
        return
    written = " ".join(value.split())
    heading = context.page.sections[title].heading
    before, behind = context.template.title_form
    texts = (written, plain_text(written))
    if heading.text not in (*texts, *(f"{before}{text}{behind}" for text in texts)):
        message = f"the heading is '{heading.text}', and the front matter's title '{written}'"
        hint = f"make the heading '# {before}{written}{behind}', or change the title"
        yield Finding(heading.span, message, hint, "title")


_GOALS = ("## Goals", "", "Coaches and clients talk in one place.")
_TEMPLATE = "# {{ title }}\n\n## Goals\n"

RULES = (
    PageRule(
        code="FS204",
        name="section-twice",
        severity=Severity.WARNING,
        summary="A section of the template stands twice on the page.",
        reason="A reader who finds the first one stops looking. Two headings are one section as "
        "well if both are names that the template gives it, such as its heading and an alias.",
        bad=example_page(*_GOALS, "", "## Goals", "", "Nobody uses another app for it."),
        good=example_page(*_GOALS, "", "Nobody uses another app for it."),
        template=_TEMPLATE,
        check=_section_twice,
    ),
    PageRule(
        code="FS205",
        name="unknown-section",
        severity=Severity.INFO,
        summary="A section is not one that the template has.",
        reason="A page may have sections of its own. But a section that many pages have belongs "
        "into the template, and one that only goes by another name there is not read for the "
        "catalog. The rule looks where the template says what stands there: at the top level, and "
        "in sections for which it has sub-sections.",
        bad=example_page(*_GOALS, "", "## Rollout", "", "To all coaches at once."),
        good=example_page(*_GOALS, "", "### Rollout", "", "To all coaches at once."),
        template=_TEMPLATE,
        check=_unknown_section,
    ),
    PageRule(
        code="FS209",
        name="title-differs",
        severity=Severity.WARNING,
        summary="The title in the front matter is not the page's `#` heading.",
        reason="Navigation, search and catalog show the title, the page shows its heading. Where "
        "they differ, a reader who followed a link believes to be on the wrong page.",
        bad=example_page("Text.").replace("# Messaging", "# Messages"),
        good=example_page("Text."),
        check=_title_differs,
    ),
)
