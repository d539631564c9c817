"""Front matter as a mapping that knows its places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_featurespec.diagnostics import Span


class FrontMatter(Mapping[str, object]):
    """The front matter of a page: a read-only mapping that knows where its parts stand.

    Dates stay the strings that were written (no timestamp resolver), so that
    `format: date` of a JSON Schema applies to them.
    """

    __slots__ = ("_data", "_key_spans", "_value_spans", "end_line", "span")

    def __init__(
        self,
        data: Mapping[str, object],
        *,
        span: Span | None = None,
        end_line: int = 0,
        key_spans: Mapping[tuple[str | int, ...], Span] | None = None,
        value_spans: Mapping[tuple[str | int, ...], Span] | None = None,
    ) -> None:
        self._data = data
        self._key_spans = key_spans or {}
        self._value_spans = value_spans or {}
        self.span = span
        """The mapping's first line, or `None` where the page has no front matter."""
        self.end_line = end_line
        """The last line of the front matter, the closing `---` included; 0 without any."""

    def __getitem__(self, key: str) -> object:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same front matter at the same places, or an equal mapping."""
        if isinstance(other, FrontMatter):
            return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)
        return super().__eq__(other)

    __hash__ = None  # type: ignore[assignment]  # what it holds may be lists

    def __repr__(self) -> str:
        return f"FrontMatter({dict(self._data)!r})"

    def with_defaults(self, defaults: Mapping[str, object]) -> FrontMatter:
        """Return it with what it takes over from elsewhere, which has no place on the page.

        Mappings are merged, and lists joined: its own items come first, so that they keep their
        places. Of any other value its own counts.

        Args:
            defaults: What holds for the page as long as it does not say anything else.
        """
        return FrontMatter(
            _merged(self._data, defaults),
            span=self.span,
            end_line=self.end_line,
            key_spans=self._key_spans,
            value_spans=self._value_spans,
        )

    def key_span(self, *path: str | int) -> Span | None:
        """Return where the key at a path (of keys and list indexes) stands."""
        return self._key_spans.get(path)

    def value_span(self, *path: str | int) -> Span | None:
        """Return where the value at a path (of keys and list indexes) stands."""
        return self._value_spans.get(path)


def _merged(own: Mapping[str, object], defaults: Mapping[str, object]) -> dict[str, object]:
    merged = dict(own)
    for key, default in defaults.items():
        value = own.get(key)
        if key not in own:
            merged[key] = default
        elif isinstance(value, dict) and isinstance(default, dict):
            merged[key] = _merged(value, default)
        elif isinstance(value, list) and isinstance(default, list):
            merged[key] = [*value, *default]
    return merged
