"""Whether a new page can stand at a path."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault
from mkdocs_featurespec.settings import INDEX_STEMS, MARKDOWN_SUFFIXES
from mkdocs_featurespec.site.files import destination, inclusion, read_text
from mkdocs_featurespec.site.load import OpenSite
from mkdocs_featurespec.site.write import is_inside


def chosen_place(path: str, site: OpenSite) -> str:
    """Return a page's path relative to `docs_dir`, from what somebody wrote.

    Args:
        path: Relative to `docs_dir`, or as messages name pages, or absolute.
        site: Whose page it will be.
    """
    if os.path.isabs(path):  # noqa: PTH117  a text, since `Path` drops a `/` at its end
        path = os.path.relpath(path, site.config.docs_dir)
    path = posixpath.normpath(path.replace(os.sep, "/"))
    shorter = path.removeprefix(site.path_of(""))
    return path if site.is_feature_page(path) else shorter


def free_place(src_uri: str, site: OpenSite) -> Path:
    """Return the file of a new page.

    Args:
        src_uri: Its path relative to `docs_dir`.
        site: Whose page it will be.

    Raises:
        ConfigurationError: when it would lie outside of `docs_dir`, would be no feature page, or
            would be no page of the built site, or when a file that holds anything is there.
    """
    file = site.config.docs_dir / src_uri
    problem = _problem(src_uri, file, site)
    if problem:
        raise ConfigurationError(problem, path=site.path_of(src_uri))
    return file


def _problem(src_uri: str, file: Path, site: OpenSite) -> str:
    """Return why no feature page can be written there; empty if one can."""
    docs_dir = site.config.docs_dir
    if src_uri.startswith("../") or not is_inside(file, docs_dir):
        return f"this leads out of {docs_dir.name}/, and nothing is written there"
    if not src_uri.endswith(MARKDOWN_SUFFIXES):
        return f"the name of a page ends in {MARKDOWN_SUFFIXES[0]}"
    if not site.is_feature_page(src_uri):
        return f"this would be no feature page; {_which_are(src_uri, site)}"
    if not inclusion(site.config)(src_uri):
        config = site.config.config_file.name
        return f"exclude_docs or draft_docs in {config} keeps this out of the site"
    if os.path.lexists(file) and not _holds_nothing(file):
        return "there is a file already, which is not overwritten"
    if rival := next(_rivals(src_uri, site), None):
        return f"the built site has {site.path_of(rival)} in the same place"
    return ""


def _holds_nothing(file: Path) -> bool:
    text = read_text(file)
    return not isinstance(text, Fault) and not text.strip()


def _which_are(src_uri: str, site: OpenSite) -> str:
    stem = posixpath.splitext(posixpath.basename(src_uri))[0]
    if stem.startswith("_") or stem in INDEX_STEMS:
        return "index pages and names that begin with '_' are none"
    if src_uri.startswith(f"{site.settings.catalog_dir}/"):
        return "the catalog has its pages there"
    excluded = f", but not {', '.join(site.settings.exclude)}" if site.settings.exclude else ""
    return f"those are {', '.join(site.settings.features)}{excluded}"


def _rivals(src_uri: str, site: OpenSite) -> Iterator[str]:
    """Give the pages that the built site has in the place of this one."""
    use_directory_urls = site.config.use_directory_urls
    stem = posixpath.splitext(src_uri)[0]
    for name in (stem, *(f"{stem}/{index}" for index in INDEX_STEMS)):
        for suffix in MARKDOWN_SUFFIXES:
            rival = f"{name}{suffix}"
            if rival == src_uri:
                continue
            if (site.config.docs_dir / rival).is_file() and (
                destination(rival, use_directory_urls) == destination(src_uri, use_directory_urls)
            ):
                yield rival
