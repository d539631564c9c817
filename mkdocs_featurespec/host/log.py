"""Diagnostics in the log of MkDocs, which counts them in `--strict`."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from mkdocs.plugins import get_plugin_logger

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.report.terminal import printable
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import rule_url

log = get_plugin_logger("featurespec")

_LEVELS = {
    Severity.ERROR: logging.ERROR,
    Severity.WARNING: logging.WARNING,
    Severity.INFO: logging.INFO,
}


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Log diagnostics, one a line."""
    for diagnostic in diagnostics:
        log.log(_LEVELS[diagnostic.severity], "%s", _line(diagnostic))


def rule_address(code: str) -> str:
    """Return the address of a rule's page."""
    return rule_url(REGISTRY.by_code[code])


def _line(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as one line of a log, whatever characters a page holds."""
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    url = rule_address(diagnostic.code)
    text = f"{diagnostic.place}: {diagnostic.code} {diagnostic.message}{hint} - see {url}"
    return printable(text)
