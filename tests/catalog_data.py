"""A catalog as JSON, with or without the pages that it was made of."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_featurespec.catalog import Catalog
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.render import catalog_json
from mkdocs_featurespec.render.catalog_json import Publication
from mkdocs_featurespec.render.view import SiteView

SHOP = Publication(
    "Shop", "https://shop.example/", lambda src_uri: f"{src_uri.rpartition('/')[2]}.html"
)


def catalog_as_data(catalog: Catalog, pages: Mapping[str, Page] | None = None) -> dict[str, object]:
    return catalog_json.catalog_as_data(SiteView(pages or {}, catalog), SHOP)


def catalog_as_json(catalog: Catalog) -> str:
    return catalog_json.catalog_as_json(SiteView({}, catalog), SHOP)
