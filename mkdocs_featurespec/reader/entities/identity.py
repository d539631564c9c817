"""When two spellings are one entity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mkdocs_featurespec.model import Entity, EntityKind

_PARAMETER = re.compile(
    r"\$?\{(?:[^{}/]|\{[^{}/]*\})*\}"  # {id} ${id} {id:guid} {{id}} {id:[0-9]{4}}
    r"|:[A-Za-z_]\w*\??"  # :id
    r"|\[\[?\.{0,3}\w+\]?\]"  # [id] [...slug] [[...slug]]
    r"|<[^<>/]*>"  # <id> <int:id>
    r"|\$[A-Za-z_]\w*"  # $ID, as in a shell
    r"|\*+"
)


@lru_cache(maxsize=1 << 16)
def endpoint_shape(path: str) -> str:
    """Return a path with `{}` for each parameter, however it is spelled."""
    return _PARAMETER.sub("{}", path)


def parameter_names(path: str) -> tuple[str, ...]:
    """Return the names of a path's parameters, without what else it says of them.

    Wildcards without a name are empty.
    """
    return tuple(_name(parameter) for parameter in _PARAMETER.findall(path))


def with_parameters(path: str, names: Sequence[str]) -> str:
    """Return a path with other names for its parameters, spelled in its own style.

    Args:
        path: The path; all its parameters have names.
        names: One for each of them.
    """
    left = iter(names)
    return _PARAMETER.sub(lambda found: _renamed(found.group(), next(left)), path)


def _name(parameter: str) -> str:
    """Return the name in `{id}`, `:id?`, `[...id]`, `<int:id>`, `${id}` or `{id:guid}`."""
    bare = parameter.strip("${}<>[].*?").removeprefix(":")
    if parameter.startswith("<"):
        return bare.rpartition(":")[2].strip()
    return re.split("[:=?]", bare)[0].strip("* ")


def _renamed(parameter: str, name: str) -> str:
    before, found, after = (
        parameter.rpartition(_name(parameter))
        if parameter.startswith("<")
        else parameter.partition(_name(parameter))
    )
    return f"{before}{name}{after}" if found else parameter


def entity_identity(entity: Entity) -> str:
    """Return what all spellings of an entity have in common.

    Endpoints are one by method and shape (`GET /kilns/{}`), tables by name in any case, and
    events and jobs by name.
    """
    if entity.kind is EntityKind.ENDPOINT:
        return f"{entity.method} {endpoint_shape(entity.name)}"
    if entity.kind in (EntityKind.TABLE, EntityKind.VIEW):
        return f"table {entity.name.casefold()}"
    return f"{'job' if entity.kind is EntityKind.JOB else 'event'} {entity.name}"
