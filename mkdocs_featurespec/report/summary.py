"""How many findings there are, of which severity, on how many pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Summary:
    """What a check found.

    Attributes:
        features: How many feature pages were checked.
        errors: How many findings are errors; likewise `warnings` and `infos`.
    """

    features: int
    errors: int
    warnings: int
    infos: int

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to mend; what only informs does not count."""
        return not self.errors and not self.warnings

    @property
    def text(self) -> str:
        """The summary in words: `2 errors, 1 warning in 10 feature pages`."""
        counts = ((self.errors, "error"), (self.warnings, "warning"), (self.infos, "note"))
        found = ", ".join(plural(count, noun) for count, noun in counts if count)
        return f"{found or 'No findings'} in {plural(self.features, 'feature page')}"


def summarize(diagnostics: Iterable[Diagnostic], features: int) -> Summary:
    """Count the findings on so many feature pages."""
    by_severity = Counter(diagnostic.severity for diagnostic in diagnostics)
    return Summary(
        features,
        by_severity[Severity.ERROR],
        by_severity[Severity.WARNING],
        by_severity[Severity.INFO],
    )


def plural(count: int, noun: str) -> str:
    """Return `1 error`, `2 errors`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
