"""The option `imports`: catalogs of other sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_featurespec.addresses import is_address
from mkdocs_featurespec.options import reading
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean

_KEYS = ("catalog", "url", "name")
WILDCARDS = ("*", "?", "[")
"""A path with one of these is a pattern."""


@dataclass(frozen=True, slots=True)
class Import:
    """Catalogs that a site's owner wants to have beside the site's own.

    Attributes:
        catalog: The file, relative to the configuration file's folder, or a pattern of files.
        url: The address of the site that it is of; empty for the one that stands in the file.
        name: How that site is called; empty for the name in the file.
    """

    catalog: str
    url: str = ""
    name: str = ""

    @property
    def is_pattern(self) -> bool:
        """Whether it may mean more than one file."""
        return any(sign in self.catalog for sign in WILDCARDS)


def imports(value: object) -> tuple[Import, ...]:
    """Return the catalogs that a list of paths, or of mappings, means."""
    if not isinstance(value, list):
        raise WrongValueError(f"expected a list of catalogs, found {reading.kind(value)}")
    return tuple(_import(item) for item in value)


def _import(item: object) -> Import:
    parts = item if isinstance(item, Mapping) else {"catalog": item}
    for key in parts:
        if key not in _KEYS:
            raise WrongValueError(f"an import has no '{key}'{did_you_mean(key, _KEYS)}")
    catalog = reading.text(parts.get("catalog"), "the path of a catalog.json")
    url, name = parts.get("url"), parts.get("name")
    found = Import(
        catalog,
        "" if url is None else _url(url, catalog),
        "" if name is None else reading.text(name, f"the name of the site of '{catalog}'"),
    )
    stands_for_something = [sign for sign in catalog if sign in WILDCARDS] == ["*"]
    if "*" in found.url + found.name and not stands_for_something:
        raise WrongValueError(
            f"'*' in the address or the name of a site stands for what '*' is in the path of its "
            f"catalog, which has to be there once; found '{catalog}'"
        )
    return found


def _url(value: object, catalog: str) -> str:
    url = reading.text(value, f"the address of the site of '{catalog}'")
    if not is_address(url):
        raise WrongValueError(f"'{url}' is no address: it has to be http, https or relative")
    return url
