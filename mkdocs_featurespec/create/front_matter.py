"""The front matter of a new page: what is known of the feature, as far as the schema has it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from mkdocs_featurespec.diagnostics import ConfigurationError, Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.schema import Schema
from mkdocs_featurespec.schema.words import shortened
from mkdocs_featurespec.template.versions import VERSION_KEY

_ORDER = ("title", "status", "owner", "surfaces", "", VERSION_KEY)
"""Of the keys; others come in the place of the empty one."""
_WHOLE = Span(1, 1, 1, 10)


@dataclass(frozen=True, slots=True)
class Open:
    """A value that somebody has to fill in.

    Attributes:
        hint: What it may be; may be empty.
    """

    hint: str


class NewFrontMatter(NamedTuple):
    """The front matter of a new page.

    Attributes:
        text: Its lines, without the `---` around them.
        open_keys: Keys that the schema asks for, and of which nobody said the value.
        dropped: Keys that the schema does not allow.
    """

    text: str
    open_keys: tuple[str, ...]
    dropped: tuple[str, ...]


def new_front_matter(
    given: Mapping[str, object], assumed: Mapping[str, object], schema: Schema
) -> NewFrontMatter:
    """Return the front matter of a new page.

    Args:
        given: What somebody said, by its key.
        assumed: What nobody said and is likely.
        schema: What front matter has to be.

    Raises:
        ConfigurationError: when the schema refuses a value that somebody gave.
    """
    data: dict[str, object] = {**given, **assumed}
    dropped = [key for key, _ in _about_keys(data, schema, FaultKind.UNKNOWN_KEY)]
    for key in dropped:
        del data[key]
    for key, fault in _about_keys(data, schema):
        if key in given:
            hint = f"; {fault.hint}" if fault.hint else ""
            raise ConfigurationError(f"the schema refuses {fault.message}{hint}")
        data.pop(key, None)
    while missing := _missing(data, schema):  # a key may ask for another, and that for a third
        data.update((key, _sensible(schema.properties.get(key))) for key in missing)
    ordered = sorted(data, key=lambda key: _ORDER.index(key if key in _ORDER else ""))
    lines = "".join(f"{_yaml_text(key)}: {_yaml(data[key])}".rstrip() + "\n" for key in ordered)
    open_keys = tuple(key for key, value in data.items() if isinstance(value, Open))
    return NewFrontMatter(lines, open_keys, tuple(dropped))


def _faults(data: Mapping[str, object], schema: Schema) -> Sequence[Fault]:
    """Return what the schema finds wrong: what is about a key in a line of its own, from 1."""
    places: dict[tuple[str | int, ...], Span] = {
        (key,): Span(line, 1, line, 2) for line, key in enumerate(data, start=1)
    }
    plain = {key: None if isinstance(value, Open) else value for key, value in data.items()}
    return schema.faults(FrontMatter(plain, span=_WHOLE, key_spans=places, value_spans=places))


def _about_keys(
    data: Mapping[str, object], schema: Schema, *kinds: FaultKind
) -> Iterator[tuple[str, Fault]]:
    """Give the faults of some kinds, or all but missing keys, with the key that they are about."""
    keys = list(data)
    for fault in _faults(data, schema):
        is_wanted = fault.kind in kinds if kinds else fault.kind is not FaultKind.MISSING_KEY
        if is_wanted and fault.span != _WHOLE:
            yield keys[fault.span.line - 1], fault


def _missing(data: Mapping[str, object], schema: Schema) -> list[str]:
    """Return the keys that the schema asks for and that are not there, in its order."""
    faults = [f for f in _faults(data, schema) if f.kind is FaultKind.MISSING_KEY]
    asked_for = dict.fromkeys(f.subject for f in faults if f.subject and f.subject not in data)
    described = [key for key in schema.properties if key in asked_for]
    return list(dict.fromkeys((*described, *asked_for)))


def _sensible(described: object) -> object:
    """Return the one value that a key can have or has by default, or that it is open."""
    if not isinstance(described, Mapping):
        return Open("")
    allowed = described.get("enum")
    if "const" in described:
        return described["const"]
    if "default" in described:
        return described["default"]
    if isinstance(allowed, list):
        names = [str(value) for value in allowed]
        return allowed[0] if len(names) == 1 else Open(f"one of {', '.join(names)}")
    if described.get("type") == "array" and not described.get("minItems"):
        return []
    examples = described.get("examples")
    return Open(f"such as {examples[0]}" if isinstance(examples, list) and examples else "")


def _yaml(value: object) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, Open):
        return f" # {shortened(value.hint)}" if value.hint else ""
    if isinstance(value, str):
        return _yaml_text(value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return f"[{', '.join(_yaml_text(item, in_list=True) for item in value)}]"
    return json.dumps(value, ensure_ascii=False)


def _yaml_text(text: str, *, in_list: bool = False) -> str:
    """Return a text as YAML: bare where it stays the same text, else in double quotes."""
    try:
        bare = yaml.safe_load(f"[{text}]") == [text] if in_list else yaml.safe_load(f"k: {text}")
    except (yaml.YAMLError, ValueError, RecursionError):
        bare = False
    return text if bare in (True, {"k": text}) else json.dumps(text, ensure_ascii=False)
