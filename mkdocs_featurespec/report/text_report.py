"""Diagnostics as lines that terminals and editors link."""

from __future__ import annotations

from typing import TextIO

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import summarize
from mkdocs_featurespec.report.terminal import Style, printable

_BOLD, _DIM, _RED, _GREEN, _YELLOW, _CYAN = 1, 2, 31, 32, 33, 36
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def write_text(report: Report, stream: TextIO) -> None:
    """Write one line for each diagnostic, its hint below it, and a summary.

    Args:
        report: What there is to tell.
        stream: Gets the text, with colours if it is a terminal.
    """
    style = Style(stream)
    ordered = sorted(report.diagnostics, key=lambda diagnostic: diagnostic.sort_key)
    lines = [line for diagnostic in ordered for line in _lines(diagnostic, style)]
    summary = summarize(ordered, len(report.pages))
    lines.append(style(summary.text, _BOLD, _GREEN if summary.is_clean else _RED))
    stream.write("\n".join(lines) + "\n")


def _lines(diagnostic: Diagnostic, style: Style) -> list[str]:
    severity = style(diagnostic.severity.value, _BOLD, _COLOURS[diagnostic.severity])
    place = printable(diagnostic.place)
    line = f"{place}: {severity} {diagnostic.code} {printable(diagnostic.message)}"
    return [line, style(f"    {printable(diagnostic.hint)}", _DIM)] if diagnostic.hint else [line]
