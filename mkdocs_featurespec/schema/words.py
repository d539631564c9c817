"""What errors of a JSON Schema say, in plain words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from mkdocs_featurespec.diagnostics import FaultKind

if TYPE_CHECKING:
    from jsonschema import ValidationError

DataPath = tuple[str | int, ...]

_LONGEST_VALUE = 60
_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_FORMAT_HINTS = {
    "date": "write it as 2026-10-14: year, month and day",
    "date-time": "write it as 2026-10-14T09:30:00Z",
    "uri": "write a whole address, such as https://example.com/page",
    "uri-reference": "write an address or a path; %20 stands for a space",
    "email": "write it as name@example.com",
}


def say(error: ValidationError, name: str) -> tuple[FaultKind, str, str]:
    """Return the kind, the message and the hint of an error that is about a value.

    Args:
        error: The library's.
        name: How the message names the value.
    """
    keyword, value, wanted = str(error.validator), error.instance, error.validator_value
    if keyword == "type":
        return FaultKind.WRONG_TYPE, expected_type(name, [wanted], value), _type_hint(value, wanted)
    if keyword in ("enum", "const"):
        return FaultKind.NOT_ALLOWED, *not_one_of(name, value, allowed_values(error))
    if keyword == "pattern":
        message = f"{name} {shown(value)} does not match the pattern {wanted}"
        return FaultKind.PATTERN, message, _example(error)
    if keyword == "format":
        message = f"{name} {shown(value)} is not a valid {wanted}"
        return FaultKind.FORMAT, message, _FORMAT_HINTS.get(str(wanted), "") or _example(error)
    if keyword in _LIMITS:
        return FaultKind.LIMIT, f"{name} {_LIMITS[keyword](wanted, shown(value))}", ""
    if keyword in _OTHERS:
        return FaultKind.SCHEMA, f"{name} {_OTHERS[keyword].format(shown(value))}", ""
    return FaultKind.SCHEMA, f"{name} {shortened(error.message)}", ""


def expected_type(name: str, types: Iterable[object], value: object) -> str:
    """Return what is said of a value that has none of some types."""
    names = [
        each for wanted in types for each in (wanted if isinstance(wanted, list) else [wanted])
    ]
    either = " or ".join(dict.fromkeys(_TYPES.get(str(each), str(each)) for each in names))
    return f"{name} expected {either}, found {_kind(value)}"


def allowed_values(error: ValidationError) -> list[object]:
    """Return the values that an error's `enum` or `const` allows."""
    wanted = error.validator_value
    return list(wanted) if error.validator == "enum" and isinstance(wanted, list) else [wanted]


def not_one_of(name: str, value: object, allowed: Sequence[object]) -> tuple[str, str]:
    """Return the message and the hint for a value that is not allowed."""
    listed = ", ".join(each if isinstance(each, str) else shown(each) for each in allowed)
    one = "one of " if len(allowed) > 1 else ""
    if value is None:
        return f"{name} expected {one}{listed}, found nothing", ""
    words = {each.casefold(): each for each in allowed if isinstance(each, str)}
    close = get_close_matches(value.casefold(), words, n=1) if isinstance(value, str) else []
    hint = f'did you mean "{words[close[0]]}"?' if close else ""
    return f"{name} {shown(value)} is not {one}{listed}", hint


def label(path: DataPath) -> str:
    """Return how a message names a value: `surfaces[1]:`."""
    if not path:
        return "front matter:"
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{text.lstrip('.')}:"


def shown(value: object) -> str:
    """Return a value as a message shows it, in one line that is not too long."""
    return shortened(json.dumps(value, ensure_ascii=False, default=str))


def shortened(text: str) -> str:
    """Return a text in one line that is not too long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}\u2026"


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {shown(value)}"
    if value is None:
        return "nothing"
    return "a mapping" if isinstance(value, Mapping) else "a list"


def _type_hint(value: object, wanted: object) -> str:
    if wanted == "string" and isinstance(value, bool | int | float):
        return f'write it in quotes: "{value}"'
    if wanted == "array" and isinstance(value, str):
        return f"write it as a list: [{shortened(value)}]"
    return ""


def _example(error: ValidationError) -> str:
    """Return the hint that the schema's own first example gives."""
    examples = error.schema.get("examples") if isinstance(error.schema, Mapping) else None
    return f"such as {shown(examples[0])}" if isinstance(examples, list) and examples else ""


def _count(number: object, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


_LIMITS: Mapping[str, Callable[[object, str], str]] = {
    "minLength": lambda wanted, value: (
        "is empty" if wanted == 1 else f"{value} is shorter than {_count(wanted, 'character')}"
    ),
    "maxLength": lambda wanted, value: f"{value} is longer than {_count(wanted, 'character')}",
    "minItems": lambda wanted, _: (
        "is an empty list" if wanted == 1 else f"has fewer than {_count(wanted, 'item')}"
    ),
    "maxItems": lambda wanted, _: f"has more than {_count(wanted, 'item')}",
    "minimum": lambda wanted, value: f"{value} is less than {wanted}",
    "maximum": lambda wanted, value: f"{value} is more than {wanted}",
    "exclusiveMinimum": lambda wanted, value: f"{value} is not more than {wanted}",
    "exclusiveMaximum": lambda wanted, value: f"{value} is not less than {wanted}",
    "multipleOf": lambda wanted, value: f"{value} is not a multiple of {wanted}",
    "minProperties": lambda wanted, _: f"has fewer than {_count(wanted, 'key')}",
    "maxProperties": lambda wanted, _: f"has more than {_count(wanted, 'key')}",
    "minContains": lambda wanted, _: (
        f"has fewer than {_count(wanted, 'item')} of the kind it needs"
    ),
    "maxContains": lambda wanted, _: f"has more than {_count(wanted, 'item')} of one kind",
}
"""By keyword: what is said of a value, given what the schema wants."""
_OTHERS = {
    "not": "{} is what the schema excludes",
    "contains": "has no item of the kind that it needs",
    "oneOf": "{} fits more than one form, where it has to fit one",
    "items": "has more items than the schema knows",
    "additionalItems": "has more items than the schema knows",
    "unevaluatedItems": "has more items than the schema knows",
}
"""By keyword: what is said of a value."""
