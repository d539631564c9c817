"""The list of rules as JSON, for tools."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from mkdocs_featurespec.report.rule_words import level_word
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.rules.registry import Rule

VERSION = 1
"""Of the format."""


def write_rules_as_json(rules: Iterable[Rule], here: Mapping[str, str], stream: TextIO) -> None:
    """Write one JSON object with the rules; docs/reference/command.md describes it.

    Args:
        rules: In the order of their codes.
        here: How grave the site at hand takes them, by code, where that is not their default.
        stream: Gets the text.
    """
    data = {
        "version": VERSION,
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "family": rule.family,
                "about": FAMILIES[rule.family],
                "default": level_word(rule),
                "level": here.get(rule.code, level_word(rule)),
                "severity": rule.severity.value,
                "summary": rule.summary,
                "url": rule_url(rule),
            }
            for rule in rules
        ],
    }
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
