"""Writes the skeleton into blank feature pages that appear while a site is served."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, set_exclusions

from mkdocs_featurespec.create.blank import started
from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.host.log import log
from mkdocs_featurespec.host.pages import page_prefix
from mkdocs_featurespec.settings import MARKDOWN_SUFFIXES, feature_matcher
from mkdocs_featurespec.site.files import read_text
from mkdocs_featurespec.site.write import NotWrittenError, is_inside, replace_text
from mkdocs_featurespec.workspace import Workspace


class Skeletons:
    """Starts the pages of one preview, each once.

    Attributes:
        server: What watches the site; nothing is written before there is one.
    """

    def __init__(self) -> None:
        self.server: LiveReloadServer | None = None
        self._seen: set[str] | None = None

    def write(self, config: MkDocsConfig, workspace: Workspace) -> None:
        """Write the skeleton into blank feature pages that were not there in the last build.

        To be called before a build has looked for its files: then what is written is part of it,
        and no change for the next one.

        Args:
            config: The site's configuration.
            workspace: Has its template and schema.
        """
        seen, self._seen = self._seen, set(_pages(config.docs_dir))
        if seen is None or self.server is None:
            return
        new = sorted(self._seen - seen)
        texts = {src_uri: text for src_uri in new for text in _text(src_uri, config, workspace)}
        if texts:
            with _unwatched(self.server, [config.docs_dir, *config.watch]):
                for src_uri, (old, text) in texts.items():
                    _replace(src_uri, old, text, config)


def _pages(docs_dir: str) -> Iterator[str]:
    """Give all pages on disk, relative to `docs_dir`, with `/`."""
    for folder, _, names in os.walk(docs_dir, followlinks=True):
        inner = Path(folder).relative_to(docs_dir).as_posix()
        for name in names:
            if name.endswith(MARKDOWN_SUFFIXES):
                yield name if inner == "." else f"{inner}/{name}"


def _text(src_uri: str, config: MkDocsConfig, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Give the text of a page and what takes its place, if it is a blank feature page."""
    path = Path(config.docs_dir, src_uri)
    if not feature_matcher(workspace.settings)(src_uri) or not is_inside(
        path, Path(config.docs_dir)
    ):
        return
    file = File(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
    set_exclusions([file], config)
    old = read_text(path)
    if not file.inclusion.is_in_serve() or isinstance(old, Fault):
        return
    try:
        text = started(old, src_uri, workspace, date.today().isoformat())
    except ConfigurationError as error:
        log.warning("%s%s: the skeleton is not written: %s", page_prefix(config), src_uri, error)
        return
    if text is not None:
        yield old, text


def _replace(src_uri: str, old: str, text: str, config: MkDocsConfig) -> None:
    name = f"{page_prefix(config)}{src_uri}"
    try:
        replace_text(Path(config.docs_dir, src_uri), old, text)
    except NotWrittenError as error:
        log.warning("%s: the skeleton is not written: %s", name, error.reason)
    else:
        log.info("%s was blank and has the skeleton now", name)


@contextmanager
def _unwatched(server: LiveReloadServer, folders: Iterable[str]) -> Iterator[None]:
    """Keep a server from taking for a change what is written to folders that it watches.

    It forgets the folders, and looks at them anew afterwards. What others changed before that is
    not missed: the build that follows has not read it yet.
    """
    forgotten: list[str] = []
    for folder in folders:
        with suppress(KeyError):  # it is watched as often as somebody asked for it
            while True:
                server.unwatch(folder)
                forgotten.append(folder)
    try:
        yield
    finally:
        for folder in forgotten:
            server.watch(folder)
