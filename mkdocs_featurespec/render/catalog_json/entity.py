"""A table, an endpoint, an event or a job as JSON values, and why features depend on others."""

from __future__ import annotations

from mkdocs_featurespec.catalog import CatalogEntry, Use
from mkdocs_featurespec.impact.reasons import Edge, Reason
from mkdocs_featurespec.model import EntityKind

_OWNED = frozenset({EntityKind.TABLE, EntityKind.VIEW, EntityKind.ENDPOINT})
"""The kinds that a feature may own."""


def entry_as_data(entry: CatalogEntry) -> dict[str, object]:
    """Return one entity with every feature that names it."""
    if entry.kind is EntityKind.ENDPOINT:
        data: dict[str, object] = {"method": entry.method, "path": entry.name}
    else:
        data = {"name": entry.name, "kind": entry.kind.value}
    if entry.kind in _OWNED:
        data["owners"] = [feature.path for feature in entry.owners]
    data["features"] = [_use(use, entry.kind) for use in entry.uses]
    return data


def _use(use: Use, kind: EntityKind) -> dict[str, object]:
    data: dict[str, object] = {
        "path": use.feature.path,
        "title": use.feature.title,
        "line": use.line,
        "anchor": use.anchor,
        "summary": use.summary or None,
    }
    if kind in (EntityKind.TABLE, EntityKind.VIEW):
        data["columns"] = list(use.columns)
    elif kind is not EntityKind.JOB:
        data["direction"] = use.direction.value if use.direction else None
    if kind in _OWNED:
        data["owned"] = use.owned
        data["owner"] = use.owner.path if use.owner else None
    return data


def edge_as_data(edge: Edge) -> dict[str, object]:
    """Return one feature that depends on another one, with the reasons, the strongest first."""
    return {
        "feature": edge.feature.path,
        "depends_on": edge.other.path,
        "reasons": [_reason(reason) for reason in edge.reasons],
    }


def _reason(reason: Reason) -> dict[str, object]:
    entry = reason.entry
    return {
        "kind": reason.kind.value,
        "entity": None
        if entry is None
        else {"kind": entry.kind.value, "name": entry.name, "method": entry.method or None},
        "line": reason.here.line or None,
        "anchor": reason.here.anchor,
    }
