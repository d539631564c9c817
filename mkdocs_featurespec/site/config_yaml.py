"""A site's configuration as MkDocs reads it, with what it inherits and where it all stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path

import yaml

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.site.config_data import KeyPath, Place, SiteData
from mkdocs_featurespec.site.safe_yaml import load_yaml

_PLACES_DEPTH = 5
"""How deep places are kept: enough for an option of a plugin, not for a long navigation."""


def read_site_yaml(path: Path, *, children: tuple[Path, ...] = ()) -> SiteData:
    """Read a file and what it says to `INHERIT`.

    Args:
        path: The file, as errors shall name it.
        children: The files that inherit it.

    Raises:
        ConfigurationError: when a file cannot be read, is not YAML or not a mapping, or
            inherits itself.
    """
    data, node = load_yaml(path)
    if not isinstance(data, dict):
        raise ConfigurationError("expected a mapping of options", path=str(path), line=1)
    places = {keys: Place(str(path), line) for keys, line in _lines(node)}
    if "INHERIT" not in data:
        return SiteData(str(path), data, places, (path,))
    parent_path = _inherited(data.pop("INHERIT"), places["INHERIT",], (path, *children))
    parent = read_site_yaml(parent_path, children=(path, *children))
    _merge(parent.data, data)
    return SiteData(str(path), parent.data, {**parent.places, **places}, (path, *parent.files))


def _inherited(value: object, place: Place, children: tuple[Path, ...]) -> Path:
    """Return the file that the first of these files inherits."""
    if not isinstance(value, str) or not value:
        message = "INHERIT must be the path of a file"
    else:
        # Not resolved: MkDocs takes the path as it reads, symbolic links or not.
        parent = Path(os.path.normpath(children[0].parent / value))
        if not parent.is_file():
            message = f"INHERIT: there is no file '{parent}'"
        elif any(parent.samefile(child) for child in children):
            message = f"INHERIT: '{parent}' inherits itself"
        else:
            return parent
    raise ConfigurationError(message, path=place.path, line=place.line)


def _lines(node: yaml.Node | None, above: KeyPath = ()) -> Iterator[tuple[KeyPath, int]]:
    """Give the line of every key and item; of a key given twice the last, which YAML takes."""
    if len(above) == _PLACES_DEPTH:
        return
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield (*above, key.value), key.start_mark.line + 1
                yield from _lines(value, (*above, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield (*above, index), item.start_mark.line + 1
            yield from _lines(item, (*above, index))


def _merge(base: dict[str, object], above: Mapping[str, object]) -> None:
    """Put one mapping over another: mappings merge, anything else is replaced."""
    for key, value in above.items():
        under = base.get(key)
        if isinstance(under, dict) and isinstance(value, dict):
            _merge(under, value)
        else:
            base[key] = deepcopy(value)
