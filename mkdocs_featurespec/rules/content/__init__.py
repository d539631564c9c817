"""FS3xx: what a page's sections hold."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_featurespec.rules.content import columns, declared, items, slips
from mkdocs_featurespec.rules.registry import Rule

RULES: Sequence[Rule] = (*slips.RULES, *columns.RULES, *declared.RULES, *items.RULES)
