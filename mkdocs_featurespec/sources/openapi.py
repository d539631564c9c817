"""The operations of an OpenAPI description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.trees import Tree, read_tree
from mkdocs_featurespec.sources.values import Operation

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def read_openapi(text: str, path: str) -> tuple[Operation, ...]:
    """Return the operations of an OpenAPI 3 or Swagger 2.0 description, in its order.

    References (`$ref`) of paths are followed within the file; nothing else is read or fetched.

    Args:
        text: YAML or JSON.
        path: How errors name the file.

    Raises:
        ConfigurationError: when it is broken, is something else, or has paths in other files;
            with the line.
    """
    root = read_tree(text, path)
    _check_version(root.members, path)
    paths = root.members.get("paths")
    found: list[Operation] = []
    for name, item in paths.members.items() if paths else ():
        if name.startswith("/"):
            found += _operations(name, _followed(item, root, path))
    return tuple(found)


def _check_version(members: Mapping[str, Tree], path: str) -> None:
    version = members.get("openapi") or members.get("swagger")
    if version is None:
        problem = "this is no OpenAPI description: it has neither 'openapi' nor 'swagger'"
        raise ConfigurationError(problem, path=path, line=1)
    if not version.text.startswith(("3.", "2.")):
        problem = f"OpenAPI {version.text or 'of this version'} is not known; 3.x and 2.0 are"
        raise ConfigurationError(problem, path=path, line=version.line)


def _followed(item: Tree, root: Tree, path: str) -> Mapping[str, Tree]:
    """Return the members of a path, and of what it refers to."""
    members: dict[str, Tree] = {}
    seen: set[str] = set()
    while True:
        own = item.members
        members = {**own, **members}
        reference = own.get("$ref")
        if reference is None or reference.text in seen:
            return members
        seen.add(reference.text)
        file, _, pointer = reference.text.partition("#")
        if file:
            problem = (
                f"$ref to {reference.text}: other files are not read; bundle them into one first"
            )
            raise ConfigurationError(problem, path=path, line=reference.line)
        item = root
        for step in pointer.split("/")[1:]:
            step = unquote(step).replace("~1", "/").replace("~0", "~")
            if step not in item.members:
                problem = f"$ref to {reference.text}, which is not there"
                raise ConfigurationError(problem, path=path, line=reference.line)
            item = item.members[step]


def _operations(path: str, members: Mapping[str, Tree]) -> Iterator[Operation]:
    for name, operation in members.items():
        if name.lower() in _METHODS:
            own = operation.members
            tags, deprecated = own.get("tags"), own.get("deprecated")
            yield Operation(
                name.upper(),
                path,
                _summary(own) or _summary(members),
                tuple(tags.texts) if tags else (),
                deprecated is not None and deprecated.text.lower() == "true",
                operation.line,
            )


def _summary(members: Mapping[str, Tree]) -> str:
    """Return what is said of an operation or a path, in one line."""
    summary = members.get("summary")
    if summary and summary.text.strip():
        return " ".join(summary.text.split())
    description = members.get("description")
    lines = description.text.strip().splitlines() if description else []
    return " ".join(lines[0].split()) if lines else ""
