"""Front matter against a JSON Schema: every fault at the key or the value that it means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

_HOST_KEYS = frozenset(
    [
        "alias",
        "aliases",
        "author",
        "authors",
        "categories",
        "comments",
        "date",
        "description",
        "draft",
        "extra",
        "glightbox",
        "hide",
        "icon",
        "image",
        "lang",
        "layout",
        "links",
        "math",
        "meta",
        "nav",
        "nav_order",
        "order",
        "pin",
        "project",
        "readtime",
        "render_macros",
        "revision_date",
        "robots",
        "search",
        "skip",
        "slug",
        "social",
        "stylesheets",
        "subtitle",
        "summary",
        "tag",
        "tags",
        "template",
        "toc",
        "toc_depth",
        "version",
        "weight",
    ]
)
"""Keys that MkDocs, Material and other plugins have; never taken for a slip of the pen."""

_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "nothing",
}
_LIMITS = frozenset(
    [
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "uniqueItems",
        "multipleOf",
        "minProperties",
        "maxProperties",
        "minContains",
        "maxContains",
    ]
)
_LONGEST_VALUE = 60
_START = Span(1, 1, 1, 1)

DataPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema for front matter, checked and with all its references resolved.

    Attributes:
        document: The schema as data.
        watched: The files that it was read from; none for the built-in one.
        known_keys: The keys that it describes.
        validator: Judges front matter.
    """

    document: object
    watched: tuple[Path, ...]
    known_keys: tuple[str, ...]
    validator: Validator

    def faults(self, front_matter: FrontMatter) -> tuple[Fault, ...]:
        """Return what is wrong with a page's front matter, by place.

        Dates are text in it, as `format` asks. One slip gives one fault: a key that is written
        almost like a missing one is not missing as well.
        """
        data: Any = dict(front_matter)  # the library's types know JSON by its own names only
        slips = dict(self._slips(front_matter))
        faults = [_slip(key, meant, front_matter) for key, meant in slips.items()]
        seen: set[tuple[DataPath, str]] = set()
        for error in self.validator.iter_errors(data):
            for fault, about in _explain(error, front_matter):
                if about not in seen and not (
                    fault.kind is FaultKind.MISSING_KEY
                    and about[1] in slips.values()
                    and not about[0]
                ):
                    seen.add(about)
                    faults.append(fault)
        return tuple(sorted(faults, key=lambda f: (f.span.line, f.span.column, f.message)))

    def _slips(self, front_matter: FrontMatter) -> Iterator[tuple[str, str]]:
        """Give the keys that are no known ones, but almost one that is not there."""
        absent = [key for key in self.known_keys if key not in front_matter]
        for key in front_matter:
            if key not in self.known_keys and key not in _HOST_KEYS:
                for meant in get_close_matches(key, absent, n=1, cutoff=0.79):
                    yield key, meant


def _slip(key: str, meant: str, front_matter: FrontMatter) -> Fault:
    span = front_matter.key_span(key) or front_matter.span or _START
    return Fault(
        FaultKind.UNKNOWN_KEY, span, f'the key "{key}" is not known', f'did you mean "{meant}"?'
    )


def _explain(
    error: ValidationError, front_matter: FrontMatter
) -> Iterator[tuple[Fault, tuple[DataPath, str]]]:
    """Give the faults of one error, each with what it is about, so that none is told twice."""
    path: DataPath = tuple(error.absolute_path)
    keyword = str(error.validator)
    if keyword in ("anyOf", "oneOf") and error.context:
        yield from _explain_choice(error, front_matter)
    elif keyword == "required":
        for key in cast("list[str]", error.validator_value):
            if key not in cast("dict[str, object]", error.instance):
                yield _missing(key, path, front_matter), (path, key)
    elif keyword in ("additionalProperties", "unevaluatedProperties"):
        known = list(cast("dict[str, dict[str, object]]", error.schema).get("properties", ()))
        for key in (
            k for k in cast("dict[str, object]", error.instance) if repr(k) in error.message
        ):
            yield _unknown(key, path, known, front_matter), ((*path, key), keyword)
    else:
        kind, message, hint = _said(error, keyword, path)
        yield Fault(kind, _value_span(front_matter, path), message, hint), (path, keyword)


def _explain_choice(
    error: ValidationError, front_matter: FrontMatter
) -> Iterator[tuple[Fault, tuple[DataPath, str]]]:
    """Of a choice of forms, explain the one that the value comes closest to."""
    from jsonschema.exceptions import relevance

    path: DataPath = tuple(error.absolute_path)
    types = [e.validator_value for e in error.context or () if e.validator == "type"]
    branches: dict[object, list[ValidationError]] = {}
    for sub in error.context or ():
        branches.setdefault(sub.schema_path[0], []).append(sub)
    fitting = [
        errors
        for errors in branches.values()
        if not any(e.validator == "type" and tuple(e.absolute_path) == path for e in errors)
    ]
    if fitting:
        errors = min(fitting, key=lambda found: (-max(len(e.path) for e in found), len(found)))
        yield from _explain(min(errors, key=relevance), front_matter)
    else:
        message = f"{_label(path)} expected {_either(types)}, found {_kind(error.instance)}"
        fault = Fault(FaultKind.WRONG_TYPE, _value_span(front_matter, path), message)
        yield fault, (path, "type")


def _missing(key: str, path: DataPath, front_matter: FrontMatter) -> Fault:
    span = front_matter.value_span(*path) if path else front_matter.span
    span = span or _START
    first_line = Span(span.line, span.column, span.line, max(span.column, span.end_column))
    if span.end_line == span.line:
        first_line = span
    where = f"in {_label(path).rstrip(':')} " if path else ""
    hint = f'add "{key}: ..." to {"it" if path else "the front matter"}'
    return Fault(FaultKind.MISSING_KEY, first_line, f'{where}the key "{key}" is missing', hint)


def _unknown(key: str, path: DataPath, known: Sequence[str], front_matter: FrontMatter) -> Fault:
    span = front_matter.key_span(*path, key) or _value_span(front_matter, path)
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    hint = (
        f'did you mean "{close[0]}"?' if close else f"allowed: {', '.join(known)}" if known else ""
    )
    where = f"in {_label(path).rstrip(':')} " if path else ""
    return Fault(FaultKind.UNKNOWN_KEY, span, f'{where}the key "{key}" is not allowed', hint)


def _said(error: ValidationError, keyword: str, path: DataPath) -> tuple[FaultKind, str, str]:
    """Return the kind, the message and the hint of an error of one keyword."""
    label, value, wanted = _label(path), _shown(error.instance), error.validator_value
    if keyword == "type":
        message = f"{label} expected {_either([wanted])}, found {_kind(error.instance)}"
        return FaultKind.WRONG_TYPE, message, _type_hint(error.instance, wanted)
    if keyword in ("enum", "const"):
        allowed = list(cast("list[object]", wanted)) if keyword == "enum" else [wanted]
        listed = ", ".join(str(each) if isinstance(each, str) else _shown(each) for each in allowed)
        words = [each for each in allowed if isinstance(each, str)]
        close = get_close_matches(str(error.instance).lower(), words, n=1, cutoff=0.6)
        one = "one of " if len(allowed) > 1 else ""
        hint = f'did you mean "{close[0]}"?' if close else ""
        return FaultKind.NOT_ALLOWED, f"{label} {value} is not {one}{listed}", hint
    if keyword == "pattern":
        return FaultKind.PATTERN, f"{label} {value} does not match the pattern {wanted}", ""
    if keyword == "format":
        hint = _FORMAT_HINTS.get(str(wanted), "")
        return FaultKind.FORMAT, f"{label} {value} is not a valid {wanted}", hint
    if keyword in _LIMITS:
        return FaultKind.LIMIT, f"{label} {_limit(keyword, wanted, value)}", ""
    return FaultKind.SCHEMA, f"{label} {_shortened(error.message)}", ""


_FORMAT_HINTS = {
    "date": "write it as 2026-10-14: year, month and day",
    "date-time": "write it as 2026-10-14T09:30:00Z",
    "uri": "write a whole address, such as https://example.com/page",
    "email": "write it as name@example.com",
}


def _limit(keyword: str, wanted: object, value: str) -> str:
    return {
        "minLength": "is empty" if wanted == 1 else f"{value} is shorter than {wanted} characters",
        "maxLength": f"{value} is longer than {wanted} characters",
        "minItems": "is an empty list" if wanted == 1 else f"has fewer than {wanted} items",
        "maxItems": f"has more than {wanted} items",
        "minimum": f"{value} is less than {wanted}",
        "maximum": f"{value} is more than {wanted}",
        "exclusiveMinimum": f"{value} is not more than {wanted}",
        "exclusiveMaximum": f"{value} is not less than {wanted}",
        "uniqueItems": "names an item twice",
        "multipleOf": f"{value} is not a multiple of {wanted}",
        "minProperties": f"has fewer than {wanted} keys",
        "maxProperties": f"has more than {wanted} keys",
    }.get(keyword, f"breaks {keyword}: {wanted}")


def _type_hint(value: object, wanted: object) -> str:
    if wanted == "string" and isinstance(value, bool | int | float):
        return f'write it in quotes: "{value}"'
    if wanted == "array" and isinstance(value, str):
        return f"write it as a list: [{_shortened(value)}]"
    return ""


def _label(path: DataPath) -> str:
    """Return how a message names a value: `surfaces[1]:`."""
    if not path:
        return "front matter:"
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return f"{text.lstrip('.')}:"


def _either(types: Iterable[object]) -> str:
    names = [name for each in types for name in (each if isinstance(each, list) else [each])]
    return " or ".join(dict.fromkeys(_TYPES.get(str(name), str(name)) for name in names))


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {_shown(value)}"
    if value is None:
        return "nothing"
    return "a mapping" if isinstance(value, Mapping) else "a list"


def _shown(value: object) -> str:
    return _shortened(json.dumps(value, ensure_ascii=False, default=str))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}\u2026"


def _value_span(front_matter: FrontMatter, path: DataPath) -> Span:
    """Return the place of a value, or of the nearest one around it."""
    for end in range(len(path), 0, -1):
        if span := front_matter.value_span(*path[:end]):
            return span
    return front_matter.span or _START
