"""Which feature's page should document what none does, as far as that is beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.catalog import Feature, Use
from mkdocs_featurespec.reader.entities.identity import endpoint_shape
from mkdocs_featurespec.rules.drift.api_index import Documented, operations
from mkdocs_featurespec.rules.drift.table_index import tables
from mkdocs_featurespec.rules.registry import SiteContext
from mkdocs_featurespec.sources.values import KeyKind, Operation, TableSource

_WORDS = re.compile(r"[^\W_]+")


class Missing(NamedTuple):
    """What no page documents.

    Attributes:
        operations: By the page that should, each as that would write its path.
        tables: Likewise.
        unclear: The names of those that no page, or more than one, should document.
    """

    operations: dict[str, list[Operation]]
    tables: dict[str, list[TableSource]]
    unclear: tuple[str, ...]


def missing(context: SiteContext) -> Missing:
    """Return what no page documents, by the page that it belongs to.

    An operation belongs to the feature that its tag names, or to the one that documents the paths
    around it. A table belongs to the one that owns the tables whose names begin like its own, or
    that it refers to.
    """
    found = Missing({}, {}, ())
    unclear: list[str] = []
    every = list(operations(context))
    for each in every:
        if each.uses:
            continue
        operation = each.operation._replace(path=each.shown.partition(" ")[2])
        feature = _by_tag(operation, context.catalog.features) or _by_path(each, every)
        if feature is None:
            unclear.append(each.shown)
        else:
            found.operations.setdefault(feature.src_uri, []).append(operation)
    known = {table.name: uses for _, table, uses in tables(context)}
    for _, table, uses in tables(context):
        if uses:
            continue
        feature = _by_name(table.name, known) or _by_keys(table, known)
        if feature is None:
            unclear.append(table.name)
        else:
            found.tables.setdefault(feature.src_uri, []).append(table)
    return found._replace(unclear=tuple(unclear))


def _by_tag(operation: Operation, features: Iterable[Feature]) -> Feature | None:
    """Return the feature whose title or file a tag of an operation is."""
    tags = {_plain(tag) for tag in operation.tags}
    return _only(
        feature
        for feature in features
        if {_plain(feature.title), _plain(_stem(feature.src_uri))} & tags
    )


def _by_path(missing: Documented, every: Sequence[Documented]) -> Feature | None:
    """Return the feature that documents the paths around that of an operation."""
    segments = _segments(missing.shown)
    for length in range(len(segments), 0, -1):
        start = segments[:length]
        if start[-1] == "{}":
            continue
        around = [each for each in every if each.uses and _segments(each.shown)[:length] == start]
        if around:
            return _only(feature for each in around for feature in _owning(each.uses))
    return None


def _by_name(name: str, known: dict[str, tuple[Use, ...]]) -> Feature | None:
    """Return the feature that owns the tables whose names begin like that of a table."""
    words = name.split("_")
    for length in range(len(words) - 1, 0, -1):
        start = "_".join(words[:length])
        around = [
            uses
            for other, uses in known.items()
            if uses and (other.startswith(f"{start}_") or other in (start, f"{start}s"))
        ]
        if around:
            return _only(feature for uses in around for feature in _owning(uses))
    return None


def _by_keys(table: TableSource, known: dict[str, tuple[Use, ...]]) -> Feature | None:
    """Return the feature that owns all tables that a table refers to."""
    targets = {key.target for key in table.keys_of(KeyKind.FOREIGN)}
    return _only(feature for target in targets for feature in _owning(known.get(target, ())))


def _owning(uses: Sequence[Use]) -> Iterator[Feature]:
    """Give the features that own something, or all that name it where none says so."""
    owning = [use for use in uses if use.owned] or [use for use in uses if use.owned is None]
    yield from (use.feature for use in owning)


def _only(features: Iterable[Feature]) -> Feature | None:
    """Return the one feature of several that are the same."""
    found = {feature.src_uri: feature for feature in features}
    return next(iter(found.values())) if len(found) == 1 else None


def _segments(shown: str) -> list[str]:
    return endpoint_shape(shown.partition(" ")[2]).strip("/").split("/")


def _stem(src_uri: str) -> str:
    return src_uri.rpartition("/")[2].rpartition(".")[0]


def _plain(text: str) -> str:
    return "".join(_WORDS.findall(text)).casefold()
