"""Catalogs of other sites, taken into this one's: the same features, at their addresses there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mkdocs_featurespec.addresses import joined
from mkdocs_featurespec.catalog.entries import REGISTER_NAMES, REGISTERS, Feature, Said, Use
from mkdocs_featurespec.catalog.facts import FeatureFacts
from mkdocs_featurespec.catalog.from_data import StoredCatalog


@dataclass(frozen=True, eq=False)
class ImportedSite:
    """What was taken from the catalog of another site. It is equal to itself alone.

    Attributes:
        name: The site's name.
        features: Its features.
        said: What their pages name, by `src_uri`.
        facts: What their pages say besides, likewise; of those where its catalog has it.
    """

    name: str
    features: tuple[Feature, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)
    facts: Mapping[str, FeatureFacts] = field(default_factory=dict)


def imported_site(stored: StoredCatalog, name: str, url: str) -> ImportedSite:
    """Return the site of a stored catalog as another site sees it.

    Args:
        stored: The catalog, with the addresses of all its features.
        name: How the site is called.
        url: Its address.
    """
    addresses = {src_uri: joined(url, page) for src_uri, page in stored.urls.items()}
    features = {
        feature.src_uri: _imported(feature, name, addresses) for feature in stored.catalog.features
    }
    said: dict[str, dict[str, list[tuple[str, Use]]]] = {
        url: {name: [] for name in REGISTER_NAMES} for url in addresses.values()
    }
    for entry in stored.catalog.entries:
        for use in entry.uses:
            feature = features[use.feature.src_uri]
            owner = features[use.owner.src_uri] if use.owner else None
            of_page = said[feature.src_uri][REGISTERS[entry.kind]]
            of_page.append((entry.identity, Use(feature, use.entity, owner)))
    return ImportedSite(
        name,
        tuple(features.values()),
        {url: tuple(map(tuple, of_page.values())) for url, of_page in said.items()},
        {addresses[src_uri]: facts for src_uri, facts in stored.facts.items()},
    )


def _imported(feature: Feature, site: str, addresses: Mapping[str, str]) -> Feature:
    depends_on = (addresses[other] for other in feature.depends_on if other in addresses)
    return replace(
        feature,
        src_uri=addresses[feature.src_uri],
        path=f"{site}:{feature.path}",
        title=" ".join(feature.title.split()),
        depends_on=tuple(depends_on),
        site=site,
        origin=site,
    )
