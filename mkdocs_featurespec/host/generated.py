"""The files that the plugin adds to a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_featurespec.host.languages import put_in_language
from mkdocs_featurespec.render.written.mark import has_mark


def add_missing(contents: Mapping[str, str], files: Files, config: MkDocsConfig) -> None:
    """Add generated files to a site, but for those that it has itself.

    What `featurespec index --write` wrote gives way, since it may be of yesterday. They are
    included whatever `exclude_docs` and `draft_docs` say of their paths.
    """
    for src_uri, content in contents.items():
        own = files.get_file_from_path(src_uri)
        if own is not None and is_written(own):
            files.remove(own)
            own = None
        if own is None or own.inclusion.is_excluded():
            file = File.generated(
                config, src_uri, content=content, inclusion=InclusionLevel.INCLUDED
            )
            files.append(put_in_language(file, config))


def is_written(file: File) -> bool:
    """Return whether `featurespec index --write` wrote a file of the catalog."""
    try:
        return has_mark(file.src_uri, file.content_bytes.decode("utf-8", "replace"))
    except OSError:
        return False


def use_assets(config: MkDocsConfig, paths: Iterable[str]) -> None:
    """Have each page load styles and scripts."""
    for path in paths:
        loaded = config.extra_css if path.endswith(".css") else config.extra_javascript
        if path not in loaded:
            loaded.append(path)
