"""Pages that an edit elsewhere concerns, in builds that leave out what did not change on disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import Files

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.host.languages import uri_of
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.template import TemplateSource


class _Shown(NamedTuple):
    """What a page shows that is not in its file, and the page as it was read."""

    page: Page | None
    others: tuple[object, ...]


class Concerned:
    """Has MkDocs render pages again in `--dirty` builds of one process, though nobody edited them.

    MkDocs leaves a page out whose output is newer than its file. So the output of a page goes away
    where it shows something else now: the next build makes it, should this one fail.
    """

    def __init__(self) -> None:
        self._shown: dict[str, _Shown] = {}
        self._with_markers: set[str] = set()

    def has_markers(self, src_uri: str) -> None:
        """Remember that a page shows what all others say."""
        self._with_markers.add(src_uri)

    def begin(
        self,
        files: Files,
        site: SiteView,
        template: TemplateSource,
        problem: ConfigurationError | None,
    ) -> None:
        """Take away the output of pages that show something else than in the last build.

        Args:
            files: All files of the site.
            site: What there is now.
            template: Makes what blank pages show.
            problem: What is wrong with the configuration, if anything is.
        """
        before, self._shown = self._shown, {}
        by_uri = {uri_of(file): file for file in files if file.is_documentation_page()}
        for src_uri in self._with_markers | site.pages.keys():
            file = by_uri.get(src_uri)
            if file is None:
                continue
            now = self._shown[src_uri] = self._shown_on(src_uri, site, template, problem)
            last = before.get(src_uri)
            if last is None or last.page is not now.page or last.others != now.others:
                Path(file.abs_dest_path).unlink(missing_ok=True)

    def _shown_on(
        self,
        src_uri: str,
        site: SiteView,
        template: TemplateSource,
        problem: ConfigurationError | None,
    ) -> _Shown:
        page = site.pages.get(src_uri)
        all_pages = site if src_uri in self._with_markers else None
        if page is None:
            return _Shown(None, (all_pages,))
        panel = (str(problem), tuple(site.found_on(site.features[src_uri])))
        skeleton = None if page.written else template
        others = (site.about(src_uri), all_pages, skeleton, panel if site.settings.panel else None)
        return _Shown(page, others)
