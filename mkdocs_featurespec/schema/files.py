"""Schemas on disk: read, checked, and with every `$ref` resolved before a page is judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from mkdocs_featurespec.diagnostics import DATA_LOST, ConfigurationError
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.reader.yaml_data import read_yaml
from mkdocs_featurespec.schema import Schema

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from referencing import Registry, Resource
    from referencing._core import Resolver

BUILT_IN_ID = "urn:mkdocs-featurespec:front-matter"
_SUFFIXES = (".json", ".yaml", ".yml")
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def load_schema(path: Path | None, *, display: str) -> Schema:
    """Load the schema of a site's front matter.

    References are followed to files by their path, relative to the schema's own folder, and to the
    `$id` of any schema file in that folder; the built-in schema has the `$id`
    `urn:mkdocs-featurespec:front-matter`. Nothing is fetched from a network.

    Args:
        path: A JSON or YAML file of any draft (`$schema` says which; 2020-12 if it does not), or
            `None` for the built-in schema.
        display: How messages name the file.

    Raises:
        ConfigurationError: when the file is missing or broken, is no JSON Schema, or refers to
            what is not there; with its line where there is one.
    """
    if path is None:
        return _built_in()
    document = _read(path, display)
    return _Loader(path, display).load(document)


@lru_cache(maxsize=1)
def _built_in() -> Schema:
    return _Loader(None, BUILT_IN_ID).load(_built_in_document())


@lru_cache(maxsize=1)
def _built_in_document() -> Mapping[str, object]:
    text = (
        files("mkdocs_featurespec").joinpath("data", "front-matter.schema.json").read_text("utf-8")
    )
    document: Mapping[str, object] = json.loads(text)
    return document


class _Loader:
    """Loads one schema with all that it refers to."""

    def __init__(self, path: Path | None, display: str) -> None:
        self._path = path
        self._display = display
        self._documents: dict[str, object] = {}
        self._by_id: dict[str, Path] | None = None
        self._watched = [path] if path else []
        self._own_id = ""

    def load(self, document: Any) -> Schema:
        from jsonschema import FormatChecker
        from referencing.jsonschema import specification_with

        validator_class = self._draft = _check(document, self._path, self._display, None)
        self._own_id = _id(document)
        specification = specification_with(str(validator_class.META_SCHEMA["$schema"]))
        self._specification = specification
        resource = specification.create_resource(document)
        registry = _registry(self._retrieve).with_resource(self._own_id, resource)
        resolver = registry.resolver_with_root(resource)
        self._check_references(resource, resolver, set())
        # The checkers of the old drafts lack formats that people use with them, such as `date`.
        validator = validator_class(document, registry=registry, format_checker=FormatChecker())
        keys = tuple(dict.fromkeys(_keys(document, resolver)))
        return Schema(document, tuple(self._watched), keys, validator)

    def _retrieve(self, uri: str) -> Resource[object]:
        """Return what a reference names; the library keeps none of it, so it is kept here."""
        from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]
        from referencing import Resource

        uri = uri.rstrip("#")
        if uri in REGISTRY:
            return cast("Resource[object]", REGISTRY[uri])
        if uri not in self._documents:
            self._documents[uri] = self._find(uri)
        return Resource.from_contents(
            self._documents[uri], default_specification=self._specification
        )

    def _find(self, uri: str) -> object:
        if uri == BUILT_IN_ID:
            return _built_in_document()
        if self._path is None:
            raise self._error(f"$ref to {uri}, which is not there")
        if found := self._ids().get(uri):
            return self._read_part(found)
        for own_id, file in (("", self._path), (self._own_id, self._path), *self._ids().items()):
            relative = uri.removeprefix(own_id.rpartition("/")[0] + "/") if own_id else uri
            if not urlsplit(relative).scheme:
                target = file.parent / unquote(relative)
                if target.is_file():
                    return self._read_part(target)
        if urlsplit(uri).scheme in ("http", "https", "ftp"):
            raise self._error(
                f"$ref to {uri}: nothing is fetched from a network; "
                "put the file into the schema's folder"
            )
        raise self._error(f"$ref to {uri}, which is not there")

    def _ids(self) -> Mapping[str, Path]:
        """Return the schema files of the folder by their `$id`."""
        if self._by_id is None:
            self._by_id = {}
            folder = self._path.parent if self._path else Path()
            for path in sorted(folder.iterdir()):
                if path.suffix in _SUFFIXES and path.is_file():
                    try:
                        document = _read(path, path.name)
                    except ConfigurationError:
                        continue  # a file that nothing refers to may be anything
                    own_id = _id(document)
                    if own_id:
                        self._by_id[own_id] = path
        return self._by_id

    def _read_part(self, path: Path) -> object:
        self._watched.append(path)
        folder = self._path.parent if self._path else path.parent
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        display = Path(self._display).parent.joinpath(shown).as_posix()
        document = _read(path, display)
        _check(document, path, display, self._draft)
        return document

    def _check_references(
        self, resource: Resource[object], resolver: Resolver[object], seen: set[int]
    ) -> None:
        from referencing.exceptions import Unresolvable

        if id(resource.contents) in seen:
            return
        seen.add(id(resource.contents))
        contents = resource.contents
        for keyword in _REFERENCES if isinstance(contents, Mapping) else ():
            reference = contents.get(keyword) if isinstance(contents, Mapping) else None
            if not isinstance(reference, str):
                continue
            try:
                resolved = resolver.lookup(reference)
                self._refuse_loop(contents, keyword, resolver)
            except Unresolvable as error:
                raise self._cause(error) or self._error(
                    f'{keyword} to "{reference}", which is not there'
                ) from error
            specification = resource._specification
            target = specification.create_resource(resolved.contents)
            self._check_references(target, resolved.resolver, seen)
        for part in resource.subresources():
            self._check_references(part, resolver.in_subresource(part), seen)

    def _refuse_loop(self, contents: object, keyword: str, resolver: Resolver[object]) -> None:
        """Refuse references that lead from one to the next and back, and never to a schema."""
        trail: set[int] = set()
        while keyword == "$ref" and isinstance(contents, Mapping) and "$ref" in contents:
            if id(contents) in trail:
                raise self._error(f'$ref to "{contents["$ref"]}" leads back to itself')
            trail.add(id(contents))
            resolved = resolver.lookup(str(contents["$ref"]))
            contents, resolver = resolved.contents, resolved.resolver

    def _cause(self, error: BaseException) -> ConfigurationError | None:
        """Return the error of ours that the library wrapped."""
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ConfigurationError):
                return cause
            cause = cause.__cause__ or cause.__context__
        return None

    def _error(self, message: str) -> ConfigurationError:
        return ConfigurationError(message, path=self._display)


def _registry(retrieve: Callable[[str], Resource[object]]) -> Registry[object]:
    from referencing import Registry

    # The library's class takes its fields by attrs, which type checkers see through a stub only.
    return cast("Callable[..., Registry[object]]", Registry)(retrieve=retrieve)


def _read(path: Path, display: str) -> object:
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
        return _read_yaml(text, display)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        problem = f"broken JSON: {error.msg}"
        raise ConfigurationError(problem, path=display, line=error.lineno) from error
    except RecursionError as error:
        raise ConfigurationError("broken JSON: nested too deep", path=display) from error


def _read_yaml(text: str, display: str) -> object:
    """Return what a YAML text holds; its dates stay text, as those of front matter do."""
    read = read_yaml(Source(text, display).lines)
    for fault in read.faults:
        if fault.kind in DATA_LOST:
            reason = fault.message.removeprefix("invalid YAML: ")
            problem = f"broken YAML: {reason.replace('the front matter', 'the schema')}"
            raise ConfigurationError(problem, path=display, line=fault.span.line)
    return read.data


def _check(
    document: Any, path: Path | None, display: str, default: type[Validator] | None
) -> type[Validator]:
    """Return the validator of a document's draft, once its metaschema finds no fault with it.

    A part that names no draft has that of the schema that refers to it.
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


def _id(document: object) -> str:
    """Return the name that a schema gives itself; in draft 4 the keyword is `id`."""
    names = [document.get(key) for key in ("$id", "id")] if isinstance(document, Mapping) else []
    return next((name.rstrip("#") for name in names if isinstance(name, str)), "")


def _keys(document: object, resolver: Resolver[object], depth: int = 0) -> Iterator[str]:
    """Give the keys that a schema describes at its root, by `allOf` and `$ref` too."""
    if not isinstance(document, Mapping) or depth > 10:
        return
    properties = document.get("properties")
    if isinstance(properties, Mapping):
        yield from (str(key) for key in properties)
    if isinstance(reference := document.get("$ref"), str):
        resolved = resolver.lookup(reference)
        yield from _keys(resolved.contents, resolved.resolver, depth + 1)
    for part in document.get("allOf") or ():
        yield from _keys(part, resolver, depth + 1)
