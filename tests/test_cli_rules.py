"""`featurespec rules` and `featurespec explain`: the rules as people read them in a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_featurespec.cli import main
from mkdocs_featurespec.diagnostics import Severity
from mkdocs_featurespec.report.rule_text import write_explanation, write_rules
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.rules.registry import Rule

from .test_report import Terminal

RULES = list(REGISTRY.by_code.values())
RULE = REGISTRY.by_code["FS106"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    return tmp_path


def configure(folder: Path, *options: str, name: str = "mkdocs.yml") -> None:
    lines = "".join(f"      {line}\n" for line in options)
    (folder / name).write_text(f"plugins:\n  - featurespec:\n{lines}", "utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert main(arguments) == status
    done = capsys.readouterr()
    return done.out, done.err


def explained(rule: Rule) -> str:
    stream = io.StringIO()
    write_explanation(rule, stream)
    return stream.getvalue()


def listed(rules: Sequence[Rule], here: dict[str, str], stream: io.StringIO) -> str:
    write_rules(rules, here, stream)
    return stream.getvalue()


def test_all_rules_are_listed_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = run(capsys, "rules")
    assert err == ""
    lines = out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  FS")] == [
        rule.code for rule in RULES
    ]
    headings = [line for line in lines if line and not line.startswith(" ")]
    families = {rule.family for rule in RULES}
    assert headings == [
        f"{title} ({family})" for family, title in FAMILIES.items() if family in families
    ]
    assert all(rule.summary in " ".join(out.split()) for rule in RULES)
    assert max(map(len, lines)) <= 80


def test_the_levels_of_the_site_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(folder, "rules:", "  FS1: warning", "  unknown-key: off")
    lines = run(capsys, "rules")[0].splitlines()
    told = {line.split()[0]: line.split(maxsplit=2)[2] for line in lines if line.startswith("  FS")}
    assert told["FS101"] == "warning here, error by default"
    assert told["FS106"] == "warning"
    assert told["FS112"] == "off here, warning by default"
    assert told["FS901"] == "warning"


def test_tools_get_the_same_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configure(folder, "rules: {FS106: off}", name="other.yml")
    data = json.loads(run(capsys, "rules", "--format", "json", "-f", "other.yml")[0])
    assert data["version"] == 1
    assert [rule["code"] for rule in data["rules"]] == [rule.code for rule in RULES]
    assert next(rule for rule in data["rules"] if rule["code"] == "FS106") == {
        "code": "FS106",
        "name": "surprising-value",
        "family": "FS1",
        "about": "Front matter",
        "default": "warning",
        "level": "off",
        "severity": "warning",
        "summary": RULE.summary,
        "url": rule_url(RULE),
    }


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("rules: {FS1066: off}", "there is no rule 'FS1066'; did you mean 'FS106'?"),
        ("rules: {FS106: of}", "'FS106' has no level 'of'; did you mean 'off'?"),
    ],
)
def test_a_broken_configuration_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str, message: str
) -> None:
    configure(folder, option)
    out, err = run(capsys, "rules", status=2)
    assert out == ""
    assert message in err
    assert err.count("\n") == 1


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(capsys, "explain", "FS106")[0]
        == f"""\
FS106 surprising-value
YAML reads a value as something else than it looks like.

YAML 1.1, which MkDocs uses, reads `on`, `off`, `yes` and `no` as true or false,
`1.10` as 1.1, `1:30` as 90 and `010` as 8. Quotes keep the text.

Level:
  warning. To change it, in mkdocs.yml:

    plugins:
      - featurespec:
          rules:
            FS106: error  # or any of error, warning, info, off

Bad:
    ---
    title: Messaging
    status: draft
    version: 1.10
    owner: team-engagement
    ---

    # Messaging

    Text.

Good:
    ---
    title: Messaging
    status: draft
    version: "1.10"
    owner: team-engagement
    ---

    # Messaging

    Text.

Exception, in a comment on the page:
  for the whole page:
    <!-- featurespec: ignore-page FS106: why -->

More:
  {rule_url(RULE)}
"""
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_explanation_fits_a_terminal(rule: Rule) -> None:
    text = explained(rule)
    prose = text.partition("\nBad:\n")[0]
    assert max(map(len, prose.splitlines())) <= 80
    assert " ".join(rule.reason.split()) in " ".join(text.split())
    assert text.replace("\n", "").isprintable()
    assert text.endswith(f"{rule_url(rule)}\n")


def test_unfinished_work_goes_by_status() -> None:
    rule = replace(RULE, unfinished=True, severity=Severity.INFO)
    text = " ".join(explained(rule).split())
    assert "Level: by the page's status: info on a page that is draft, warning on" in text
    assert "shipped or deprecated, info on any other. To change it" in text
    assert "  by status\n" in listed([rule], {}, io.StringIO())


def test_what_no_comment_can_silence_tells_of_none() -> None:
    assert "Exception" not in explained(REGISTRY.by_code["FS902"])


def test_several_are_explained_and_a_family_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "explain", "missing-key", "fs9xx", "FS112")
    first, second, third = out.split(f"\n{'-' * 80}\n\n")
    assert first == explained(REGISTRY.by_code["FS111"])
    family = [rule for rule in RULES if rule.family == "FS9"]
    assert second == listed(family, {}, io.StringIO())
    assert third == explained(REGISTRY.by_code["FS112"])


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (["FS111", "FS1111"], "Error: there is no rule 'FS1111'; did you mean 'FS111'?"),
        (["missing-kye"], "did you mean 'missing-key'?"),
        (["nonsense"], "'featurespec rules' lists them"),
        ([], "Error: Missing argument 'CODE...'"),
    ],
)
def test_what_is_no_rule_is_an_error(
    capsys: pytest.CaptureFixture[str], codes: list[str], message: str
) -> None:
    out, err = run(capsys, "explain", *codes, status=2)
    assert out == ""
    assert message in err


def test_a_terminal_has_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "50")
    text = listed([RULE], {}, Terminal())
    assert text.startswith("\x1b[1mFront matter (FS1)\x1b[0m\n  \x1b]8;;")
    assert "surprising-value  \x1b[33mwarning\x1b[0m\n\x1b[2m        YAML reads a value as" in text
    off = listed([RULE], {"FS106": "off"}, Terminal())
    assert "surprising-value  off here, warning by default\n" in off
    stream = Terminal()
    write_explanation(RULE, stream)
    assert stream.getvalue().startswith("\x1b[1mFS106 surprising-value\x1b[0m\nYAML reads")
    prose = stream.getvalue().partition("Bad:")[0]
    assert max(len(line) for line in prose.splitlines() if "#" not in line) <= 50 + len(
        "\x1b[1m\x1b[0m"
    )
