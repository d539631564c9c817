"""Diagnostics as text for people and in the formats that tools read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TextIO, cast

from mkdocs_featurespec.report.report import Report

Reporter = Callable[[Report, TextIO], None]
"""Writes a report to a stream; in the same order every time."""

_WRITERS: Mapping[str, tuple[str, str]] = {
    "text": ("text_report", "write_text"),
    "concise": ("text_report", "write_concise"),
    "json": ("json_report", "write_json"),
    "github": ("github_report", "write_github"),
    "sarif": ("sarif_report", "write_sarif"),
    "junit": ("junit_report", "write_junit"),
}
"""By the name of the format: its module, and the function there."""

FORMATS = tuple(_WRITERS)
"""The names of all formats."""


def reporter(format_: str) -> Reporter:
    """Return the reporter of a format; its module is imported only now.

    Args:
        format_: One of `FORMATS`.
    """
    module, name = _WRITERS[format_]
    return cast("Reporter", getattr(import_module(f"{__name__}.{module}"), name))
