"""FS2xx: the structure of a page, laid beside the template's."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_featurespec.rules.registry import Rule
from mkdocs_featurespec.rules.structure import (
    headings,
    missing,
    places,
    surfaces,
    unfinished,
    versions,
)

RULES: Sequence[Rule] = (
    *missing.RULES,
    *places.RULES,
    *headings.RULES,
    *unfinished.RULES,
    *surfaces.RULES,
    *versions.RULES,
)
