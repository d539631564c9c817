"""Rules: what a page may be found fault with, each with its reason."""

from __future__ import annotations

from mkdocs_featurespec.rules import front_matter
from mkdocs_featurespec.rules.registry import Registry

REGISTRY = Registry(front_matter.RULES)
"""All rules, by code."""
