"""Pages beside the sources of this project's own site: each kind of drift is found, and no more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import Diagnostic, Severity
from mkdocs_featurespec.rules import REGISTRY
from mkdocs_featurespec.site.load import load_site

ROOT = Path(__file__).parent.parent
API = "examples/coaching/openapi.yaml"
DATABASE = "examples/coaching/schema.sql"
EVENTS = "examples/coaching/asyncapi.yaml"
BILLING = "docs/features/billing-and-subscriptions.md"
MESSAGING = "docs/features/messaging.md"


@dataclass(frozen=True)
class Drift:
    """A change of one file, after which it does not agree with the others.

    Attributes:
        file: Which.
        old: What is replaced there, once.
        new: By what.
        found: The findings: code, file, the text on their line, and the hint; in order.
        beside: The other side's file and the text on its line, where findings point there too.
    """

    file: str
    old: str
    new: str
    found: tuple[tuple[str, str, str, str], ...]
    beside: tuple[str, str] | None = None


DRIFTS = {
    "a reference leads nowhere": Drift(
        API,
        "  /appointments:\n",
        '  /pages:\n    $ref: "pages.yaml#/all"\n  /appointments:\n',
        (("FS501", API, "pages.yaml", "the rest of it is used"),),
    ),
    "YAML is broken": Drift(
        API, "  /appointments:\n", "  a: b: c\n", (("FS501", API, "a: b", ""),)
    ),
    "an endpoint was renamed": Drift(
        MESSAGING,
        "{conversation_id}/read ",
        "{conversation_id}/reads ",
        (
            (
                "FS502",
                MESSAGING,
                "{conversation_id}/reads",
                'did you mean "PUT /api/v1/conversations/{conversation_id}/read"?',
            ),
        ),
        (API, "put:"),
    ),
    "an endpoint is new": Drift(
        MESSAGING,
        "GET    /api/v1/conversations ",
        "GET    /api/v1/reactions \nGET    /api/v1/conversations ",
        (("FS502", MESSAGING, "/api/v1/reactions", "describe it there, or take it out"),),
    ),
    "a method differs": Drift(
        MESSAGING,
        "PUT    /api/v1/conversations/{conversation_id}/mute",
        "PATCH  /api/v1/conversations/{conversation_id}/mute",
        (("FS503", MESSAGING, "/mute", 'its method is "PUT"'),),
        (API, "put:"),
    ),
    "a parameter differs": Drift(
        MESSAGING,
        "/{upload_id}/complete",
        "/{media_id}/complete",
        (
            (
                "FS504",
                MESSAGING,
                "{media_id}",
                'write "/api/v1/media-uploads/{upload_id}/complete"',
            ),
        ),
        (API, "post:"),
    ),
    "an operation is deprecated": Drift(
        API,
        "      summary: Edit a message\n",
        "      summary: Edit a message\n      deprecated: true\n",
        (("FS505", MESSAGING, "PATCH  /api/v1/messages/", 'write "deprecated" beside it'),),
        (API, "patch:"),
    ),
    "an operation is new": Drift(
        API,
        "  /appointments:\n",
        "  /reactions:\n    get: {summary: All}\n    head: {}\n  /appointments:\n",
        (
            (
                "FS506",
                API,
                "get: {summary: All}",
                "document it on the page of its feature, or name it under 'ignore'",
            ),
        ),
    ),
    "a table was renamed": Drift(
        DATABASE,
        "CREATE TABLE seat_days (",
        "CREATE TABLE seats_days (",
        (("FS507", BILLING, "`seat_days`", 'did you mean "seats_days"?'),),
        (DATABASE, "CREATE TABLE seats_days ("),
    ),
    "a table is gone": Drift(
        DATABASE,
        "CREATE TABLE seat_days (",
        "DROP TABLE IF EXISTS seat_days;\nCREATE TABLE schema_migrations (",
        (("FS507", BILLING, "`seat_days`", "create it there, or take it out"),),
    ),
    "a column was renamed": Drift(
        DATABASE,
        "    peak_seats integer",
        "    most_seats integer",
        (("FS508", BILLING, "`seat_days`", 'did you mean "most_seats"?'),),
        (DATABASE, "CREATE TABLE seat_days ("),
    ),
    "a key is gone": Drift(
        DATABASE,
        "pdf_key text,\n    UNIQUE (stripe_invoice_id)\n",
        "pdf_key text\n",
        (("FS509", BILLING, "`invoices`", "create it there, or mend what is said of it"),),
        (DATABASE, "CREATE TABLE invoices ("),
    ),
    "a table is new": Drift(
        DATABASE,
        "CREATE TABLE seat_days (",
        "CREATE TABLE reactions (id uuid);\n\nCREATE TABLE seat_days (",
        (
            (
                "FS510",
                DATABASE,
                "CREATE TABLE reactions",
                "list it on the page of the feature that owns it, or under 'ignore'",
            ),
        ),
    ),
    "an event is gone": Drift(
        EVENTS,
        """  deviceRegistered:
    address: device.registered
    messages:
      DeviceRegistered: {$ref: "#/components/messages/DeviceRegistered"}
""",
        "",
        (
            (
                "FS511",
                "docs/features/notifications.md",
                "`device.registered`",
                "describe it there, or take it out",
            ),
            (
                "FS511",
                "docs/features/offline-sync.md",
                "`device.registered`",
                "describe it there, or take it out",
            ),
        ),
    ),
    "an event is new": Drift(
        EVENTS,
        "channels:\n",
        "channels:\n  reactionAdded: {address: reaction.added}\n",
        (
            (
                "FS512",
                EVENTS,
                "reactionAdded:",
                "list it on the page of the feature that publishes it, or under 'ignore'",
            ),
        ),
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs/features", "examples"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def drifted(folder: Path, request: pytest.FixtureRequest) -> Iterator[Drift]:
    drift = DRIFTS[request.param]
    file = folder / drift.file
    before = file.read_text("utf-8")
    assert before.count(drift.old) == 1
    file.write_text(before.replace(drift.old, drift.new), "utf-8")
    yield drift
    file.write_text(before, "utf-8")


def findings(folder: Path) -> tuple[Diagnostic, ...]:
    return load_site(folder / "mkdocs.yml").diagnostics


def line_of(folder: Path, path: str, line: int) -> str:
    return (folder / path).read_text("utf-8").splitlines()[line - 1]


def test_the_pages_and_the_sources_of_this_site_agree(folder: Path) -> None:
    assert findings(folder) == ()


def test_each_rule_has_its_drift() -> None:
    of_sources = {code for code in REGISTRY.by_code if code.startswith("FS5")}
    assert {code for drift in DRIFTS.values() for code, *_ in drift.found} == of_sources


@pytest.mark.parametrize("drifted", DRIFTS, indirect=True)
def test_a_drift_is_found_and_nothing_else(drifted: Drift, folder: Path) -> None:
    found = findings(folder)
    assert [(each.code, each.path, each.hint) for each in found] == [
        (code, path, hint) for code, path, _, hint in drifted.found
    ]
    for each, (_, path, text, _) in zip(found, drifted.found, strict=True):
        assert text in line_of(folder, path, each.span.line)
        if drifted.beside is not None:
            (place,) = each.related
            assert place.path == drifted.beside[0]
            assert drifted.beside[1] in line_of(folder, place.path, place.span.line)


def test_a_draft_may_be_ahead_of_the_code(folder: Path) -> None:
    page = folder / "docs/features/calendar-and-scheduling.md"
    before = page.read_text("utf-8")
    assert "status: draft" in before
    page.write_text(before.replace("GET    /api/v1/calendar ", "GET    /api/v1/week "), "utf-8")
    found = {each.code: each.severity for each in findings(folder)}
    page.write_text(before, "utf-8")
    assert found == {"FS502": Severity.INFO, "FS506": Severity.WARNING}
