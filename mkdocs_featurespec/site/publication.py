"""Where a site's pages will be published, by its configuration."""

from __future__ import annotations

from mkdocs_featurespec.render.catalog_json import Publication, page_url
from mkdocs_featurespec.site.config import SiteConfig
from mkdocs_featurespec.site.files import destination


def publication_of(config: SiteConfig) -> Publication:
    """Return how the world sees a site, as MkDocs would publish it."""
    directory_urls = config.use_directory_urls

    def url_of(src_uri: str) -> str:
        return page_url(destination(src_uri, directory_urls), directory_urls=directory_urls)

    url = config.site_url
    return Publication(config.site_name, url if url.endswith("/") or not url else f"{url}/", url_of)
