"""Reads a catalog back from its JSON values; `data/catalog.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.catalog.data_item import DataItem
from mkdocs_featurespec.catalog.entries import (
    REGISTER_NAMES,
    REGISTERS,
    Catalog,
    CatalogEntry,
    Feature,
    Use,
)
from mkdocs_featurespec.catalog.facts import Completeness, FeatureFacts, OnSurface, Statement
from mkdocs_featurespec.diagnostics import ConfigurationError, Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind
from mkdocs_featurespec.reader.entities.identity import entity_identity

VERSION = 1
"""Of the format; grows when a tool that reads it would have to change."""

_KINDS = {
    name: {kind.value: kind for kind, own in REGISTERS.items() if own == name}
    for name in REGISTER_NAMES
}
_DIRECTIONS = tuple(each.value for each in Direction)

_Features = Mapping[str, Feature]


@dataclass(frozen=True, slots=True)
class StoredCatalog:
    """A catalog that was written to a file.

    Attributes:
        catalog: What the features name.
        facts: What their pages say besides, by `src_uri`; of those features where the file has it.
        urls: The addresses of their pages relative to the site's, likewise.
        site_name: The name of their site; empty where the file has none.
        site_url: The address of their site; likewise.
    """

    catalog: Catalog
    facts: Mapping[str, FeatureFacts]
    urls: Mapping[str, str]
    site_name: str = ""
    site_url: str = ""


def catalog_from_data(data: object, path: str = "") -> StoredCatalog:
    """Return the catalog that JSON values describe.

    Keys that are not known are passed over, and those that came into the format later may be
    missing. What the values do not carry is not in the catalog: `src_uri` is the path, places are
    lines, and every use has its entity's name as the first feature spells it. What depends on what
    is not read, since it follows from the rest.

    Args:
        data: What `catalog_as_data` returned, or what was read from its JSON.
        path: The file that it was read from, for errors.

    Raises:
        ConfigurationError: when that is no catalog, or one of another version.
    """
    if not isinstance(data, dict) or type(data.get("version")) is not int:
        what = "this is no catalog, such as 'featurespec catalog --format json' prints"
        raise ConfigurationError(what, path=path)
    version = data["version"]
    if version != VERSION:
        problem = f"the catalog's version is {version}, and only {VERSION} can be read"
        newer = "; it was made by a newer featurespec" if version > VERSION else ""
        raise ConfigurationError(problem + newer, path=path)
    top = DataItem(data, path)
    items = {item.text("path"): item for item in top.items("features")}
    features = {src_uri: _feature(item) for src_uri, item in items.items()}
    facts = ((src_uri, _facts(item)) for src_uri, item in items.items())
    urls = ((src_uri, item.text_or_none("url")) for src_uri, item in items.items())
    site = top.item("site")
    return StoredCatalog(
        Catalog(
            features=tuple(features.values()),
            tables=tuple(_entries(top, "tables", features)),
            endpoints=tuple(_entries(top, "endpoints", features)),
            events=tuple(_entries(top, "events", features)),
            jobs=tuple(_entries(top, "jobs", features)),
        ),
        {src_uri: found for src_uri, found in facts if found},
        {src_uri: url for src_uri, url in urls if url},
        site.text_or_none("name") or "",
        site.text_or_none("url") or "",
    )


def _feature(item: DataItem) -> Feature:
    path = item.text("path")
    counts = item.item("counts").numbers("tables", "endpoints", "events", "jobs")
    return Feature(
        src_uri=path,
        path=path,
        title=item.text_or_none("title") or "",
        status=item.text_or_none("status") or "",
        owner=item.text_or_none("owner") or "",
        surfaces=item.texts("surfaces"),
        written=item.flag("written") is not False,
        tables=counts["tables"],
        endpoints=counts["endpoints"],
        events=counts["events"],
        jobs=counts["jobs"],
        depends_on=item.texts("depends_on"),
    )


def _facts(item: DataItem) -> FeatureFacts | None:
    """Return what a page says besides; `None` in a file that was made before that was written."""
    if "completeness" not in item.data:
        return None
    counts = ("sections", "written", "left_over", "errors", "warnings", "infos")
    decisions = _statements(item, "open_decisions")
    return FeatureFacts(
        Completeness(
            pages=1, decisions=len(decisions), **item.item("completeness").numbers(*counts)
        ),
        tuple(
            OnSurface(
                each.text_or_none("name") or "",
                each.text_or_none("anchor"),
                each.flag("written") is True,
            )
            for each in item.items("on_surfaces")
        ),
        decisions,
        _statements(item, "permissions", "role"),
        _statements(item, "tests", "kind"),
    )


def _statements(item: DataItem, key: str, about: str = "") -> tuple[Statement, ...]:
    return tuple(
        Statement(
            each.text_or_none("text") or "",
            each.number("line"),
            each.text_or_none("anchor") or "",
            (each.text_or_none(about) or "") if about else "",
        )
        for each in item.items(key)
    )


def _entries(top: DataItem, register: str, features: _Features) -> Iterator[CatalogEntry]:
    for item in top.items(register):
        if register == "endpoints":
            kind, name, method = EntityKind.ENDPOINT, item.text("path"), item.text("method")
        else:
            kind, name, method = _kind(item, register), item.text("name"), ""
        uses = tuple(_use(use, kind, name, method, features) for use in item.items("features"))
        if not uses:
            raise item.wrong("features", "at least one feature")
        yield CatalogEntry(kind, name, method, entity_identity(uses[0].entity), uses)


def _kind(item: DataItem, register: str) -> EntityKind:
    kinds = _KINDS[register]
    return kinds[item.choice("kind", kinds)]


def _use(item: DataItem, kind: EntityKind, name: str, method: str, features: _Features) -> Use:
    line = item.number("line")
    direction = item.choice_or_none("direction", _DIRECTIONS)
    owner = item.text_or_none("owner")
    entity = Entity(
        kind=kind,
        name=name,
        span=Span(line, 1, line, 1),
        method=method,
        anchor=item.text_or_none("anchor"),
        summary=item.text_or_none("summary") or "",
        direction=Direction(direction) if direction else None,
        columns=item.texts("columns"),
        owned=item.flag("owned"),
        owner=owner or "",
    )
    feature = features.get(item.text("path"))
    if feature is None:
        raise item.wrong("path", "the path of one of the catalog's features")
    if owner is not None and owner not in features:
        raise item.wrong("owner", "the path of one of the catalog's features")
    return Use(feature, entity, features[owner] if owner is not None else None)
