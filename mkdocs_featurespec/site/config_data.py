"""What a site's configuration says, whatever it is written in, and where it all stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.reading import kind

T = TypeVar("T")
KeyPath = tuple[str | int, ...]


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
class SiteData:
    """The mapping that a configuration holds, with what it inherits.

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
