"""Diagnostics as SARIF 2.1.0, for review tools that follow a finding from change to change."""

from __future__ import annotations

import json
import re
from typing import TextIO
from urllib.parse import quote

from mkdocs_featurespec import __version__
from mkdocs_featurespec.diagnostics import Severity, Silenced, Silencer, Span
from mkdocs_featurespec.report.found import Found, everything
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.rule_words import examples, fenced
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.families import FAMILIES
from mkdocs_featurespec.rules.links import DOCUMENTATION, rule_url
from mkdocs_featurespec.rules.registry import Rule

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_BASE = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def write_sarif(report: Report, stream: TextIO) -> None:
    """Write one run: all rules, and all findings, of which silenced ones are suppressed."""
    rules = list(REGISTRY.by_code.values())
    index = {rule.code: i for i, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "featurespec",
                "version": __version__,
                "informationUri": DOCUMENTATION,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "results": [
            _result(found, index[found.diagnostic.code], report) for found in everything(report)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    stream.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def _rule(rule: Rule) -> dict[str, object]:
    shown = list(examples(rule))
    text = "\n\n".join(f"{each.title}:\n\n{each.text}" for each in shown)
    markdown = "\n\n".join(f"**{each.title}**\n\n{fenced(each)}" for each in shown)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _plain(rule.summary)},
        "fullDescription": {"text": _plain(rule.reason)},
        "help": {
            "text": _plain(f"{rule.summary} {rule.reason}\n\n{text}\n"),
            "markdown": f"{rule.summary} {rule.reason}\n\n{markdown}\n",
        },
        "helpUri": rule_url(rule),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [FAMILIES[rule.family]]},
    }


def _result(found: Found, rule_index: int, report: Report) -> dict[str, object]:
    diagnostic = found.diagnostic
    text = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    related = [
        {
            "id": i,
            "physicalLocation": _location(report.from_root(each.path), each.span),
            "message": {"text": _plain(each.message)},
        }
        for i, each in enumerate(diagnostic.related, start=1)
    ]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": _plain(text)},
        "locations": [
            {"physicalLocation": _location(report.from_root(diagnostic.path), diagnostic.span)}
        ],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"featurespec/v1": found.fingerprint},
        # Empty and not absent: where one result tells what suppresses it, all have to.
        "suppressions": [_suppression(found.silenced)] if found.silenced else [],
    }


def _location(path: str, span: Span) -> dict[str, object]:
    return {
        "artifactLocation": {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _BASE},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }


def _suppression(silenced: Silenced) -> dict[str, object]:
    if silenced.by is Silencer.COMMENT:
        return {"kind": "inSource", "status": "accepted", "justification": silenced.reason}
    return {"kind": "external", "status": "accepted"}


def _plain(text: str) -> str:
    """Return a text in which a viewer of SARIF sees no placeholder and no link.

    `{0}` would stand for an argument. Other braces are left as they are, though the standard
    would double them too: viewers do not make one of two, and paths such as `/orders/{id}` are
    what most messages are about.
    """
    return _PLACEHOLDER.sub(r"{{\1}}", text).replace("](", "] (")
