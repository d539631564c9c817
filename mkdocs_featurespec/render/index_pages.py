"""Index pages: generated Markdown with markers where the registers belong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.options.pages import ChosenPage
from mkdocs_featurespec.render.environment import render
from mkdocs_featurespec.render.registers import (
    completeness,
    coverage,
    decisions,
    findings,
    impact,
    permissions,
    surfaces,
    tests,
)
from mkdocs_featurespec.render.registers.markup import counted
from mkdocs_featurespec.render.view import SiteView


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A kind of generated page; its text is in `data/pages/`.

    Attributes:
        name: Its file's name without the ending.
        title: How it is called where the site's owner does not say.
        summary: Says in a few words how much there is on it.
        role: What it is about, where that is the content of one section. A page of a role that no
            section of the template has would stay empty, and is made only where it is asked for.
    """

    name: str
    title: str
    summary: Callable[[SiteView], str]
    role: Role | None = None


INDEX_PAGES: Mapping[str, IndexPage] = {
    page.name: page
    for page in (
        IndexPage("index", "Catalog", lambda site: counted(len(site.catalog.features), "feature")),
        IndexPage(
            "tables",
            "Database tables",
            lambda site: counted(len(site.catalog.tables), "table or view", "tables and views"),
        ),
        IndexPage(
            "endpoints",
            "API endpoints",
            lambda site: counted(len(site.catalog.endpoints), "endpoint"),
        ),
        IndexPage(
            "events",
            "Events and background jobs",
            lambda site: (
                f"{counted(len(site.catalog.events), 'event')} and "
                f"{counted(len(site.catalog.jobs), 'job')}"
            ),
        ),
        IndexPage("impact", "Dependencies", impact.summary),
        IndexPage("decisions", "Open decisions", decisions.summary, Role.DECISIONS),
        IndexPage("permissions", "Permissions", permissions.summary, Role.PERMISSIONS),
        IndexPage("tests", "Tests", tests.summary, Role.TESTS),
        IndexPage("surfaces", "Surfaces", surfaces.summary, Role.SURFACES),
        IndexPage("completeness", "Completeness", completeness.summary),
        IndexPage("coverage", "Coverage", coverage.summary),
        IndexPage("findings", "Findings", findings.summary),
    )
}
"""All index pages, by name."""


def index_pages(site: SiteView) -> dict[str, str]:
    """Return the Markdown of each generated page by the name of its file, in their order."""
    chosen = chosen_pages(site)
    return {f"{page.name}.md": _text(page, chosen, site) for page in chosen}


def chosen_pages(site: SiteView) -> tuple[ChosenPage, ...]:
    """Return the index pages that a site has, each with its title, in the navigation's order.

    What pages say has no say in it, so that a `nav` stays right when the last decision is made.
    """
    asked = site.settings.pages
    if asked is None:
        asked = tuple(ChosenPage(page.name) for page in _by_default(site))
    return tuple(
        ChosenPage(page.name, page.title or INDEX_PAGES[page.name].title) for page in asked
    )


def _by_default(site: SiteView) -> Iterator[IndexPage]:
    roles = {section.role for section in site.template.sections}
    for page in INDEX_PAGES.values():
        on_demand = page.name == "findings" and not site.settings.findings_page
        on_demand = on_demand or (page.name == "coverage" and not site.settings.sources)
        if not on_demand and (page.role is None or page.role in roles):
            yield page


def _text(page: ChosenPage, chosen: Iterable[ChosenPage], site: SiteView) -> str:
    kinds = {entry.kind.value for entry in site.catalog.events} if page.name == "events" else ()
    return render(
        f"pages/{page.name}.md",
        title=json.dumps(page.title),  # which is YAML too, whatever a title holds
        heading=markdown_text(page.title),
        site=site,
        catalog=site.catalog,
        others=[
            (other.name, markdown_text(other.title), INDEX_PAGES[other.name].summary(site))
            for other in chosen
            if page.name == "index" and other.name != "index"
        ],
        kinds=_Presence.fromkeys(kinds, True),
    )


class _Presence(dict[str, bool]):
    """A mapping that is false for what it lacks, since the templates are strict."""

    def __missing__(self, key: str) -> bool:
        return False
