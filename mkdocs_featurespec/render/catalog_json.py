"""The catalog as data, for tools; `data/catalog.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.catalog.from_data import VERSION
from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.model import EntityKind

_OWNED = frozenset({EntityKind.TABLE, EntityKind.VIEW, EntityKind.ENDPOINT})
"""The kinds that a feature may own."""


def catalog_as_data(catalog: Catalog) -> dict[str, object]:
    """Return the catalog as JSON values, in a stable order."""
    paths = {feature.src_uri: feature.path for feature in catalog.features}
    return {
        "version": VERSION,
        "features": [_feature(feature, paths) for feature in catalog.features],
        "tables": [_entry(entry) for entry in catalog.tables],
        "endpoints": [_entry(entry) for entry in catalog.endpoints],
        "events": [_entry(entry) for entry in catalog.events],
        "jobs": [_entry(entry) for entry in catalog.jobs],
    }


def catalog_as_json(catalog: Catalog) -> str:
    """Return the catalog as a JSON text with an entry on each line."""
    # Line by line, since the library's own indentation is ten times as slow.
    encode = json.JSONEncoder(ensure_ascii=False).encode
    parts = []
    for key, value in catalog_as_data(catalog).items():
        if isinstance(value, list) and value:
            text = "[\n" + ",\n".join(map(encode, value)) + "\n]"
        else:
            text = encode(value)
        parts.append(f"{encode(key)}: {text}")
    return "{" + ",\n".join(parts) + "}\n"


def catalog_schema() -> str:
    """Return the JSON Schema (2020-12) of the catalog's JSON, as text."""
    return read_data("catalog.schema.json")


def _feature(feature: Feature, paths: Mapping[str, str]) -> dict[str, object]:
    return {
        "path": feature.path,
        "title": feature.title,
        "status": feature.status or None,
        "owner": feature.owner or None,
        "surfaces": list(feature.surfaces),
        "written": feature.written,
        "counts": {
            "tables": feature.tables,
            "endpoints": feature.endpoints,
            "events": feature.events,
            "jobs": feature.jobs,
        },
        "depends_on": [paths[src_uri] for src_uri in feature.depends_on],
    }


def _entry(entry: CatalogEntry) -> dict[str, object]:
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
