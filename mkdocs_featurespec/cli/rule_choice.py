"""The options that choose rules: `--select` and `--ignore`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """The rules that somebody wants to hear of.

    Attributes:
        codes: Their codes; `None` for all.
    """

    codes: frozenset[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether any rule is left out."""
        return self.codes is not None

    def wants(self, code: str) -> bool:
        """Return whether a rule is among them."""
        return self.codes is None or code in self.codes


def rule_options(command: F) -> F:
    """Give a command the options `--select` and `--ignore`, for `rule_choice`."""
    ignore = click.option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        help="Leave these rules out: codes, names or families such as FS2.",
    )
    select = click.option(
        "--select",
        multiple=True,
        metavar="RULES",
        help="Report these rules only: codes, names or families, with commas or one each time.",
    )
    return select(ignore(command))


def rule_choice(select: Sequence[str], ignore: Sequence[str]) -> RuleChoice:
    """Return the rules that the options choose.

    Raises:
        click.BadParameter: when one names no rule.
    """
    if not select and not ignore:
        return RuleChoice()
    from mkdocs_featurespec.rules import REGISTRY

    chosen = _codes(select, "--select") if select else frozenset(REGISTRY.by_code)
    return RuleChoice(chosen - _codes(ignore, "--ignore"))


def _codes(selectors: Iterable[str], option: str) -> frozenset[str]:
    from mkdocs_featurespec.rules import REGISTRY
    from mkdocs_featurespec.rules.levels import unknown_rule

    found: set[str] = set()
    for selector in (each.strip() for given in selectors for each in given.split(",")):
        rules = REGISTRY.named(selector)
        if not rules:
            raise click.BadParameter(unknown_rule(selector, REGISTRY), param_hint=option)
        found |= {rule.code for rule in rules}
    return frozenset(found)
