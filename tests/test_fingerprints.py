"""Fingerprints: they tell findings apart, and stay while lines move."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.diagnostics import Diagnostic, Severity, Span
from mkdocs_featurespec.fingerprints import fingerprints

FINDING = Diagnostic(
    "docs/features/a.md", Span(9, 3, 9, 7), "FS304", Severity.ERROR, "GET /a twice", "", "GET /a"
)

diagnostics = st.builds(
    Diagnostic,
    path=st.sampled_from(["a.md", "b.md", "\udcff.md"]),
    span=st.builds(Span, *[st.integers(1, 99)] * 4),
    code=st.sampled_from(["FS111", "FS304"]),
    severity=st.sampled_from(Severity),
    message=st.sampled_from(["one", "two"]),
    hint=st.text(),
    subject=st.sampled_from(["", "GET /a"]),
)


def test_they_are_the_same_on_every_machine() -> None:
    assert fingerprints([FINDING]) == ("941693d2f4379f09",)


@pytest.mark.parametrize(
    "moved",
    [
        {"span": Span(99, 1, 100, 2)},
        {"severity": Severity.INFO},
        {"message": "in other words"},
        {"hint": "in other words"},
    ],
)
def test_place_level_and_words_do_not_count(moved: dict[str, object]) -> None:
    assert fingerprints([replace(FINDING, **moved)]) == fingerprints([FINDING])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "docs/features/b.md"},
        {"code": "FS301"},
        {"subject": "GET /b"},
        {"subject": ""},
    ],
)
def test_page_rule_and_subject_count(other: dict[str, object]) -> None:
    assert fingerprints([replace(FINDING, **other)]) != fingerprints([FINDING])  # type: ignore[arg-type]


def test_without_a_subject_the_message_serves() -> None:
    plain = replace(FINDING, subject="")
    assert fingerprints([plain]) != fingerprints([replace(plain, message="GET /b twice")])


@given(st.lists(diagnostics))
def test_no_two_findings_share_one(found: list[Diagnostic]) -> None:
    assert len(set(fingerprints(found))) == len(found)


@given(st.lists(diagnostics), st.lists(diagnostics))
def test_findings_below_do_not_change_those_above(
    above: list[Diagnostic], below: list[Diagnostic]
) -> None:
    assert fingerprints(above + below)[: len(above)] == fingerprints(above)


def test_findings_about_front_matter_survive_moved_lines() -> None:
    page = (
        "---\ntitle: Goals\ntitle: Goal\nstatus: shiped\nversion: 1.10\n---\n\n# Goals\n\nText.\n"
    )
    moved = page.replace("---\ntitle", "---\n# A comment.\n\ntitle", 1)
    before, after = (read_page(text, path="a.md").diagnostics for text in (page, moved))
    assert len(before) >= 4
    assert [d.span.line for d in before] != [d.span.line for d in after]
    assert sorted(fingerprints(before)) == sorted(fingerprints(after))
