"""The one list of rules: each a small unit that knows its code, its reason and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Diagnostic, Fault, Severity
from mkdocs_featurespec.model import Page, Template


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a rule may look at to judge one page.

    Attributes:
        page: The page, read.
        template: The template that it should follow.
        schema_faults: What the JSON Schema says of its front matter.
    """

    page: Page
    template: Template
    schema_faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: Stable, such as `FS104`; the first digit is the family.
        name: Stable, in words and dashes, such as `missing-key`.
        severity: The default.
        summary: What it finds, in one line.
        reason: Why it matters, in a few sentences of Markdown.
        bad: A page that it finds fault with.
        good: The same page, mended.
        check: Gives the faults that it finds on a page.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    reason: str
    bad: str
    good: str
    check: Callable[[PageContext], Iterable[Fault]]


class Registry:
    """Rules by code, in order.

    Raises:
        ValueError: when two rules share a code or a name; a mistake in this package.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        ordered = sorted(rules, key=lambda rule: rule.code)
        self.by_code: Mapping[str, Rule] = {rule.code: rule for rule in ordered}
        names = {rule.name for rule in ordered}
        if len(self.by_code) != len(ordered) or len(names) != len(ordered):
            raise ValueError("two rules share a code or a name")

    def check(self, context: PageContext) -> tuple[Diagnostic, ...]:
        """Run every rule on one page; sorted by place."""
        found = [
            Diagnostic(
                context.page.path, fault.span, rule.code, rule.severity, fault.message, fault.hint
            )
            for rule in self.by_code.values()
            for fault in rule.check(context)
        ]
        return tuple(sorted(found, key=lambda diagnostic: diagnostic.sort_key))
