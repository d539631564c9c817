"""A site's configuration as MkDocs reads it, with what it inherits and where it all stands."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.reading import kind
from mkdocs_featurespec.site.safe_yaml import load_yaml

T = TypeVar("T")
KeyPath = tuple[str | int, ...]

_PLACES_DEPTH = 5
"""How deep places are kept: enough for an option of a plugin, not for a long navigation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a configuration: the file as the user named it, and the line."""

    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of `plugins` or `markdown_extensions`.

    Attributes:
        keys: Lead to its options.
        name: What it names.
        options: A mapping in a configuration that is right; empty where there are none.
    """

    keys: KeyPath
    name: str
    options: object


@dataclass(frozen=True, slots=True)
class SiteYaml:
    """The mapping that a file holds, with what it inherits.

    Attributes:
        path: The file, as the user named it.
        data: The values.
        places: Where the values down to a certain depth stand; those inherited, in their file.
        files: The file, what it inherits, what that inherits, and so on.
    """

    path: str
    data: dict[str, object]
    places: Mapping[KeyPath, Place]
    files: tuple[Path, ...] = ()

    def place(self, *keys: str | int) -> Place:
        """Return where a value stands."""
        return self.places.get(keys, Place(self.path))

    def error(self, keys: KeyPath, message: str) -> ConfigurationError:
        """Return an error at a value's place."""
        place = self.place(*keys)
        return ConfigurationError(message, path=place.path, line=place.line)

    def value(self, key: str, default: T) -> T:
        """Return the value of an option, which must be of its default's type.

        Raises:
            ConfigurationError: when it is not.
        """
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, type(default)):
            expected = "true or false" if isinstance(default, bool) else "text"
            raise self.error((key,), f"{key}: expected {expected}, found {kind(value)}")
        return value

    def entries(self, key: str) -> Iterator[Entry]:
        """Give the items of a list of names and one-key mappings, or of one mapping.

        Raises:
            ConfigurationError: when it is something else.
        """
        value = self.data.get(key)
        if isinstance(value, dict):
            yield from (Entry((key, name), str(name), value[name] or {}) for name in value)
            return
        if not isinstance(value, list | None):
            raise self.error((key,), f"{key}: expected a list or a mapping, found {kind(value)}")
        for index, item in enumerate(value or ()):
            if isinstance(item, str):
                yield Entry((key, index), item, {})
            elif isinstance(item, dict) and len(item) == 1:
                [(name, options)] = item.items()
                yield Entry((key, index, name), str(name), options or {})
            else:
                message = f"{key}: expected a name or a name with its options, found {kind(item)}"
                raise self.error((key, index), message)


def read_site_yaml(path: Path, *, children: tuple[Path, ...] = ()) -> SiteYaml:
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
        return SiteYaml(str(path), data, places, (path,))
    parent_path = _inherited(data.pop("INHERIT"), places["INHERIT",], (path, *children))
    parent = read_site_yaml(parent_path, children=(path, *children))
    _merge(parent.data, data)
    return SiteYaml(str(path), parent.data, {**parent.places, **places}, (path, *parent.files))


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
