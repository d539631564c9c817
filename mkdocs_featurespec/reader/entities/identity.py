"""When two spellings are one entity."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_featurespec.model import Entity, EntityKind

_PARAMETER = re.compile(
    r"\$?\{(?:[^{}/]|\{[^{}/]*\})*\}"  # {id} ${id} {id:guid} {{id}} {id:[0-9]{4}}
    r"|:[A-Za-z_]\w*\??"  # :id
    r"|\[\[?\.{0,3}\w+\]?\]"  # [id] [...slug] [[...slug]]
    r"|<[^<>/]*>"  # <id> <int:id>
    r"|\*+"
)


@lru_cache(maxsize=1 << 16)
def endpoint_shape(path: str) -> str:
    """Return a path with `{}` for each parameter, however it is spelled."""
    return _PARAMETER.sub("{}", path)


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
