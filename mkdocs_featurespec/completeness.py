"""How far feature pages are: what their template asks for, and what is still to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter

from mkdocs_featurespec.catalog.facts import Completeness
from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.model import Page, Role, Template
from mkdocs_featurespec.template.matching import Matching

_COUNTS = tuple(attrgetter(field.name) for field in fields(Completeness))


def completeness(
    page: Page, matching: Matching, found: Iterable[Diagnostic], template: Template
) -> Completeness:
    """Return how far one page is.

    Args:
        page: The page.
        matching: Its sections laid beside the template's.
        found: What the rules find on it.
        template: What it should follow.
    """
    asked = list(_asked(matching, template))
    counts = Counter(diagnostic.severity for diagnostic in found)
    return Completeness(
        pages=1,
        sections=len(asked),
        written=sum(own is not None and page.sections[own].written for own in asked),
        left_over=len(page.left_over),
        decisions=sum(item.role is Role.DECISIONS and not item.done for item in page.items),
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        infos=counts[Severity.INFO],
    )


def added(each: Iterable[Completeness]) -> Completeness:
    """Return how far several pages are together."""
    every = list(each)
    return Completeness(*(sum(map(count, every)) for count in _COUNTS))


def _asked(matching: Matching, template: Template) -> Iterator[int | None]:
    """Give the page's section for each section that the template asks for; `None` if it lacks it.

    What a page may leave out does not count, nor do surfaces that it is not about.
    """
    missing = set(matching.missing)
    for i, section in enumerate(template.sections):
        if section.optional:
            continue
        own = matching.of_template[i]
        if own is None and section.parent in missing and i not in matching.surfaces:
            missing.add(i)  # only the outer one of missing sections is named
        if own is not None or i in missing:
            yield own
