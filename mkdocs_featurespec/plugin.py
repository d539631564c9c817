"""The MkDocs plugin: thin hooks over the workspace; what they need of MkDocs is in `host/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.host.addresses import Addresses, urls_of
from mkdocs_featurespec.host.concerned import Concerned
from mkdocs_featurespec.host.dialect import site_dialect
from mkdocs_featurespec.host.generated import add_missing, use_assets
from mkdocs_featurespec.host.languages import (
    file_at,
    has_languages,
    language_of,
    told_here,
    uri_of,
)
from mkdocs_featurespec.host.log import log, report, rule_address
from mkdocs_featurespec.host.navigation import order_pages
from mkdocs_featurespec.host.pages import (
    base_folder,
    feature_documents,
    own_index_pages,
    paths_of_pages,
    publication_of,
)
from mkdocs_featurespec.host.panels import Panels
from mkdocs_featurespec.host.skeletons import Skeletons
from mkdocs_featurespec.host.watching import NamedFiles
from mkdocs_featurespec.kept import FRESH, Kept
from mkdocs_featurespec.reader.page import title_if_blank
from mkdocs_featurespec.render.catalog_json import catalog_as_json
from mkdocs_featurespec.render.feature_pages import finish_page
from mkdocs_featurespec.render.marker import MARKER_START
from mkdocs_featurespec.render.markers import fill_markers
from mkdocs_featurespec.render.site_files import ASSETS, PANEL_ASSETS, contents_of, draws_mermaid
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings, parse_settings
from mkdocs_featurespec.site.sources import SourceFiles
from mkdocs_featurespec.workspace import (
    Site,
    Workspace,
    advice_for,
    load_workspace,
    named_files,
    preview,
)


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
    imports = c.Optional(c.Type(object))
    panel = c.Optional(c.Type(object))
    editor = c.Optional(c.Type(object))
    write_skeleton = c.Optional(c.Type(object))
    sources = c.Optional(c.Type(object))


class FeatureSpecPlugin(BasePlugin[FeatureSpecConfig]):
    """Starts, checks and indexes feature pages."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._serving = False
        self._workspaces: dict[str, Workspace] = {}
        """The last one of each language that the site is built in."""
        self._workspace: Workspace | None = None
        """That of this build."""
        self._site: Site | None = None
        self._view: SiteView | None = None
        self._made: dict[str, str] = {}
        """The generated files, as long as the view stays the same."""
        self._made_of: SiteView | None = None
        self._urls: Mapping[str, str] | None = None
        """The addresses of the pages of this build, once they are known."""
        self._problem: ConfigurationError | None = None
        """What is wrong with the template or the schema, while the last good ones are used."""
        self._panels = Panels()
        self._sources = SourceFiles()
        self._skeletons = Skeletons()
        self._named: NamedFiles | None = None
        self._dirty = False
        self._concerned: Concerned | None = None
        self._concerned_in: dict[str, Concerned] = {}
        """By the language of the build."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the options; a wrong one is an error of the configuration, with its reason."""
        try:
            settings = parse_settings(options)
        except ConfigurationError as error:
            return [("featurespec", error)], []
        # Equal ones stay the same object, since all that is kept is compared with them.
        if settings != self._settings:
            self._settings = settings
        return super().load_config(options, config_file_path)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Learn whether this is a preview; having this hook keeps the plugin over rebuilds."""
        self._serving = command == "serve"
        self._dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """Load the template, the schema and the catalogs of other sites."""
        self._site, self._problem = None, None
        language = language_of(config)
        self._workspace = self._workspaces.get(language)
        if self._dirty:
            self._concerned = self._concerned_in.setdefault(language, Concerned())
        if not self._settings.enabled:
            return None
        try:
            base, dialect = base_folder(config), site_dialect(config)
            kept = Kept() if self._serving else FRESH
            if self._workspace is not None:
                kept = self._workspace.kept
            sources = self._sources.find(self._settings.sources, base)
            loaded = load_workspace(
                self._settings,
                base,
                dialect,
                kept=kept,
                sources=sources,
                before=self._workspace,
            )
        except ConfigurationError as error:
            if self._workspace is None or not self._serving:
                raise PluginError(str(error)) from error
            # A preview outlives a slip in what is loaded: the last good state stays.
            log.error("%s", error)
            self._problem = error
        else:
            if self._workspace is not None:
                loaded.take_over(self._workspace)
            self._workspace = self._workspaces[language] = loaded
        self._follow(config)
        use_assets(config, self._assets)
        return config

    # After plugins that write pages (at 0), and before MkDocs looks for them.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Start blank pages that appeared since the last build, where the option says so."""
        wanted = self._serving and self._settings.enabled and self._settings.write_skeleton
        if wanted and self._workspace is not None and self._problem is None:
            self._skeletons.write(config, self._workspace)

    # After plugins that generate pages (at 0) and before those that make the navigation (-100).
    @event_priority(-50)
    def _on_files(self, files: Files, *, config: MkDocsConfig) -> Files | None:
        return None if has_languages(config) else self._add_catalog(files, config)

    # After mkdocs-static-i18n, which chooses the files of a language at -100.
    @event_priority(-150)
    def _on_files_of_language(self, files: Files, *, config: MkDocsConfig) -> Files | None:
        return self._add_catalog(files, config) if has_languages(config) else None

    on_files = CombinedEvent(_on_files, _on_files_of_language)

    def _add_catalog(self, files: Files, config: MkDocsConfig) -> Files | None:
        """Read all feature pages, report what is wrong with them, and add the index pages."""
        if self._workspace is None or not self._settings.enabled:
            return None
        self._urls = None
        documents = feature_documents(files, config, self._settings, serving=self._serving)
        try:
            self._site = self._workspace.read_site(documents)
        except ConfigurationError as error:
            raise PluginError(str(error)) from error
        report(told_here(self._site.diagnostics, files, config, paths_of_pages(config)))
        own = own_index_pages(files, self._settings)
        self._view = self._viewed(self._workspace, self._site, own, config)
        if self._shows_panels:
            self._panels.begin(self._view, self._problem, base_folder(config))
        if self._concerned is not None:
            source = self._workspace.template_source
            self._concerned.begin(files, self._view, source, self._problem)
        if self._view is not self._made_of:
            catalog = catalog_as_json(self._view, publication_of(files, config))
            folder = self._settings.catalog_dir
            self._made = contents_of(self._view, folder, catalog, self._assets)
            self._made_of = self._view
        add_missing(self._made, files, config)
        return files

    # First, so that plugins that make the navigation have the last word.
    @event_priority(150)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation | None:
        """Order the index pages as the option says, where no `nav` does."""
        if self._site is None or config.nav is not None:
            return None
        order_pages(nav, self._made)
        return nav

    # First, so that a blank page is still blank and other plugins see the skeleton.
    @event_priority(100)
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Show the skeleton where a feature page has no content of its own."""
        if self._workspace is None or self._site is None:
            return None
        own = self._site.pages.get(uri_of(page.file))
        if own is None or own.written:
            return None
        title = title_if_blank(markdown, self._workspace.dialect)
        if title is None:
            return None
        source, settings = self._workspace.template_source, self._settings
        advice = (
            advice_for(own, page.file.src_uri, write_skeleton=settings.write_skeleton)
            if self._serving
            else None
        )
        return preview(source, settings.surfaces, title or own.title, own.front_matter, advice)

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Put the catalog where a page has markers for it, and link feature pages to it."""
        if self._site is None or self._view is None:
            return None
        src_uri = uri_of(page.file)
        is_feature_page = src_uri in self._site.pages
        if MARKER_START in html:
            if self._concerned is not None:
                self._concerned.has_markers(src_uri)
        elif not is_feature_page:
            return None

        url_of = Addresses(self._addresses(self._view, files), page.file.url)
        self._panels.prepare(page, url_of)
        known = frozenset(page.present_anchor_ids or ())
        finish = finish_page if is_feature_page else fill_markers
        filled = finish(html, self._view, src_uri, url_of, known)
        if not is_feature_page:  # on feature pages a rule has told them
            for problem in filled.problems:
                log.warning("%s: %s", src_uri, problem)
        page.present_anchor_ids = {*known, *filled.ids}
        return filled.html

    # Last, so that search and other plugins do not read what is no part of the page.
    @event_priority(-100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Show in a preview what is found on the page."""
        self._panels.show(page)

    def on_env(self, env: object, *, config: MkDocsConfig, files: Files) -> None:
        """Report links of the catalog to headings that other extensions gave another id."""
        if self._site is None or self._view is None:
            return
        for src_uri, anchors in self._view.anchors.items():
            own = file_at(files, src_uri).page
            ids = own.present_anchor_ids if own else None
            if ids is not None and not anchors <= ids:
                for anchor in sorted(anchors - ids):
                    log.warning(
                        "%s: the catalog links to '#%s', but the rendered page has no such "
                        "heading; does an extension change its id?",
                        src_uri,
                        anchor,
                    )

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch the template, the schema and the catalogs of other sites too."""
        self._skeletons.server = server
        self._named = NamedFiles(server, config)
        self._follow(config)
        return server

    def _follow(self, config: MkDocsConfig) -> None:
        """Watch what the options name now; before there is a server, nothing."""
        if self._named is not None:
            read = self._workspace.watched if self._workspace is not None else ()
            self._named.follow((*named_files(self._settings, base_folder(config)), *read))

    @property
    def _shows_panels(self) -> bool:
        return self._serving and self._settings.panel

    @property
    def _assets(self) -> Mapping[str, str]:
        return {**ASSETS, **PANEL_ASSETS} if self._shows_panels else ASSETS

    def _viewed(
        self, workspace: Workspace, site: Site, own: Mapping[str, str], config: MkDocsConfig
    ) -> SiteView:
        """Return the site as registers show it: the last view, where nothing changed since."""
        last = self._view
        mermaid = draws_mermaid(self._settings, config.theme.name)
        if (
            last is not None
            and last.mermaid is mermaid
            and last.settings == self._settings
            and last.own_pages == own
            and last.imported == workspace.imports.sites
            and last.coverage is site.coverage
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
            rule_address,
            own,
            workspace.kept,
            workspace.imports.sites,
            site.coverage,
        )

    def _addresses(self, view: SiteView, files: Files) -> Mapping[str, str]:
        """Return the addresses of the pages of a build, when no plugin adds any more."""
        if self._urls is None:
            self._urls = view.kept.same("urls", urls_of(files))
        return self._urls
