"""What stands in a page's sections, and the comments that speak to this tool.

A case is a folder with `page.md` and `expected.txt`, with a line for each section, left-over line,
table, item, link and comment that is read, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Page

from .golden import compare

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/contents/*/page.md"))


def place(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def shown(page: Page) -> Iterator[str]:
    """Give what was read as lines of an expected file."""
    for section in page.sections:
        facts = [
            word
            for word, holds in (
                ("empty", section.empty),
                ("written", section.written),
                ("items", section.has_items),
            )
            if holds
        ]
        yield f"section {section.heading.text!r}: {' '.join(facts)}".rstrip(" :")
    for left in page.left_over:
        yield f"left over {place(left.span)} {left.kind.value} in {left.section}: {left.text}"
    for grid in page.grids:
        header = " | ".join(grid.header)
        yield f"grid {place(grid.span)} {grid.role.value} in {grid.section}: {header}, {grid.rows}"
    for item in page.items:
        done = " (done)" if item.done else ""
        yield f"item {place(item.span)} {item.role.value}: {item.text}{done}"
    for link in page.links:
        yield f"link {place(link.span)} {link.target}"
    for directive in page.directives:
        yield f"comment {place(directive.span)} {directive.name}: {directive.text}"
    for ignore in page.ignores:
        lines = f"{ignore.first_line} to {ignore.last_line}" if ignore.first_line else "the page"
        yield f"ignore {', '.join(ignore.rules)} on {lines}: {ignore.reason}".rstrip()


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    text = (case / "page.md").read_text("utf-8")
    compare(list(shown(read_page(text, path="page.md"))), case / "expected.txt")


LINES = st.sampled_from(
    [
        "", "# T", "## Tests", "### Open Decisions", "## API Endpoints", "- Domain unit test.",
        "- [x] done", "- ~~struck~~", "| a | b |", "|---|---|", "| c | [x](y.md) |", "```", "text",
        "<!-- featurespec: ignore FS206: because -->", "<!-- featurespec: ignore-page FS2 -->",
        "text <!-- featurespec: ignore FS1:", "more -->", "!!! note", "    - in", "\tx",
        "> [a]: b.md",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=30))
def test_every_place_is_in_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    page = read_page(text, path="page.md")
    spans = [
        each.span
        for part in (page.left_over, page.grids, page.items, page.links, page.directives)
        for each in part
    ]
    for span in spans:
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
    for ignore in page.ignores:
        assert 0 <= ignore.first_line <= ignore.last_line <= len(lines)
