"""A site that is read again and again while people work on it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.settings import MARKDOWN_SUFFIXES
from mkdocs_featurespec.site.config import load_site_config, site_settings
from mkdocs_featurespec.site.load import OpenSite, open_site
from mkdocs_featurespec.workspace import Document, Site, named_files

_SCHEMA_SUFFIXES = (".json", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Watched:
    """What a reading of a site depends on; all paths are absolute.

    Attributes:
        files: The configuration and all that it names, whether it is there or not.
        folders: Those whose files all belong to it.
        docs_dir: The folder of the pages; `None` while it is not known, so any may become it.
        schema_dir: The folder of the site's own schema, where it may refer to any other one.
        meta_file: The name of the files with front matter for a folder's pages.
    """

    files: frozenset[Path] = frozenset()
    folders: frozenset[Path] = frozenset()
    docs_dir: Path | None = None
    schema_dir: Path | None = None
    meta_file: str = ""

    @property
    def places(self) -> frozenset[Path]:
        """The files and the folders, that of the pages among them."""
        known = () if self.docs_dir is None else (self.docs_dir,)
        return self.files.union(self.folders, known)

    def concerns(self, path: Path, *, is_folder: bool) -> bool:
        """Return whether it may make a difference that a file or a folder changed."""
        if not self.folders.isdisjoint(path.parents) or path in self.files:
            return True
        if self.docs_dir is not None and self.docs_dir in path.parents:
            is_page = path.name.endswith(MARKDOWN_SUFFIXES) or path.name == self.meta_file
            return is_folder or is_page
        if is_folder:
            return self.docs_dir is None or any(
                path == place or path in place.parents for place in self.places
            )
        return path.parent == self.schema_dir and path.name.endswith(_SCHEMA_SUFFIXES)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is right and wrong with a site at one moment.

    Attributes:
        errors: What is broken in the configuration, the template, the schema or the baseline, one
            line each.
        documents: The text of the pages.
        site: The pages, read by the last configuration that was not broken.
        opened: What they were read by; like `site` it is `None` until there was a good one.
    """

    errors: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    site: Site | None = None
    opened: OpenSite | None = field(default=None, compare=False)


class FollowedSite:
    """Reads a site as often as it is asked, by the last configuration that was good.

    Attributes:
        watched: What the last reading depends on.
    """

    def __init__(self, config_file: Path) -> None:
        self._config_file = config_file
        self._last: OpenSite | None = None
        self.watched = Watched(frozenset([config_file.absolute()]))

    def read(self) -> Reading:
        """Read the site as it is now; pages whose text did not change are not read again."""
        errors: tuple[str, ...] = ()
        try:
            opened = self._open()
        except ConfigurationError as error:
            errors = tuple(map(str, error.parts))
            if self._last is None:
                return Reading(errors)
            opened = self._last
            with suppress(ConfigurationError):  # which was told already
                opened = opened.as_now()
        self._last = opened
        return Reading(errors, opened.documents, opened.read(), opened)

    def _open(self) -> OpenSite:
        """Open the site, and learn what to watch, whether it can be opened or not."""
        try:
            config = load_site_config(self._config_file)
        except ConfigurationError as error:
            # The slip may be in a file that the configuration inherits.
            self._watch(Path(part.path) for part in error.parts)
            raise
        self._watch(config.files)
        settings, base = site_settings(config), config.config_file.parent
        self.watched = Watched(
            frozenset(path.absolute() for path in (*config.files, *named_files(settings, base))),
            docs_dir=config.docs_dir,
            schema_dir=None if settings.schema is None else (base / settings.schema).parent,
            meta_file=config.meta_file,
        )
        opened = open_site(config, previous=self._last.workspace if self._last else None)
        self._watch(opened.workspace.watched)
        return opened

    def _watch(self, paths: Iterable[Path]) -> None:
        """Watch more files and folders than those that are watched already."""
        absolute = frozenset(path.absolute() for path in paths)
        folders = frozenset(path for path in absolute if path.is_dir())
        self.watched = replace(
            self.watched,
            files=self.watched.files | (absolute - folders),
            folders=self.watched.folders | folders,
        )
