"""What the generated pages are made of: a site's pages, its catalog and its findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.catalog.build import REGISTERS
from mkdocs_featurespec.catalog.facts import Completeness, FeatureFacts
from mkdocs_featurespec.completeness import completeness
from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.impact.graph import ImpactGraph, impact_graph
from mkdocs_featurespec.model import EntityKind, Page, Role, Template
from mkdocs_featurespec.permissions import Permission, known_actors, read_permissions
from mkdocs_featurespec.reader.markdown.directives import find_directives
from mkdocs_featurespec.render.facts import feature_facts
from mkdocs_featurespec.render.ids import Ids, entry_id, feature_id
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.template.matching import Matching, section_matcher

ROW_PAGES = {"tables": "tables", "endpoints": "endpoints", "events": "events", "jobs": "events"}
"""The index page that has the rows of each part of the catalog."""


def _nowhere(code: str) -> str:
    """Return no address, as long as nobody knows where rules are described."""
    return ""


@dataclass(frozen=True)
class SiteView:
    """A site as registers show it. Two views are the same only if they are one object.

    Attributes:
        pages: The feature pages, by their path relative to `docs_dir`, in its order.
        catalog: What they name.
        diagnostics: What the rules find on them.
        template: The template that they follow.
        settings: The site's options.
        mermaid: Whether the theme draws Mermaid's pictures.
        rule_url: Gives the address of a rule's page by its code; empty for none.
        own_pages: The Markdown of the pages that the site has in place of index pages, by path.
    """

    pages: Mapping[str, Page]
    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...] = ()
    template: Template = field(default_factory=Template)
    settings: Settings = field(default_factory=Settings)
    mermaid: bool = False
    rule_url: Callable[[str], str] = _nowhere
    own_pages: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The ids of rows: of an entity by its identity, of a feature by its `src_uri`.

        They are the same wherever a register is put, unless the page has the id already.
        """
        catalog = self.catalog
        ids: dict[str, str] = {}
        for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs):
            given = Ids()
            ids.update((entry.identity, given.give(entry_id(entry))) for entry in register)
        given = Ids()
        ids.update((f.src_uri, given.give(feature_id(f))) for f in catalog.features)
        return ids

    @cached_property
    def impact(self) -> ImpactGraph:
        """Which feature depends on which, and why."""
        return impact_graph(self.catalog, self.pages)

    @cached_property
    def permissions(self) -> Mapping[str, Sequence[Permission]]:
        """What pages say of each role, by the page's `src_uri`."""
        items = {
            src_uri: [item for item in page.items if item.role is Role.PERMISSIONS]
            for src_uri, page in self.pages.items()
        }
        known = known_actors((self.pages[src_uri], found) for src_uri, found in items.items())
        return {
            src_uri: tuple(read_permissions(self.pages[src_uri], found, known))
            for src_uri, found in items.items()
            if found
        }

    @cached_property
    def matchings(self) -> Mapping[str, Matching]:
        """Each page's sections laid beside the template's, by the page's `src_uri`."""
        match = section_matcher(self.template)
        return {src_uri: match(page) for src_uri, page in self.pages.items()}

    @cached_property
    def completeness(self) -> Mapping[str, Completeness]:
        """How far each page is, by its `src_uri`."""
        return {
            src_uri: completeness(
                page, self.matchings[src_uri], self.template, self._found.get(page.path, ())
            )
            for src_uri, page in self.pages.items()
        }

    @cached_property
    def facts(self) -> Mapping[str, FeatureFacts]:
        """What each page says beside the entities that it names, by its `src_uri`."""
        return {
            src_uri: feature_facts(
                self.features[src_uri],
                page,
                self.template,
                self.matchings[src_uri],
                self.permissions.get(src_uri, ()),
                self.completeness[src_uri],
            )
            for src_uri, page in self.pages.items()
        }

    def found_on(self, feature: Feature) -> Sequence[Diagnostic]:
        """Return what the rules find on a feature's page, by place."""
        return self._found.get(feature.path, ())

    @cached_property
    def _found(self) -> Mapping[str, Sequence[Diagnostic]]:
        found: dict[str, list[Diagnostic]] = {}
        for diagnostic in self.diagnostics:
            found.setdefault(diagnostic.path, []).append(diagnostic)
        return found

    @cached_property
    def features(self) -> Mapping[str, Feature]:
        """The features by the path of their page."""
        return {feature.src_uri: feature for feature in self.catalog.features}

    def entries_of(self, feature: Feature) -> Sequence[CatalogEntry]:
        """Return what a feature names: tables, endpoints, events, jobs."""
        return self._by_feature.get(feature.src_uri, ())

    @cached_property
    def _by_feature(self) -> Mapping[str, Sequence[CatalogEntry]]:
        catalog = self.catalog
        named: dict[str, list[CatalogEntry]] = {}
        for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs):
            for entry in register:
                for src_uri in dict.fromkeys(use.feature.src_uri for use in entry.uses):
                    named.setdefault(src_uri, []).append(entry)
        return named

    @cached_property
    def row_pages(self) -> Mapping[EntityKind, str]:
        """The page that has a row for every entity of a kind; a kind without one is left out.

        A page of the site's own has them if it has a marker that leaves none of them out.
        """
        chosen = self.settings.pages
        found: dict[EntityKind, str] = {}
        for kind, register in REGISTERS.items():
            name = ROW_PAGES[register]
            src_uri = f"{self.settings.catalog_dir}/{name}.md"
            own = self.own_pages.get(src_uri)
            if own is None:
                has_rows = chosen is None or any(page.name == name for page in chosen)
            else:
                has_rows = _shows_all(own, register, kind)
            if has_rows:
                found[kind] = src_uri
        return found

    def count_features(self, entry: CatalogEntry) -> int:
        """Return how many features name an entity."""
        return self._counts[entry.identity]

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        catalog = self.catalog
        return {
            entry.identity: len({use.feature.src_uri for use in entry.uses})
            for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs)
            for entry in register
        }

    def uses_of(self, feature: Feature) -> Sequence[tuple[CatalogEntry, Use]]:
        """Return each place of a feature's page that names an entity, with the entity."""
        return self._uses.get(feature.src_uri, ())

    @cached_property
    def _uses(self) -> Mapping[str, Sequence[tuple[CatalogEntry, Use]]]:
        catalog = self.catalog
        found: dict[str, list[tuple[CatalogEntry, Use]]] = {}
        for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs):
            for entry in register:
                for use in entry.uses:
                    found.setdefault(use.feature.src_uri, []).append((entry, use))
        return found

    def shows(self, pages: Mapping[str, Page], diagnostics: tuple[Diagnostic, ...]) -> bool:
        """Return whether the view is of these very pages, with these findings."""
        return (
            pages.keys() == self.pages.keys()
            and all(page is self.pages[src_uri] for src_uri, page in pages.items())
            and diagnostics == self.diagnostics
        )

    def entries(self, register: str) -> tuple[CatalogEntry, ...]:
        """Return the part of the catalog of that name: `tables`, `endpoints`, `events`, `jobs`."""
        return {
            "tables": self.catalog.tables,
            "endpoints": self.catalog.endpoints,
            "events": self.catalog.events,
            "jobs": self.catalog.jobs,
        }[register]


def _shows_all(markdown: str, register: str, kind: EntityKind) -> bool:
    """Return whether a page has a marker that shows every entity of a kind."""
    return any(
        marker.name == register and dict(marker.options) in ({}, {"kind": kind.value})
        for marker in find_directives(markdown)
    )
