"""The catalog as data, for tools; `data/catalog.schema.json` describes it."""

from __future__ import annotations

from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.render.catalog_json.publication import Publication, page_url
from mkdocs_featurespec.render.catalog_json.text import catalog_as_data, catalog_as_json

__all__ = [
    "Publication",
    "catalog_as_data",
    "catalog_as_json",
    "catalog_schema",
    "page_url",
]


def catalog_schema() -> str:
    """Return the JSON Schema (2020-12) of the catalog's JSON, as text."""
    return read_data("catalog.schema.json")
