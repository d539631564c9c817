"""A site on disk, read without its host."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from mkdocs_featurespec.baseline import Baseline
from mkdocs_featurespec.diagnostics import Fault
from mkdocs_featurespec.settings import Settings, feature_matcher
from mkdocs_featurespec.site.config import SiteConfig, load_site_config, site_settings
from mkdocs_featurespec.site.editions import one_of_languages
from mkdocs_featurespec.site.files import find_pages, read_text
from mkdocs_featurespec.site.folder_defaults import Defaults, folder_defaults, no_defaults
from mkdocs_featurespec.sources.source import NOTHING_TO_READ, SourceReader
from mkdocs_featurespec.workspace import Document, Site, Workspace, load_workspace


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site whose pages were taken from the disk, and not read yet.

    Attributes:
        config: Its configuration.
        settings: Its options.
        workspace: Reads and judges its pages.
        documents: Its feature pages, those that a build includes.
        defaults_of: Gives what a page's front matter takes over from its folders.
    """

    config: SiteConfig
    settings: Settings
    workspace: Workspace
    documents: tuple[Document, ...]
    defaults_of: Callable[[str], Defaults] = field(default=no_defaults, repr=False)

    @property
    def base(self) -> Path:
        """The folder that paths in options and messages are relative to."""
        return self.config.config_file.parent

    def path_of(self, src_uri: str) -> str:
        """Return how messages name a page, from its path relative to `docs_dir`."""
        return f"{_prefix(self.config)}{src_uri}"

    def document(self, src_uri: str, content: str | Fault) -> Document:
        """Return a page of the site with a text, whether the site has it or not."""
        return Document(src_uri, self.path_of(src_uri), content, self.defaults_of(src_uri))

    def source_text(self, path: str) -> str | Fault:
        """Return the text of a file that is one of the site's sources; empty if it is none."""
        is_source = self.base / path in self.workspace.sources.watched
        return read_text(self.base / path) if is_source else ""

    def is_feature_page(self, src_uri: str) -> bool:
        """Return whether a page is one of a feature, by its path relative to `docs_dir`."""
        return feature_matcher(self.settings)(self.config.languages.split(src_uri)[1])

    def read(self) -> Site:
        """Read, check and merge all feature pages, those of each language for themselves."""
        languages = self.config.languages
        if not languages.built:
            return self.workspace.read_site(self.documents)
        known = {document.src_uri: document for document in self.documents}
        read = {
            language: self.workspace.read_site(
                known[src_uri]._replace(src_uri=neutral)
                for neutral, src_uri in languages.edition(language, known).items()
            )
            for language in languages.built
        }
        language_of = {each.path: languages.split(each.src_uri)[0] for each in self.documents}
        return one_of_languages(read, language_of)

    def as_now(self) -> OpenSite:
        """Return the site with its pages as they are on the disk now.

        Where the folder of the pages is gone, they stay as they were.

        Raises:
            ConfigurationError: when a file with front matter for a folder's pages is broken.
        """
        if not self.config.docs_dir.is_dir():
            return self
        return _with_pages(self.config, self.settings, self.workspace)

    def with_document(self, document: Document) -> OpenSite:
        """Return the site with one page in the place of what is on the disk, or beside it."""
        others = (each for each in self.documents if each.src_uri != document.src_uri)
        return replace(self, documents=(*others, document))


def load_site(config_file: Path | None = None) -> Site:
    """Read, check and merge all feature pages that a build of the site includes.

    Args:
        config_file: The site's configuration; `mkdocs.yml` in the current folder if not given.

    Raises:
        ConfigurationError: when the configuration, the template, the schema or the baseline is
            broken.
    """
    return open_site(load_site_config(config_file)).read()


def open_site(
    config: SiteConfig, *, use_baseline: bool = True, previous: Workspace | None = None
) -> OpenSite:
    """Take the feature pages of a site from the disk.

    Args:
        config: The site's configuration.
        use_baseline: Whether the site's baseline is read.
        previous: What read the site before; what did not change since is not read again.

    Raises:
        ConfigurationError: when an option, the template, the schema or the baseline is broken.
    """
    settings = site_settings(config)
    base = config.config_file.parent
    workspace = load_workspace(
        settings,
        base,
        config.dialect,
        baseline=None if use_baseline else Baseline(),
        sources=_source_reader(settings, base, previous),
    )
    if previous is not None:
        workspace.take_over(previous)
    return _with_pages(config, settings, workspace)


def _with_pages(config: SiteConfig, settings: Settings, workspace: Workspace) -> OpenSite:
    is_feature_page, split = feature_matcher(settings), config.languages.split
    pages = (page for page in find_pages(config) if is_feature_page(split(page)[1]))
    defaults_of = folder_defaults(config.docs_dir, config.meta_file, _prefix(config))
    documents = tuple(_documents(config, pages, defaults_of))
    return OpenSite(config, settings, workspace, documents, defaults_of)


def _documents(
    config: SiteConfig, pages: Iterable[str], defaults_of: Callable[[str], Defaults]
) -> Iterable[Document]:
    prefix = _prefix(config)
    for src_uri in pages:
        content = read_text(config.docs_dir / src_uri)
        yield Document(src_uri, f"{prefix}{src_uri}", content, defaults_of(src_uri))


def _source_reader(settings: Settings, base: Path, previous: Workspace | None) -> SourceReader:
    """Return what reads the site's sources; few sites have any, and then nothing is imported."""
    if not settings.sources:
        return NOTHING_TO_READ
    from mkdocs_featurespec.site.sources import SourceFiles

    last = previous.sources if previous is not None else None
    reader = last if isinstance(last, SourceFiles) else SourceFiles()
    return reader.find(settings.sources, base)


def _prefix(config: SiteConfig) -> str:
    """Return what leads from the configuration's folder to the pages, as a prefix of paths."""
    relative = PurePath(os.path.relpath(config.docs_dir, config.config_file.parent)).as_posix()
    return "" if relative == "." else f"{relative}/"
