"""The rules: each is complete, finds its own bad page, and is silent on the good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter, Page, Template
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.judge import Judge
from mkdocs_featurespec.rules.registry import Registry, Rule
from mkdocs_featurespec.settings import Settings

from .rule_examples import PAGE, TEMPLATE, findings

RULES = list(REGISTRY.by_code.values())

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def codes(page: str) -> set[str]:
    found = read_page(page, path="page.md").diagnostics
    return {diagnostic.code for diagnostic in found if diagnostic.code.startswith("FS1")}


@each_rule
def test_a_rule_says_all_that_its_reader_needs(rule: Rule) -> None:
    assert re.fullmatch(r"FS[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary
    assert rule.reason.endswith(".")
    assert rule.reason != rule.summary
    assert rule.bad != rule.good or rule.mended
    for page in (rule.bad, rule.good):
        assert page.endswith("\n")
    assert rule.family in FAMILIES


@each_rule
def test_the_bad_page_is_found_by_its_rule_alone(rule: Rule, tmp_path: Path) -> None:
    assert {found.code for found in findings(rule, rule.bad, tmp_path)} == {rule.code}


@each_rule
def test_every_finding_says_what_it_is_about(rule: Rule, tmp_path: Path) -> None:
    """Hold that a baseline survives other words in messages; front matter goes by its messages."""
    if rule.family != "FS1":
        assert all(found.subject for found in findings(rule, rule.bad, tmp_path))


@each_rule
def test_the_good_page_is_found_by_no_rule(rule: Rule, tmp_path: Path) -> None:
    assert findings(rule, rule.good, tmp_path, mended=True) == ()


@each_rule
def test_every_diagnostic_of_a_bad_page_stands_on_it(rule: Rule, tmp_path: Path) -> None:
    texts = {**rule.beside, **rule.sources, PAGE: rule.bad, TEMPLATE: rule.bad}
    for diagnostic in findings(rule, rule.bad, tmp_path):
        span = diagnostic.span
        lines = texts[diagnostic.path].split("\n")
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert diagnostic.message
        assert "\n" not in diagnostic.message + diagnostic.hint


def judge(*faults: Fault) -> Judge:
    return Judge(REGISTRY, Settings(), Template(), lambda _: faults)


@pytest.mark.parametrize("kind", FaultKind)
def test_no_fault_is_without_a_rule(kind: FaultKind) -> None:
    page = Page("page.md", "Goals", FrontMatter({}), faults=(Fault(kind, Span(1, 1, 1, 2), "x"),))
    assert len(judge().page(page, "page.md")) == 1


def test_two_rules_cannot_share_a_code_or_a_name() -> None:
    rule = RULES[0]
    with pytest.raises(ValueError, match="share a code or a name"):
        Registry([rule, rule])


def test_findings_come_in_the_order_of_the_page() -> None:
    page = "---\ntitle: Goals\nstatus: shiped\nowner: 7\nreviewed: soon\n---\n# Goals\n\nText.\n"
    found = [d for d in read_page(page, path="page.md").diagnostics if d.code < "FS2"]
    assert [(d.code, d.span.line) for d in found] == [("FS114", 3), ("FS113", 4), ("FS116", 5)]


def test_of_lost_front_matter_no_key_is_missing() -> None:
    assert codes("---\ntitle: a: b\n---\n# Goals\n\nText.\n") == {"FS101"}


def test_of_lost_front_matter_the_schema_has_nothing_to_say() -> None:
    lost = Fault(FaultKind.INVALID_YAML, Span(2, 1, 2, 2), "broken")
    missing = Fault(FaultKind.MISSING_KEY, Span(2, 1, 2, 2), "missing")
    for faults, expected in (((lost,), ["FS101"]), ((), ["FS111"])):
        page = Page("page.md", "Goals", FrontMatter({}), faults=faults)
        found = judge(missing).page(page, "page.md")
        assert [diagnostic.code for diagnostic in found] == expected
