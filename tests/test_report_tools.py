"""Reports for GitHub and for systems that read JUnit's XML."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import Diagnostic, Severity, Span
from mkdocs_featurespec.report.github_report import write_github
from mkdocs_featurespec.report.junit_report import write_junit
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url
from mkdocs_featurespec.site.repository import prefix_in_repository

PATH = "docs/features/a.md"
URL = rule_url(REGISTRY.by_code["FS112"])
FINDING = Diagnostic(PATH, Span(2, 3, 2, 5), "FS112", Severity.WARNING, "no key", "mend it")


def command(diagnostic: Diagnostic, prefix: str = "") -> str:
    stream = io.StringIO()
    write_github(Report([diagnostic], (PATH,), prefix=prefix, quiet=True), stream)
    (line,) = stream.getvalue().splitlines()
    return line


def test_a_finding_is_a_command() -> None:
    assert command(FINDING) == (
        f"::warning file={PATH},line=2,endLine=2,col=3,endColumn=5,title=FS112 unknown-key"
        f"::no key%0Amend it%0A{URL}"
    )


def test_severities_have_the_names_of_github() -> None:
    names = [
        command(replace(FINDING, severity=severity)).split()[0]
        for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
    ]
    assert names == ["::error", "::warning", "::notice"]


def test_over_several_lines_there_are_no_columns() -> None:
    line = command(replace(FINDING, span=Span(2, 3, 4, 5)))
    assert f"::warning file={PATH},line=2,endLine=4,title=" in line


def test_what_has_a_meaning_in_a_command_is_escaped() -> None:
    odd = replace(FINDING, path="docs/a:b,c%.md", message="50 %: a,b\n::error::x\x1b", hint="")
    line = command(odd)
    assert line.startswith("::warning file=docs/a%3Ab%2Cc%25.md,line=2,")
    assert line.endswith(rf"::50 %25: a,b\n::error::x\x1b%0A{URL}")


def test_paths_count_from_the_root_of_the_repository() -> None:
    assert "file=website/docs/features/a.md," in command(FINDING, "website/")
    outside = replace(FINDING, path="../docs/a.md")
    assert "file=docs/a.md," in command(outside, "website/")


def test_the_log_ends_with_the_summary() -> None:
    stream = io.StringIO()
    write_github(Report([FINDING], (PATH,)), stream)
    assert stream.getvalue().splitlines()[1:] == ["1 warning in 1 feature page"]


def junit(report: Report) -> ElementTree.Element:
    stream = io.StringIO()
    write_junit(report, stream)
    return ElementTree.fromstring(stream.getvalue().encode())


ERROR = replace(FINDING, severity=Severity.ERROR, span=Span(9, 1, 9, 2))
INFO = replace(FINDING, severity=Severity.INFO, hint="")


def test_every_page_is_a_test() -> None:
    clean = "docs/features/b.md"
    root = junit(Report([ERROR, FINDING, INFO], (clean, PATH), prefix="website/"))
    (suite,) = root
    for element in (root, suite):
        assert element.attrib == {
            "name": "featurespec",
            "tests": "2",
            "failures": "1",
            "errors": "0",
            "skipped": "0",
            "time": "0",
        }
    assert [case.get("name") for case in suite] == [PATH, clean]
    assert [case.get("file") for case in suite] == [f"website/{PATH}", f"website/{clean}"]
    assert [element.tag for element in suite[0]] == ["failure", "system-out"]
    assert list(suite[1]) == []


def test_a_test_fails_once_with_all_that_is_to_be_mended() -> None:
    ((case,),) = junit(Report([ERROR, FINDING, INFO], (PATH,)))
    failure, output = case
    assert failure.attrib == {"message": "1 error, 1 warning", "type": "error"}
    assert failure.text == (
        f"{PATH}:2:3: warning FS112 no key\n    help: mend it\n    see: {URL}\n"
        f"{PATH}:9:1: error FS112 no key\n    help: mend it\n    see: {URL}"
    )
    assert output.text == f"{PATH}:2:3: info FS112 no key\n    see: {URL}"


def test_what_only_informs_fails_nothing() -> None:
    root = junit(Report([INFO], (PATH,)))
    assert root.get("failures") == "0"
    assert [element.tag for element in root[0][0]] == ["system-out"]


def test_a_file_that_is_no_page_is_a_test_where_it_has_findings() -> None:
    root = junit(Report([replace(FINDING, path="docs/_template.md")], (PATH,)))
    assert [case.get("name") for case in root[0]] == ["docs/_template.md", PATH]


@given(st.text(st.characters()))
def test_xml_holds_any_text(text: str) -> None:
    root = junit(Report([replace(FINDING, path=text, message=text)], (text,), prefix=text))
    assert "FS112" in (root[0][0][0].text or "")


@pytest.mark.parametrize(
    ("git", "folder", "expected"),
    [(".git", ".", ""), (".git", "a/b", "a/b/"), ("a/.git", "a/b", "b/")],
)
def test_the_root_is_where_git_is(tmp_path: Path, git: str, folder: str, expected: str) -> None:
    tmp_path.joinpath("a/b").mkdir(parents=True)
    tmp_path.joinpath(git).mkdir()
    assert prefix_in_repository((tmp_path / folder).absolute()) == expected


def test_a_worktree_has_a_file_for_git(tmp_path: Path) -> None:
    tmp_path.joinpath("a").mkdir()
    tmp_path.joinpath(".git").write_text("gitdir: elsewhere\n")
    assert prefix_in_repository(tmp_path / "a") == "a/"


def test_there_may_be_no_repository() -> None:
    assert prefix_in_repository(Path("/nowhere/at/all")) == ""
