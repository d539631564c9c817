"""The panels of a preview: made while pages are rendered, and shown when all else is done."""

from __future__ import annotations

import posixpath
from functools import partial
from pathlib import Path

from mkdocs.structure.pages import Page

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.host.languages import uri_of
from mkdocs_featurespec.render.across_panel import found_across
from mkdocs_featurespec.render.edit_links import editor_url, repository_url
from mkdocs_featurespec.render.marker import UrlOf
from mkdocs_featurespec.render.panel import Links, Panel, across_panel, page_panel, with_panel
from mkdocs_featurespec.render.view import SiteView


class Panels:
    """The panels of the pages of one preview; what stays the same is not made again."""

    def __init__(self) -> None:
        self._site: SiteView | None = None
        self._problem: ConfigurationError | None = None
        self._base = Path()
        self._kept: dict[str, tuple[object, Panel | None]] = {}
        self._waiting: dict[str, Panel] = {}

    def begin(self, site: SiteView, problem: ConfigurationError | None, base: Path) -> None:
        """Begin a build; where this is never called, no page has a panel.

        Args:
            site: What there is.
            problem: What is wrong with the configuration, if anything is.
            base: The folder of the configuration file.
        """
        self._site, self._problem, self._base = site, problem, base
        self._waiting.clear()
        for gone in [src_uri for src_uri in self._kept if src_uri not in site.features]:
            del self._kept[gone]

    def prepare(self, page: Page, url_of: UrlOf) -> None:
        """Make the panel of a page that is rendered, if it is to have one.

        Args:
            page: The page.
            url_of: Gives the address of another page as seen from it.
        """
        site, src_uri = self._site, uri_of(page.file)
        if site is None or not site.settings.panel:
            return
        if src_uri in site.features and not (self._problem or site.has_findings(src_uri)):
            return
        links = Links(site.rule_url, partial(_edit_url, page, site, self._base))
        if src_uri in site.features:
            panel = self._of_feature(page, site, links)
        elif posixpath.dirname(src_uri) == site.settings.catalog_dir:
            name = posixpath.splitext(posixpath.basename(src_uri))[0]
            across = list(found_across(site, name, url_of))
            panel = across_panel(across, self._problem, links)
        else:
            return
        if panel is not None:
            self._waiting[src_uri] = panel

    def _of_feature(self, page: Page, site: SiteView, links: Links) -> Panel | None:
        src_uri = uri_of(page.file)
        sections = site.pages[src_uri].sections
        found = site.found_on(site.features[src_uri])
        words = str(self._problem or "")
        key = (words, site.settings.editor, page.edit_url, sections, tuple(found))
        kept = self._kept.get(src_uri)
        if kept is None or kept[0] != key:
            kept = self._kept[src_uri] = key, page_panel(found, sections, self._problem, links)
        return kept[1]

    def show(self, page: Page) -> None:
        """Put the panel of a page on it, if it has one."""
        panel = self._waiting.pop(uri_of(page.file), None)
        if panel is not None:
            page.content = with_panel(page.content or "", panel)


def _edit_url(page: Page, site: SiteView, base: Path, path: str, line: int, column: int) -> str:
    """Return the address that opens a file at a place, by its path relative to a base folder."""
    editor = site.settings.editor
    if editor is not None:
        absolute = (base / path).absolute().as_posix()
        return editor_url(editor, absolute, path, line, column)
    feature = site.features.get(uri_of(page.file))
    if feature is not None and feature.path == path and page.edit_url:
        return repository_url(page.edit_url, line)
    return ""
