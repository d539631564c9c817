"""What the rules of structure ask of a page, and the pages that they say nothing of."""

from __future__ import annotations

from collections.abc import Iterable
from functools import wraps

from mkdocs_featurespec.diagnostics import FaultKind, Finding, Span
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.rules.markers import marker_names
from mkdocs_featurespec.rules.registry import PageCheck, PageContext

PAGE_START = Span(1, 1, 1, 1)
"""The place of what concerns a page that has no heading."""


def on_written_pages(check: PageCheck) -> PageCheck:
    """Keep a check away from pages that were not written or could not be read.

    A page that still is the skeleton lacks everything at once: one rule says so.
    """

    @wraps(check)
    def checked(context: PageContext) -> Iterable[Finding]:
        page = context.page
        is_written = page.written and page.sections and page.sections[0].written  # as most are
        if is_written or not (is_untouched(page) or is_unreadable(page)):
            return check(context)
        return ()

    return checked


def is_untouched(page: Page) -> bool:
    """Return whether a page has no content of its own: nothing, or the skeleton as it was."""
    if not page.written:
        return True
    if not page.sections or any(section.written for section in page.sections):
        return False
    if page.sections[0].heading.level > 1:
        return False  # what stands above the first heading is in no section
    return not any(directive.name in marker_names() for directive in page.directives)


def is_unreadable(page: Page) -> bool:
    """Return whether nothing is known of a page."""
    return not page.headings and any(fault.kind is FaultKind.UNREADABLE for fault in page.faults)


def heading_text(context: PageContext, i: int) -> str:
    """Return the text of a page's heading, by the section's index; a heading may have none."""
    return context.page.sections[i].heading.text or "(no text)"


def outer(context: PageContext, i: int) -> int | None:
    """Return the section around one of a page, `None` where that is the title or there is none."""
    parent = context.page.sections[i].parent
    return None if parent == context.matching.title else parent


def first_of(context: PageContext) -> list[tuple[int, int]]:
    """Return the page's sections that the template has, each with its section there.

    Of those that stand twice it is the first.
    """
    matching = context.matching
    return [
        (i, own)
        for i, own in enumerate(matching.of_page)
        if own is not None and matching.of_template[own] == i
    ]


def section_path(context: PageContext, own: int) -> str:
    """Return the headings that lead to a section of the template: `Tests / Unit tests`."""
    sections = context.template.sections
    texts: list[str] = []
    i: int | None = own
    while i is not None:
        texts.insert(0, sections[i].text)
        i = sections[i].parent
    return " / ".join(texts)
