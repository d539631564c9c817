"""All findings of a report with the names that tools know them by, silenced ones too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Diagnostic, Silenced
from mkdocs_featurespec.fingerprints import fingerprints
from mkdocs_featurespec.report.report import Report


class Found(NamedTuple):
    """A finding as reports for tools show it.

    Attributes:
        diagnostic: The finding.
        fingerprint: Its name, which stays while lines move.
        silenced: What keeps it from being reported, if anything does.
    """

    diagnostic: Diagnostic
    fingerprint: str
    silenced: Silenced | None


def everything(report: Report) -> Iterator[Found]:
    """Give all findings, silenced ones too, by page and place."""
    every: list[tuple[Diagnostic, Silenced | None]] = [(each, None) for each in report.diagnostics]
    every += [(each.diagnostic, each) for each in report.silenced]
    every.sort(key=lambda pair: pair[0].sort_key)
    names = fingerprints(diagnostic for diagnostic, _ in every)
    for name, (diagnostic, silenced) in zip(names, every, strict=True):
        yield Found(diagnostic, name, silenced)
