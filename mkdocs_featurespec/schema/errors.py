"""The library's errors as faults: at the key or the value, and of a choice the closest form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.schema.words import (
    DataPath,
    allowed_values,
    expected_type,
    label,
    not_one_of,
    say,
    shown,
)

if TYPE_CHECKING:
    from jsonschema import ValidationError

_START = Span(1, 1, 1, 1)


_KEYWORDS_OF_KEYS = frozenset(
    {"required", "dependentRequired", "dependencies", "additionalProperties"}
)


def is_about_keys(error: ValidationError) -> bool:
    """Return whether an error is about keys of a mapping, and not about its value as a whole."""
    return (
        error.validator in _KEYWORDS_OF_KEYS
        or error.schema is False
        or "propertyNames" in error.schema_path
    )


class Teller:
    """Tells the errors of one page's front matter.

    Attributes:
        front_matter: Knows where its parts stand.
        slips: Keys that are told already as almost those that are missing, with these.
    """

    def __init__(self, front_matter: FrontMatter, slips: Mapping[str, str]) -> None:
        self.front_matter = front_matter
        self.slips = slips

    def tell(self, error: ValidationError) -> Iterator[Fault]:
        """Give the faults of one error: one for each key or value that it means."""
        path: DataPath = tuple(error.absolute_path)
        keyword = str(error.validator)
        if keyword in ("anyOf", "oneOf") and error.context:
            yield from self._choice(error, path)
        elif keyword == "required":
            excused = () if path else tuple(self.slips.values())
            for key in _texts(error.validator_value):
                if key not in _mapping(error.instance) and key not in excused:
                    yield self._missing(key, path, _mapping(error.instance))
        elif keyword in ("dependentRequired", "dependencies"):
            yield from self._dependent(error, path)
        elif keyword in ("additionalProperties", "unevaluatedProperties"):
            known = list(_mapping(_mapping(error.schema).get("properties")))
            for key in _mapping(error.instance):
                if repr(key) in error.message and (path or key not in self.slips):
                    yield self._unknown(key, path, known)
        elif error.schema is False:
            yield self._forbidden(error, path)
        elif keyword == "uniqueItems":
            yield self._twice(error, path)
        else:
            yield self._value(error, path)

    def _value(self, error: ValidationError, path: DataPath) -> Fault:
        if "propertyNames" in error.schema_path and isinstance(error.instance, str):
            kind, message, hint = say(error, f"{_inside(path)}the key")
            span = self.front_matter.key_span(*path, error.instance)
            return Fault(kind, span or self.value_span(path), message, hint)
        kind, message, hint = say(error, label(path))
        return Fault(kind, self.value_span(path), message, hint)

    def _choice(self, error: ValidationError, path: DataPath) -> Iterator[Fault]:
        """Tell of several forms the one that the value comes closest to, or all as one."""
        from jsonschema.exceptions import relevance

        branches: dict[object, list[ValidationError]] = {}
        for sub in error.context or ():
            branches.setdefault(sub.schema_path[0], []).append(sub)
        here = [
            next((e for e in errors if tuple(e.absolute_path) == path), None)
            for errors in branches.values()
        ]
        keywords = {e.validator if e else None for e in here}
        span = self.value_span(path)
        if keywords <= {"enum", "const"}:
            allowed = [value for e in here if e for value in allowed_values(e)]
            message, hint = not_one_of(label(path), error.instance, allowed)
            yield Fault(FaultKind.NOT_ALLOWED, span, message, hint)
            return
        fitting = [
            errors
            for errors in branches.values()
            if not any(e.validator == "type" and tuple(e.absolute_path) == path for e in errors)
        ]
        if fitting:
            errors = min(fitting, key=lambda found: (-max(len(e.path) for e in found), len(found)))
            yield from self.tell(min(errors, key=relevance))
        else:
            types = [e.validator_value for e in error.context or () if e.validator == "type"]
            message = expected_type(label(path), types, error.instance)
            yield Fault(FaultKind.WRONG_TYPE, span, message)

    # Keys

    def _missing(self, key: str, path: DataPath, data: Mapping[str, object]) -> Fault:
        hint = f'add "{key}: ..." to {"it" if path else "the front matter"}'
        message = f'{_inside(path)}the key "{key}" is missing'
        subject = "" if path else key
        return Fault(FaultKind.MISSING_KEY, self._first_line(path, data), message, hint, subject)

    def _dependent(self, error: ValidationError, path: DataPath) -> Iterator[Fault]:
        data = _mapping(error.instance)
        for key, needed in _mapping(error.validator_value).items():
            for other in _texts(needed) if key in data else ():
                if other not in data:
                    span = self.front_matter.key_span(*path, key) or self.value_span(path)
                    message = f'{_inside(path)}the key "{other}" is missing, which "{key}" needs'
                    hint, subject = f'add "{other}: ..."', "" if path else other
                    yield Fault(FaultKind.MISSING_KEY, span, message, hint, subject)

    def _unknown(self, key: str, path: DataPath, known: Sequence[str]) -> Fault:
        span = self.front_matter.key_span(*path, key) or self.value_span(path)
        close = get_close_matches(key, known, n=1, cutoff=0.6)
        hint = f"allowed: {', '.join(known)}" if known else ""
        if close:
            hint = f'did you mean "{close[0]}"?'
        message = f'{_inside(path)}the key "{key}" is not allowed'
        return Fault(FaultKind.UNKNOWN_KEY, span, message, hint)

    def _forbidden(self, error: ValidationError, path: DataPath) -> Fault:
        """Tell what the schema `false` refuses; the library does not say which key that was."""
        around: object = dict(self.front_matter)
        for part in path:
            around = around[part] if isinstance(around, dict | list) else None  # type: ignore[index]
        for key, value in _mapping(around).items():
            if value is error.instance:
                return self._unknown(key, path, ())
        return Fault(FaultKind.SCHEMA, self.value_span(path), f"{label(path)} is not allowed")

    def _twice(self, error: ValidationError, path: DataPath) -> Fault:
        """Tell the first item that a list has already."""
        items = error.instance if isinstance(error.instance, list) else []
        for index, item in enumerate(items):
            first = next(i for i, other in enumerate(items) if _equal(other, item))
            if first < index:
                span = self.value_span((*path, index))
                message = f"{label(path)} names an item twice: {shown(item)}"
                return Fault(FaultKind.LIMIT, span, message, "remove one of them")
        return Fault(FaultKind.LIMIT, self.value_span(path), f"{label(path)} names an item twice")

    # Places

    def value_span(self, path: DataPath) -> Span:
        """Return the place of a value, or of the nearest one around it."""
        for end in range(len(path), 0, -1):
            if span := self.front_matter.value_span(*path[:end]):
                return span
        return self.front_matter.span or _START

    def _first_line(self, path: DataPath, data: Mapping[str, object]) -> Span:
        """Return the place of a mapping's first key, with its value if that is in the line."""
        span = self.value_span(path)
        first = next(iter(data), None)
        if span.line == span.end_line or not path or first is None:
            return span
        key = self.front_matter.key_span(*path, first) or span
        value = self.front_matter.value_span(*path, first) or key
        end = value if value.end_line == key.line else key
        return Span(key.line, key.column, end.end_line, end.end_column)


def _inside(path: DataPath) -> str:
    return f"in {label(path).rstrip(':')} " if path else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _equal(one: object, other: object) -> bool:
    """Return whether JSON takes two values for one: for Python, 1 is also `True`."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
