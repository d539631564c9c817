"""Diagnostics as text for people and as JSON for tools; reporters stand in a table by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TextIO

from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.report.json_report import write_json
from mkdocs_featurespec.report.text_report import write_text

Reporter = Callable[[Iterable[Diagnostic], int, TextIO], None]
"""Writes diagnostics, of so many feature pages, to a stream; in the same order every time."""

REPORTERS: Mapping[str, Reporter] = {"text": write_text, "json": write_json}
