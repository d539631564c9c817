"""Endpoints by what they are of: the part of the path that those of one resource share."""

from __future__ import annotations

import re
from functools import lru_cache

_BEFORE = re.compile(r"(?i)api|rest|v\d+(\.\d+)*|[{:\[<$*].*|")
"""Segments that say nothing of a resource: of the whole API, versions and parameters."""


@lru_cache(maxsize=1 << 14)
def resource(path: str) -> str:
    """Return a path up to its resource: `/api/v1/kilns` for `/api/v1/kilns/{id}/doors`."""
    segments = path.split("/")
    for index, segment in enumerate(segments):
        if not _BEFORE.fullmatch(segment):
            return "/".join(segments[: index + 1])
    return path
