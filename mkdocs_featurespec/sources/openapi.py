"""The operations of an OpenAPI description."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources.references import Documents, Node, NoDescriptionError, ReadText
from mkdocs_featurespec.sources.values import Api, Operation

_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_VARIABLE = re.compile(r"\{([^{}]*)\}")


def read_openapi(path: str, read: ReadText, folder: str = "") -> Api:
    """Return the operations of an OpenAPI 3 or Swagger 2.0 description, in its order.

    References (`$ref`) of paths are followed, into other files too, but not over the network.

    Args:
        path: The file, and how errors name it.
        read: Gives the text of a file, YAML or JSON.
        folder: No reference leads out of it.

    Raises:
        ConfigurationError: when the file cannot be read, is broken, or is something else; with
            the line.
    """
    documents = Documents(read, folder)
    root = documents.open(path)
    members = root.members
    _check_version(members, path)
    paths = members.get("paths")
    access = _access(members)
    found: list[Operation] = []
    for name, item in paths.members.items() if paths else ():
        if name.startswith("/"):
            found += _operations(name, item.members, access)
    prefixes = dict.fromkeys(filter(None, _prefixes(members)))
    return Api(tuple(found), tuple(prefixes), tuple(documents.problems))


def _check_version(members: Mapping[str, Node], path: str) -> None:
    version = members.get("openapi") or members.get("swagger")
    if version is None:
        problem = "this is no OpenAPI description: it has neither 'openapi' nor 'swagger'"
        raise NoDescriptionError(problem, path=path, line=1)
    if not version.text.startswith(("3.", "2.")):
        problem = f"OpenAPI {version.text or 'of this version'} is not known; 3.x and 2.0 are"
        raise ConfigurationError(problem, path=path, line=version.span.line)


def _operations(path: str, members: Mapping[str, Node], access: str) -> Iterator[Operation]:
    """Give the operations of a path; `access` is what they ask for where they do not say."""
    for name, operation in members.items():
        if name.lower() in _METHODS:
            tags = operation.get("tags")
            deprecated = operation.get("deprecated")
            yield Operation(
                name.upper(),
                path,
                _summary(operation.members) or _summary(members),
                tuple(tags.tree.texts) if tags else (),
                deprecated is not None and deprecated.text.lower() == "true",
                operation.span,
                operation.path,
                _access(operation.members) if operation.get("security") else access,
            )


def _access(members: Mapping[str, Node]) -> str:
    """Return what `security` asks for, in words; empty where nothing is said."""
    security = members.get("security")
    if (
        security is None
        or security.members
        or any(each.text for each in (security, *security.items))
    ):
        return ""  # or it is said wrongly
    choices = [" and ".join(choice.members) for choice in security.items]
    return " or ".join(dict.fromkeys(choices)) if all(choices) and choices else "public"


def _summary(members: Mapping[str, Node]) -> str:
    """Return what is said of an operation or a path, in one line."""
    summary = members.get("summary")
    if summary and summary.text.strip():
        return " ".join(summary.text.split())
    description = members.get("description")
    lines = description.text.strip().splitlines() if description else []
    return " ".join(lines[0].split()) if lines else ""


def _prefixes(members: Mapping[str, Node]) -> Iterator[str]:
    """Give what the servers' addresses put before each path."""
    if base := members.get("basePath"):
        yield _path_of(base.text)
    servers = members.get("servers")
    for server in servers.items if servers else ():
        url = server.get("url")
        if url is not None:
            yield _path_of(_filled(url.text, server))


def _filled(address: str, server: Node) -> str:
    """Return an address with what its variables are where nobody chooses."""

    def default(variable: re.Match[str]) -> str:
        found = server.get("variables", variable[1], "default")
        return found.text if found else ""

    return _VARIABLE.sub(default, address)


def _path_of(address: str) -> str:
    try:
        path = urlsplit(address).path.strip("/")
    except ValueError:  # such as of `http://[host`
        path = ""
    return f"/{path}" if path else ""
