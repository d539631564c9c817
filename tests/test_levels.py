"""How grave a finding is, and what silences it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError, Severity, Silencer
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.levels import level_finder
from mkdocs_featurespec.rules.registry import PageRule, Registry
from mkdocs_featurespec.settings import Settings, parse_settings
from mkdocs_featurespec.workspace import Document, Site, load_workspace

BROKEN = "---\ntitle: Goals\nstatus: shiped\nowner: 7\n---\n"
TEMPLATE = "# {{ title }}\n\n## Notes\n<!-- featurespec: section optional -->\n"


def rule(code: str, name: str, *, unfinished: bool = False) -> PageRule:
    return PageRule(
        code=code,
        name=name,
        severity=Severity.WARNING,
        summary="",
        reason="",
        bad="",
        good="",
        unfinished=unfinished,
        check=lambda _: (),
    )


ONE, TWO, THREE = (
    rule("FS201", "one"),
    rule("FS202", "two", unfinished=True),
    rule("FS301", "three"),
)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, ("warning", "info", "warning")),
        ({"rules": {"FS201": "error"}}, ("error", "info", "warning")),
        ({"rules": {"one": False, "THREE": "info"}}, (None, "info", "info")),
        ({"rules": {"fs2": "off"}}, (None, None, "warning")),
        ({"rules": {"FS2xx": "off", "two": "error"}}, (None, "error", "warning")),
        ({"rules": {"two": "error", "FS2": "off"}}, (None, "error", "warning")),
        ({"unfinished": {"draft": "off"}}, ("warning", None, "warning")),
        (
            {"overrides": [{"pages": "features/", "rules": {"FS3": "error"}}]},
            ("warning", "info", "error"),
        ),
        (
            {"overrides": [{"pages": "old/", "rules": {"FS3": "error"}}]},
            ("warning", "info", "warning"),
        ),
        (
            {
                "rules": {"FS201": "off"},
                "overrides": [
                    {"pages": ["features/*.md"], "rules": {"FS2": "info"}},
                    {"pages": ["*/a.md"], "rules": {"two": "error"}},
                ],
            },
            ("info", "error", "warning"),
        ),
    ],
)
def test_options_say_how_grave_a_rule_is(
    options: Mapping[str, object], expected: tuple[str | None, ...]
) -> None:
    level_of = level_finder(parse_settings(options), Registry([ONE, TWO, THREE]))
    found = (level_of(each, "features/a.md", "draft") for each in (ONE, TWO, THREE))
    assert tuple(level and level.value for level in found) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", "info"),
        ("in-review", "warning"),
        ("approved", "error"),
        ("shipped", "error"),
        ("deprecated", "error"),
        ("", "warning"),
        ("unheard-of", "warning"),
    ],
)
def test_unfinished_work_is_as_grave_as_the_status_says(status: str, expected: str) -> None:
    level_of = level_finder(Settings(), Registry([ONE, TWO]))
    assert level_of(TWO, "features/a.md", status) is Severity(expected)
    assert level_of(ONE, "features/a.md", status) is Severity.WARNING


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rules": {"FS2011": "off"}}, "there is no rule 'FS2011'; did you mean 'FS201'?"),
        ({"rules": {"tree": "off"}}, "there is no rule 'tree'; did you mean 'three'?"),
        ({"rules": {"xyz": "off"}}, "there is no rule 'xyz'; 'featurespec rules' lists them"),
        ({"overrides": [{"pages": "a", "rules": {"oen": "off"}}]}, "did you mean 'one'?"),
    ],
)
def test_an_unknown_rule_is_an_error(options: Mapping[str, object], message: str) -> None:
    with pytest.raises(ConfigurationError, match="featurespec option") as error:
        level_finder(parse_settings(options), Registry([ONE, TWO, THREE]))
    assert message in str(error.value)


def read(folder: Path, *body: str, **settings: object) -> Site:
    (folder / "template.md").write_text(TEMPLATE, "utf-8")
    chosen = parse_settings({"template": "template.md", **settings})
    workspace = load_workspace(chosen, folder, Dialect())
    text = BROKEN + "# Goals\n\n" + "".join(f"{line}\n" for line in body)
    return workspace.read_site([Document("features/goals.md", "docs/features/goals.md", text)])


def codes(site: Site) -> list[str]:
    return [diagnostic.code for diagnostic in site.diagnostics]


def test_a_rule_that_is_off_finds_nothing(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "Text.")) == ["FS114", "FS113"]
    assert codes(read(tmp_path, "Text.", rules={"wrong-type": "off"})) == ["FS114"]
    assert codes(read(tmp_path, "Text.", rules={"FS1": "off"})) == []


def test_a_comment_silences_rules_on_the_page(tmp_path: Path) -> None:
    comment = "<!-- featurespec: ignore-page FS113, value-not-allowed: an old page -->"
    site = read(tmp_path, comment, "Text.")
    assert codes(site) == []
    assert [(s.diagnostic.code, s.by, s.reason) for s in site.silenced] == [
        ("FS114", Silencer.COMMENT, "an old page"),
        ("FS113", Silencer.COMMENT, "an old page"),
    ]


def test_a_comment_names_a_family(tmp_path: Path) -> None:
    assert (
        codes(read(tmp_path, "<!-- featurespec: ignore-page FS1: an old page -->", "Text.")) == []
    )


def test_a_comment_without_reason_silences_nothing(tmp_path: Path) -> None:
    site = read(tmp_path, "<!-- featurespec: ignore-page FS1 -->", "Text.")
    assert codes(site) == ["FS114", "FS113", "FS902"]


def test_a_comment_for_the_next_block_says_nothing_of_the_rest(tmp_path: Path) -> None:
    """Hold that only the block counts: front matter stands above every comment."""
    site = read(tmp_path, "<!-- featurespec: ignore FS1: an old page -->", "Text.")
    assert codes(site) == ["FS114", "FS113", "FS903"]


def test_each_rule_that_a_comment_names_in_vain_is_told(tmp_path: Path) -> None:
    site = read(tmp_path, "<!-- featurespec: ignore-page FS113, FS116, FS1: why -->", "Text.")
    assert [(d.code, d.subject) for d in site.diagnostics] == [("FS903", "FS116")]


def test_unused_ignores_can_be_turned_off(tmp_path: Path) -> None:
    comment = "<!-- featurespec: ignore-page FS116: why -->"
    assert codes(read(tmp_path, comment, "Text.", rules={"FS903": "off"})) == ["FS114", "FS113"]


def test_of_one_page_alone_nothing_is_said_of_rules_across_pages(tmp_path: Path) -> None:
    (tmp_path / "template.md").write_text(TEMPLATE, "utf-8")
    workspace = load_workspace(Settings(template="template.md"), tmp_path, Dialect())
    across = [rule.code for rule in REGISTRY.site_rules] or ["FS116"]
    text = f"<!-- featurespec: ignore-page {across[0]}: why -->\n\nText.\n"
    page = workspace.read_page(text, "goals.md")
    assert ("FS903" in {d.code for d in page.diagnostics}) is (across == ["FS116"])
