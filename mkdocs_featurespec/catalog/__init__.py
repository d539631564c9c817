"""The catalog: what all feature pages name, merged, with every feature that names it."""

from __future__ import annotations

from mkdocs_featurespec.catalog.build import build_catalog, catalog_facts
from mkdocs_featurespec.catalog.entries import Catalog, CatalogEntry, Feature, Use

__all__ = ["Catalog", "CatalogEntry", "Feature", "Use", "build_catalog", "catalog_facts"]
