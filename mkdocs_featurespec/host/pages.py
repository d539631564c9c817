"""The site's files as documents to read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_featurespec.diagnostics import Fault
from mkdocs_featurespec.host.generated import is_written
from mkdocs_featurespec.host.languages import file_at, uri_of
from mkdocs_featurespec.render.catalog_json import Publication
from mkdocs_featurespec.render.view import ROW_PAGES
from mkdocs_featurespec.settings import Settings, feature_matcher
from mkdocs_featurespec.site.files import decode, unreadable_fault
from mkdocs_featurespec.site.folder_defaults import folder_defaults
from mkdocs_featurespec.workspace import Document


def feature_documents(
    files: Files, config: MkDocsConfig, settings: Settings, *, serving: bool
) -> Iterator[Document]:
    """Give the feature pages that a build includes.

    A page that is not UTF-8 is a fault of its document; MkDocs gets text in its place, since it
    would end the build. So it does in a preview for a page that cannot be read, where all requests
    would wait for the next good build; one that went away since MkDocs saw it is left out.

    Args:
        files: All files of the site.
        config: The site's configuration.
        settings: Say which pages are feature pages.
        serving: Whether this is a preview, which includes drafts.

    Raises:
        ConfigurationError: when a file with front matter for a folder's pages is broken.
    """
    is_feature_page = feature_matcher(settings)
    included = InclusionLevel.is_in_serve if serving else InclusionLevel.is_included
    path_of = paths_of_pages(config)
    defaults_of = folder_defaults(Path(config.docs_dir), _meta_file(config), page_prefix(config))
    for file in files.documentation_pages(inclusion=included):
        if not is_feature_page(uri_of(file)):
            continue
        if serving and _is_gone(file):
            files.remove(file)
            continue
        path, defaults = path_of(file), defaults_of(file.src_uri)
        yield Document(uri_of(file), path, _content(file, serving=serving), defaults)


def own_index_pages(files: Files, settings: Settings) -> dict[str, str]:
    """Return the text of the pages that the site has in place of index pages with rows."""
    paths = {f"{settings.catalog_dir}/{name}.md" for name in ROW_PAGES.values()}
    found = {path: files.get_file_from_path(path) for path in sorted(paths)}
    texts = {
        path: _content(file)
        for path, file in found.items()
        if file is not None and not file.inclusion.is_excluded() and not is_written(file)
    }
    return {path: text for path, text in texts.items() if isinstance(text, str)}


def publication_of(files: Files, config: MkDocsConfig) -> Publication:
    """Return how the world sees a site."""
    return Publication(
        config.site_name, config.site_url or "", lambda src_uri: file_at(files, src_uri).url
    )


def base_folder(config: MkDocsConfig) -> Path:
    """Return the folder that paths in options and messages are relative to."""
    return Path(config.config_file_path).parent if config.config_file_path else Path()


def _meta_file(config: MkDocsConfig) -> str:
    """Return the name of the files that Material's `meta` plugin reads; empty without it."""
    plugin = config.plugins.get("material/meta")
    return plugin.config["meta_file"] if plugin and plugin.config["enabled"] else ""


def paths_of_pages(config: MkDocsConfig) -> Callable[[File], str]:
    """Return what gives the path of a page's source, relative to the configuration's folder.

    The monorepo plugin builds from copies in a folder of a new name each time: there the path is
    that of the page that was copied.
    """
    prefix = page_prefix(config)
    copied: Mapping[str, str] = getattr(config.plugins.get("monorepo"), "files_source_dir", {})

    def path_of(file: File) -> str:
        source = copied.get(file.abs_src_path or "")
        if source is None:
            return f"{prefix}{file.src_uri}"
        return PurePath(os.path.relpath(source, base_folder(config))).as_posix()

    return path_of


def page_prefix(config: MkDocsConfig) -> str:
    """Return what leads from the configuration's folder to the pages, as a prefix of paths."""
    docs = os.path.relpath(config.docs_dir, base_folder(config))
    relative = PurePath(docs).as_posix()
    return "" if relative == "." else f"{relative}/"


def _is_gone(file: File) -> bool:
    return file.abs_src_path is not None and not os.path.lexists(file.abs_src_path)


def _content(file: File, *, serving: bool = False) -> str | Fault:
    """Return a page's text, or why it cannot be read; then MkDocs gets text that it can read."""
    try:
        raw = file.content_bytes
    except OSError as error:
        fault = unreadable_fault(error)
        if serving:
            file.content_string = fault.message
        return fault
    content = decode(raw)
    if isinstance(content, Fault):
        file.content_bytes = raw.decode("utf-8", "replace").encode()
    return content
