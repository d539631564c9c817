"""What a person means by a name: a feature, a table, an endpoint, an event or a job."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature
from mkdocs_featurespec.catalog.references import FeatureNames
from mkdocs_featurespec.impact.words import label_of
from mkdocs_featurespec.reader.entities.identity import endpoint_shape

KINDS = ("feature", "table", "endpoint", "event", "job")
"""What a name may be of."""

_ENDPOINT = re.compile(r"(?:(?P<method>[A-Za-z]+)\s+)?(?P<path>/\S*)")
_PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Target:
    """What a name may mean.

    Attributes:
        kind: One of `KINDS`.
        feature: The feature, if it is one.
        entries: The entities; more than one only for the methods of a path.
    """

    kind: str
    feature: Feature | None = None
    entries: tuple[CatalogEntry, ...] = ()

    @property
    def name(self) -> str:
        """What it is, in words: `the table orders`."""
        if self.feature is not None:
            return f"the feature {self.feature.title} ({self.feature.path})"
        label = label_of(self.entries[0]) if len(self.entries) == 1 else self.entries[0].name
        return f"the {self.kind} {label}"


def find_targets(name: str, catalog: Catalog, kinds: Iterable[str] = KINDS) -> Sequence[Target]:
    """Return all that a name may mean; a name in the right case goes before others.

    Args:
        name: A feature's title, the path or the name of its page, a table, `GET /x` with any
            spelling of parameters, a path alone for all its methods, an event or a job.
        catalog: What there is.
        kinds: Which of `KINDS` it may be.
    """
    found = []
    wanted = set(kinds)
    if "feature" in wanted:
        found += list(_features(name, catalog))
    if "endpoint" in wanted and (match := _ENDPOINT.fullmatch(name.strip())):
        endpoints = tuple(_endpoints(match["method"] or "", match["path"], catalog))
        found += [Target("endpoint", entries=endpoints)] if endpoints else []
    for kind, register in (
        ("table", catalog.tables),
        ("event", catalog.events),
        ("job", catalog.jobs),
    ):
        if kind in wanted:
            found += [Target(kind, entries=(entry,)) for entry in _named(name, register)]
    return found


def closest_names(name: str, catalog: Catalog) -> Sequence[str]:
    """Return names that look like one that is none, the closest first."""
    from difflib import get_close_matches

    known: dict[str, str] = {}
    for feature in catalog.features:
        known.setdefault(feature.title.casefold(), feature.title)
    for register in (catalog.tables, catalog.endpoints, catalog.events, catalog.jobs):
        for entry in register:
            known.setdefault(label_of(entry).casefold(), label_of(entry))
    return [known[key] for key in get_close_matches(name.casefold(), known, n=_PROPOSALS)]


def _features(name: str, catalog: Catalog) -> Iterator[Target]:
    by_path = {feature.path: feature for feature in catalog.features}
    path = name.removeprefix("./")
    feature = by_path.get(path) or FeatureNames(catalog.features).find(name, "")
    if feature is not None:
        same = [f for f in catalog.features if f.title == feature.title and feature.title == name]
        yield from (Target("feature", each) for each in same or [feature])


def _endpoints(method: str, path: str, catalog: Catalog) -> Iterator[CatalogEntry]:
    bare = re.split(r"[?#]", path, maxsplit=1)[0]
    shape = endpoint_shape(bare.rstrip("/") or "/")
    for entry in catalog.endpoints:
        if method.upper() in ("", entry.method) and endpoint_shape(entry.name) == shape:
            yield entry


def _named(name: str, register: Sequence[CatalogEntry]) -> Sequence[CatalogEntry]:
    exact = [entry for entry in register if entry.name == name]
    return exact or [entry for entry in register if entry.name.casefold() == name.casefold()]
