"""Reads and judges a site's feature pages; what did not change is not read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from mkdocs_featurespec.baseline import Baseline, Sifted, sift
from mkdocs_featurespec.catalog import Catalog, build_catalog, catalog_facts
from mkdocs_featurespec.catalog.coverage import SourceCoverage
from mkdocs_featurespec.collecting import no_collection
from mkdocs_featurespec.diagnostics import Diagnostic, Fault, Silenced
from mkdocs_featurespec.kept import FRESH, Fresh
from mkdocs_featurespec.model import Page, Template
from mkdocs_featurespec.reader import page as page_reader
from mkdocs_featurespec.reader.markdown.dialect import Dialect, slugify
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.drift.coverage import coverage
from mkdocs_featurespec.rules.judge import Judge
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.schema import Schema
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.sources.source import NOTHING_TO_READ, SourceReader, Sources
from mkdocs_featurespec.template import (
    TemplateSource,
    built_in_template,
    parse_template,
    role_finder,
)
from mkdocs_featurespec.workspace.documents import Document, Judged, Site
from mkdocs_featurespec.workspace.imports import Imports


class Workspace:
    """What pages are read and judged by, and the pages that were read so far.

    Attributes:
        settings: The site's options.
        template: The structure of the site's template.
        template_source: The template as written.
        schema: What front matter has to be.
        template_diagnostics: What the rules find on the site's own template.
        dialect: The site's Markdown.
        baseline: The findings that are known.
        kept: Makes what is made of pages.
        sources: Reads the files that define what pages document.
        imports: Other sites, whose features are in the catalog, too.
    """

    def __init__(
        self,
        settings: Settings,
        template_source: TemplateSource,
        schema: Schema,
        dialect: Dialect,
        baseline: Baseline | None = None,
        watched: Sequence[Path] = (),
        kept: Fresh = FRESH,
        sources: SourceReader = NOTHING_TO_READ,
        imports: Imports | None = None,
    ) -> None:
        self.settings = settings
        self.template: Template = kept.once(
            "template",
            (template_source, settings.surfaces),
            lambda: parse_template(template_source, settings.surfaces),
        )
        self.dialect = dialect
        self.baseline = baseline or Baseline()
        self.kept = kept
        self.sources = sources
        self.imports = imports or Imports()
        self._watched = tuple(watched)
        self.template_source = template_source
        self.schema = schema
        self._role_of = role_finder(self.template)
        self._judge = Judge(REGISTRY, settings, self.template, schema.faults)
        own = template_source is not built_in_template()
        self.template_diagnostics = self._judge.template(template_source) if own else ()
        self._cache: dict[str, tuple[object, Judged]] = {}
        self._last: Site | None = None
        self._across: Mapping[str, Sequence[Diagnostic]] = {}
        """What was found across the pages of the last site."""
        self._beside: tuple[Diagnostic, ...] = ()
        """What was found then in the sources."""
        self._coverage: tuple[SourceCoverage, ...] = ()
        """How much of them was documented then."""
        self._compared: Sources | None = None
        """The sources that the pages were compared with then."""

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files that were read to make it, and those of the sources."""
        return (*self._watched, *self.sources.watched)

    def take_over(self, previous: Workspace) -> None:
        """Keep the pages that another workspace has read, if it read and judged them alike."""
        if self._signature() == previous._signature():
            self._cache = previous._cache
            if self.imports.sites == previous.imports.sites:
                self._last = previous._last
                self._across = previous._across
                self._beside = previous._beside
                self._coverage = previous._coverage
                self._compared = previous._compared

    def beside(self, sources: SourceReader) -> Workspace:
        """Return one that reads pages in the same way, and compares them with other sources."""
        other = copy(self)
        other.sources, other._compared = sources, None
        return other

    def read_site(self, documents: Iterable[Document]) -> Site:
        """Read all feature pages; those whose text is as it was are taken from the cache."""
        ordered = sorted(documents, key=lambda document: document.src_uri)
        with no_collection():
            judged = {document.src_uri: self._read(document) for document in ordered}
            pages = {src_uri: each.page for src_uri, each in judged.items()}
            catalog = self._catalog(pages)
            sources = self.sources.read()
            known = self._last is not None and catalog is self._last.catalog
            if not known or sources is not self._compared:
                context = SiteContext(pages, catalog, self.settings, sources, self.kept)
                self._across = self._judge.site(context)
                self._beside = self._judge.sources(context)
                self._coverage = coverage(context)
                self._compared = sources
            sifted = self._diagnostics(judged)
        if self._last is not None and self._last.pages.keys() != pages.keys():
            self.kept.turn_over()
        for gone in self._cache.keys() - {document.path for document in ordered}:
            del self._cache[gone]
        self._last = Site(pages, catalog, *sifted, self._coverage)
        return self._last

    def _diagnostics(self, judged: Mapping[str, Judged]) -> Sifted:
        """Return what is found on all pages and across them, and what of it is not reported."""
        across = self._across
        reported: list[Diagnostic] = []
        silenced: list[Silenced] = []
        for src_uri, (page, found) in judged.items():
            if src_uri in across:
                found = tuple(sorted((*found, *across[src_uri]), key=lambda d: d.sort_key))
            heard = self._judge.heard(page, src_uri, found, across=True)
            reported += heard.reported
            silenced += heard.silenced
        if beside := (*self.template_diagnostics, *self._beside):
            reported = sorted((*reported, *beside), key=lambda d: d.sort_key)
        return sift(reported, silenced, self.baseline)

    def _catalog(self, pages: Mapping[str, Page]) -> Catalog:
        """Return the catalog of pages: the last one, where no page says anything else for it.

        Then nothing else is found across them either.
        """
        last = self._last
        if last is not None and last.pages.keys() == pages.keys():
            changed = (u for u, page in pages.items() if page is not last.pages[u])
            if all(catalog_facts(u, pages[u]) == catalog_facts(u, last.pages[u]) for u in changed):
                return last.catalog
        return build_catalog(pages.items(), self.kept, self.imports.sites)

    def read_page(self, text: str, path: str, src_uri: str | None = None) -> Page:
        """Read one page and run the rules that look at one page on it.

        Args:
            text: Its source.
            path: How diagnostics name it.
            src_uri: Its path relative to `docs_dir`, which options go by; `path` if not given.
        """
        return self._judged(self._page(text, path), path if src_uri is None else src_uri).page

    def _page(self, text: str, path: str, defaults: Mapping[str, object] | None = None) -> Page:
        return page_reader.read(
            text,
            path=path,
            template=self.template,
            role_of=self._role_of,
            dialect=self.dialect,
            defaults=defaults,
        )

    def _read(self, document: Document) -> Judged:
        said = _said(document)
        kept = self._cache.get(document.path)
        if kept is not None and kept[0] == said:
            return kept[1]
        if isinstance(document.content, Fault):
            page = page_reader.unreadable(document.path, document.content)
        else:
            page = self._page(document.content, document.path, document.defaults)
        judged = self._judged(page, document.src_uri)
        self._cache[document.path] = (said, judged)
        return judged

    def _judged(self, page: Page, src_uri: str) -> Judged:
        found = self._judge.page(page, src_uri)
        heard = self._judge.heard(page, src_uri, found, across=False)
        if heard.reported:
            page = replace(page, diagnostics=heard.reported)
        return Judged(page, found)

    def _signature(self) -> tuple[object, ...]:
        """Return all that a page is read and judged by, in a form that can be compared.

        A slugify function is made anew by each reading of the configuration; what it is made of
        stands in its `repr`.
        """
        dialect = replace(self.dialect, slugify=slugify)
        slug_maker = repr(self.dialect.slugify)
        # As text, since 1 equals true, which a schema tells apart.
        schema = repr((self.schema.document, self.schema.parts))
        return (self.settings, dialect, slug_maker, self.template_source, schema)


def _said(document: Document) -> tuple[object, str]:
    """Return what two documents have in common only if they say the same."""
    # As text, since 1 equals true.
    return document.content, repr(document.defaults) if document.defaults else ""
