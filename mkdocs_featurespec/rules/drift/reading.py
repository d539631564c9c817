"""FS501: sources that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_featurespec.diagnostics import Finding, Severity, Span
from mkdocs_featurespec.rules.families import example_page
from mkdocs_featurespec.rules.registry import SiteContext, SourceRule


def _not_read(context: SiteContext) -> Iterator[tuple[str, Finding]]:
    for source in context.sources.every:
        for problem in source.problems:
            span = Span(problem.line, 1, problem.line, 1)
            hint = "the rest of it is used" if source.says_anything else ""
            yield problem.path, Finding(span, problem.message, hint, problem.message)


_PAGE = example_page("## Database Tables", "", "- `messages`: what was said")
_SQL = "CREATE TABLE messages (id uuid);\nALTER TABLE messages ADD COLUMN body text"

RULES = (
    SourceRule(
        code="FS501",
        name="source-not-read",
        severity=Severity.WARNING,
        summary="A source, or a part of it, cannot be read.",
        reason="What is not read is compared with nothing: it is broken, refers to a file that "
        "is not there, or holds SQL that is not understood. Of a table that is changed in a way "
        "that is not understood, columns and indexes are not compared. References are followed "
        "within the site's folder, and never over the network.",
        bad=_PAGE,
        good=_PAGE,
        sources={"schema.sql": f"{_SQL} ROUNDED;\n"},
        mended={"schema.sql": f"{_SQL};\n"},
        check=_not_read,
    ),
)
