"""Diagnostics as JUnit's XML, for systems that show tests: a page is a test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TextIO
from xml.etree import ElementTree

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import plural, summarize
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url

_SUITE = "featurespec"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, however it is escaped."""


def write_junit(report: Report, stream: TextIO) -> None:
    """Write one test suite: each page is a test, which fails by errors and warnings.

    A test has one failure that tells all of them, since most readers show only the first one.
    What only informs is the test's output.
    """
    by_page: dict[str, list[Diagnostic]] = {path: [] for path in report.pages}
    for diagnostic in report.ordered:
        by_page.setdefault(diagnostic.path, []).append(diagnostic)
    cases = [_case(path, report.from_root(path), by_page[path]) for path in sorted(by_page)]
    counts = {
        "name": _SUITE,
        "tests": str(len(cases)),
        "failures": str(sum(case.find("failure") is not None for case in cases)),
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    root = ElementTree.Element("testsuites", counts)
    ElementTree.SubElement(root, "testsuite", counts).extend(cases)
    ElementTree.indent(root)
    xml = ElementTree.tostring(root, "unicode")
    stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n')


def _case(path: str, file: str, found: Sequence[Diagnostic]) -> ElementTree.Element:
    case = ElementTree.Element(
        "testcase", name=_allowed(path), classname=_SUITE, file=_allowed(file), time="0"
    )
    failing = [each for each in found if each.severity is not Severity.INFO]
    if failing:
        summary = summarize(failing, 1)
        counts = ((summary.errors, "error"), (summary.warnings, "warning"))
        message = ", ".join(plural(count, noun) for count, noun in counts if count)
        gravest = min(failing, key=lambda each: each.severity.rank).severity
        failure = ElementTree.SubElement(case, "failure", message=message, type=gravest.value)
        failure.text = _text(failing)
    notes = [each for each in found if each.severity is Severity.INFO]
    if notes:
        ElementTree.SubElement(case, "system-out").text = _text(notes)
    return case


def _text(found: Sequence[Diagnostic]) -> str:
    lines: list[str] = []
    for each in found:
        lines.append(f"{each.place}: {each.severity.value} {each.code} {each.message}")
        lines += [f"    help: {each.hint}"] if each.hint else []
        lines.append(f"    see: {rule_url(REGISTRY.by_code[each.code])}")
    return _allowed("\n".join(lines))


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
