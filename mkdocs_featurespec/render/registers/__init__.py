"""Registers: what takes the place of a marker, one module each."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_featurespec.render.marker import Marker
from mkdocs_featurespec.render.registers import (
    completeness,
    coverage,
    decisions,
    endpoints,
    events,
    features,
    findings,
    graph,
    impact,
    jobs,
    permissions,
    related,
    relations,
    surfaces,
    tables,
    tests,
)

_MODULES = (
    features,
    tables,
    endpoints,
    events,
    jobs,
    impact,
    graph,
    relations,
    related,
    decisions,
    permissions,
    tests,
    surfaces,
    completeness,
    coverage,
    findings,
)
MARKERS: Mapping[str, Marker] = {module.MARKER.name: module.MARKER for module in _MODULES}
"""All markers, by name."""
