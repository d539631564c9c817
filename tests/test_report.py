"""Reports: every finding with its place, in the same order, harmless to a terminal."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.diagnostics import (
    Diagnostic,
    KnownFinding,
    Related,
    Severity,
    Silenced,
    Silencer,
    Span,
)
from mkdocs_featurespec.fingerprints import fingerprints
from mkdocs_featurespec.model import Direction, Entity, EntityKind
from mkdocs_featurespec.report import FORMATS, reporter
from mkdocs_featurespec.report.catalog_text import write_catalog
from mkdocs_featurespec.report.found import everything
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.summary import Summary, summarize
from mkdocs_featurespec.report.terminal import printable
from mkdocs_featurespec.rules.links import DOCUMENTATION

A, B = "docs/features/a.md", "docs/features/b.md"
PAGES = (A, B, *(f"docs/features/{number}.md" for number in range(8)))
FINDINGS = (
    Diagnostic(
        A, Span(2, 1, 2, 7), "FS112", Severity.ERROR, "'stauts' is no key", "Did you mean 'status'?"
    ),
    Diagnostic(A, Span(10, 1, 10, 5), "FS106", Severity.WARNING, "1.10 – so"),
    Diagnostic(A, Span(10, 1, 10, 5), "FS111", Severity.INFO, "A note", "Nice.", "owner"),
    Diagnostic(
        B,
        Span(1, 3, 2, 4),
        "FS112",
        Severity.ERROR,
        "No 'owner'",
        related=(Related(A, Span(4, 1, 4, 6), "the owner stands here"),),
    ),
)
SILENCED = (
    Silenced(replace(FINDINGS[0], span=Span(3, 1, 3, 7)), Silencer.COMMENT, "kept as it was"),
    Silenced(replace(FINDINGS[1], path=B), Silencer.BASELINE),
    Silenced(replace(FINDINGS[2], path=B), Silencer.BASELINE),
)
FIXED = (KnownFinding(B, "FS113", "surfaces", "0123456789abcdef"),)
LINES = {A: ["---", "stauts: x", *[""] * 7, "Page one"], B: ["# A heading", "of two lines"]}
FULL = Report(
    FINDINGS, PAGES, SILENCED, FIXED, statistics=True, lines_of=lambda path: LINES.get(path, ())
)

each_reporter = pytest.mark.parametrize("name", FORMATS)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    return Terminal


def shown(name: str, report: Report, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    reporter(name)(report, stream)
    return stream.getvalue()


def see(page: str) -> str:
    return f"    see: {DOCUMENTATION}reference/rules/{page}/"


def test_text_has_the_line_the_hint_and_the_rule_of_each_finding() -> None:
    assert (
        shown("text", FULL)
        == f"""\
docs/features/a.md:2:1: error FS112 'stauts' is no key
   2 | stauts: x
     | ^~~~~~
    help: Did you mean 'status'?
{see("fs112-unknown-key")}

docs/features/a.md:10:1: warning FS106 1.10 – so
  10 | Page one
     | ^~~~
{see("fs106-surprising-value")}

docs/features/a.md:10:1: info FS111 A note
  10 | Page one
     | ^~~~
    help: Nice.
{see("fs111-missing-key")}

docs/features/b.md:1:3: error FS112 No 'owner'
   1 | # A heading
     |   ^~~~~~~~~...
    also: docs/features/a.md:4:1: the owner stands here
{see("fs112-unknown-key")}

2 FS112 unknown-key
1 FS106 surprising-value
1 FS111 missing-key
3 findings silenced: 1 by comments, 2 by the baseline
1 finding of the baseline fixed: 'featurespec check --update-baseline' takes them out
2 errors, 1 warning, 1 note in 10 feature pages
"""
    )


def test_concise_is_one_line_a_finding_and_a_summary() -> None:
    assert (
        shown("concise", Report(FINDINGS, PAGES, SILENCED[1:]))
        == """\
docs/features/a.md:2:1: error FS112 'stauts' is no key
docs/features/a.md:10:1: warning FS106 1.10 – so
docs/features/a.md:10:1: info FS111 A note
docs/features/b.md:1:3: error FS112 No 'owner'
2 findings silenced: 2 by the baseline
2 errors, 1 warning, 1 note in 10 feature pages
"""
    )


def test_json_has_every_part_of_a_finding() -> None:
    data = json.loads(shown("json", FULL))
    assert data["version"] == 1
    assert data["summary"] == {"features": 10, "errors": 2, "warnings": 1, "infos": 1}
    assert [each["code"] for each in data["diagnostics"]] == ["FS112", "FS106", "FS111", "FS112"]
    assert data["diagnostics"][3] == {
        "path": B,
        "line": 1,
        "column": 3,
        "end_line": 2,
        "end_column": 4,
        "code": "FS112",
        "name": "unknown-key",
        "url": f"{DOCUMENTATION}reference/rules/fs112-unknown-key/",
        "severity": "error",
        "message": "No 'owner'",
        "hint": "",
        "subject": "",
        "fingerprint": fingerprints([FINDINGS[3]])[0],
        "related": [
            {
                "path": A,
                "line": 4,
                "column": 1,
                "end_line": 4,
                "end_column": 6,
                "message": "the owner stands here",
            }
        ],
    }
    assert data["diagnostics"][2]["subject"] == "owner"


def test_json_has_what_is_silenced_and_what_is_fixed() -> None:
    data = json.loads(shown("json", FULL))
    known = [(each["path"], each["line"], each["by"], each["reason"]) for each in data["silenced"]]
    assert known == [
        (A, 3, "comment", "kept as it was"),
        (B, 10, "baseline", ""),
        (B, 10, "baseline", ""),
    ]
    assert data["fixed"] == [
        {"path": B, "code": "FS113", "about": "surfaces", "fingerprint": "0123456789abcdef"}
    ]
    assert data["statistics"][0] == {"count": 2, "code": "FS112", "name": "unknown-key"}
    assert "statistics" not in json.loads(shown("json", replace(FULL, statistics=False)))


def test_equal_findings_have_the_same_fingerprint_silenced_or_not() -> None:
    twin = replace(FINDINGS[0], span=Span(3, 1, 3, 7))
    expected = fingerprints([FINDINGS[0], twin])
    for report in (
        Report([twin, FINDINGS[0]]),
        Report([twin], silenced=(Silenced(FINDINGS[0], Silencer.COMMENT, "why"),)),
        Report([FINDINGS[0]], silenced=(Silenced(twin, Silencer.BASELINE),)),
    ):
        assert tuple(found.fingerprint for found in everything(report)) == expected


@each_reporter
def test_the_order_is_always_the_same(name: str) -> None:
    expected = shown(name, FULL)
    for seed in range(10):
        chance = random.Random(seed)
        shuffled = replace(
            FULL,
            diagnostics=tuple(chance.sample(FINDINGS, len(FINDINGS))),
            silenced=tuple(chance.sample(SILENCED, len(SILENCED))),
        )
        assert shown(name, shuffled) == expected


def test_nothing_found_is_said_too() -> None:
    for name in ("text", "concise"):
        assert shown(name, Report((), PAGES)) == "No findings in 10 feature pages\n"
    assert json.loads(shown("json", Report((), PAGES))) == {
        "version": 1,
        "diagnostics": [],
        "silenced": [],
        "fixed": [],
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


def test_a_terminal_has_colours_and_the_code_as_a_link(
    terminal: Callable[[], Terminal],
) -> None:
    coloured = shown("text", FULL, terminal())
    url = f"{DOCUMENTATION}reference/rules/fs112-unknown-key/"
    code = f"\x1b]8;;{url}\x1b\\FS112\x1b]8;;\x1b\\"
    assert (
        f"{A}:2:1: \x1b[1;31merror\x1b[0m {code} 'stauts' is no key\n"
        "\x1b[2m   2 |\x1b[0m \x1b[1;31mstauts\x1b[0m: x\n"
        "\x1b[2m     |\x1b[0m \x1b[1;31m^~~~~~\x1b[0m\n"
        "    \x1b[1mhelp:\x1b[0m Did you mean 'status'?\n\n"
    ) in coloured
    assert ": \x1b[1;33mwarning\x1b[0m " in coloured
    assert ": \x1b[1;36minfo\x1b[0m " in coloured
    assert "see:" not in coloured
    assert coloured.endswith("\x1b[1;31m2 errors, 1 warning, 1 note in 10 feature pages\x1b[0m\n")
    clean = shown("text", Report((), PAGES), terminal())
    assert clean == "\x1b[1;32mNo findings in 10 feature pages\x1b[0m\n"


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("text", "concise")])
def test_what_tools_read_has_no_colours(name: str, terminal: Callable[[], Terminal]) -> None:
    assert shown(name, FULL, terminal()) == shown(name, FULL)


@pytest.mark.parametrize(("variable", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
@pytest.mark.parametrize("name", ["text", "concise"])
def test_colours_are_left_out_where_nobody_wants_them(
    name: str,
    variable: str,
    value: str,
    terminal: Callable[[], Terminal],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, value)
    assert shown(name, FULL, terminal()) == shown(name, FULL)
    monkeypatch.setenv(variable, "")
    assert shown(name, FULL, terminal()) != shown(name, FULL)


def test_nothing_on_a_page_reaches_the_terminal_as_a_command() -> None:
    evil = "a\x1b[2Jb\nc\r\x07d\u202ee\u2028f\udcffg\x9bh"
    path, seen = f"{evil}.md", r"a\x1b[2Jb\nc\r\x07d\u202ee\u2028f\udcffg\x9bh"
    finding = Diagnostic(
        path,
        Span(1, 1, 1, 2),
        "FS112",
        Severity.ERROR,
        evil,
        evil,
        related=(Related(path, Span(1, 1, 1, 2), evil),),
    )
    text = shown("text", Report([finding], (path,), lines_of=lambda _: [evil]))
    assert text.replace("\n", "").isprintable()
    assert text.splitlines() == [
        f"{seen}.md:1:1: error FS112 {seen}",
        f"   1 | {seen}",
        "     | ^",
        f"    also: {seen}.md:1:1: {seen}",
        f"    help: {seen}",
        see("fs112-unknown-key"),
        "",
        "1 error in 1 feature page",
    ]
    (entry,) = json.loads(shown("json", Report([finding])))["diagnostics"]
    assert (entry["path"], entry["message"], entry["hint"]) == (path, evil, evil)


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
