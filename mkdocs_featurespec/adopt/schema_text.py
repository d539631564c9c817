"""A schema for the front matter in use, written as a file that people like to read and change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from mkdocs_featurespec.adopt.keys import FrontMatterInUse, KeyInUse

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_HINT = (
    "Name the keys here that they shall have, such as:",
    "  required: [status]",
    "  properties:",
    "    status:",
    "      enum: [draft, in-review, approved, shipped, deprecated]",
)


def schema_text(use: FrontMatterInUse) -> str:
    """Return a JSON Schema, as YAML, that asks for what nearly all pages have."""
    return "\n".join(_lines(use)) + "\n"


def _lines(use: FrontMatterInUse) -> Iterator[str]:
    if use.keys:
        yield (
            f"# Derived from the front matter of {use.with_front_matter} of {use.page_count} pages"
            " by 'featurespec init';"
        )
        yield "# change it as you like."
    else:
        yield "# No page had front matter when 'featurespec init' looked."
        yield from (f"# {line}" for line in _HINT)
    yield f"$schema: {_DRAFT}"
    yield "type: object"
    if required := [key.name for key in use.keys if key.required]:
        yield f"required: {_flow(required)}"
    if use.keys:
        yield "properties:"
    for key in use.keys:
        yield f"  {_flow(key.name)}:  # on {key.pages} of {use.with_front_matter}"
        yield from (f"    {line}" for line in _property(key))


def _property(key: KeyInUse) -> Iterator[str]:
    if key.values:
        yield f"enum: {_flow(list(key.values))}"
        return
    yield f"type: {_types(key.types)}"
    if key.format:
        yield f"format: {key.format}"
    if key.items:
        yield f"items: {{ type: {_types(key.items)} }}"


def _types(types: Sequence[str]) -> str:
    """Return one type, or a list of them; a whole number is a number too."""
    kinds = [name for name in types if not (name == "integer" and "number" in types)]
    return _flow(kinds[0] if len(kinds) == 1 else kinds)


def _flow(value: object) -> str:
    """Return a value as YAML on one line."""
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10_000, sort_keys=False
    )
    return str(text).removesuffix("\n").removesuffix("\n...")
