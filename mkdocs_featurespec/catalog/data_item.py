"""One object of JSON values whose keys have to have certain types."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import ConfigurationError


@dataclass(frozen=True, slots=True)
class DataItem:
    """An object, and where it stands.

    Every method that returns a value raises a `ConfigurationError` where that is of another type.

    Attributes:
        data: The object.
        path: The file that it was read from.
        place: Where it stands there: `tables[3]`; empty at the top.
    """

    data: Mapping[str, object]
    path: str
    place: str = ""

    def wrong(self, key: str, expected: str) -> ConfigurationError:
        """Return the error that the value of a key is not what was expected."""
        where = self._place(key)
        return ConfigurationError(
            f"no valid catalog: '{where}' has to be {expected}", path=self.path
        )

    def items(self, key: str) -> Iterator[DataItem]:
        """Give the objects of a list that has to be there."""
        values = self.data.get(key)
        if not isinstance(values, list):
            raise self.wrong(key, "a list")
        for i, value in enumerate(values):
            if not isinstance(value, dict):
                raise self.wrong(f"{key}[{i}]", "an object")
            yield DataItem(value, self.path, self._place(f"{key}[{i}]"))

    def item(self, key: str) -> DataItem:
        """Return an object, an empty one where it is missing."""
        value = self.data.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "an object")
        return DataItem(value, self.path, self._place(key))

    def text(self, key: str) -> str:
        """Return a text that has to be there, and not empty."""
        value = self.text_or_none(key)
        if not value:
            raise self.wrong(key, "a text")
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, `None` where it is missing or null."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, str):
            raise self.wrong(key, "a text or null")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list, none where it is missing."""
        values = self.data.get(key, [])
        if not isinstance(values, list):
            raise self.wrong(key, "a list of texts")
        found = tuple(value for value in values if isinstance(value, str))
        if len(found) < len(values):
            raise self.wrong(key, "a list of texts")
        return found

    def choice(self, key: str, choices: Collection[str]) -> str:
        """Return a text that has to be there, and to be one of several."""
        value = self.choice_or_none(key, choices)
        if value is None:
            raise self.wrong(key, _one_of(choices))
        return value

    def choice_or_none(self, key: str, choices: Collection[str]) -> str | None:
        """Return a text that has to be one of several, `None` where it is missing or null."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or value not in choices:
            raise self.wrong(key, _one_of(choices))
        return value

    def flag(self, key: str) -> bool | None:
        """Return true or false, `None` where it is missing or null."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, bool):
            raise self.wrong(key, "true, false or null")
        return value

    def number(self, key: str) -> int:
        """Return a whole number that has to be there, 0 or more."""
        value = self.data.get(key)
        if type(value) is not int or value < 0:  # JSON's true is an int, too
            raise self.wrong(key, "a whole number")
        return value

    def numbers(self, *keys: str) -> dict[str, int]:
        """Return the whole numbers of some keys, 0 where one is missing."""
        return {key: self.number(key) if key in self.data else 0 for key in keys}

    def _place(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def _one_of(choices: Collection[str]) -> str:
    *first, last = choices
    return f"{', '.join(first)} or {last}" if first else last
