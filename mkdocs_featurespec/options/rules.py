"""Options about rules: how grave each one is, everywhere, in some folders, by a page's status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Severity
from mkdocs_featurespec.options import reading
from mkdocs_featurespec.options.reading import WrongValueError, did_you_mean

Level = Severity | None
"""How grave what a rule finds is; `None`: the rule is off."""

Levels = tuple[tuple[str, Level], ...]
"""Levels by what they are for, in the order of the configuration."""

DEFAULT_UNFINISHED: Levels = (
    ("draft", Severity.INFO),
    ("in-review", Severity.WARNING),
    ("approved", Severity.ERROR),
    ("shipped", Severity.ERROR),
    ("deprecated", Severity.ERROR),
)
_LEVEL_NAMES = (*(severity.value for severity in Severity), "off")
_OVERRIDE_KEYS = ("pages", "rules")


@dataclass(frozen=True, slots=True)
class Override:
    """Other levels for some pages.

    Attributes:
        pages: Which: patterns as in `.gitignore`, for paths relative to `docs_dir`.
        rules: The levels there, by code, name or family.
    """

    pages: tuple[str, ...]
    rules: Levels


def levels(value: object) -> Levels:
    """Return levels from a mapping such as `{FS205: off, missing-section: error}`."""
    if not isinstance(value, Mapping):
        raise WrongValueError(f"expected a mapping of levels, found {reading.kind(value)}")
    return tuple((reading.text(key, "a name"), _level(key, each)) for key, each in value.items())


def unfinished(value: object) -> Levels:
    """Return the levels of unfinished work by status; what is not named keeps its default."""
    return tuple({**dict(DEFAULT_UNFINISHED), **dict(levels(value))}.items())


def overrides(value: object) -> tuple[Override, ...]:
    """Return overrides from a list of mappings with `pages` and `rules`."""
    if not isinstance(value, list):
        raise WrongValueError(f"expected a list of overrides, found {reading.kind(value)}")
    return tuple(_override(item) for item in value)


def _override(item: object) -> Override:
    if not isinstance(item, Mapping):
        raise WrongValueError(
            f"an override is a mapping of 'pages' and 'rules', not {reading.kind(item)}"
        )
    for key in item:
        if key not in _OVERRIDE_KEYS:
            raise WrongValueError(f"an override has no '{key}'{did_you_mean(key, _OVERRIDE_KEYS)}")
    for key in _OVERRIDE_KEYS:
        if key not in item:
            raise WrongValueError(f"an override needs '{key}'")
    return Override(reading.patterns(item["pages"], "docs_dir"), levels(item["rules"]))


def _level(name: object, value: object) -> Level:
    # YAML 1.1 reads `off` as false.
    if value is False or value == "off":
        return None
    if not isinstance(value, str) or value not in _LEVEL_NAMES:
        proposal = did_you_mean(value, _LEVEL_NAMES)
        raise WrongValueError(f"'{name}' has no level {reading.kind(value)}{proposal}")
    return Severity(value)
