"""The baseline: only what is new counts, wherever lines went, and what is fixed is told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.baseline import (
    Baseline,
    baseline_as_json,
    baseline_of,
    introduced,
    parse_baseline,
    sift,
)
from mkdocs_featurespec.diagnostics import (
    ConfigurationError,
    Diagnostic,
    Severity,
    Silenced,
    Silencer,
    Span,
)


def found(
    subject: str = "Tests",
    *,
    path: str = "docs/a.md",
    line: int = 1,
    code: str = "FS201",
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    return Diagnostic(path, Span(line, 1, line, 2), code, severity, f"no {subject}", "", subject)


DIAGNOSTICS = st.lists(
    st.builds(
        found,
        st.sampled_from(["Tests", "Tables", ""]),
        path=st.sampled_from(["docs/a.md", "docs/b.md"]),
        line=st.integers(1, 9),
        code=st.sampled_from(["FS201", "FS202"]),
        severity=st.sampled_from(Severity),
    ),
    max_size=12,
)


@given(DIAGNOSTICS)
def test_of_todays_findings_only_what_informs_is_reported(diagnostics: list[Diagnostic]) -> None:
    baseline = baseline_of(diagnostics, ())
    sifted = sift(diagnostics, (), baseline)
    assert {each.severity for each in sifted.reported} <= {Severity.INFO}
    assert len(sifted.reported) + len(sifted.silenced) == len(diagnostics)
    assert sifted.fixed == ()
    assert {each.by for each in sifted.silenced} <= {Silencer.BASELINE}


@given(DIAGNOSTICS)
def test_its_file_says_the_same(diagnostics: list[Diagnostic]) -> None:
    baseline = baseline_of(diagnostics, ())
    text = baseline_as_json(baseline)
    assert parse_baseline(text, "b.json") == baseline
    assert baseline_as_json(parse_baseline(text, "b.json")) == text
    assert text.count("\n") >= len(baseline.known)


@given(DIAGNOSTICS, st.integers(1, 50))
def test_it_holds_when_lines_move(diagnostics: list[Diagnostic], shift: int) -> None:
    baseline = baseline_of(diagnostics, ())
    moved = [
        replace(each, span=Span(each.span.line + shift, 3, each.span.line + shift, 4))
        for each in diagnostics
    ]
    sifted = sift(moved, (), baseline)
    assert {each.severity for each in sifted.reported} <= {Severity.INFO}
    assert sifted.fixed == ()


def test_a_new_finding_is_reported_and_a_fixed_one_told() -> None:
    baseline = baseline_of([found("Tests"), found("Tables")], ())
    sifted = sift([found("Tables"), found("Flows")], (), baseline)
    assert [each.subject for each in sifted.reported] == ["Flows"]
    assert [each.diagnostic.subject for each in sifted.silenced] == ["Tables"]
    assert [(each.path, each.code, each.about) for each in sifted.fixed] == [
        ("docs/a.md", "FS201", "Tests")
    ]


def test_of_three_equal_findings_two_may_be_known() -> None:
    baseline = baseline_of([found(line=1), found(line=5)], ())
    sifted = sift([found(line=2), found(line=6), found(line=9)], (), baseline)
    assert [each.span.line for each in sifted.reported] == [9]
    fewer = sift([found(line=6)], (), baseline)
    assert (len(fewer.reported), len(fewer.silenced), len(fewer.fixed)) == (0, 1, 1)


def test_a_comment_does_not_make_others_look_new() -> None:
    baseline = baseline_of([found(line=1), found(line=5)], ())
    silenced = Silenced(found(line=1), Silencer.COMMENT, "why")
    sifted = sift([found(line=5)], [silenced], baseline)
    assert sifted.reported == ()
    assert [each.by for each in sifted.silenced] == [Silencer.COMMENT, Silencer.BASELINE]
    assert sifted.fixed == ()


def test_what_informed_is_reported_when_it_becomes_an_error() -> None:
    baseline = baseline_of([found(severity=Severity.INFO)], ())
    assert not baseline.known
    assert len(sift([found(severity=Severity.ERROR)], (), baseline).reported) == 1


def test_an_update_keeps_what_is_known_and_leaves_out_what_comments_silence() -> None:
    known = Silenced(found("Tests"), Silencer.BASELINE)
    excused = Silenced(found("Flows"), Silencer.COMMENT, "why")
    baseline = baseline_of([found("Tables")], [known, excused])
    assert {each.about for each in baseline.known.values()} == {"Tests", "Tables"}


def test_without_a_baseline_nothing_is_known() -> None:
    assert sift([found()], (), Baseline()) == ((found(),), (), ())


def test_what_was_there_before_was_not_brought_in() -> None:
    now = [found("Tests", line=9), found("Tables")]
    assert introduced(now, [found("Tests")], {}) == (now[1],)


def test_what_became_graver_was_brought_in() -> None:
    before = [found(severity=Severity.INFO)]
    assert introduced([found()], before, {}) == (found(),)
    assert introduced(before, [found()], {}) == ()


def test_a_renamed_page_brings_nothing_in() -> None:
    now = [found(path="docs/new.md")]
    before = [found(path="docs/old.md")]
    assert introduced(now, before, {"docs/old.md": "docs/new.md"}) == ()
    assert introduced(now, before, {}) == tuple(now)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "b.json:1: the baseline is not JSON"),
        ("[]", "b.json: this is not a baseline"),
        ('{"version": 1}', "this is not a baseline"),
        ('{"version": 1, "findings": [{"path": 1}]}', "this is not a baseline"),
        ('{"version": "1", "findings": []}', "this is not a baseline"),
        ('{"version": 9, "findings": []}', "the baseline has version 9; this program knows 1"),
    ],
)
def test_a_broken_file_is_an_error(text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        parse_baseline(text, "b.json")
    assert message in str(error.value)


def test_keys_of_a_later_time_do_not_matter() -> None:
    entry = {"path": "a", "code": "FS201", "about": "b", "fingerprint": "c", "since": "today"}
    baseline = parse_baseline(json.dumps({"version": 1, "findings": [entry]}), "b.json")
    assert list(baseline.known) == ["c"]
