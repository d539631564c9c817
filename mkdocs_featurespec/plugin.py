"""The MkDocs plugin: thin hooks over the workspace; all that knows MkDocs' types is here."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, MutableSequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeVar

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic, Fault, Severity
from mkdocs_featurespec.reader.markdown.dialect import Dialect, dialect_of
from mkdocs_featurespec.reader.page import title_if_blank
from mkdocs_featurespec.render.catalog_json import catalog_as_json, catalog_schema
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.index_pages import index_pages
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.markers import FilledPages, fill_markers
from mkdocs_featurespec.render.page_links import link_names
from mkdocs_featurespec.render.registers.related import add_related
from mkdocs_featurespec.render.view import ROW_PAGES, SiteView
from mkdocs_featurespec.report.terminal import printable
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.settings import Settings, feature_matcher, parse_settings
from mkdocs_featurespec.site.files import decode, unreadable_fault
from mkdocs_featurespec.workspace import Document, Site, Workspace, load_workspace, preview

Item = TypeVar("Item", bound=StructureItem)

log = get_plugin_logger("featurespec")

_DRAWING_THEMES = ("material", "materialx")
"""The themes that draw Mermaid's pictures by themselves."""

STYLESHEET = "assets/stylesheets/featurespec.css"
SCRIPT = "assets/javascripts/featurespec.js"
_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}


class FeatureSpecConfig(Config):
    """The options as MkDocs knows them; `settings.parse_settings` says what they mean."""

    features = c.Optional(c.Type(object))
    exclude = c.Optional(c.Type(object))
    template = c.Optional(c.Type(object))
    schema = c.Optional(c.Type(object))
    surfaces = c.Optional(c.Type(object))
    catalog_dir = c.Optional(c.Type(object))
    enabled = c.Optional(c.Type(object))
    rules = c.Optional(c.Type(object))
    overrides = c.Optional(c.Type(object))
    unfinished = c.Optional(c.Type(object))
    baseline = c.Optional(c.Type(object))
    diagrams = c.Optional(c.Type(object))
    pages = c.Optional(c.Type(object))
    findings_page = c.Optional(c.Type(object))
    related = c.Optional(c.Type(object))


class FeatureSpecPlugin(BasePlugin[FeatureSpecConfig]):
    """Starts, checks and indexes feature pages."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._serving = False
        self._workspace: Workspace | None = None
        self._site: Site | None = None
        self._view: SiteView | None = None
        self._made: dict[str, str] = {}
        """The generated files, as long as the view stays the same."""
        self._made_of: SiteView | None = None
        self._filled = FilledPages()

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options; a wrong one is an error of the configuration, with its reason."""
        try:
            self._settings = parse_settings(options)
        except ConfigurationError as error:
            return [("featurespec", error)], []
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview; having this hook keeps the plugin over rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Load the template and the schema."""
        self._site = None
        if not self._settings.enabled:
            return None
        try:
            loaded = load_workspace(self._settings, _base(config), _dialect(config))
        except ConfigurationError as error:
            if self._workspace is None or not self._serving:
                raise PluginError(str(error)) from error
            # A preview outlives a slip in the template or schema: the last good ones stay.
            log.error("%s", error)
            return None
        if self._workspace is not None:
            loaded.take_over(self._workspace)
        self._workspace = loaded
        if STYLESHEET not in config.extra_css:
            config.extra_css.append(STYLESHEET)
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        return config

    # After plugins that generate pages (at 0) and before those that make the navigation (-100).
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files | None:
        """Read all feature pages, report what is wrong with them, and add the index pages."""
        if self._workspace is None or not self._settings.enabled:
            return None
        self._site = self._workspace.read_site(self._documents(files, config))
        for diagnostic in self._site.diagnostics:
            log.log(_LEVELS[diagnostic.severity], "%s", _line(diagnostic))
        own = self._own_pages(files)
        self._view = self._viewed(self._workspace, self._site, own, config)
        for file in self._generated(self._view, files, config):
            files.append(file)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation | None:
        """Order the index pages as the option says, where no `nav` does."""
        if self._site is None or config.nav is not None:
            return None
        order = {src_uri: place for place, src_uri in enumerate(self._made)}
        _arrange(nav.items, order)
        _arrange(nav.pages, order)
        for before, after in pairwise(nav.pages):
            before.next_page, after.previous_page = after, before
        if nav.pages:
            nav.pages[0].previous_page = nav.pages[-1].next_page = None
        return nav

    # First, so that a blank page is still blank and other plugins see the skeleton.
    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Show the skeleton where a feature page has no content of its own."""
        if self._workspace is None or self._site is None:
            return None
        own = self._site.pages.get(page.file.src_uri)
        if own is None or own.written:
            return None
        title = title_if_blank(markdown, self._workspace.dialect)
        if title is None:
            return None
        source, surfaces = self._workspace.template_source, self._settings.surfaces
        return preview(source, surfaces, title or own.title, own.front_matter)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Put the catalog where a page has markers for it, and link feature pages to it."""
        if self._site is None or self._view is None:
            return None
        src_uri = page.file.src_uri
        is_feature_page = src_uri in self._site.pages
        if not is_feature_page and "<!-- featurespec:" not in html:
            return None

        by_path = files.src_uris
        urls: dict[str, str] = {}

        def url_of(other: str) -> str:
            if other not in urls:
                urls[other] = by_path[other].url_relative_to(page.file)
            return urls[other]

        known = page.present_anchor_ids or set()
        if is_feature_page:
            place = Place(src_uri, url_of, Ids(known))
            html = add_related(link_names(html, self._view, place), self._view, place)
            known = known | place.ids.given
        fill = self._filled.fill if self._serving else fill_markers
        filled = fill(html, self._view, src_uri, url_of, known)
        if not is_feature_page:  # on feature pages a rule has told them
            for problem in filled.problems:
                log.warning("%s: %s", src_uri, problem)
        page.present_anchor_ids = known | filled.ids
        return filled.html

    def on_env(self, env: object, *, config: MkDocsConfig, files: Files) -> None:
        """Report links of the catalog to headings that other extensions gave another id."""
        if self._site is None:
            return
        for src_uri, anchor in self._site.catalog.anchors():
            own = files.src_uris[src_uri].page
            ids = own.present_anchor_ids if own else None
            if ids is not None and anchor not in ids:
                log.warning(
                    "%s: the catalog links to '#%s', but the rendered page has no such heading; "
                    "does an extension change its id?",
                    src_uri,
                    anchor,
                )

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch the template and the schema too."""
        if self._workspace is not None:
            for path in self._workspace.watched:
                server.watch(str(path))
        return server

    def _documents(self, files: Files, config: MkDocsConfig) -> Iterator[Document]:
        is_feature_page = feature_matcher(self._settings)
        included = InclusionLevel.is_in_serve if self._serving else InclusionLevel.is_included
        docs = Path(config.docs_dir)
        prefix = _relative(docs, _base(config))
        for file in files.documentation_pages(inclusion=included):
            if is_feature_page(file.src_uri):
                yield Document(file.src_uri, f"{prefix}{file.src_uri}", _content(file))

    def _own_pages(self, files: Files) -> dict[str, str]:
        """Return the text of the pages that the site has in place of index pages with rows."""
        paths = {f"{self._settings.catalog_dir}/{name}.md" for name in ROW_PAGES.values()}
        found = {path: files.get_file_from_path(path) for path in sorted(paths)}
        return {
            path: file.content_string
            for path, file in found.items()
            if file is not None and not file.inclusion.is_excluded()
        }

    def _viewed(
        self, workspace: Workspace, site: Site, own: Mapping[str, str], config: MkDocsConfig
    ) -> SiteView:
        """Return the site as registers show it: the last view, where nothing changed since."""
        last = self._view
        mermaid = _draws_mermaid(self._settings, config)
        if (
            last is not None
            and last.mermaid is mermaid
            and last.own_pages == own
            and last.shows(site.pages, site.diagnostics)
        ):
            return last
        return SiteView(
            site.pages,
            site.catalog,
            site.diagnostics,
            workspace.template,
            self._settings,
            mermaid,
            _rule_url,
            own,
        )

    def _generated(self, view: SiteView, files: Files, config: MkDocsConfig) -> Iterator[File]:
        """Give the files of the catalog, but for those that the site has itself."""
        if view is not self._made_of:
            self._made = _files_of(view, self._settings.catalog_dir)
            self._made_of = view
        for src_uri, content in self._made.items():
            own = files.get_file_from_path(src_uri)
            if own is None or own.inclusion.is_excluded():
                # Included whatever `exclude_docs` and `draft_docs` say of the path.
                yield File.generated(
                    config, src_uri, content=content, inclusion=InclusionLevel.INCLUDED
                )


def _files_of(view: SiteView, folder: str) -> dict[str, str]:
    """Return the content of each generated file by its path in the site."""
    return {
        **{f"{folder}/{name}": text for name, text in index_pages(view).items()},
        f"{folder}/catalog.json": catalog_as_json(view.catalog),
        f"{folder}/catalog.schema.json": catalog_schema(),
        STYLESHEET: read_data("featurespec.css"),
        SCRIPT: read_data("featurespec.js"),
    }


def _arrange(items: MutableSequence[Item], order: Mapping[str, int]) -> None:
    """Order those of some pages that are in it, at any depth; what stands between them stays.

    Args:
        items: Pages, and sections of them.
        order: The place of each page that is to be ordered, by its path.
    """
    for item in items:
        if isinstance(item, Section):
            _arrange(item.children, order)
    places = [i for i, item in enumerate(items) if _src_uri(item) in order]
    ordered = sorted((items[i] for i in places), key=lambda item: order[_src_uri(item)])
    for i, item in zip(places, ordered, strict=True):
        items[i] = item


def _src_uri(item: StructureItem) -> str:
    """Return the path of a page in the navigation; empty for what is no page."""
    return item.file.src_uri if isinstance(item, MkDocsPage) else ""


def _rule_url(code: str) -> str:
    """Return the address of a rule's page."""
    return rule_url(REGISTRY.by_code[code])


def _draws_mermaid(settings: Settings, config: MkDocsConfig) -> bool:
    """Return whether pictures are Mermaid's on this site."""
    if settings.diagrams == "auto":
        return config.theme.name in _DRAWING_THEMES
    return settings.diagrams == "mermaid"


def _base(config: MkDocsConfig) -> Path:
    """Return the folder that paths in options and messages are relative to."""
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _relative(docs: Path, base: Path) -> str:
    """Return what leads from the configuration's folder to the pages, as a prefix of paths."""
    try:
        relative = docs.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        relative = docs.as_posix()
    return "" if relative == "." else f"{relative}/"


def _dialect(config: MkDocsConfig) -> Dialect:
    """Return the dialect that the site's extensions make."""
    options = (config.mdx_configs.get(name) for name in ("markdown.extensions.toc", "toc"))
    toc = next((found for found in options if found), {})
    default = Dialect()
    return dialect_of(
        config.markdown_extensions,
        toc.get("slugify", default.slugify),
        toc.get("separator", default.separator),
    )


def _content(file: File) -> str | Fault:
    """Return a page's text, or why it cannot be read; then MkDocs gets text that it can read."""
    try:
        content = decode(file.content_bytes)
    except OSError as error:
        return unreadable_fault(error)
    if isinstance(content, Fault):
        file.content_bytes = file.content_bytes.decode("utf-8", "replace").encode()
    return content


def _line(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as one line of a log, whatever characters a page holds."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    url = _rule_url(diagnostic.code)
    text = f"{diagnostic.place}: {diagnostic.code} {diagnostic.message}{hint} - see {url}"
    return printable(text)
