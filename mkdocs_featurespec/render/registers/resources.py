"""Endpoints by what they are of: the part of the path that those of one resource share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mkdocs_featurespec.render.registers.entries import Row

_BEFORE = re.compile(r"(?i)api|rest|v\d+(\.\d+)*|[{:\[<$*].*|")
"""Segments that say nothing of a resource: of the whole API, versions and parameters."""


def by_resource(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the rows of each resource, both in the order in which they come."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(resource(row.entry.name), []).append(row)
    return found


@lru_cache(maxsize=1 << 14)
def resource(path: str) -> str:
    """Return a path up to its resource: `/api/v1/kilns` for `/api/v1/kilns/{id}/doors`."""
    segments = path.split("/")
    for index, segment in enumerate(segments):
        if not _BEFORE.fullmatch(segment):
            return "/".join(segments[: index + 1])
    return path
