"""What the generated pages are made of: a site's pages, its catalog and its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use, build_catalog
from mkdocs_featurespec.catalog.coverage import SourceCoverage, SourceThing
from mkdocs_featurespec.catalog.entries import REGISTERS
from mkdocs_featurespec.catalog.facts import Completeness, FeatureFacts
from mkdocs_featurespec.catalog.imported import ImportedSite
from mkdocs_featurespec.completeness import completeness
from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.impact.graph import ImpactGraph, impact_graph
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import EntityKind, Page, Template
from mkdocs_featurespec.permissions import KNOWN, Permission, named_actors, read_permissions
from mkdocs_featurespec.reader.markdown.directives import find_directives
from mkdocs_featurespec.render.facts import feature_facts
from mkdocs_featurespec.render.ids import Ids, wanted_id
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.sources.names import plain_name
from mkdocs_featurespec.template.matching import Matching, section_matcher

ROW_PAGES = {"tables": "tables", "endpoints": "endpoints", "events": "events", "jobs": "events"}
"""The index page that has the rows of each part of the catalog."""


def _nowhere(code: str) -> str:
    """Return no address, as long as nobody knows where rules are described."""
    return ""


class Described(NamedTuple):
    """A feature and its page.

    Attributes:
        feature: As the catalog has it.
        page: As it was read.
    """

    feature: Feature
    page: Page


class Stated(NamedTuple):
    """A feature with what its page says, beside the entities that it names.

    Attributes:
        feature: The feature, which may be another site's.
        facts: What its page says, and how far it is.
    """

    feature: Feature
    facts: FeatureFacts


@dataclass(frozen=True, eq=False)
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
        kept: Makes what it consists of, and what registers make of that.
        imported: The sites whose features are in the catalog, too.
        coverage: How much of each source the pages document.
    """

    pages: Mapping[str, Page]
    catalog: Catalog
    diagnostics: tuple[Diagnostic, ...] = ()
    template: Template = field(default_factory=Template)
    settings: Settings = field(default_factory=Settings)
    mermaid: bool = False
    rule_url: Callable[[str], str] = _nowhere
    own_pages: Mapping[str, str] = field(default_factory=dict)
    kept: Fresh = FRESH
    imported: Sequence[ImportedSite] = ()
    coverage: tuple[SourceCoverage, ...] = ()

    @cached_property
    def own(self) -> SiteView:
        """The same without what is imported."""
        if not self.imported:
            return self
        kept = self.kept.once("kept of its own", (), type(self.kept))
        catalog = build_catalog(self.pages.items(), kept)
        return replace(self, catalog=catalog, imported=(), kept=kept)

    def id_of(self, item: CatalogEntry | Feature) -> str:
        """Return the id of the row of an entity or a feature.

        It is the same wherever a register is put, unless the page has the id already.
        """
        return self._ids[item.identity if isinstance(item, CatalogEntry) else item.src_uri]

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The ids of rows by `key_of`."""
        ids: dict[str, str] = {}
        for items, wanted in self._wanted_ids:
            ids.update(zip(map(key_of, items), wanted, strict=True))
        return {**ids, **self._odd_ids}

    @cached_property
    def _wanted_ids(
        self,
    ) -> Sequence[tuple[Sequence[CatalogEntry | Feature], Sequence[str]]]:
        """The rows of each register, with the ids that their names ask for."""
        registers: dict[str, Sequence[CatalogEntry | Feature]] = {
            **{name: self.entries(name) for name in REGISTERS.values()},
            "features": self.catalog.features,
        }
        return [
            (items, self.kept.each(("ids", name), items, wanted_id))
            for name, items in registers.items()
        ]

    @cached_property
    def surroundings(self) -> object:
        """What the address of any row depends on, besides its own name."""
        known = (self._odd_ids, self.row_pages, self.settings)
        return self.kept.same("surroundings", known)

    @cached_property
    def of_sources(self) -> Mapping[str, SourceThing]:
        """What sources say of what pages name, by its identity in the catalog."""
        return self.kept.once("of sources", (self.coverage,), self._of_sources)

    def _of_sources(self) -> Mapping[str, SourceThing]:
        return {
            identity: thing
            for source in self.coverage
            for thing in source.things
            for identity in thing.identities
        }

    @cached_property
    def source_tables(self) -> Mapping[str, SourceThing]:
        """The tables of all databases, by their plain names."""
        return self.kept.once("tables of sources", (self.coverage,), self._source_tables)

    def _source_tables(self) -> Mapping[str, SourceThing]:
        return {
            plain_name(thing.name): thing
            for source in self.coverage
            for thing in source.things
            if thing.table
        }

    @cached_property
    def _odd_ids(self) -> Mapping[str, str]:
        """The ids of rows whose names would give them one that another row has, by their keys."""
        odd: dict[str, str] = {}
        for items, wanted in self._wanted_ids:
            given = Ids().give_all(wanted)
            if given is not wanted:
                odd.update(
                    (key_of(item), own)
                    for item, own, hoped in zip(items, given, wanted, strict=True)
                    if own != hoped
                )
        return odd

    @cached_property
    def described(self) -> Sequence[Described]:
        """The features whose pages were read, in the order of the catalog."""
        found = {
            feature.src_uri: Described(feature, self.pages[feature.src_uri])
            for feature in self.catalog.features
            if feature.src_uri in self.pages
        }
        return self.kept.settled("described", found, found.values())

    @cached_property
    def stated(self) -> Sequence[Stated]:
        """The features of which it is known what their pages say, in the order of the catalog."""
        facts = self.facts
        found = {
            feature.src_uri: Stated(feature, facts[feature.src_uri])
            for feature in self.catalog.features
            if feature.src_uri in facts
        }
        return self.kept.settled("stated", found, found.values())

    @cached_property
    def _read(self) -> Sequence[Page]:
        """The pages, in their order."""
        return self.kept.settled("pages read", self.pages, self.pages.values())

    @cached_property
    def impact(self) -> ImpactGraph:
        """Which feature depends on which, and why."""
        return impact_graph(self.catalog, self.pages, self.kept)

    @cached_property
    def known_actors(self) -> frozenset[str]:
        """The roles that pages name, with those that are known anyway."""
        named = self.kept.each("actors", self._read, named_actors)
        return self.kept.same("known actors", KNOWN.union(*named))

    @cached_property
    def permissions(self) -> Mapping[str, Sequence[Permission]]:
        """What pages say of each role, by the page's `src_uri`; those that say nothing lack."""
        known = self.known_actors
        read = self.kept.each(
            "permissions",
            self._read,
            lambda page: tuple(read_permissions(page, known)),
            (known,),
        )
        return {src_uri: said for src_uri, said in zip(self.pages, read, strict=True) if said}

    @cached_property
    def matchings(self) -> Mapping[str, Matching]:
        """Each page's sections laid beside the template's, by the page's `src_uri`."""
        match = section_matcher(self.template)
        found = self.kept.each("matchings", self._read, match, (self.template,))
        return dict(zip(self.pages, found, strict=True))

    @cached_property
    def completeness(self) -> Mapping[str, Completeness]:
        """How far each page is, by its `src_uri`."""
        made_of = (
            (page, matching, self._found_on(page))
            for page, matching in zip(self._read, self.matchings.values(), strict=True)
        )
        found = self.kept.each(
            "completeness",
            self.kept.settled("judged", self.pages, made_of),
            lambda each: completeness(*each, self.template),
            (self.template,),
        )
        return dict(zip(self.pages, found, strict=True))

    @cached_property
    def facts(self) -> Mapping[str, FeatureFacts]:
        """What each page says beside the entities that it names, by its `src_uri`."""
        made_of = (
            (self.features[src_uri], page, matching, self.permissions.get(src_uri, ()), far)
            for src_uri, page, matching, far in zip(
                self.pages,
                self._read,
                self.matchings.values(),
                self.completeness.values(),
                strict=True,
            )
        )
        found = self.kept.each(
            "facts",
            self.kept.settled("known", self.pages, made_of),
            lambda each: feature_facts(*each, self.template),
            (self.template,),
        )
        imported = {
            src_uri: facts for each in self.imported for src_uri, facts in each.facts.items()
        }
        return {**imported, **dict(zip(self.pages, found, strict=True))}

    def found_on(self, feature: Feature) -> Sequence[Diagnostic]:
        """Return what the rules find on a feature's page, by place."""
        return self._found.get(feature.path, ())

    def has_findings(self, src_uri: str) -> bool:
        """Return whether the rules find anything on a page."""
        return self.pages[src_uri].path in self._found

    def _found_on(self, page: Page) -> Sequence[Diagnostic]:
        return self._found.get(page.path, ())

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
        named = {entry.identity: entry for entry, _ in self.uses_of(feature)}
        return tuple(named.values())

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

    def uses_of(self, feature: Feature) -> Sequence[tuple[CatalogEntry, Use]]:
        """Return each place of a feature's page that names an entity, with the entity."""
        return self.uses.get(feature.src_uri, ())

    @cached_property
    def uses(self) -> Mapping[str, Sequence[tuple[CatalogEntry, Use]]]:
        """The same of all features, by `src_uri`."""
        return self.kept.grouped("uses of features", self.catalog.entries, _by_feature)

    @cached_property
    def anchors(self) -> Mapping[str, frozenset[str]]:
        """The ids of the sections of each page that the catalog links to, by its `src_uri`."""
        found = self.kept.each("anchors", self.uses.values(), _anchors)
        known = self.features
        pairs = zip(self.uses, found, strict=True)
        return {src_uri: ids for src_uri, ids in pairs if not known[src_uri].site}

    def about(self, src_uri: str) -> tuple[object, ...]:
        """Return all that the page of a feature shows of the catalog, to be compared."""
        impact = self.impact
        return (
            self.features[src_uri],
            self.uses.get(src_uri),
            impact.edges_from.get(src_uri),
            impact.edges_to.get(src_uri),
            impact.common.get(src_uri),
            self.surroundings,
        )

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


def key_of(item: CatalogEntry | Feature) -> str:
    """Return what tells an entity or a feature from all others."""
    return item.identity if isinstance(item, CatalogEntry) else item.src_uri


def _anchors(uses: Sequence[tuple[CatalogEntry, Use]]) -> frozenset[str]:
    return frozenset(use.anchor for _, use in uses if use.anchor)


def _by_feature(entry: CatalogEntry) -> Iterator[tuple[str, tuple[CatalogEntry, Use]]]:
    for use in entry.uses:
        yield use.feature.src_uri, (entry, use)


def _shows_all(markdown: str, register: str, kind: EntityKind) -> bool:
    """Return whether a page has a marker that shows every entity of a kind."""
    return any(
        marker.name == register and dict(marker.options) in ({}, {"kind": kind.value})
        for marker in find_directives(markdown)
    )
