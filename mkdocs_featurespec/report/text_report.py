"""Diagnostics for people: each with the line that it means and where to read more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.report.closing import closing_lines
from mkdocs_featurespec.report.excerpt import excerpt
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.terminal import (
    BOLD,
    DIM,
    GREEN,
    RED,
    SEVERITY_COLOURS,
    Style,
    printable,
    width_of,
)
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url

_GUTTER = 5


def write_text(report: Report, stream: TextIO) -> None:
    """Write each finding with its excerpt, its hint and the address of its rule; then a summary.

    The first line of a finding is `path:line:column: severity CODE message`, as editors read it.
    """
    style = Style(stream)
    width = width_of(stream)
    for diagnostic in report.ordered:
        lines = (
            heading(diagnostic, style),
            *_excerpt(diagnostic, report, style, width),
            *_details(diagnostic, style),
            "",
        )
        stream.write("".join(f"{line}\n" for line in lines))
    write_closing(report, stream, style)


def write_concise(report: Report, stream: TextIO) -> None:
    """Write one line for each finding, as editors read it, and a summary."""
    style = Style(stream)
    for diagnostic in report.ordered:
        stream.write(f"{heading(diagnostic, style)}\n")
    write_closing(report, stream, style)


def heading(diagnostic: Diagnostic, style: Style) -> str:
    """Return a finding in one line; on a terminal its code leads to the page of its rule."""
    severity = style(diagnostic.severity.value, BOLD, SEVERITY_COLOURS[diagnostic.severity])
    code = style.link(diagnostic.code, _url(diagnostic))
    return f"{printable(diagnostic.place)}: {severity} {code} {printable(diagnostic.message)}"


def write_closing(report: Report, stream: TextIO, style: Style) -> None:
    """Write the counts and the summary."""
    summary = report.summary
    colour = GREEN if summary.is_clean else RED
    for line in closing_lines(report):
        stream.write(f"{style(line, BOLD, colour) if line == summary.text else line}\n")


def _excerpt(diagnostic: Diagnostic, report: Report, style: Style, width: int) -> Iterator[str]:
    number = f"{diagnostic.span.line:>{_GUTTER - 1}}"
    margin = " " * len(number)
    room = width - len(f"{number} | ")
    shown = excerpt(report.lines_of(diagnostic.path), diagnostic.span, room)
    if shown is not None:
        colours = (BOLD, SEVERITY_COLOURS[diagnostic.severity])
        line = f"{shown.before}{style(shown.marked, *colours)}{shown.after}".rstrip()
        underline = shown.underline.lstrip()
        indent = shown.underline[: -len(underline)]
        yield f"{style(f'{number} |', DIM)} {line}"
        yield f"{style(f'{margin} |', DIM)} {indent}{style(underline, *colours)}"


def _details(diagnostic: Diagnostic, style: Style) -> Iterator[str]:
    for related in diagnostic.related:
        span = related.span
        place = printable(f"{related.path}:{span.line}:{span.column}")
        yield f"    {style('also:', BOLD)} {place}: {printable(related.message)}"
    if diagnostic.hint:
        yield f"    {style('help:', BOLD)} {printable(diagnostic.hint)}"
    if not style.is_on:
        yield f"    see: {_url(diagnostic)}"


def _url(diagnostic: Diagnostic) -> str:
    return rule_url(REGISTRY.by_code[diagnostic.code])
