"""Reads a catalog back from its JSON values; `data/catalog.schema.json` describes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_featurespec.catalog.build import REGISTERS
from mkdocs_featurespec.catalog.data_item import DataItem
from mkdocs_featurespec.catalog.entries import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.diagnostics import ConfigurationError, Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind
from mkdocs_featurespec.reader.entities.identity import entity_identity

VERSION = 1
"""Of the format; grows when a tool that reads it would have to change."""

_Features = Mapping[str, Feature]


def catalog_from_data(data: object, path: str = "") -> Catalog:
    """Return the catalog that JSON values describe.

    Keys that are not known are passed over, and those that came into the format later may be
    missing. What the values do not carry is not in the catalog: `src_uri` is the path, places are
    lines, and every use has its entity's name as the first feature spells it.

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
    features = {feature.path: feature for feature in map(_feature, top.items("features"))}
    return Catalog(
        features=tuple(features.values()),
        tables=tuple(_entries(top, "tables", features)),
        endpoints=tuple(_entries(top, "endpoints", features)),
        events=tuple(_entries(top, "events", features)),
        jobs=tuple(_entries(top, "jobs", features)),
    )


def _feature(item: DataItem) -> Feature:
    path = item.text("path")
    return Feature(
        src_uri=path,
        path=path,
        title=item.text_or_none("title") or "",
        status=item.text_or_none("status") or "",
        owner=item.text_or_none("owner") or "",
        surfaces=item.texts("surfaces"),
        written=item.flag("written") is not False,
        depends_on=item.texts("depends_on"),
        **item.item("counts").numbers("tables", "endpoints", "events", "jobs"),
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
    kinds = {kind.value: kind for kind, own in REGISTERS.items() if own == register}
    return kinds[item.choice("kind", kinds)]


def _use(item: DataItem, kind: EntityKind, name: str, method: str, features: _Features) -> Use:
    line = item.number("line")
    direction = item.choice_or_none("direction", [each.value for each in Direction])
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
