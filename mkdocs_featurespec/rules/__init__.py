"""Rules: what a page may be found fault with, each with its reason."""

from __future__ import annotations

from mkdocs_featurespec.rules import comments, front_matter
from mkdocs_featurespec.rules.registry import Registry

_RULES = (*front_matter.RULES, *comments.RULES)

REGISTRY = Registry((*_RULES, comments.unknown_rule(_RULES)))
"""All rules, by code."""
