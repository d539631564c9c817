"""Front matter: what is found wrong, where, and whether MkDocs sees the page alike.

A case is a folder with `page.md`, whose bytes matter, and `expected.txt`, with a line for each
finding: the exact place, the severity, the code, the message and the hint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mkdocs.utils import meta

from mkdocs_featurespec.diagnostics import DATA_LOST, Diagnostic, FaultKind, Span
from mkdocs_featurespec.reader.front_matter import yaml_data
from mkdocs_featurespec.reader.front_matter.split import (
    FrontMatterResult,
    read_front_matter,
    split_front_matter,
)
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.files import decode
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace

from .golden import compare

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/front_matter/*/page.md"))


@cache
def workspace() -> Workspace:
    return load_workspace(Settings(), Path(), Dialect())


def findings(content: bytes) -> Iterator[Diagnostic]:
    """Give what the rules of front matter find on a page."""
    site = workspace().read_site([Document("page.md", "page.md", decode(content))])
    return (found for found in site.diagnostics if found.code.startswith("FS1"))


def shown(found: Diagnostic) -> str:
    """Return a finding as a line of an expected file."""
    span = found.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    hint = f" | {found.hint}" if found.hint else ""
    return f"{place} {found.severity.value} {found.code} {found.message}{hint}"


def read(text: str) -> FrontMatterResult:
    return read_front_matter(Source(text, "page.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    lines = [shown(found) for found in findings((case / "page.md").read_bytes())]
    compare(lines, case / "expected.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_parser_in_python_finds_the_same(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold what people without the C parser see to what others see."""
    text = decode((case / "page.md").read_bytes())
    if not isinstance(text, str):
        return
    expected = read(text)
    monkeypatch.setattr(yaml_data, "SafeLoader", yaml.SafeLoader)
    assert read(text).faults == expected.faults
    assert dict(read(text).front_matter) == dict(expected.front_matter)


# Where the front matter ends


@pytest.mark.parametrize(
    ("text", "closing", "body"),
    [
        ("---\na: 1\n---\nText\n", 3, "Text\n"),
        ("---\na: 1\n---\n\n\n  \nText\n", 3, "  \nText\n"),
        ("---\na: 1\n...\nText", 3, "Text"),
        ("--- \t\na: 1\n---\t \nText", 3, "Text"),
        ("---\na: 1\n---\n", 3, ""),
        ("---\r\na: 1\r\n---\r\n\r\nText", 3, "Text"),
        ("\ufeff---\na: 1\n---\nText", 3, "Text"),
        ("---\n---\na: 1\n---\nText", 4, "Text"),
        ("---\na: |\n  ---\n---x\n----\nb: 1\n---\nText", 0, None),
        ("---\na: 1\n---", 0, None),
        ("\n\nText", 0, "Text"),
        ("Text\n---\na: 1\n---\n", 0, "Text\n---\na: 1\n---\n"),
        ("Key: value\n    more\n\n\nText", 0, "Text"),
        ("Key: value\nText", 0, "Text"),
        ("Key: value", 0, ""),
        ("", 0, ""),
        ("\n", 0, ""),
    ],
)
def test_the_body_begins_where_it_does_for_mkdocs(
    text: str, closing: int, body: str | None
) -> None:
    source = Source(text, "page.md")
    if closing or body is not None:
        assert split_front_matter(source) == closing
    if body is not None:
        assert body_of(text) == body == mkdocs_reads(text)[0]


def body_of(text: str) -> str:
    lines = Source(text, "page.md").lines
    return "\n".join(lines[read(text).body_line - 1 :])


def mkdocs_reads(text: str) -> tuple[str, Mapping[str, object]]:
    """Return body and front matter as MkDocs has them, which reads files with plain line ends."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return meta.get_data(plain)


@pytest.mark.parametrize(
    ("text", "body_line"),
    [
        ("---\ntitle: a: b\n---\n\n# T\n", 5),
        ("---\n- a\n---\n# T\n", 4),
        ("---\n# comment\n\n\ttitle: x\n---\n# T\n", 6),
        ("---\ntitle: x\n# T\n", 1),
        ("---\n\n# T\n\n---\n", 1),
        ("---\nText.\n---\n# T\n", 1),
        ("---\n---\n# T\n", 1),
    ],
)
def test_broken_front_matter_is_no_body_if_it_looks_like_front_matter(
    text: str, body_line: int
) -> None:
    assert read(text).body_line == body_line


# What is read


def test_a_page_knows_its_data_and_where_it_stands() -> None:
    text = (
        "---\n"
        "# a comment\n"
        "title: Orders # and more\n"
        '"reviewed": 2026-03-31\n'
        "tables:\n"
        "  - orders\n"
        "  - {name: order lines, 'note': null}\n"
        "---\n"
    )
    result = read(text)
    matter = result.front_matter
    assert result.faults == ()
    assert dict(matter) == {
        "title": "Orders",
        "reviewed": "2026-03-31",
        "tables": ["orders", {"name": "order lines", "note": None}],
    }
    assert matter.span == Span(3, 1, 3, 25)
    assert matter.end_line == 8
    assert matter.key_span("title") == Span(3, 1, 3, 6)
    assert matter.value_span("title") == Span(3, 8, 3, 14)
    assert matter.key_span("reviewed") == Span(4, 1, 4, 11)
    assert matter.value_span("tables") == Span(6, 3, 7, 38)
    assert matter.value_span("tables", 0) == Span(6, 5, 6, 11)
    assert matter.value_span("tables", 1) == Span(7, 5, 7, 38)
    assert matter.key_span("tables", 1, "note") == Span(7, 25, 7, 31)
    assert matter.value_span("tables", 1, "name") == Span(7, 12, 7, 23)
    assert matter.value_span("tables", 2) is None


def test_a_page_without_front_matter_has_none() -> None:
    matter = read("# Orders\n").front_matter
    assert (dict(matter), matter.span, matter.end_line) == ({}, None, 0)


def test_lost_front_matter_still_has_its_place() -> None:
    matter = read("---\n# comment\ntitle: a: b\n---\n").front_matter
    assert (dict(matter), matter.span, matter.end_line) == ({}, Span(2, 1, 2, 10), 4)


def test_metadata_without_delimiters_is_read_as_mkdocs_reads_it() -> None:
    matter = read("Title: Orders\nOwner: a\n    b\nOWNER: c\n\nText\n").front_matter
    assert dict(matter) == {"title": "Orders", "owner": "a b c"}
    assert matter.key_span("title") == Span(1, 1, 1, 6)
    assert matter.value_span("title") == Span(1, 8, 1, 14)
    assert (matter.span, matter.end_line) == (Span(1, 1, 1, 14), 4)


def test_a_value_that_is_an_alias_stands_at_the_alias() -> None:
    matter = read("---\na: &x [1, {k: v}]\nb: *x\nc: [ *x , *x ]\nd:\n  - *x\n---\n").front_matter
    assert matter["c"] == [[1, {"k": "v"}], [1, {"k": "v"}]]
    assert matter.value_span("b") == Span(3, 4, 3, 6)
    assert matter.value_span("b", 1, "k") == Span(2, 15, 2, 16)
    assert matter.value_span("c", 0) == Span(4, 6, 4, 8)
    assert matter.value_span("c", 1) == Span(4, 11, 4, 13)
    assert matter.value_span("d", 0) == Span(6, 5, 6, 7)


def test_merged_keys_stand_where_they_come_from() -> None:
    matter = read("---\na: &x {k: 1, l: 2}\nb:\n  <<: *x\n  l: 3\n---\n").front_matter
    assert matter["b"] == {"k": 1, "l": 3}
    assert matter.key_span("b", "k") == Span(2, 8, 2, 9)
    assert matter.value_span("b", "l") == Span(5, 6, 5, 7)


def test_a_number_that_python_would_not_write_out_stays_text() -> None:
    digits = "0x" + "f" * 5_000
    assert read(f"---\ntitle: {digits}\n---\n").front_matter["title"] == digits


# Any text at all

_LINES = st.sampled_from(
    [
        *("title: Orders", "title: 'Orders'", 'owner: "a\\tb"', "status: draft # or so", "a: b: c"),
        *("tags: [a, {b: c}, 'd']", "tags:", "- a", "  - a", "  - b: c", "    d: e", "- - x", "-"),
        *("on: off", "version: 1.10", "at: 1:30", "n: 0123", "d: 2026-02-28", "d: 2026-02-30"),
        *(
            "? a",
            ": b",
            "? [a, b]",
            "{a: b}: c",
            "k: {",
            "}",
            "]",
            "k: [",
            "'",
            '"',
            "k: 'a",
            "  b'",
        ),
        *(
            "x: &x {a: 1, b: [2]}",
            "y: *x",
            "<<: *x",
            "  <<: [*x, *x]",
            "z: *y",
            "[*x]",
            "e: &e",
            "=: =",
        ),
        *(
            "text: |",
            "  more",
            "\tmore",
            "fold: >-",
            "key:\tvalue",
            "# comment",
            "",
            " ",
            "plain",
            "~: 1",
        ),
        *(
            "--- x",
            "...",
            "---",
            "----",
            " ---",
            "%TAG ! x",
            "!a b",
            "a: !!python/name:x",
            "a: !!set {b}",
        ),
        *(
            "a: !!binary x",
            "a: !!int x",
            "a: !!float 1",
            "b: 1\u2028c: 2",
            "b: x\x85y",
            "b: \ufeff",
            "🧾: ü",
        ),
        *(
            "b: \x00",
            "b: \x07",
            "a: .nan",
            "a: 1_0",
            "a: 0x_",
            "a: 0b_",
            "a: ._",
            "a: <<",
            "\ufefft: 1",
        ),
    ]
)
_YAML = st.lists(_LINES, max_size=6).map("\n".join) | st.text(
    "ab:- \n\t'\"[]{}&*!|>%#?,=<0123.\u2028\x85\ufeff\ud800é🧾", max_size=40
)
_PAGES = st.one_of(
    st.builds("---\n{}\n---\n\n# T\n".format, _YAML),
    st.builds("{}\n{}\n{}".format, _LINES, _YAML, _LINES),
    st.text(max_size=60),
)


def spans(result: FrontMatterResult) -> Iterator[Span]:
    matter = result.front_matter
    yield from (fault.span for fault in result.faults)
    if matter.span:
        yield matter.span
    yield from places(matter, ())


def places(value: object, path: tuple[str | int, ...], matter: object = None) -> Iterator[Span]:
    """Give the places of all keys and values; each has one."""
    top = value if matter is None else matter
    parts: list[tuple[str | int, object]] = []
    if isinstance(value, Mapping):
        parts = list(value.items())
    elif isinstance(value, list):
        parts = list(enumerate(value))
    for name, part in parts:
        value_span = top.value_span(*path, name)  # type: ignore[attr-defined]
        assert value_span is not None
        yield value_span
        if isinstance(value, Mapping):
            key_span = top.key_span(*path, name)  # type: ignore[attr-defined]
            assert key_span is not None
            yield key_span
        yield from places(part, (*path, name), top)


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@settings(max_examples=400, deadline=None)
@given(text=_PAGES)
def test_nothing_raises_and_every_place_is_in_the_text(
    loader: type[yaml.CSafeLoader], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_data, "SafeLoader", loader)
        result = read(text)
        lines = Source(text, "page.md").lines
        for span in spans(result):
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)
    assert 1 <= result.body_line <= len(lines) + 1
    for fault in result.faults:
        assert fault.message
        assert "\n" not in fault.message + fault.hint


@settings(max_examples=1_000, deadline=None)
@given(_PAGES)
def test_mkdocs_reads_the_same(text: str) -> None:
    body, data = mkdocs_reads(text)
    result = read(text)
    kinds = {fault.kind for fault in result.faults}
    if FaultKind.TOO_LARGE in kinds:
        return  # MkDocs takes the time and the memory
    assert set(result.front_matter) == {key_of(key) for key in data}
    assert all(same(result.front_matter[key_of(key)], value) for key, value in data.items())
    if not kinds & DATA_LOST:
        assert body_of(text) == body
    else:
        assert not data


def key_of(key: object) -> str:
    return str(key)


def same(ours: object, theirs: object) -> bool:
    """Return whether two values are one, but for what we keep as text or without a tag."""
    if isinstance(theirs, dict):
        assert isinstance(ours, dict)
        return {key_of(key) for key in theirs} == set(ours) and all(
            same(ours[key_of(key)], value) for key, value in theirs.items()
        )
    if isinstance(theirs, list):
        assert isinstance(ours, list)
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, set):
        return isinstance(ours, dict) and {key_of(key) for key in theirs} == set(ours)
    if theirs is None or isinstance(theirs, bool | int | float | str):
        return type(ours) is type(theirs) and (ours == theirs or ours != ours)
    return isinstance(ours, str)


_DATA = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["yes", "1.0"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(
    data=st.dictionaries(st.text(max_size=5), _DATA, min_size=1, max_size=4),
    flow=st.sampled_from([True, False, None]),
    wide=st.booleans(),
)
def test_what_stands_at_a_place_is_the_value(
    data: dict[str, object], flow: bool | None, wide: bool
) -> None:
    text = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=wide, width=10_000)
    assume(
        yaml.safe_load(text) == data
    )  # the library writes some line ends that it reads otherwise
    page = f"---\n{text}---\n"
    result = read(page)
    assert result.faults == ()
    assert dict(result.front_matter) == yaml.safe_load(text)
    lines = Source(page, "page.md").lines

    def check(value: object, path: tuple[str | int, ...]) -> None:
        span = result.front_matter.value_span(*path)
        if path and span and span.line == span.end_line:
            written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            assert yaml.safe_load(written) == value
        if isinstance(value, dict):
            for key, part in value.items():
                span = result.front_matter.key_span(*path, key)
                assert span is not None
                written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
                assert span.line != span.end_line or yaml.safe_load(written) == key
                check(part, (*path, key))
        elif isinstance(value, list):
            for index, part in enumerate(value):
                check(part, (*path, index))

    check(data, ())
