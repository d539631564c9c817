"""Front matter that a folder's pages share, as Material's `meta` plugin gives it to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from mkdocs_featurespec.diagnostics import DATA_LOST, ConfigurationError
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.reader.front_matter.yaml_data import read_yaml
from mkdocs_featurespec.site.files import read_text

Defaults = Mapping[str, object] | None


def no_defaults(src_uri: str) -> Defaults:
    """Return nothing, as on a site without the plugin."""
    return None


def folder_defaults(docs_dir: Path, meta_file: str, prefix: str) -> Callable[[str], Defaults]:
    """Return what gives a page, by its path relative to `docs_dir`, its share of its folders.

    What a folder says counts for the folders in it, as long as they do not say anything else.
    Dates stay text, as in pages. The function raises a `ConfigurationError` for a broken file.

    Args:
        docs_dir: The folder of the pages.
        meta_file: The name of the files; empty for none.
        prefix: Leads to that folder from the one that errors are relative to.
    """
    if not meta_file:
        return no_defaults
    known: dict[PurePosixPath, Defaults] = {}

    def of_folder(folder: PurePosixPath) -> Defaults:
        if folder not in known:
            path = folder / meta_file
            own = _read(docs_dir / path, f"{prefix}{path}")
            above = None if folder == folder.parent else of_folder(folder.parent)
            known[folder] = FrontMatter(own).with_defaults(above) if own and above else own or above
        return known[folder]

    return lambda src_uri: of_folder(PurePosixPath(src_uri).parent)


def _read(path: Path, display: str) -> Defaults:
    """Return what a file says; nothing where there is none."""
    if not path.is_file():
        return None
    text = read_text(path)
    if not isinstance(text, str):
        raise ConfigurationError(text.message, path=display, line=text.span.line)
    read = read_yaml(text.splitlines())
    for fault in read.faults:
        if fault.kind in DATA_LOST:
            raise ConfigurationError(fault.message, path=display, line=fault.span.line)
    if isinstance(read.data, dict):
        return read.data
    if read.data is None:
        return None
    raise ConfigurationError("expected keys with values", path=display, line=1)
