"""Excerpts: the line of a finding, cut to the terminal, with the mark below the right columns."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import Diagnostic, Severity, Span
from mkdocs_featurespec.report.excerpt import Excerpt, excerpt
from mkdocs_featurespec.report.report import Report, no_lines
from mkdocs_featurespec.report.terminal import columns
from mkdocs_featurespec.report.text_report import write_text


def drawn(line: str, start: int, end: int, width: int = 40) -> list[str]:
    """Return an excerpt of a line as it is drawn; the span is given from 1, its end exclusive."""
    shown = excerpt([line], Span(1, start, 1, end), width)
    assert shown is not None
    return [f"{shown.before}{shown.marked}{shown.after}", shown.underline]


def test_the_mark_stands_below_the_text_that_is_meant() -> None:
    assert drawn("status: shiped", 9, 15) == ["status: shiped", "        ^~~~~~"]


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("status:", 8, 8, ["status:", "       ^"]),
        ("a: b", 1, 2, ["a: b", "^"]),
        ("a: b", 4, 9, ["a: b", "   ^"]),
    ],
    ids=["nothing, behind the end", "one character", "beyond the end"],
)
def test_a_mark_has_at_least_a_caret(line: str, start: int, end: int, expected: list[str]) -> None:
    assert drawn(line, start, end) == expected


@pytest.mark.parametrize(
    ("line", "start", "end", "expected"),
    [
        ("\ta\tb", 4, 5, ["    a   b", "        ^"]),
        ("\t\tx", 1, 3, ["        x", "^~~~~~~~"]),
        ("注文: x", 5, 6, ["注文: x", "      ^"]),
        ("🎉 注文", 3, 5, ["🎉 注文", "   ^~~~"]),
        ("cafe\u0301 x", 7, 8, ["cafe\u0301 x", "     ^"]),
        ("\u1112\u1161\u11ab x", 5, 6, ["\u1112\u1161\u11ab x", "   ^"]),
        ("a\x1bb x", 5, 6, [r"a\x1bb x", "       ^"]),
        ("a\u202eb x", 5, 6, [r"a\u202eb x", "         ^"]),
    ],
    ids=["tabs", "a tab itself", "wide", "emoji", "combining", "jamo", "control", "bidi"],
)
def test_the_mark_knows_how_wide_characters_are(
    line: str, start: int, end: int, expected: list[str]
) -> None:
    assert drawn(line, start, end) == expected


def test_of_several_lines_the_first_is_shown() -> None:
    lines = ["```sql  ", "select 1", "```"]
    assert excerpt(lines, Span(1, 4, 3, 4), 40) == Excerpt("```", "sql", "  ", goes_on=True)
    shown = excerpt(lines, Span(1, 1, 3, 4), 40)
    assert shown is not None
    assert shown.underline == "^~~~~~..."


LINE = "".join(chr(ord("a") + i % 26) for i in range(100))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (1, 4, ["abcdefghijklmn...", "^~~"]),
        (50, 53, ["...stuvwxyzabcdef...", "        ^~~"]),
        (98, 101, ["...ijklmnopqrstuv", "              ^~~"]),
        (30, 90, ["...defghijklmnopq...", "   ^~~~~~~~~~~~~~"]),
    ],
    ids=["start", "middle", "end", "more than there is room for"],
)
def test_a_long_line_is_cut_around_what_is_meant(start: int, end: int, expected: list[str]) -> None:
    assert drawn(LINE, start, end, width=20) == expected


@given(
    line=st.text(st.characters(codec="utf-16"), max_size=60),
    start=st.integers(1, 60),
    length=st.integers(0, 60),
    width=st.integers(7, 50),
)
def test_no_line_is_wider_than_the_terminal(line: str, start: int, length: int, width: int) -> None:
    shown = excerpt([line], Span(1, start, 1, start + length), width)
    if shown is None:
        assert not line.strip()
        return
    text = f"{shown.before}{shown.marked}{shown.after}"
    assert text.isprintable()
    assert columns(text) <= width


def test_of_a_page_that_cannot_be_read_nothing_is_shown() -> None:
    assert excerpt(no_lines("a.md"), Span(1, 1, 1, 2), 40) is None
    assert excerpt(["  ", "x"], Span(1, 1, 1, 2), 40) is None
    stream = io.StringIO()
    finding = Diagnostic("a.md", Span(1, 1, 1, 2), "FS108", Severity.ERROR, "not UTF-8")
    write_text(Report([finding]), stream)
    first, second, *_ = stream.getvalue().splitlines()
    assert first == "a.md:1:1: error FS108 not UTF-8"
    assert second.startswith("    see: ")
