"""What is wrong with a site at one moment, while people work on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from mkdocs_featurespec.report import reporter
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.terminal import BOLD, GREEN, RED, Style, printable


@dataclass(frozen=True, slots=True)
class Now:
    """What there is to tell.

    Attributes:
        report: The findings; `None` as long as the configuration was never good.
        errors: What is broken in the configuration, one line each.
        notes: What is odd about it, one line each.
        time: Of day, such as `14:03:27`.
        seconds: What it took to find out.
    """

    report: Report | None
    errors: Sequence[str]
    notes: Sequence[str]
    time: str
    seconds: float


def write_now(now: Now, format_: str, stream: TextIO) -> None:
    """Write the findings, then what is broken in the configuration, and the counts last of all."""
    style = Style(stream)
    if now.report is not None:
        reporter(format_)(replace(now.report, quiet=True), stream)
    for error in now.errors:
        stream.write(f"{style('broken:', BOLD, RED)} {printable(error)}\n")
    for note in now.notes:
        stream.write(f"{style('note:', BOLD)} {printable(note)}\n")
    is_clean = not now.errors and now.report is not None and now.report.summary.is_clean
    status = style(_counts(now), BOLD, GREEN if is_clean else RED)
    stream.write(f"{status} at {now.time}, in {now.seconds:.2f} s\n")


def _counts(now: Now) -> str:
    if now.report is None:
        return "Nothing is checked"
    return now.report.summary.text + (" by the last good configuration" if now.errors else "")
