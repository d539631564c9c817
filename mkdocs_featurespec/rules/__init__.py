"""Rules: what a page may be found fault with, each with its reason."""

from __future__ import annotations

from mkdocs_featurespec.rules import (
    across,
    comments,
    content,
    drift,
    front_matter,
    structure,
    template,
)
from mkdocs_featurespec.rules.registry import Registry

_RULES = (
    *front_matter.RULES,
    *structure.RULES,
    *content.RULES,
    *across.RULES,
    *drift.RULES,
    *template.RULES,
    *comments.RULES,
)

REGISTRY = Registry((*_RULES, comments.unknown_rule(_RULES)))
"""All rules, by code."""
