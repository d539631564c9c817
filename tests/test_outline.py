"""Headings, with Python-Markdown as the oracle."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.outline import Outline, read_outline
from mkdocs_featurespec.reader.source import Source

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "outline"

RICH = [
    "toc",
    "tables",
    "attr_list",
    "admonition",
    "footnotes",
    "def_list",
    "md_in_html",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tabbed",
]
PLAIN = ["toc", "tables", "fenced_code"]
RICH_DIALECT = Dialect()
PLAIN_DIALECT = Dialect(superfences=False, attr_list=False)

Found = list[tuple[int, str, str]]


def rendered(text: str, extensions: list[str]) -> Found:
    """Return the headings that Python-Markdown renders."""
    engine = markdown.Markdown(
        extensions=extensions,
        extension_configs={"pymdownx.tabbed": {"alternate_style": True}}
        if "pymdownx.tabbed" in extensions
        else {},
    )
    engine.convert(text)

    def flat(tokens: list[dict[str, object]]) -> Iterator[tuple[int, str, str]]:
        for token in tokens:
            level, children = token["level"], token["children"]
            assert isinstance(level, int)
            assert isinstance(children, list)
            yield level, html.unescape(str(token["name"])), str(token["id"])
            yield from flat(children)

    return list(flat(engine.toc_tokens))  # type: ignore[attr-defined]


def outline(text: str, dialect: Dialect) -> Outline:
    source = Source(text, "page.md")
    return read_outline(parse_blocks(source, 1, dialect), source, dialect, lambda _: None)


def read(text: str, dialect: Dialect) -> Found:
    return [(h.level, h.text, h.anchor) for h in outline(text, dialect).headings]


HARD = sorted(CASES.glob("*.md"))


@pytest.mark.parametrize("path", HARD, ids=lambda p: p.stem)
def test_hard_pages_read_as_rendered(path: Path) -> None:
    text = path.read_text("utf-8")
    expected = rendered(text, RICH)
    assert expected, "a hard page without headings tests nothing"
    assert read(text, RICH_DIALECT) == expected


@pytest.mark.parametrize(
    "name", ["attributes", "comments", "duplicates", "inline", "paths", "plain-fences", "setext"]
)
def test_pages_without_extensions_read_as_rendered(name: str) -> None:
    text = (CASES / f"{name}.md").read_text("utf-8")
    assert read(text, PLAIN_DIALECT) == rendered(text, PLAIN)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_every_page_of_the_site_reads_as_rendered(path: Path) -> None:
    from mkdocs.utils.meta import get_data

    body, _ = get_data(path.read_text("utf-8"))
    assert read(body, RICH_DIALECT) == rendered(body, RICH)


def test_positions_point_at_the_heading() -> None:
    text = "# One\n\n- item\n\n    ## Two `x` ##\n\nThree\n-----\n\n\t### Four\n"
    spans = [h.span for h in outline(text, RICH_DIALECT).headings]
    lines = text.split("\n")
    assert [lines[s.line - 1][s.column - 1 : s.end_column - 1] for s in spans[:2]] == [
        "# One",
        "## Two `x` ##",
    ]
    three = spans[2]
    assert (three.line, three.column, three.end_line, three.end_column) == (7, 1, 8, 6)


FRAGMENTS = [
    "# H", "## H2 {#x}", "### `GET /x/{id}`", "##NoSpace", "## A *b* _c_ **d**", "text",
    "- item", "- item\n- item2", "* a", "1. one", "    indented", "    - nested",
    "    ## in list", "        deep", "!!! note", "    body", '??? tip "T"', '=== "Tab"',
    "    ### in tab", "\n```\n# code\n```\n",
    "- x\n\n    ```\n    # code\n    ```\n", "\n~~~\n# c\n~~~\n",
    "> quote", "> ## q", "<!-- c -->", "<!--\n# no\n-->", "<div>\n# no\n</div>",
    "<div markdown>\n\n## yes\n\n</div>", "| a | b |\n|---|---|\n| 1 | 2 |", "---", "===",
    "Title\n---", "Title\n===", "", "", "", "  ## two", "## H ##", "## a [l](u) `c`",
    "- # in item", "+ x", "  - two", "\tTab", "\t## tabbed", "<br>", "text <b>x</b>",
    "## <a id='q'></a>A", "## &amp; x", "## x\\", "## \\# y", "- [ ] task", "## H_1", "***",
    "> - l", "text {: #pid }", "## 2 * 3 * 4", "## snake_case_name", "## __init__ and *.py",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8))
def test_any_mix_of_blocks_reads_as_rendered(fragments: list[str]) -> None:
    text = "\n".join(fragments)
    assert read(text, RICH_DIALECT) == rendered(text, RICH)


MARKDOWN = st.text(alphabet="#-=*_`~>!?|:{}[]()<>/\\\"' \t\nabé1.0&;\x02\x0b\u2028\r", max_size=300)


@settings(max_examples=300, deadline=None)
@given(MARKDOWN)
def test_any_text_is_read_and_places_are_inside_it(text: str) -> None:
    source = Source(text, "page.md")
    for dialect in (RICH_DIALECT, PLAIN_DIALECT):
        found = read_outline(parse_blocks(source, 1, dialect), source, dialect, lambda _: None)
        for heading in found.headings:
            span = heading.span
            assert 1 <= span.line <= span.end_line <= len(source.lines)
            assert 1 <= span.column <= len(source.lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(source.lines[span.end_line - 1]) + 1
        anchors = [h.anchor for h in found.headings]
        assert all(isinstance(anchor, str) for anchor in anchors)


@pytest.mark.parametrize(
    "text",
    [
        "# H\n" * 10_000,
        "#" * 100_000 + "x",
        "```a\n" * 50_000,
        "- a\n" * 50_000,
        "<div>\n" * 20_000,
        "<!--\n" * 50_000,
        "> " * 20_000 + "x",
        "[a](" * 20_000,
        "| " * 100_000,
        "`" * 100_000,
        "!!! note\n    " * 5_000,
        "\\" * 100_000 + "#",
        "    " * 5_000 + "- x",
        '<a b="' * 20_000,
    ],
    ids=lambda text: text[:6].strip() or "indent",
)
def test_large_pages_take_time_in_proportion(text: str) -> None:
    """Work is counted in calls, which no busy machine changes."""
    calls = [_calls(text[: len(text) // size]) for size in (4, 2)]
    assert calls[1] < 2.5 * calls[0] + 1_000


def _calls(text: str) -> int:
    import sys

    count = 0

    def trace(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    previous = sys.getprofile()
    sys.setprofile(trace)
    try:
        outline(text, RICH_DIALECT)
    finally:
        sys.setprofile(previous)
    return count
