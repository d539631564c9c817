"""The rules as Markdown: a page for each, and an index of them."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

from mkdocs_featurespec.report.rule_words import (
    examples,
    fenced,
    level_word,
    levels_by_status,
    other_level,
    silencing_comments,
)
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.links import rule_slug

if TYPE_CHECKING:
    from jinja2 import Environment

    from mkdocs_featurespec.rules.registry import Registry, Rule

_WIDTH = 100


def rule_page(rule: Rule) -> str:
    """Return the page of a rule: what it finds, why, both examples, how to change or silence it."""
    page = _environment().get_template("rules/rule.md")
    return page.render(
        rule=rule,
        level=level_word(rule),
        by_status=_wrapped(f"{levels_by_status(rule)}."),
        reason=_wrapped(rule.reason),
        examples=[(example.title, fenced(example)) for example in examples(rule)],
        other_level=other_level(rule).value,
        silencing=silencing_comments(rule),
    )


def rules_index(registry: Registry) -> str:
    """Return the page that lists all rules by family, with links to their pages beside it."""
    rules = registry.by_code.values()
    families = [
        (title, [(r, rule_slug(r), level_word(r)) for r in rules if r.family == family])
        for family, title in FAMILIES.items()
    ]
    page = _environment().get_template("rules/index.md")
    return page.render(families=[each for each in families if each[1]])


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(  # noqa: S701  the pages are Markdown, and hold what the rules' authors wrote
        loader=PackageLoader("mkdocs_featurespec", "data"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
