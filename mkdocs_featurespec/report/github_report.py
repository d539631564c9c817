"""Diagnostics as workflow commands, which GitHub shows at the lines of a pull request."""

from __future__ import annotations

from typing import TextIO

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.report.closing import closing_lines
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.terminal import printable
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES = {**_IN_TEXT, ord(":"): "%3A", ord(","): "%2C"}


def write_github(report: Report, stream: TextIO) -> None:
    """Write one command for each finding, and the summary for who reads the log."""
    for diagnostic in report.ordered:
        stream.write(f"{_command(diagnostic, report)}\n")
    for line in closing_lines(report):
        stream.write(f"{line}\n")


def _command(diagnostic: Diagnostic, report: Report) -> str:
    rule = REGISTRY.by_code[diagnostic.code]
    span = diagnostic.span
    properties: dict[str, object] = {
        "file": report.from_root(diagnostic.path),
        "line": span.line,
        "endLine": span.end_line,
    }
    if span.line == span.end_line:  # GitHub takes no columns otherwise
        properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = f"{rule.code} {rule.name}"
    written = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTIES)}" for name, value in properties.items()
    )
    lines = (printable(diagnostic.message), printable(diagnostic.hint), rule_url(rule))
    text = "\n".join(filter(None, lines)).translate(_IN_TEXT)
    return f"::{_COMMANDS[diagnostic.severity]} {written}::{text}"
