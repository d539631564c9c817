"""Events that JSON Schemas describe: a file for each, or one with all of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.references import Documents, Node, ReadText
from mkdocs_featurespec.sources.values import Events, EventSource

_COLLECTIONS = ("events", "$defs", "definitions")
_SHAPES = ("properties", "allOf", "oneOf", "anyOf", "type", "$ref")
_NAME_FIELDS = ("type", "event", "event_type", "eventType", "name")
_SUFFIX = re.compile(r"(?:[._-](?:schema|event))?\.(?:json|ya?ml)$", re.IGNORECASE)
_WRAPPERS = ("payload", "data", "detail")


def read_event_schemas(path: str, read: ReadText, folder: str = "") -> Events:
    """Return the events that a file of JSON Schema describes.

    That is one, named by its title, its `$id`, its file or a constant in it; or each of those
    below `events`, `$defs` or `definitions` where the file itself describes nothing.

    Args:
        path: The file, and how errors name it.
        read: Gives the text of a file, YAML or JSON.
        folder: No reference leads out of it.

    Raises:
        ConfigurationError: when the file cannot be read, is broken, or describes nothing; with
            the line.
    """
    documents = Documents(read, folder)
    root = documents.open(path)
    members = root.members
    if any(key in members for key in _SHAPES):
        stem = _SUFFIX.sub("", posixpath.basename(path))
        events = [_event(stem, root)]
    else:
        events = [
            _event(key, each)
            for collection in _COLLECTIONS
            if collection in members
            for key, each in members[collection].members.items()
        ]
    if not events:
        problem = f"this describes no event: it has none of {', '.join((*_SHAPES, *_COLLECTIONS))}"
        raise ConfigurationError(problem, path=path, line=1)
    return Events(tuple(events), tuple(documents.problems))


def field_names(schema: Node | None) -> tuple[str, ...]:
    """Return the names of what an event carries; without its envelope, where it has one."""
    return tuple(dict.fromkeys(_fields(schema, set()))) if schema is not None else ()


def _fields(schema: Node, seen: set[object]) -> Iterator[str]:
    """Give the fields of a schema, and of what it is made of; it may be made of itself."""
    place = (schema.path, schema.reference or schema.span)
    if place in seen:
        return
    seen.add(place)
    members = schema.members
    properties = members.get("properties")
    own = properties.members if properties else {}
    wrapped = next((own[key] for key in _WRAPPERS if key in own), None)
    if wrapped is not None and wrapped.get("properties") is not None:
        yield from _fields(wrapped, seen)
    else:
        yield from own
    for key in ("allOf", "oneOf", "anyOf"):
        for part in members[key].items if key in members else ():
            yield from _fields(part, seen)


def _event(key: str, schema: Node) -> EventSource:
    names = [*_constants(schema), key, schema.said("title"), _last_part(schema.said("$id"))]
    names = list(dict.fromkeys(filter(None, names)))
    deprecated = schema.get("deprecated")
    return EventSource(
        name=names[0],
        names=tuple(names),
        span=schema.span,
        file=schema.path,
        summary=schema.said("description"),
        fields=field_names(schema),
        deprecated=deprecated is not None and deprecated.text == "true",
    )


def _constants(schema: Node) -> Iterator[str]:
    """Give what a schema says that an event calls itself."""
    for field in _NAME_FIELDS:
        constant = schema.get("properties", field, "const")
        if constant is not None:
            yield constant.text
        choices = schema.get("properties", field, "enum")
        if choices is not None and len(choices.tree.texts) == 1:
            yield choices.tree.texts[0]


def _last_part(address: str) -> str:
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return _SUFFIX.sub("", posixpath.basename(unquote(path)))
