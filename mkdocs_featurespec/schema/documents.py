"""Schema files: read, and held against the metaschema of their draft."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mkdocs_featurespec.diagnostics import DATA_LOST, ConfigurationError
from mkdocs_featurespec.reader.front_matter.yaml_data import read_yaml
from mkdocs_featurespec.reader.source import Source

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


def read_document(path: Path, display: str) -> object:
    """Return what a schema file holds.

    Args:
        path: JSON if it ends in `.json`, else YAML.
        display: How messages name it.

    Raises:
        ConfigurationError: when it is missing or broken, with its line where there is one.
    """
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError("the schema does not exist", path=display) from None
    except UnicodeDecodeError as error:
        problem = f"the schema is not UTF-8 (byte {error.start})"
        raise ConfigurationError(problem, path=display) from error
    except OSError as error:
        problem = f"the schema cannot be read: {error.strerror or error}"
        raise ConfigurationError(problem, path=display) from error
    if path.suffix != ".json":
        return parse_document(text, display)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"broken JSON: {error.msg}"
        raise ConfigurationError(problem, path=display, line=error.lineno) from error
    except RecursionError as error:
        raise ConfigurationError("broken JSON: nested too deep", path=display) from error


def parse_document(text: str, display: str) -> object:
    """Return what a YAML text holds; its dates stay text, as those of front matter do.

    Raises:
        ConfigurationError: when it is broken, with its line.
    """
    read = read_yaml(Source(text, display).lines)
    for fault in read.faults:
        if fault.kind in DATA_LOST:
            reason = fault.message.removeprefix("invalid YAML: ")
            problem = f"broken YAML: {reason.replace('the front matter', 'the schema')}"
            raise ConfigurationError(problem, path=display, line=fault.span.line)
    return read.data


def check_document(
    document: Any, path: Path | None, display: str, default: type[Validator] | None
) -> type[Validator]:
    """Return the validator of a document's draft, once its metaschema finds no fault with it.

    Args:
        document: What the file holds.
        path: The file, if it is one.
        display: How messages name it.
        default: What a part that names no draft has: that of the schema that refers to it.

    Raises:
        ConfigurationError: when it is no schema, or of a draft that is not known.
    """
    from jsonschema import Draft202012Validator, SchemaError
    from jsonschema.validators import validator_for

    if not isinstance(document, dict | bool):
        raise ConfigurationError("the schema is not a mapping", path=display)
    dialect = document.get("$schema") if isinstance(document, Mapping) else None
    validator_class: type[Validator] = default or Draft202012Validator
    if dialect is not None:
        unknown: Any = None
        named = {"$schema": dialect if isinstance(dialect, str) else ""}
        validator_class = validator_for(named, default=unknown)
    if not validator_class:
        message = f'"$schema": {json.dumps(dialect, default=str)} is no draft of JSON Schema'
        raise ConfigurationError(message, path=display, line=_line(path, ["$schema"]))
    try:
        validator_class.check_schema(cast("dict[str, object]", document))
    except SchemaError as error:
        place = "/".join(map(str, error.absolute_path)) or "its root"
        message = f"this is no JSON Schema: at {place}, {' '.join(error.message.split())}"
        line = _line(path, error.absolute_path)
        raise ConfigurationError(message, path=display, line=line) from error
    except (TypeError, RecursionError) as error:
        message = "this is no JSON Schema: it holds itself, or a key that is not text"
        raise ConfigurationError(message, path=display) from error
    return validator_class


def _line(path: Path | None, place: Iterable[str | int]) -> int:
    """Return the line of a place in a schema file, 0 where it is not known; JSON is YAML here."""
    if path is None:
        return 0
    read = read_yaml(Source(path.read_text("utf-8-sig").replace("\t", " "), "").lines)
    steps = tuple(place)
    for end in range(len(steps), 0, -1):
        if span := read.key_spans.get(steps[:end]) or read.value_spans.get(steps[:end]):
            return span.line
    return 1


def name_of(document: object) -> str:
    """Return the name that a schema gives itself; in draft 4 the keyword is `id`."""
    names = [document.get(key) for key in ("$id", "id")] if isinstance(document, Mapping) else []
    return next((name.rstrip("#") for name in names if isinstance(name, str)), "")
