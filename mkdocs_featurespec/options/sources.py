"""The option `sources`: the files that define what pages document, and what they answer for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_featurespec.options import reading
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean

KINDS = ("openapi", "sql", "asyncapi", "events")
"""What a source may be; each is the key that its files stand under."""

_OPENAPI_KEYS = ("add_prefix", "strip_prefix")
_KEYS = (*KINDS, "name", "features", "owners", "only", "ignore", *_OPENAPI_KEYS)


@dataclass(frozen=True, slots=True)
class ChosenSource:
    """Files that define endpoints, tables or events.

    Attributes:
        kind: One of `KINDS`.
        files: Paths or globs, relative to the folder of the configuration file.
        name: What it goes by.
        features: The pages that it answers for: patterns as in `.gitignore`, for paths relative
            to `docs_dir`; all pages where there are none.
        owners: The owners whose pages it answers for; all where there are none.
        only: Globs of the paths, tables or events that it answers for; all where there are none.
        ignore: Globs of those that it does not answer for, and that no page need document.
        add_prefix: What pages write before each of its paths.
        strip_prefix: What its paths begin with and pages leave out.
    """

    kind: str
    files: tuple[str, ...]
    name: str
    features: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    add_prefix: str = ""
    strip_prefix: str = ""


def sources(value: object) -> tuple[ChosenSource, ...]:
    """Return the sources that a list of mappings means."""
    if not isinstance(value, list):
        raise WrongValueError(f"expected a list of sources, found {reading.kind(value)}")
    return tuple(_source(item) for item in value)


def _source(item: object) -> ChosenSource:
    if not isinstance(item, Mapping):
        example = "such as 'openapi: api/openapi.yaml'"
        raise WrongValueError(f"a source is a mapping {example}, not {reading.kind(item)}")
    for key in item:
        if key not in _KEYS:
            raise WrongValueError(f"a source has no '{key}'{did_you_mean(key, _KEYS)}")
    kinds = [kind for kind in KINDS if kind in item]
    if len(kinds) != 1:
        found = " and ".join(f"'{kind}'" for kind in kinds) or "none of them"
        raise WrongValueError(f"a source has one of {', '.join(KINDS)}; this has {found}")
    kind = kinds[0]
    for key in _OPENAPI_KEYS:
        if key in item and kind != "openapi":
            raise WrongValueError(f"'{key}' goes with openapi, not with {kind}")
    files = _texts(item[kind], f"the path of a file or a glob under '{kind}'")
    if not files:
        raise WrongValueError(f"'{kind}' names no file")
    name = item.get("name")
    features = item.get("features")
    return ChosenSource(
        kind=kind,
        files=files,
        name=", ".join(files) if name is None else reading.text(name, "the name of a source"),
        features=() if features is None else reading.patterns(features, "docs_dir"),
        owners=_texts(item.get("owners"), "an owner"),
        only=_texts(item.get("only"), "a glob of names under 'only'"),
        ignore=_texts(item.get("ignore"), "a glob of names under 'ignore'"),
        add_prefix=_prefix(item, "add_prefix"),
        strip_prefix=_prefix(item, "strip_prefix"),
    )


def _texts(value: object, expected: str) -> tuple[str, ...]:
    """Return a text, or those of a list; none where nothing is said."""
    if value is None:
        return ()
    return tuple(reading.text(each, expected) for each in _listed(value))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _prefix(item: Mapping[object, object], key: str) -> str:
    value = item.get(key)
    if value is None:
        return ""
    prefix = reading.text(value, f"a path such as '/api' under '{key}'")
    if not prefix.startswith("/"):
        raise WrongValueError(f"'{key}' has to begin with '/', as '/{prefix}' does")
    return prefix.rstrip("/")
