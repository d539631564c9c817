"""FS9xx: comments on a page that speak to this tool."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mkdocs_featurespec.diagnostics import Finding, Severity
from mkdocs_featurespec.model import Ignore
from mkdocs_featurespec.options.reading import did_you_mean
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.markers import marker_names, problems_of_marker
from mkdocs_featurespec.rules.registry import CommentRule, PageContext, PageRule, Rule

_IGNORES = ("ignore", "ignore-page")
_TEMPLATE_ONLY = ("section", "guidance")
_REASON = "the reader who finds it later wants to know whether it still holds"


def _unknown_directive(context: PageContext) -> Iterator[Finding]:
    for directive in context.page.directives:
        name = directive.name
        if name in _TEMPLATE_ONLY:
            message = f'the comment "featurespec: {name}" belongs to a template, not to a page'
            yield Finding(directive.span, message, "delete it", name)
        elif name in _IGNORES:
            continue
        elif name in marker_names():
            for problem in problems_of_marker(directive.text):
                yield Finding(directive.span, problem, subject=directive.text)
        else:
            message = f'no comment "featurespec: {name}" is known'
            hint = did_you_mean(name, (*marker_names(), *_IGNORES)).removeprefix("; ")
            yield Finding(directive.span, message, hint, name)


def _ignore_without_reason(context: PageContext) -> Iterator[Finding]:
    for ignore in context.page.ignores:
        if not ignore.reason:
            named = ", ".join(ignore.rules) or "no rule"
            yield Finding(
                ignore.span,
                f"{named} is ignored without a reason, so the comment does nothing",
                f"say why: <!-- featurespec: ignore {named}: reason -->; {_REASON}",
                named,
            )


def _unused_ignore(unused: Sequence[tuple[Ignore, str]]) -> Iterator[Finding]:
    for ignore, name in unused:
        where = "on this page" if ignore.first_line == 0 else "in the block that it stands above"
        yield Finding(ignore.span, f"{name} finds nothing {where}", "delete the comment", name)


RULES: Sequence[Rule] = (
    PageRule(
        code="FS901",
        name="unknown-comment",
        severity=Severity.WARNING,
        summary="A comment speaks to this tool in words that it does not know.",
        reason="A mistyped `tables` puts nothing on the page, and a mistyped `ignore` silences "
        "nothing; neither can be seen on the page.",
        bad=example_page("<!-- featurespec: tabels -->", "", "Text."),
        good=example_page("<!-- featurespec: tables -->", "", "Text."),
        check=_unknown_directive,
    ),
    PageRule(
        code="FS902",
        name="ignore-without-reason",
        severity=Severity.WARNING,
        summary="A rule is ignored without a reason.",
        reason="An exception that nobody explains cannot be told from one that was forgotten. "
        "Without its reason the comment silences nothing.",
        bad=example_page("<!-- featurespec: ignore-page FS106 -->", "Text."),
        good=example_page("Text."),
        check=_ignore_without_reason,
    ),
    CommentRule(
        code="FS903",
        name="unused-ignore",
        severity=Severity.WARNING,
        summary="A comment ignores a rule that finds nothing there.",
        reason="What it excused has been mended. Left in place, it would hide the next slip.",
        bad=example_page("<!-- featurespec: ignore-page FS106: as YAML reads it -->", "Text."),
        good=example_page("Text."),
        check=_unused_ignore,
    ),
)
"""FS904, which has to know all rules, is made by the registry of them."""


def unknown_rule(rules: Sequence[Rule]) -> PageRule:
    """Return the rule that finds ignored rules which do not exist.

    Args:
        rules: All rules but this one.
    """
    names = {word for rule in rules for word in (rule.code, rule.name, rule.family)}
    names |= {f"{rule.family}xx" for rule in rules} | {"FS904", "unknown-rule"}
    known = sorted(names)

    def check(context: PageContext) -> Iterator[Finding]:
        for ignore in context.page.ignores:
            for name in ignore.rules:
                if name not in names:
                    close = did_you_mean(name, known).removeprefix("; ")
                    hint = close if close.startswith("did") else "'featurespec rules' lists them"
                    yield Finding(ignore.span, f"there is no rule {name}", hint, name)

    return PageRule(
        code="FS904",
        name="unknown-rule",
        severity=Severity.WARNING,
        summary="A comment ignores a rule that does not exist.",
        reason="It silences nothing, and its writer believes that it does.",
        bad=example_page("<!-- featurespec: ignore-page FS999: not for us -->", "Text."),
        good=example_page("Text."),
        check=check,
    )
