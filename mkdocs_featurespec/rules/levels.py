"""How grave what a rule finds on a page is: its default, the page's status, the site's options."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.reading import did_you_mean
from mkdocs_featurespec.options.rules import Level, Levels
from mkdocs_featurespec.rules.registry import Registry, Rule
from mkdocs_featurespec.settings import Settings

LevelOf = Callable[[Rule, str, str], Level]
"""Gives the level of a rule on a page, by the page's path relative to `docs_dir` and its status."""


def level_finder(settings: Settings, registry: Registry) -> LevelOf:
    """Return the function that says how grave what a rule finds on a page is.

    What the options say of a rule by its code or name goes before what they say of its family;
    an override for the page goes before both, and a later one before an earlier one. Of
    unfinished work of which the options say nothing, the page's status decides.

    Raises:
        ConfigurationError: when the options name a rule that does not exist.
    """
    unfinished = dict(settings.unfinished)
    general = chosen_levels(settings, registry)
    overrides = [
        (_matcher(override.pages), _by_code("overrides", override.rules, registry))
        for override in settings.overrides
    ]

    @lru_cache(maxsize=4096)
    def levels_of(src_uri: str) -> dict[str, Level]:
        if not overrides:
            return general
        found = dict(general)
        for matches, levels in overrides:
            if matches(src_uri):
                found |= levels
        return found

    def level_of(rule: Rule, src_uri: str, status: str) -> Level:
        chosen = levels_of(src_uri)
        if rule.code in chosen:
            return chosen[rule.code]
        return unfinished.get(status, rule.severity) if rule.unfinished else rule.severity

    return level_of


def chosen_levels(settings: Settings, registry: Registry) -> dict[str, Level]:
    """Return the levels that a site's options give to rules on all pages, by their codes.

    Raises:
        ConfigurationError: when the options name a rule that does not exist.
    """
    return _by_code("rules", settings.rules, registry)


def _by_code(option: str, levels: Levels, registry: Registry) -> dict[str, Level]:
    """Return levels by the rules' codes; what names one rule goes before what names several."""
    named = [(_named(option, selector, registry), level) for selector, level in levels]
    named.sort(key=lambda pair: len(pair[0]), reverse=True)
    return {rule.code: level for rules, level in named for rule in rules}


def _named(option: str, selector: str, registry: Registry) -> tuple[Rule, ...]:
    """Return the rules that a selector means; there has to be one."""
    rules = registry.named(selector)
    if not rules:
        reason = unknown_rule(selector, registry)
        raise ConfigurationError(f"featurespec option '{option}': {reason}")
    return rules


def unknown_rule(selector: str, registry: Registry) -> str:
    """Return the words for a rule that does not exist, with the one that may be meant."""
    proposal = did_you_mean(selector, (*registry.by_code, *registry.by_name))
    hint = proposal if "did you mean" in proposal else "; 'featurespec rules' lists them"
    return f"there is no rule '{selector}'{hint}"


def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec  # takes a while, and few sites have overrides

    return GitIgnoreSpec.from_lines(patterns).match_file
