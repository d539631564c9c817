"""Diagnostics as JSON, for editors, scripts and other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.report.closing import rule_counts
from mkdocs_featurespec.report.found import Found, everything
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url

if TYPE_CHECKING:
    from mkdocs_featurespec.diagnostics import Span

VERSION = 1
"""Of the format. Keys may be added to it; another meaning of a key makes another version."""


def write_json(report: Report, stream: TextIO) -> None:
    """Write one JSON object; docs/reference/command.md describes it."""
    every = list(everything(report))
    data: dict[str, object] = {
        "version": VERSION,
        "diagnostics": [_as_data(found) for found in every if found.silenced is None],
        "silenced": [
            {**_as_data(found), "by": found.silenced.by.value, "reason": found.silenced.reason}
            for found in every
            if found.silenced is not None
        ],
        "fixed": [asdict(known) for known in report.fixed],
        "summary": asdict(report.summary),
    }
    if report.statistics:
        data["statistics"] = [asdict(each) for each in rule_counts(report)]
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _as_data(found: Found) -> dict[str, object]:
    diagnostic = found.diagnostic
    rule = REGISTRY.by_code[diagnostic.code]
    return {
        "path": diagnostic.path,
        **_place(diagnostic.span),
        "code": diagnostic.code,
        "name": rule.name,
        "url": rule_url(rule),
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "subject": diagnostic.subject,
        "fingerprint": found.fingerprint,
        "related": [
            {"path": related.path, **_place(related.span), "message": related.message}
            for related in diagnostic.related
        ],
    }


def _place(span: Span) -> dict[str, object]:
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
