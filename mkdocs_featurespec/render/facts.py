"""What a page says beside the entities that it names, taken from the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.catalog.facts import Completeness, FeatureFacts, OnSurface, Statement
from mkdocs_featurespec.kinds_of_tests import kind_of_test
from mkdocs_featurespec.model import ListItem, Page, Role, Template
from mkdocs_featurespec.permissions import Permission
from mkdocs_featurespec.template.matching import Matching
from mkdocs_featurespec.template.names import normal_name


def feature_facts(
    feature: Feature,
    page: Page,
    matching: Matching,
    permissions: Sequence[Permission],
    completeness: Completeness,
    template: Template,
) -> FeatureFacts:
    """Return what one page says.

    Args:
        feature: The page as a feature.
        page: The page.
        matching: Its sections laid beside the template's.
        permissions: What it says of each role.
        completeness: How far it is.
        template: What it should follow.
    """
    return FeatureFacts(
        completeness,
        tuple(_surfaces(feature, page, template, matching)),
        tuple(_said(page, i, i.text) for i in _of(page, Role.DECISIONS) if not i.done),
        tuple(_said(page, each.item, each.text, each.actor) for each in permissions),
        tuple(_said(page, i, _row_text(i), _kind_of(page, i)) for i in _of(page, Role.TESTS)),
    )


def _kind_of(page: Page, test: ListItem) -> str:
    """Return the kind of a test, by its words or by those of the heading that it stands under."""
    heading = page.sections[test.section].heading.text
    said = (test.text, *test.cells, heading)
    return next((kind for words in said if (kind := kind_of_test(words))), "")


def _of(page: Page, role: Role) -> Iterable[ListItem]:
    return (item for item in page.items if item.role is role)


def _said(page: Page, item: ListItem, text: str, about: str = "") -> Statement:
    return Statement(text, item.span.line, page.sections[item.section].heading.anchor, about)


def _row_text(item: ListItem) -> str:
    return ": ".join(filter(None, item.cells)) or item.text


def _surfaces(
    feature: Feature, page: Page, template: Template, matching: Matching
) -> Iterator[OnSurface]:
    """Give the surfaces that a page names or has a section for: the site's, then others."""
    named = {normal_name(name): name for name in feature.surfaces}
    sections = {name: matching.of_template[i] for i, name in matching.surfaces.items()}
    known = {normal_name(name): name for name in template.surfaces}
    for key, name in {**known, **named, **known}.items():  # the site's spelling goes before
        own = sections.get(key)
        if own is not None:
            section = page.sections[own]
            yield OnSurface(name, section.heading.anchor, section.written)
        elif key in named:
            yield OnSurface(name, None, written=False)
