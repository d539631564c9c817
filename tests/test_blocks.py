"""Blocks: fences, raw HTML, tables and items, where the outline alone would not show a slip."""

from __future__ import annotations

import markdown
import pytest

from mkdocs_featurespec.reader.entities.cells import read_header, read_rows
from mkdocs_featurespec.reader.entities.items import ItemReader
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.fences import find_fences
from mkdocs_featurespec.reader.markdown.raw_html import find_raw_html
from mkdocs_featurespec.reader.page import title_if_blank, unreadable
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.site.files import decode


def blocks(text: str, dialect: Dialect | None = None) -> list[Block]:
    return parse_blocks(Source(text, "page.md"), 1, dialect or Dialect())


def shown(text: str) -> list[tuple[str, int, int, str]]:
    return [
        (b.kind.name, b.line, b.depth, "\n".join(line.text for line in b.lines))
        for b in blocks(text)
    ]


def test_kinds_lines_and_depths() -> None:
    text = """\
Text
goes on

- one
    - two

        deep text

    back
- three

| a | b |
|---|---|
| 1 | 2 |

    code

```sql
SELECT 1
```

<!-- note -->
"""
    assert shown(text) == [
        ("PARAGRAPH", 1, 0, "Text\ngoes on"),
        ("ITEM", 4, 1, "one"),
        ("ITEM", 5, 2, "two"),
        ("PARAGRAPH", 7, 2, "deep text"),
        ("PARAGRAPH", 9, 1, "back\n- three"),
        ("TABLE", 12, 0, "| a | b |\n|---|---|\n| 1 | 2 |"),
        ("CODE", 16, 0, "code"),
        ("FENCE", 18, 0, "SELECT 1"),
        ("HTML", 22, 0, "<!-- note -->"),
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["```", "a", "```"], [(0, 3, "")]),
        (["```py", "a", "````", "```"], [(0, 4, "py")]),
        (["``` {.Sql #x}", "```"], [(0, 2, "sql")]),
        (['```py title="a" hl_lines="1"', "```"], [(0, 2, "py")]),
        (["```py word", "```", "x", "```"], [(1, 4, "")]),
        (["  ```", "  a", " b", "  ```"], []),
        (["> ```", "> a", "> ```"], [(0, 3, "")]),
        (["> ```", ">", "> ```"], [(0, 3, "")]),
        (["> ```", "> > a", "> ```"], [(0, 3, "")]),
        (["> ```", ">>> a", "> ```"], []),
        (["> ```", "a", "> ```"], []),
        (["  ```", "> a", "  ```"], []),
        (["```"], []),
        (["~~~", "```", "~~~"], [(0, 3, "")]),
        (["``` `x`", "```"], []),
    ],
)
def test_superfences(lines: list[str], expected: list[tuple[int, int, str]]) -> None:
    found = find_fences(lines, superfences=True)
    assert [(f.start, f.end, f.language) for f in found] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["```", "a", "```"], [(0, 3)]),
        (["    ```", "    ```"], []),
        (["```a", "```b", "```"], [(0, 3)]),
        (["```", "a"], []),
        (["```", "a", "```", "```", "b", "```"], [(0, 3), (3, 6)]),
    ],
)
def test_plain_fences(lines: list[str], expected: list[tuple[int, int]]) -> None:
    found = find_fences(lines, superfences=False)
    assert [(f.start, f.end) for f in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", []),
        ("text <div>x</div>", []),
        ("<div>x</div>", ["<div>x</div>"]),
        ("  <!-- a\n-->b", ["<!-- a\n-->"]),
        ("<!-- never closed", []),
        ("<?php x ?>", ["<?php x ?>"]),
        ("<!DOCTYPE html>", ["<!DOCTYPE html>"]),
        ("<! never", []),
        ("<hr>\n<br>", ["<hr>"]),
        ("<span>x</span>", []),
        ("<div><p>a</div>b", ["<div><p>a</div>"]),
        ("<div></span></div>", ["<div></span></div>"]),
        ("<div><br/><!-- </div> --></div>", ["<div><br/><!-- </div> --></div>"]),
        ("<div><!-- open", ["<div><!-- open"]),
        ("<div>\nall of it", ["<div>\nall of it"]),
        ("<script>a < '</div>'</script>", ["<script>a < '</div>'</script>"]),
        ("<script>never", ["<script>never"]),
        ("<div markdown>\na\n</div>", ["<div markdown>", "</div>"]),
        ("<div markdown='1'/>", ["<div markdown='1'/>"]),
        ("</div>", []),
        ("<p/>", ["<p/>"]),
    ],
)
def test_raw_html(text: str, expected: list[str]) -> None:
    assert [text[r.start : r.end] for r in find_raw_html(text)] == expected


ROWS = [
    "| a | b |",
    "a | b",
    "| `a|b` | c |",
    "| a \\| b | c |",
    "| ``a`|`b`` | c |",
    "| `a | b |",
    "| a\\\\| b |",
    "| \\`a | b` |",
    "|a|b|c|",
    "| | |",
    "| ` ` | `` | x |",
]


@pytest.mark.parametrize("row", ROWS)
def test_rows_split_as_rendered(row: str) -> None:
    text = f"| h1 | h2 |\n|---|---|\n{row}\n"
    table = next(block for block in blocks(text) if block.kind is BlockKind.TABLE)
    html = markdown.markdown(text, extensions=["tables"])
    rendered = [cell.split("</td>")[0] for cell in html.split("<td>")[1:]]
    (read,) = read_rows(table)
    own = [markdown.markdown(c.text, extensions=["tables"])[3:-4] for c in read.cells][:2]
    assert (own + [""] * 2)[: len(rendered)] == rendered


def test_cells_know_their_places() -> None:
    text = "- item\n\n    | Name |  `x|y` | |\n    |---|:-:|-|\n    |  a  | **b** |\n"
    table = next(block for block in blocks(text) if block.kind is BlockKind.TABLE)
    assert read_header(table) == ("name", "x y", "")
    (row,) = read_rows(table)
    line = text.split("\n")[row.line.number - 1]
    places = [row.line.column + cell.start for cell in row.cells]
    assert [line[p : p + len(c.text)] for p, c in zip(places, row.cells, strict=True)] == [
        "a",
        "**b**",
    ]
    assert row.cell(5).text == ""


def test_comments_are_no_items() -> None:
    text = """\
- one <!-- two --> three
- four <!-- from here
hidden, as
to here --> five
- six
"""
    reader = ItemReader()
    found = [item.text for block in blocks(text) for item in reader.read(block)]
    assert [text.split() for text in found] == [["one", "three"], ["four", "five"], ["six"]]


def test_two_spaces_nest_an_item_too() -> None:
    text = "- a\n  - b\n    - c\n- d\n\ntext\n\n  - e\n"
    reader = ItemReader()
    found = [(i.text, i.nested) for b in blocks(text) for i in reader.read(b) if i.is_item]
    assert found == [("a", False), ("b", True), ("c", True), ("d", False), ("e", False)]


@pytest.mark.parametrize(
    ("body", "title"),
    [("", ""), ("\n\n", ""), ("# A *b*\n", "A b"), ("A\n=\n", "A"), ("## A\n", None), ("x", None)],
)
def test_title_of_a_blank_body(body: str, title: str | None) -> None:
    assert title_if_blank(body, Dialect()) == title


def test_a_long_body_is_not_just_a_title() -> None:
    assert title_if_blank("# " + "a" * 20_000, Dialect()) is None


def test_an_unreadable_page_is_a_page_with_a_fault() -> None:
    fault = decode(b"caf\xe9")
    assert not isinstance(fault, str)
    page = unreadable("docs/features/my-page.md", fault)
    assert (page.title, page.faults, page.entities) == ("My page", (fault,), ())
    assert page.lost_front_matter
