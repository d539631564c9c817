"""Whole reports on whole pages, as they are written to a file, to a terminal and for tools."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.report import reporter
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, load_workspace

from .golden import compare
from .test_report import Terminal

CASES = sorted(Path(__file__).parent.joinpath("cases", "report").iterdir())
FAMILIES = ("FS1", "FS9")
"""Other rules are no matter of reports, and their findings would only hide those of a case."""

each_case = pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)


def report(case: Path) -> Report:
    """Return what is found on a case's page, which stands in a folder that URLs have to quote."""
    path = "docs/our features/page.md"
    text = (case / "page.md").read_bytes().decode()
    workspace = load_workspace(Settings(), case, Dialect())
    site = workspace.read_site([Document("our features/page.md", path, text)])
    return Report(
        [d for d in site.diagnostics if d.code.startswith(FAMILIES)],
        (path,),
        tuple(s for s in site.silenced if s.diagnostic.code.startswith(FAMILIES)),
        lines_of=lambda _: Source(text, path).lines,
        statistics=True,
    )


def lines(format_: str, shown: Report, stream: io.StringIO) -> list[str]:
    reporter(format_)(shown, stream)
    text = stream.getvalue()
    assert text.endswith("\n")
    return text[:-1].split("\n")


@each_case
@pytest.mark.parametrize("format_", ["text", "concise", "github", "junit"])
def test_in_a_file(case: Path, format_: str) -> None:
    compare(lines(format_, report(case), io.StringIO()), case / f"{format_}.txt")


@each_case
def test_in_a_terminal(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold what a terminal of 60 columns gets, its commands written as `␛`."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    shown = [line.replace("\x1b", "␛") for line in lines("text", report(case), Terminal())]
    compare(shown, case / "terminal.txt")


@each_case
def test_only_findings_if_nothing_else_is_wanted(case: Path) -> None:
    quiet = replace(report(case), quiet=True, statistics=False)
    everything = lines("concise", report(case), io.StringIO())
    stream = io.StringIO()
    reporter("concise")(quiet, stream)
    assert stream.getvalue().splitlines() == everything[: len(quiet.diagnostics)]
