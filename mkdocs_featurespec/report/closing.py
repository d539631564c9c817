"""What stands below the findings: how many there are by rule, and what is not among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Silencer
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import plural
from mkdocs_featurespec.rules import REGISTRY


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule found something."""

    count: int
    code: str
    name: str


def rule_counts(report: Report) -> list[RuleCount]:
    """Return how often each rule found something, the most frequent first."""
    counted = Counter(diagnostic.code for diagnostic in report.diagnostics)
    counts = [
        RuleCount(count, code, REGISTRY.by_code[code].name) for code, count in counted.items()
    ]
    return sorted(counts, key=lambda each: (-each.count, each.code))


def closing_lines(report: Report) -> Iterator[str]:
    """Give the counts that a report for people asks for, the summary last of all."""
    if report.statistics:
        counts = rule_counts(report)
        width = max((len(str(each.count)) for each in counts), default=0)
        for each in counts:
            yield f"{each.count:>{width}} {each.code} {each.name}"
    if report.quiet:
        return
    by = Counter(silenced.by for silenced in report.silenced)
    if by:
        counted = (
            (by[Silencer.COMMENT], "by comments"),
            (by[Silencer.BASELINE], "by the baseline"),
        )
        parts = ", ".join(f"{count} {what}" for count, what in counted if count)
        yield f"{plural(by.total(), 'finding')} silenced: {parts}"
    if report.fixed:
        yield (
            f"{plural(len(report.fixed), 'finding')} of the baseline fixed: "
            "'featurespec check --update-baseline' takes them out"
        )
    yield report.summary.text
