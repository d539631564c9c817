"""A schema in one piece: what it refers to in other files is put under its `$defs`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

from mkdocs_featurespec.schema.judge import Schema

_DATA = frozenset(("const", "default", "enum", "examples"))
"""Keywords whose values are no schemas."""
_NOT_SIMPLE = frozenset(("$anchor", "$dynamicAnchor", "$dynamicRef", "$recursiveRef"))


class _NotSimpleError(Exception):
    """A schema names its parts in a way that does not survive being moved."""


def bundled(schema: Schema) -> object | None:
    """Return a schema that refers to no other file; `None` if it cannot be made such a one.

    It judges as the schema does. One that refers to no other file is returned as it is.
    """
    if not schema.parts or not isinstance(schema.document, dict):
        return schema.document
    try:
        return _Bundle(schema).document()
    except _NotSimpleError:
        return None


class _Bundle:
    def __init__(self, schema: Schema) -> None:
        self._root: dict[str, object] = dict(schema.document)  # type: ignore[call-overload]
        self._parts = schema.parts
        self._base = schema.name
        self._names: dict[str, str] = {}
        """Of the parts that are referred to, by their address."""

    def document(self) -> dict[str, object]:
        root = self._rewritten(self._root, self._base, at_root=True)
        defs: dict[str, object] = {}
        while len(defs) < len(self._names):
            for uri, name in list(self._names.items()):
                if name not in defs:
                    defs[name] = self._value(self._part(uri), uri)
        own = root.get("$defs")
        return {**root, "$defs": {**(own if isinstance(own, dict) else {}), **defs}}

    def _part(self, uri: str) -> object:
        """Return a part without what only the root of a schema has."""
        part = self._parts[uri]
        if not isinstance(part, Mapping):
            return part
        if part.get("$schema", self._root.get("$schema")) != self._root.get("$schema"):
            raise _NotSimpleError  # of another draft
        return {key: value for key, value in part.items() if key not in ("$id", "$schema")}

    def _rewritten(
        self, node: Mapping[str, object], base: str, *, at_root: bool = False
    ) -> dict[str, object]:
        if _NOT_SIMPLE & node.keys() or ("$id" in node and not at_root):
            raise _NotSimpleError
        return {
            key: self._reference(value, base)
            if key == "$ref" and isinstance(value, str)
            else self._value(value, base)
            if key not in _DATA
            else value
            for key, value in node.items()
        }

    def _value(self, value: object, base: str) -> object:
        if isinstance(value, list):
            return [self._value(item, base) for item in value]
        return self._rewritten(value, base) if isinstance(value, Mapping) else value

    def _reference(self, reference: str, base: str) -> str:
        """Return where what is referred to stands in the bundle."""
        uri, fragment = urldefrag(reference)
        uri = urljoin(base, uri) if uri else base
        if fragment and not fragment.startswith("/"):
            raise _NotSimpleError
        if uri == self._base:
            return f"#{fragment}"
        if uri not in self._names:
            self._names[uri] = self._free_name(uri)
        return f"#/$defs/{self._names[uri]}{fragment}"

    def _free_name(self, uri: str) -> str:
        own = self._root.get("$defs")
        taken = {*self._names.values(), *(own if isinstance(own, dict) else ())}
        path = urlsplit(uri).path.rpartition(":")[2]
        name = stem = PurePosixPath(path).stem.replace("%", "").replace("~", "") or "part"
        number = 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        return name
