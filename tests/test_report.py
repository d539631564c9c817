"""Reports: every finding on a line of its own, in the same order, harmless to a terminal."""

from __future__ import annotations

import io
import json
import random

import pytest

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.diagnostics import Diagnostic, Severity, Span
from mkdocs_featurespec.model import Direction, Entity, EntityKind
from mkdocs_featurespec.report import FORMATS, reporter
from mkdocs_featurespec.report.catalog_text import write_catalog
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import Summary, summarize
from mkdocs_featurespec.report.terminal import printable

FINDINGS = (
    Diagnostic(
        "docs/features/a.md",
        Span(2, 1, 2, 7),
        "FS103",
        Severity.ERROR,
        "'stauts' is not a key of the schema",
        "Did you mean 'status'?",
    ),
    Diagnostic("docs/features/a.md", Span(10, 1, 10, 5), "FS201", Severity.WARNING, "Empty – so"),
    Diagnostic("docs/features/a.md", Span(10, 1, 10, 5), "FS202", Severity.INFO, "A note", "Nice."),
    Diagnostic("docs/features/b.md", Span(1, 3, 2, 4), "FS104", Severity.ERROR, "No 'owner'"),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def report(name: str, findings: tuple[Diagnostic, ...], stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    pages = tuple(f"docs/features/{letter}.md" for letter in "abcdefghij")
    reporter(name)(Report(findings, pages), stream)
    return stream.getvalue()


def test_text_is_one_line_a_finding_with_its_hint_and_a_summary() -> None:
    assert (
        report("text", FINDINGS)
        == """\
docs/features/a.md:2:1: error FS103 'stauts' is not a key of the schema
    Did you mean 'status'?
docs/features/a.md:10:1: warning FS201 Empty – so
docs/features/a.md:10:1: info FS202 A note
    Nice.
docs/features/b.md:1:3: error FS104 No 'owner'
2 errors, 1 warning, 1 note in 10 feature pages
"""
    )


def test_json_has_every_part_of_a_finding() -> None:
    data = json.loads(report("json", FINDINGS))
    assert list(data) == ["diagnostics", "summary"]
    assert data["summary"] == {"features": 10, "errors": 2, "warnings": 1, "infos": 1}
    assert [each["code"] for each in data["diagnostics"]] == ["FS103", "FS201", "FS202", "FS104"]
    assert data["diagnostics"][3] == {
        "path": "docs/features/b.md",
        "line": 1,
        "column": 3,
        "end_line": 2,
        "end_column": 4,
        "code": "FS104",
        "severity": "error",
        "message": "No 'owner'",
        "hint": "",
    }


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_is_always_the_same(name: str) -> None:
    expected = report(name, FINDINGS)
    for seed in range(10):
        shuffled = random.Random(seed).sample(FINDINGS, len(FINDINGS))
        assert report(name, tuple(shuffled)) == expected


def test_nothing_found_is_said_too() -> None:
    assert report("text", ()) == "No findings in 10 feature pages\n"
    assert json.loads(report("json", ())) == {
        "diagnostics": [],
        "summary": {"features": 10, "errors": 0, "warnings": 0, "infos": 0},
    }


@pytest.mark.parametrize(
    ("summary", "text"),
    [
        (Summary(0, 0, 0, 0), "No findings in 0 feature pages"),
        (Summary(1, 1, 0, 0), "1 error in 1 feature page"),
        (Summary(2, 0, 2, 0), "2 warnings in 2 feature pages"),
        (Summary(2, 11, 1, 3), "11 errors, 1 warning, 3 notes in 2 feature pages"),
    ],
)
def test_a_summary_counts_in_words(summary: Summary, text: str) -> None:
    assert summary.text == text


def test_only_errors_and_warnings_are_to_be_mended() -> None:
    assert summarize([], 1).is_clean
    assert summarize([FINDINGS[2]], 1).is_clean
    assert not summarize([FINDINGS[1]], 1).is_clean
    assert not summarize([FINDINGS[0]], 1).is_clean


def test_colours_are_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = report("text", FINDINGS, Terminal())
    assert ": \x1b[1;31merror\x1b[0m FS103 'stauts'" in coloured
    assert ": \x1b[1;33mwarning\x1b[0m FS201" in coloured
    assert ": \x1b[1;36minfo\x1b[0m FS202" in coloured
    assert coloured.endswith("\x1b[1;31m2 errors, 1 warning, 1 note in 10 feature pages\x1b[0m\n")
    assert report("text", (), Terminal()) == "\x1b[1;32mNo findings in 10 feature pages\x1b[0m\n"
    assert report("json", FINDINGS, Terminal()) == report("json", FINDINGS)


def test_colours_are_left_out_where_nobody_wants_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert report("text", FINDINGS, Terminal()) == report("text", FINDINGS)
    monkeypatch.setenv("NO_COLOR", "")
    assert report("text", FINDINGS, Terminal()) != report("text", FINDINGS)


def test_nothing_on_a_page_reaches_the_terminal_as_a_command() -> None:
    evil = "a\x1b[2Jb\nc\r\x07d\u202ee\u2028f\udcffg\x9bh"
    finding = Diagnostic(f"{evil}.md", Span(1, 1, 1, 2), "FS1", Severity.ERROR, evil, evil)
    text = report("text", (finding,))
    assert len(text.splitlines()) == 3
    assert text.replace("\n", "").isprintable()
    assert text.startswith(r"a\x1b[2Jb\nc\r\x07d\u202ee\u2028f\udcffg\x9bh.md:1:1: error FS1 a\x1b")
    (entry,) = json.loads(report("json", (finding,)))["diagnostics"]
    assert (entry["message"], entry["hint"]) == (evil, evil)


def test_letters_of_all_scripts_are_printable() -> None:
    for text in ("", "Größe – ‘so’", "注文 🎉", "e\u0301"):
        assert printable(text) == text


def feature(name: str, **facts: object) -> Feature:
    values: dict[str, object] = {
        "src_uri": f"features/{name}.md",
        "path": f"docs/features/{name}.md",
        "title": name.title(),
        "status": "",
        "owner": "",
        "surfaces": (),
        "written": True,
        "tables": 0,
        "endpoints": 0,
        "events": 0,
        "jobs": 0,
        **facts,
    }
    return Feature(**values)  # type: ignore[arg-type]


def test_the_catalog_lists_every_entity_with_the_features_that_name_it() -> None:
    orders = feature("orders", status="shipped", tables=1, endpoints=2, events=1)
    billing = feature("billing\x1b")
    blank = feature("blank", written=False)

    def use(of: Feature, line: int, direction: Direction | None = None) -> Use:
        entity = Entity(EntityKind.TABLE, "", Span(line, 1, line, 1), direction=direction)
        return Use(of, entity)

    catalog = Catalog(
        features=(billing, blank, orders),
        tables=(
            CatalogEntry(EntityKind.TABLE, "orders", "", "t", (use(billing, 3), use(orders, 12))),
        ),
        endpoints=(
            CatalogEntry(EntityKind.ENDPOINT, "/orders/{id}", "GET", "e", (use(orders, 20),)),
        ),
        events=(
            CatalogEntry(
                EntityKind.EVENT, "order.paid", "", "v", (use(orders, 31, Direction.PUBLISHED),)
            ),
        ),
    )
    stream = io.StringIO()
    write_catalog(catalog, stream)
    assert (
        stream.getvalue()
        == r"""Features (3)
  Billing\x1b  docs/features/billing\x1b.md
  Blank  docs/features/blank.md  not written yet
  Orders  docs/features/orders.md  shipped, 1 table, 2 endpoints, 1 event

Tables (1)
  orders
    docs/features/billing\x1b.md:3  Billing\x1b
    docs/features/orders.md:12  Orders

Endpoints (1)
  GET /orders/{id}
    docs/features/orders.md:20  Orders

Events (1)
  order.paid
    docs/features/orders.md:31  Orders (published)

Jobs (0)
"""
    )
