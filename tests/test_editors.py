"""What editors and shells get: the schema in one piece, the template, completion."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest

from mkdocs_featurespec.cli import featurespec, main
from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError, Severity
from mkdocs_featurespec.schema.bundle import bundled
from mkdocs_featurespec.schema.files import load_schema


def site(root: Path, *options: str) -> None:
    (root / "docs").mkdir(exist_ok=True)
    plugin = "".join(f"      {option}\n" for option in options)
    (root / "mkdocs.yml").write_text(f"site_name: S\nplugins:\n  - featurespec:\n{plugin}", "utf-8")


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site(tmp_path)
    monkeypatch.chdir(tmp_path)


# The schema


def test_the_built_in_schema_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == json.loads(read_data("front-matter.schema.json"))
    assert err == ""


def test_a_schema_in_yaml_is_printed_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, "schema: s.yml")
    (tmp_path / "s.yml").write_text("properties: {é: {default: 2026-01-01}}", "utf-8")
    assert main(["schema"]) == 0
    out = capsys.readouterr().out
    assert json.loads(out) == {"properties": {"é": {"default": "2026-01-01"}}}
    assert "é" in out


FILES = {
    "types.yml": """\
$defs:
  level: {enum: [low, high]}
  levels: {type: array, items: {$ref: "#/$defs/level"}}
  other: {$ref: "more/types.json#/level"}
  back: {$ref: "s.yml#/properties/plain"}
""",
    "more/types.json": '{"level": {"type": "integer"}}',
    "named.yml": "$id: https://example.org/named\ntype: boolean\n",
    "never.yml": "false",
    "draft7.yml": "$schema: http://json-schema.org/draft-07/schema#\ntype: boolean\n",
    "part.yml": "$anchor: here\ntype: boolean\n",
}
GOOD = """\
$schema: https://json-schema.org/draft/2020-12/schema
required: [level]
allOf:
  - $ref: urn:mkdocs-featurespec:front-matter
properties:
  plain: {type: string, enum: [a, {$ref: none.yml}]}
  level: {$ref: "types.yml#/$defs/level"}
  levels: {$ref: "types.yml#/$defs/levels"}
  own: {$ref: "#/$defs/types"}
  other: {$ref: "types.yml#/$defs/other"}
  back: {$ref: "types.yml#/$defs/back"}
  named: {$ref: "https://example.org/named"}
  never: {$ref: "never.yml"}
$defs:
  types: {type: number}
"""
DATA: list[Any] = [
    {"title": "T", "status": "draft", "owner": "o", "level": "low"},
    {"title": "T", "status": "draft", "owner": "o", "level": "lo"},
    {"title": "T", "status": "draft", "level": "low"},
    *(
        {"title": "T", "status": "draft", "owner": "o", "level": "low", **more}
        for more in (
            {"plain": "a", "levels": ["low"], "own": 1.5, "other": 1, "back": "a", "named": True},
            {"plain": "b"},
            {"levels": ["x"]},
            {"own": "x"},
            {"other": 1.5},
            {"back": "b"},
            {"named": "x"},
            {"never": 1},
        )
    ),
]


@pytest.mark.parametrize("own_id", ["", "$id: https://example.org/schemas/s.yml\n"])
def test_a_schema_in_several_files_is_put_into_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own_id: str
) -> None:
    site(tmp_path, "schema: s.yml")
    (tmp_path / "more").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "s.yml").write_text(own_id + GOOD, "utf-8")
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    document = json.loads(out)
    validator = jsonschema.Draft202012Validator(document)
    original = load_schema(tmp_path / "s.yml", display="s.yml").validator
    verdicts = [validator.is_valid(data) for data in DATA]
    assert verdicts == [original.is_valid(data) for data in DATA]
    assert verdicts == [True, False, False, True, *([False] * 7)]
    parts = {"types", "types-2", "types-3", "front-matter", "named", "never"}
    assert parts <= set(document["$defs"]) <= parts | {"s"}


@pytest.mark.parametrize(
    "text",
    [
        "properties: {a: {$ref: draft7.yml}}",
        "properties: {a: {$ref: part.yml}}",
        "properties: {a: {$ref: 'part.yml#here'}}",
        "properties: {a: {$ref: named.yml}, b: {$id: 'x', type: string}}",
    ],
)
def test_a_schema_that_cannot_be_put_into_one_is_printed_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    site(tmp_path, "schema: s.yml")
    for name in ("draft7.yml", "part.yml", "named.yml"):
        (tmp_path / name).write_text(FILES[name], "utf-8")
    (tmp_path / "s.yml").write_text(text, "utf-8")
    assert main(["schema"]) == 0
    out, err = capsys.readouterr()
    assert "properties" in json.loads(out)
    assert err == (
        "featurespec: the schema is in several files that cannot be put into one; "
        "this is the first\n"
    )


def test_a_schema_may_be_no_mapping(tmp_path: Path) -> None:
    path = tmp_path / "s.yml"
    path.write_text("true", "utf-8")
    assert bundled(load_schema(path, display="s.yml")) is True
    with pytest.raises(ConfigurationError):
        load_schema(tmp_path / "gone.yml", display="gone.yml")


# The template


def test_the_template_is_printed_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template"]) == 0
    assert capsys.readouterr().out == read_data("template.md")
    site(tmp_path, "template: t.md")
    (tmp_path / "t.md").write_text("# {{ title }}\n\n## A {{ today[:2] }}\n", "utf-8")
    assert main(["template"]) == 0
    assert capsys.readouterr().out == "# {{ title }}\n\n## A {{ today[:2] }}\n"
    assert main(["template", "--skeleton"]) == 0
    assert capsys.readouterr().out == "# Feature Technical Template\n\n## A 20\n"


def test_the_outline_says_what_is_read_of_a_template(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path, "template: t.md")
    many = "|".join(f"Rather a long heading {i}" for i in range(5))
    (tmp_path / "t.md").write_text(
        "---\ntemplate_version: 3\n---\n# {{ title }}\n\n## Why\n"
        "<!-- featurespec: section since=2 -->\n\n"
        "## API\n<!-- featurespec: section optional -->\n\n"
        f'### Old calls\n<!-- featurespec: section role=endpoints aliases="{many}" -->\n',
        "utf-8",
    )
    assert main(["template", "--outline"]) == 0
    assert capsys.readouterr().out == (
        "## Why         since version 2\n"
        "## API         endpoints  optional\n"
        "### Old calls  endpoints\n"
        "    also: Rather a long heading 0, Rather a long heading 1, Rather a long heading 2,\n"
        "          Rather a long heading 3, Rather a long heading 4\n"
    )


def test_one_of_the_two_has_to_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "--skeleton", "--outline"]) == 2
    assert "choose one" in capsys.readouterr().err


def test_notes_on_the_configuration_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site(tmp_path)
    with (tmp_path / "mkdocs.yml").open("a") as stream:
        stream.write("markdown_extensions:\n  - toc:\n      slugify: !!python/name:no.such\n")
    assert main(["template"]) == 0
    assert "no.such" in capsys.readouterr().err


# Completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_FEATURESPEC_COMPLETE={shell}_complete" in script


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("featurespec che", {"check"}),
        ("featurespec check --form", {"--format"}),
        ("featurespec check --format js", {"json"}),
        ("featurespec completion ", {"bash", "zsh", "fish"}),
    ],
)
def test_commands_options_and_values_are_completed(words: str, expected: set[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs_featurespec.cli"],
        env={
            **os.environ,
            "_FEATURESPEC_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split(" ")) - 1),
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == expected


# The order of commands


def test_commands_come_in_the_order_in_which_people_meet_them() -> None:
    context = click.Context(featurespec)
    names = featurespec.list_commands(context)
    assert names.index("new") < names.index("check") < names.index("schema")
    for name in names:
        command = featurespec.get_command(context, name)
        assert command is not None
        summary = command.get_short_help_str(100)
        assert summary.endswith(".")
        assert len(summary) < 60


# What the documentation tells editors


def fence(language: str) -> str:
    """Return the first fence of a language on the page about editors."""
    page = Path(__file__).parent.parent / "docs" / "how-to" / "editors.md"
    match = re.search(rf"^```{language}\b[^\n]*\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M)
    assert match is not None
    return match[1]


def test_the_problem_matcher_reads_what_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (task,) = json.loads(fence("json"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    page = tmp_path / "docs" / "features" / "a b.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: A\nstatus: shiped\nowner: o\nv: 1.10\n---\n\n# A\n\nT.\n", "utf-8")
    program, *arguments = task["command"].split()
    assert (program, main(arguments)) == ("featurespec", 1)
    *lines, _ = capsys.readouterr().out.splitlines()
    matches = [re.fullmatch(pattern["regexp"], line) for line in lines]
    groups = {name: group for name, group in pattern.items() if isinstance(group, int)}
    found = [{name: match[group] for name, group in groups.items()} for match in matches if match]
    assert main(["check", "--format", "json"]) == 1
    expected = json.loads(capsys.readouterr().out)["diagnostics"]
    assert len(expected) > 1
    for each, diagnostic in zip(found, expected, strict=True):
        assert (each["line"], each["column"]) == (
            str(diagnostic["line"]),
            str(diagnostic["column"]),
        )
        assert (each["severity"], each["code"]) == (diagnostic["severity"], diagnostic["code"])
    assert {each["file"] for each in found} == {"docs/features/a b.md"}
    assert all(each["message"] for each in found)
    assert {"error", "warning", "info"} == {severity.value for severity in Severity}
