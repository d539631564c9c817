"""Which feature pages the paths on a command line mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.load import OpenSite


@dataclass(frozen=True, slots=True)
class Selection:
    """The pages that some paths mean.

    Attributes:
        src_uris: The feature pages, relative to `docs_dir`.
        without_pages: The paths that mean none, as they were given.
    """

    src_uris: frozenset[str]
    without_pages: tuple[str, ...]


def select_pages(paths: Sequence[Path], site: OpenSite) -> Selection:
    """Return the feature pages that paths mean: themselves, or all below a folder.

    Args:
        paths: Relative to the current folder, or absolute.
        site: Whose pages they are.

    Raises:
        ConfigurationError: when a path does not exist, or lies outside of `docs_dir`.
    """
    known = {document.src_uri for document in site.documents}
    chosen: set[str] = set()
    without: list[str] = []
    for path in paths:
        if not path.exists():
            raise ConfigurationError("there is no such file or folder", path=str(path))
        place = src_uri_of(path, site)
        below = f"{place}/" if place else ""
        found = {uri for uri in known if uri == place or (path.is_dir() and uri.startswith(below))}
        chosen |= found
        if not found:
            without.append(str(path))
    return Selection(frozenset(chosen), tuple(without))


def src_uri_of(path: Path, site: OpenSite) -> str:
    """Return a path relative to `docs_dir`, with `/`; empty for that folder itself.

    Raises:
        ConfigurationError: when it lies outside of that folder.
    """
    docs_dir = site.config.docs_dir
    for place, folder in (
        (os.path.abspath(path), str(docs_dir)),  # noqa: PTH100  a link below docs_dir stays there
        (os.path.realpath(path), os.path.realpath(docs_dir)),
    ):
        if Path(place).is_relative_to(folder):
            relative = Path(place).relative_to(folder).as_posix()
            return "" if relative == "." else relative
    shown = site.path_of("").rstrip("/") or "."
    raise ConfigurationError(
        f"this is outside of the site's pages, which are in '{shown}'", path=str(path)
    )
