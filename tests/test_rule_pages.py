"""The pages of the rules: they are made from the rules, and nothing else is among them."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import Severity
from mkdocs_featurespec.report.rule_pages import rule_page, rules_index
from mkdocs_featurespec.report.rule_words import levels_by_status, other_level, silencing_comments
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import DOCUMENTATION, rule_slug, rule_url
from mkdocs_featurespec.rules.registry import Rule

from .golden import compare
from .rule_examples import PAGE, findings
from .test_docs import DOCS, ROOT

FOLDER = DOCS / "reference" / "rules"
RULES = list(REGISTRY.by_code.values())
RULE = REGISTRY.by_code["FS111"]

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
def test_the_page_of_a_rule_is_what_the_rule_says(rule: Rule) -> None:
    page = rule_page(rule)
    compare(page.splitlines(), FOLDER / f"{rule_slug(rule)}.md")
    assert rule.summary in page
    assert " ".join(rule.reason.split()) in " ".join(page.split())
    assert page.count("## Bad\n") == page.count("## Good\n") == 1


def test_the_index_lists_all_rules() -> None:
    compare(rules_index(REGISTRY).splitlines(), FOLDER / "index.md")


def test_no_page_is_about_a_rule_that_does_not_exist() -> None:
    expected = {"index.md", *(f"{rule_slug(rule)}.md" for rule in RULES)}
    strangers = [path for path in FOLDER.iterdir() if path.name not in expected]
    if os.environ.get("UPDATE_GOLDEN"):
        for path in strangers:
            path.unlink()
    else:
        assert not strangers


@each_rule
def test_every_finding_can_lead_to_the_page_of_its_rule(rule: Rule) -> None:
    path = rule_url(rule).removeprefix(DOCUMENTATION).removesuffix("/")
    assert (DOCS / f"{path}.md").is_file()


def test_the_package_names_the_same_documentation() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    urls = re.search(r'^\[project\.urls\]\nDocumentation = "([^"]+)"$', text, re.M)
    assert urls is not None
    assert urls[1] == DOCUMENTATION


def test_an_example_with_a_fence_is_fenced_by_a_longer_one() -> None:
    page = rule_page(replace(RULE, bad="````sql\nselect 1\n````\n"))
    assert "\n`````markdown\n````sql\nselect 1\n````\n`````\n" in page


def test_what_the_examples_need_is_shown_with_them() -> None:
    page = rule_page(
        replace(RULE, beside={"orders.md": "# Orders\n"}, template="# {{ title }}\n", schema="{}")
    )
    for title, language, text in (
        ("Beside both: orders.md", "markdown", "# Orders"),
        ("With this template", "markdown", "# {{ title }}"),
        ("With this schema", "json", "{}"),
    ):
        assert f"\n## {title}\n\n```{language}\n{text}\n```\n" in page


def test_what_cannot_be_seen_is_shown_by_a_sign() -> None:
    assert "\na:\n⇥- ␀\n```" in rule_page(replace(RULE, bad="a:\n\t- \0\n"))


def test_the_status_of_the_page_decides_about_unfinished_work() -> None:
    rule = replace(RULE, unfinished=True, severity=Severity.WARNING)
    assert levels_by_status(rule) == (
        "info on a page that is draft, warning on a page that is in-review, "
        "error on a page that is approved or shipped or deprecated, warning on any other"
    )
    assert "off on a page that is idea" in levels_by_status(rule, (("idea", None),))
    assert "\n**By status**. " in rule_page(rule)
    assert "\n**Error**. " in rule_page(RULE)
    assert "status decides" not in rule_page(RULE)


@pytest.mark.parametrize("severity", Severity)
def test_the_option_of_the_example_changes_something(severity: Severity) -> None:
    assert other_level(replace(RULE, severity=severity)) is not severity


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if silencing_comments(rule)], ids=lambda rule: rule.code
)
def test_the_comment_for_the_page_silences_the_rule(rule: Rule, tmp_path: Path) -> None:
    comment = silencing_comments(rule)["the whole page"]
    found = findings(rule, f"{rule.bad}\n{comment}\n", tmp_path)
    assert PAGE not in {diagnostic.path for diagnostic in found}


@pytest.mark.parametrize(
    ("code", "comments"),
    [
        ("FS111", ["<!-- featurespec: ignore-page FS111: why -->"]),
        (
            "FS304",
            [
                "<!-- featurespec: ignore FS304: why -->",
                "<!-- featurespec: ignore-page FS304: why -->",
            ],
        ),
        ("FS902", []),
    ],
)
def test_a_page_tells_how_to_make_an_exception(code: str, comments: list[str]) -> None:
    rule = replace(RULE, code=code)
    assert list(silencing_comments(rule).values()) == comments
    assert ("## Make an exception" in rule_page(rule)) is bool(comments)
    for comment in comments:
        assert f"\n{comment}\n" in rule_page(rule)
