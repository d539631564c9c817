"""What a check has to tell, whatever the format."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Diagnostic, KnownFinding, Silenced
from mkdocs_featurespec.report.summary import Summary, summarize

LinesOf = Callable[[str], Sequence[str]]
"""Gives the lines of a page by its path in messages; none where they cannot be had."""


def no_lines(path: str) -> Sequence[str]:
    """Return no lines, where no page can be looked at."""
    return ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has to tell.

    Attributes:
        diagnostics: The findings, in any order.
        pages: The paths of the feature pages that were checked, as messages name them.
        silenced: Findings that comments or the baseline silence.
        fixed: What the baseline knows and is found no more.
        lines_of: Gives a page's lines, for excerpts.
        statistics: Whether the findings of each rule are counted, too.
        quiet: Whether only the findings are wanted: no summary, no advice.
        prefix: What stands before a path for tools that count from the root of the repository,
            such as `website/`.
    """

    diagnostics: Sequence[Diagnostic]
    pages: Sequence[str] = ()
    silenced: Sequence[Silenced] = ()
    fixed: Sequence[KnownFinding] = ()
    lines_of: LinesOf = no_lines
    statistics: bool = False
    quiet: bool = False
    prefix: str = ""

    def from_root(self, path: str) -> str:
        """Return a page's path as tools know it that count from the root of the repository."""
        return posixpath.normpath(self.prefix + path)

    @property
    def ordered(self) -> list[Diagnostic]:
        """The findings by page and place."""
        return sorted(self.diagnostics, key=lambda diagnostic: diagnostic.sort_key)

    @property
    def summary(self) -> Summary:
        """How many findings of which severity there are."""
        return summarize(self.diagnostics, len(self.pages))
