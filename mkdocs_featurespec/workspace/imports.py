"""The catalogs of other sites that a site's settings name, read from their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from glob import glob
from hashlib import blake2b
from pathlib import Path, PurePath
from typing import NamedTuple

from mkdocs_featurespec.addresses import is_address
from mkdocs_featurespec.catalog.from_data import StoredCatalog
from mkdocs_featurespec.catalog.imported import ImportedSite, imported_site
from mkdocs_featurespec.collecting import no_collection
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.imports import Import
from mkdocs_featurespec.workspace.catalog_file import parse_catalog


class _File(NamedTuple):
    """A file to import.

    Attributes:
        path: Relative to the configuration file's folder, with `/`.
        url: The address of its site; empty for the one that stands in it.
        name: The name of its site; likewise.
    """

    path: str
    url: str
    name: str


@dataclass(frozen=True)
class Imports:
    """Other sites.

    Attributes:
        sites: In the order of the settings.
        watched: The files of their catalogs.
        known: What was read of each file, with the digest of its content.
    """

    sites: tuple[ImportedSite, ...] = ()
    watched: tuple[Path, ...] = ()
    known: Mapping[_File, tuple[bytes, ImportedSite]] = field(default_factory=dict)


def load_imports(options: Sequence[Import], base: Path, before: Imports | None = None) -> Imports:
    """Read the catalogs that settings name.

    Args:
        options: What to import.
        base: The folder of the configuration file.
        before: What was read last; a file whose content is the same is the same site.

    Raises:
        ConfigurationError: when a file is missing, cannot be read, or is no catalog of a version
            that is known, or when nobody says where its pages are.
    """
    known = before.known if before is not None else {}
    found: dict[_File, tuple[bytes, ImportedSite]] = {}
    for file in (file for option in options for file in _files(option, base)):
        content = _content(base / file.path, file.path)
        digest = blake2b(content, digest_size=16).digest()
        last = known.get(file)
        if last is None or last[0] != digest:
            with no_collection():
                last = (digest, _site(parse_catalog(content, file.path), file))
        found[file] = last
    sites = tuple(site for _, site in found.values())
    _refuse_twice(found, sites)
    return Imports(sites, tuple(base / file.path for file in found), found)


def _files(option: Import, base: Path) -> Iterator[_File]:
    """Give the files that an option means, those of a pattern by path."""
    if not option.is_pattern:
        yield _File(option.catalog, option.url, option.name)
        return
    # Path.glob takes no absolute pattern.
    found = glob(option.catalog, root_dir=base, recursive=True)  # noqa: PTH207
    paths = sorted(PurePath(each).as_posix() for each in found if (base / each).is_file())
    if not paths:
        problem = "no file is called so, and its catalog is to be imported"
        raise ConfigurationError(problem, path=option.catalog)
    if len(paths) > 1 and option.url and "*" not in option.url:
        problem = (
            f"{len(paths)} files are called so, which cannot all be of the site at '{option.url}'; "
            "write '*' in its address for what '*' stands for here, or leave it out"
        )
        raise ConfigurationError(problem, path=option.catalog)
    start, _, end = option.catalog.partition("*")
    for path in paths:
        stem = path[len(start) : len(path) - len(end)]
        yield _File(path, option.url.replace("*", stem), option.name.replace("*", stem))


def _content(path: Path, display: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = "the catalog to import does not exist"
    except OSError as error:
        problem = f"the catalog to import cannot be read: {error.strerror or error}"
    raise ConfigurationError(problem, path=display)


def _site(stored: StoredCatalog, file: _File) -> ImportedSite:
    url = file.url or stored.site_url
    if not url:
        problem = "the catalog does not say where its site is; give the address beside it, as 'url'"
        raise ConfigurationError(problem, path=file.path)
    if not is_address(url):
        problem = f"no valid catalog: '{url}' is no address: it has to be http, https or relative"
        raise ConfigurationError(problem, path=file.path)
    for feature in stored.catalog.features:
        if not is_address(stored.urls.get(feature.src_uri, "")):
            problem = f"no valid catalog: the feature '{feature.src_uri}' has no address ('url')"
            raise ConfigurationError(problem, path=file.path)
    return imported_site(stored, file.name or stored.site_name or file.path, url)


def _refuse_twice(files: Iterable[_File], sites: Iterable[ImportedSite]) -> None:
    """Refuse sites of one name, and pages of one address."""
    names: dict[str, str] = {}
    pages: dict[str, str] = {}
    for file, site in zip(files, sites, strict=True):
        other = names.setdefault(site.name, file.path)
        if other != file.path:
            problem = f"the site is called '{site.name}', as is that of {other}"
            raise ConfigurationError(f"{problem}; give one another 'name'", path=file.path)
        for feature in site.features:
            if feature.src_uri in pages:
                problem = f"'{feature.src_uri}' is the address of two features"
                other = pages[feature.src_uri]
                where = f"; see {other}" if other != file.path else ""
                raise ConfigurationError(problem + where, path=file.path)
            pages[feature.src_uri] = file.path
