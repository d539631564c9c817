"""Schemas on disk: read, checked, and with every `$ref` resolved before a page is judged."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.schema import Schema
from mkdocs_featurespec.schema.documents import (
    check_document,
    name_of,
    parse_document,
    read_document,
)
from mkdocs_featurespec.schema.verdicts import Verdicts

if TYPE_CHECKING:
    from jsonschema.protocols import Validator
    from referencing import Registry, Resource
    from referencing._core import Resolver

BUILT_IN_ID = "urn:mkdocs-featurespec:front-matter"
_SUFFIXES = (".json", ".yaml", ".yml")
_DEEPEST = 10
"""References and parts of parts are followed no further to say what is known of a key."""
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
    document = read_document(path, display)
    return _Loader(path, display).load(document)


def parse_schema(text: str, *, display: str) -> Schema:
    """Load a schema from YAML that stands in no file yet, and so refers to none.

    Raises:
        ConfigurationError: when it is broken or no JSON Schema.
    """
    return _Loader(None, display).load(parse_document(text, display))


@lru_cache(maxsize=1)
def _built_in() -> Schema:
    return _Loader(None, BUILT_IN_ID).load(_built_in_document())


@lru_cache(maxsize=1)
def _built_in_document() -> Mapping[str, object]:
    text = read_data("front-matter.schema.json")
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
        self._checked: set[int] = set()
        """What stands in a document that was held against its metaschema."""

    def load(self, document: Any) -> Schema:
        from jsonschema import Draft202012Validator
        from referencing.jsonschema import specification_with

        if document is _built_in_document():
            validator_class: type[Validator] = Draft202012Validator  # the tests check it
        else:
            validator_class = check_document(document, self._path, self._display, None)
        self._draft = validator_class
        self._own_id = name_of(document)
        specification = specification_with(str(validator_class.META_SCHEMA["$schema"]))
        self._specification = specification
        resource = specification.create_resource(document)
        registry = _registry(self._retrieve).with_resource(self._own_id, resource)
        resolver = registry.resolver_with_root(resource)
        self._check_references(resource, resolver, set())
        # Those of the old drafts lack formats that people use with them, such as `date`; that of
        # all drafts at once has the `time` of draft 3.
        formats = Draft202012Validator.FORMAT_CHECKER
        validator = validator_class(document, registry=registry, format_checker=formats)
        properties: dict[str, object] = {}
        for key, described in _properties(document, resolver):
            properties.setdefault(key, described)
        return Schema(
            document,
            tuple(self._watched),
            properties,
            validator,
            Verdicts(validator),
            self._own_id,
            self._documents,
        )

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
            relative = uri.removeprefix(own_id.rpartition("/")[0] + "/") if "/" in own_id else uri
            if not urlsplit(relative).scheme:
                relative = posixpath.normpath(unquote(relative))
                if relative.startswith(("/", "..")):
                    raise self._error(f"$ref to {uri} leads out of the schema's folder")
                target = file.parent / relative
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
                        document = read_document(path, path.name)
                    except ConfigurationError:
                        continue  # a file that nothing refers to may be anything
                    own_id = name_of(document)
                    if own_id:
                        self._by_id[own_id] = path
        return self._by_id

    def _read_part(self, path: Path) -> object:
        self._watched.append(path)
        folder = self._path.parent if self._path else path.parent
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        display = Path(self._display).parent.joinpath(shown).as_posix()
        document = read_document(path, display)
        check_document(document, path, display, self._draft)
        return document

    def _check_references(
        self, resource: Resource[object], resolver: Resolver[object], seen: set[int]
    ) -> None:
        contents = resource.contents
        if id(contents) in seen:
            return
        seen.add(id(contents))
        if isinstance(contents, Mapping):
            self._refuse_patterns(contents)
            for keyword in _REFERENCES:
                reference = contents.get(keyword)
                if isinstance(reference, str):
                    target, its_resolver = self._follow(keyword, reference, resolver)
                    self._check_references(target, its_resolver, seen)
                    self._refuse_loop(contents, keyword, resolver)
        for part in resource.subresources():
            self._checked.add(id(part.contents))
            self._check_references(part, resolver.in_subresource(part), seen)

    def _follow(
        self, keyword: str, reference: str, resolver: Resolver[object]
    ) -> tuple[Resource[object], Resolver[object]]:
        """Return the schema that a reference leads to."""
        from referencing import Resource
        from referencing.exceptions import Unresolvable

        try:
            resolved = resolver.lookup(reference)
        except Unresolvable as error:
            raise self._cause(error) or self._error(
                f'{keyword} to "{reference}", which is not there'
            ) from error
        contents: Any = resolved.contents
        if not isinstance(contents, dict | bool):
            raise self._error(f'{keyword} to "{reference}", which is no schema')
        if id(contents) not in self._checked:
            self._checked.add(id(contents))
            check_document(contents, None, self._display, self._draft)
        target = Resource.from_contents(contents, default_specification=self._specification)
        return target, resolved.resolver

    def _refuse_patterns(self, contents: Mapping[str, object]) -> None:
        """Refuse what is no regular expression; the metaschemas of old drafts do not look."""
        patterns = contents.get("patternProperties")
        try:
            for pattern in patterns if isinstance(patterns, Mapping) else ():
                re.compile(str(pattern))
        except re.error as error:
            raise self._error(f"'{error.pattern!s}' is no regular expression: {error}") from error

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


def _properties(
    document: object, resolver: Resolver[object], depth: int = 0
) -> Iterator[tuple[str, object]]:
    """Give what a schema says of the keys at its root, by `allOf` and `$ref` too."""
    if not isinstance(document, Mapping) or depth > _DEEPEST:
        return
    properties = document.get("properties")
    if isinstance(properties, Mapping):
        for key, described in properties.items():
            yield str(key), _resolved(described, resolver)
    if isinstance(reference := document.get("$ref"), str):
        resolved = resolver.lookup(reference)
        yield from _properties(resolved.contents, resolved.resolver, depth + 1)
    for part in document.get("allOf") or ():
        yield from _properties(part, resolver, depth + 1)


def _resolved(described: object, resolver: Resolver[object]) -> object:
    """Return what a schema refers to, and itself if it refers to nothing."""
    for _ in range(_DEEPEST):
        reference = described.get("$ref") if isinstance(described, Mapping) else None
        if not isinstance(reference, str):
            break
        resolved = resolver.lookup(reference)
        described, resolver = resolved.contents, resolved.resolver
    return described
