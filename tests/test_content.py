"""The rules of content: what a page's sections hold.

A case is a folder with `page.md`, the `template.md` that it follows where that is not the built-in
one, and `expected.txt`, with a line for each finding: the exact place, the severity, the code, the
message, the hint, the subject and the lines of related places.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.reader.entities.columns import same_column
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, load_workspace

from .golden import compare

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/content/*/page.md"))
FEATURES = sorted((Path(__file__).parent.parent / "docs" / "features").glob("*.md"))


def findings(
    text: str, folder: Path = Path(), settings: Settings | None = None
) -> list[Diagnostic]:
    template = "template.md" if (folder / "template.md").is_file() else None
    workspace = load_workspace(settings or Settings(template=template), folder, Dialect())
    found = workspace.read_site([Document("page.md", "page.md", text)]).diagnostics
    return [each for each in found if each.code.startswith("FS3")]


def shown(found: Diagnostic) -> str:
    """Return a finding as a line of an expected file."""
    span = found.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    related = ", ".join(f"{each.message} on line {each.span.line}" for each in found.related)
    parts = [f"{place} {found.severity.value} {found.code} {found.message}", found.hint]
    return " | ".join(part for part in (*parts, f"[{found.subject}]", related) if part)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    found = findings((case / "page.md").read_text("utf-8"), case)
    compare([shown(each) for each in found], case / "expected.txt")


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.stem)
def test_the_examples_are_without_findings(feature: Path) -> None:
    assert [shown(each) for each in findings(feature.read_text("utf-8"))] == []


DECISION = (
    "---\ntitle: Goals\nstatus: {}\nowner: ana\n---\n# Goals\n\n## Open Decisions\n\n- Red?\n"
)


@pytest.mark.parametrize(
    ("levels", "status", "found"),
    [
        ({}, "approved", [Severity.ERROR]),
        ({}, "in-review", []),
        ({}, "", []),
        ({"in-review": Severity.ERROR}, "in-review", [Severity.ERROR]),
        ({"approved": Severity.WARNING}, "approved", []),
        ({"done": Severity.ERROR}, "done", [Severity.ERROR]),
    ],
)
def test_decisions_may_be_open_where_unfinished_work_is_no_error(
    levels: dict[str, Severity], status: str, found: list[Severity]
) -> None:
    default = dict(Settings().unfinished)
    settings = Settings(unfinished=tuple({**default, **levels}.items()))
    assert [each.severity for each in findings(DECISION.format(status), settings=settings)] == found


def test_words_for_a_column_mean_the_same() -> None:
    assert same_column("description") == same_column("purpose") == "purpose"
    assert same_column("who") == "who"
