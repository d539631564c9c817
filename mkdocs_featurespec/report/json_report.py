"""Diagnostics as JSON, for editors, CI and other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import summarize

if TYPE_CHECKING:
    from mkdocs_featurespec.diagnostics import Diagnostic


def write_json(report: Report, stream: TextIO) -> None:
    """Write one JSON object: `diagnostics`, by page and place, and `summary`.

    Args:
        report: What there is to tell.
        stream: Gets the text.
    """
    ordered = sorted(report.diagnostics, key=lambda diagnostic: diagnostic.sort_key)
    data = {
        "diagnostics": [_as_data(diagnostic) for diagnostic in ordered],
        "summary": asdict(summarize(ordered, len(report.pages))),
    }
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _as_data(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "path": diagnostic.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
