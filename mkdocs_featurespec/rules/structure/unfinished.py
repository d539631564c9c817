"""FS206 to FS208, FS210 and FS215: what is still to be written, and what the template left."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import FaultKind, Finding, Severity, Span
from mkdocs_featurespec.model import LeftOver, LeftOverKind, Section
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.markers import marker_names
from mkdocs_featurespec.rules.registry import PageCheck, PageContext, PageRule
from mkdocs_featurespec.rules.structure.outline import (
    PAGE_START,
    heading_text,
    is_unreadable,
    is_untouched,
    on_written_pages,
    outer,
)


@on_written_pages
def _empty_section(context: PageContext) -> Iterator[Finding]:
    page, matching = context.page, context.matching
    for i, section in enumerate(page.sections):
        around = outer(context, i)
        if section.written or i == matching.title or _has_marker(context, section):
            continue
        if around is not None and not page.sections[around].written:
            continue
        text = heading_text(context, i)
        left = any(_inside(context, left.section, i) for left in page.left_over)
        what = "holds nothing of its own" if left else "is empty"
        own = matching.of_page[i]
        hint = "write it"
        if own is None or context.template.sections[own].optional:
            hint += ", or take it out"
        yield Finding(section.heading.span, f"the section '{text}' {what}", hint, text)


def _has_marker(context: PageContext, section: Section) -> bool:
    """Return whether a section has a marker in it, where a register will be."""
    return any(
        section.heading.line <= directive.span.line <= section.end_line
        for directive in context.page.directives
        if directive.name in marker_names()
    )


def _inside(context: PageContext, i: int | None, around: int) -> bool:
    """Return whether a section is another one or stands in it."""
    while i is not None and i != around:
        i = context.page.sections[i].parent
    return i is not None


def _left(kind: LeftOverKind, what: str, hint: str) -> PageCheck:
    """Return a check that gives the runs of left lines of one kind in sections that are written."""

    def check(context: PageContext) -> Iterator[Finding]:
        for run in _runs(context, kind):
            first, last = run[0], run[-1]
            span = Span(
                first.span.line, first.span.column, last.span.end_line, last.span.end_column
            )
            more = len(run) - 1
            text = f"'{_short(first.text)}'"
            if more:
                text += f" and {more} more line{'s' if more > 1 else ''} are"
            else:
                text += " is"
            section = first.section
            subject = "" if section is None else heading_text(context, section)
            yield Finding(span, f"{text} {what}", hint, subject or first.text)

    return on_written_pages(check)


def _runs(context: PageContext, kind: LeftOverKind) -> Iterator[list[LeftOver]]:
    """Give left lines of one kind, those that follow each other together."""
    sections = context.page.sections
    run: list[LeftOver] = []
    for left in context.page.left_over:
        if left.kind is not kind:
            continue
        if left.section is not None and not sections[left.section].written:
            continue  # the whole section is to be written
        if run and (left.section, left.span.line) != (run[-1].section, run[-1].span.end_line + 1):
            yield run
            run = []
        run.append(left)
    if run:
        yield run


def _short(text: str) -> str:
    """Return enough of a line to know it by; cells of a table's row with space between them."""
    text = text.strip("|").replace("|", " | ")
    return text if len(text) <= 60 else f"{text[:57].rstrip()}..."


@on_written_pages
def _example_left(context: PageContext) -> Iterator[Finding]:
    for fault in context.page.faults:
        if fault.kind is FaultKind.EXAMPLE_LEFT:
            yield fault.finding


def _not_written(context: PageContext) -> Iterator[Finding]:
    page = context.page
    if is_untouched(page) and not is_unreadable(page):
        first = page.front_matter.span or PAGE_START
        span = page.headings[0].span if page.headings else first
        message = "the page is not written yet"
        if page.sections and page.written:
            message += ": it holds nothing but the template"
        yield Finding(span, message, "write its sections", "page")


_GOALS = ("## Goals", "", "Coaches and clients talk in one place.")
_TEMPLATE = """\
# {{ title }}

## Goals

<!-- featurespec: guidance -->
Say what the feature is for.

## User Flows

- Primary happy path.
- Failure or recovery path.
"""
_FLOWS = ("", "## User Flows", "", "- A coach writes, and the client answers.")

RULES = (
    PageRule(
        code="FS206",
        name="empty-section",
        severity=Severity.WARNING,
        summary="A section is empty, or holds nothing but the template's own text.",
        reason="A heading promises something. If there is nothing to say, one sentence that says "
        "so tells the reader that somebody thought of it.",
        bad=example_page(*_GOALS, "", "## User Flows", "", "- Primary happy path."),
        good=example_page(*_GOALS, *_FLOWS),
        template=_TEMPLATE,
        unfinished=True,
        check=_empty_section,
    ),
    PageRule(
        code="FS207",
        name="placeholder-left",
        severity=Severity.WARNING,
        summary="An example of the template, or a TODO, is left in a section that is written.",
        reason="Among lines that are true, a line from the template looks true as well.",
        bad=example_page(*_GOALS, *_FLOWS, "- Failure or recovery path."),
        good=example_page(*_GOALS, *_FLOWS),
        template=_TEMPLATE,
        unfinished=True,
        check=_left(
            LeftOverKind.PLACEHOLDER,
            "still to be replaced",
            "say what is true of this feature, or delete the line",
        ),
    ),
    PageRule(
        code="FS208",
        name="guidance-left",
        severity=Severity.WARNING,
        summary="What the template says to the writer is left in a section that is written.",
        reason="The page's readers are not its writer: to them it reads as if the page was not "
        "finished.",
        bad=example_page("## Goals", "", "Say what the feature is for.", *_GOALS[1:], *_FLOWS),
        good=example_page(*_GOALS, *_FLOWS),
        template=_TEMPLATE,
        unfinished=True,
        check=_left(
            LeftOverKind.GUIDANCE,
            "what the template says to the writer",
            "delete it when it is done",
        ),
    ),
    PageRule(
        code="FS210",
        name="example-left",
        severity=Severity.WARNING,
        summary="A table, endpoint or event is still the template's example.",
        reason="It is left out of the catalog, since no such thing exists: what the line says of "
        "it reaches nobody.",
        bad=example_page(
            "## API Endpoints", "", "- GET /api/v1/example: the messages of a conversation."
        ),
        good=example_page(
            "## API Endpoints", "", "- GET /api/v1/messages: the messages of a conversation."
        ),
        unfinished=True,
        check=_example_left,
    ),
    PageRule(
        code="FS215",
        name="not-written",
        severity=Severity.WARNING,
        summary="The page has no content of its own.",
        reason="The site shows the skeleton in its place. No other rule of structure speaks of "
        "such a page: it lacks everything at once.",
        bad=example_page(),
        good=example_page("Coaches and clients talk in one place."),
        unfinished=True,
        check=_not_written,
    ),
)
