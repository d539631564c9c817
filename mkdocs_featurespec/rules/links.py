"""Where a rule is described for everybody: a page for each one in the documentation."""

from __future__ import annotations

from mkdocs_featurespec.rules.registry import Rule

DOCUMENTATION = "https://mkdocs-featurespec.readthedocs.io/en/stable/"
"""The site of this project's documentation."""


def rule_slug(rule: Rule) -> str:
    """Return the name of a rule's page, such as `fs201-missing-section`."""
    return f"{rule.code}-{rule.name}".lower()


def rule_url(rule: Rule) -> str:
    """Return the address of a rule's page."""
    return f"{DOCUMENTATION}reference/rules/{rule_slug(rule)}/"
