"""`featurespec sync`: rows that pages lack, in the form of those that are there."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest

from mkdocs_featurespec.cli import main
from mkdocs_featurespec.create.append import Appended
from mkdocs_featurespec.site import sync as site_sync

from .golden import compare

ROOT = Path(__file__).parent.parent
PATHS = """\
paths:
  /messages/{message_id}/reactions:
    get: {summary: Reactions to a message}
  /sessions/{session_id}/pause:
    post: {summary: "Pause | a session", tags: [workout-sessions]}
  /invitations/{invitation_id}/qr:
    get: {summary: A code to scan}
  /programs/{program_id}/copies:
    post: {summary: Copy a program, tags: [Training Programs]}
  /plain/thing:
    get: {summary: Belongs to nobody}
"""
SQL = """
CREATE TABLE message_reactions (id uuid PRIMARY KEY, message_id uuid, emoji text NOT NULL);
CREATE TABLE codes (
  id uuid PRIMARY KEY, invitation_id uuid REFERENCES invitations (id), code text UNIQUE
);
CREATE TABLE program_notes (id uuid PRIMARY KEY, program_id uuid REFERENCES programs (id));
CREATE TABLE "odd ones" (program_id uuid REFERENCES programs (id));
CREATE TABLE feature_flags (name text);
CREATE TABLE flags (name text);
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for name in ("docs/features", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drift(folder: Path) -> None:
    api = folder / "examples/coaching/openapi.yaml"
    api.write_text(api.read_text("utf-8").replace("paths:\n", PATHS, 1), "utf-8")
    database = folder / "examples/coaching/schema.sql"
    database.write_text(database.read_text("utf-8") + SQL, "utf-8")


def texts(folder: Path) -> dict[str, str]:
    return {
        page.name: page.read_bytes().decode() for page in sorted(folder.glob("docs/features/*.md"))
    }


def test_each_page_gets_what_belongs_to_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drift(folder)
    page = folder / "docs/features/messaging.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    before = texts(folder)

    assert main(["sync", "--diff"]) == 1
    shown, remarks = capsys.readouterr()
    assert texts(folder) == before
    compare(
        [line.rstrip("\r") for line in shown.split("\n")[:-1]],
        ROOT / "tests/cases/sync/expected.diff",
    )
    assert remarks.splitlines() == [
        'featurespec: docs/features/training-programs.md: did not add "odd ones": '
        "no page could be read as naming it",
        "featurespec: it is not clear which page documents "
        '"GET /api/v1/plain/thing", "feature_flags", "flags"',
    ]

    assert main(["sync"]) == 0
    out, _ = capsys.readouterr()
    assert out.splitlines()[-1] == "7 rows added to 4 feature pages"
    after = texts(folder)
    for name, text in before.items():
        kept = difflib.ndiff(text.splitlines(keepends=True), after[name].splitlines(keepends=True))
        assert not [line for line in kept if line.startswith("-")]
    assert "\n" not in after["messaging.md"].replace("\r\n", "")

    assert main(["sync"]) == 0
    out, _ = capsys.readouterr()
    assert out == "Nothing to add\n"
    assert main(["sync", "--diff"]) == 0
    assert texts(folder) == after


def test_only_the_pages_that_were_asked_for_are_changed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drift(folder)
    assert main(["sync", "docs/features/messaging.md", "examples"]) == 2
    assert "outside of the site's pages" in capsys.readouterr().err
    (folder / "docs/others").mkdir()
    assert main(["sync", "docs/features/messaging.md", "docs/others"]) == 0
    out, err = capsys.readouterr()
    assert err == "featurespec: docs/others: no feature page, so nothing is added there\n"
    assert out == (
        'docs/features/messaging.md: added "GET /api/v1/messages/{message_id}/reactions"\n'
        'docs/features/messaging.md: added "message_reactions"\n'
        "2 rows added to 1 feature page\n"
    )


def test_what_cannot_be_added_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drift(folder)
    sessions = folder / "docs/features/workout-sessions.md"
    sessions.write_text(
        "---\ntitle: Workout Sessions\n---\n# Workout Sessions\n\nShort.\n", "utf-8"
    )
    (folder / "docs/features/training-programs.md").write_text("\0", "utf-8")
    assert main(["sync"]) == 0
    err = capsys.readouterr().err
    name = "POST /api/v1/sessions/{session_id}/pause"
    assert (
        f'workout-sessions.md: did not add "{name}": the page has no section for endpoints' in err
    )
    assert "docs/features/training-programs.md: left alone: a NUL character" in err

    monkeypatch.setattr(site_sync, "append", lambda *_: Appended("# Gone\n", ('added "x"',)))
    before = texts(folder)
    assert main(["sync", "docs/features/workout-sessions.md"]) == 0
    assert 'did not add "x": its place is not read as expected' in capsys.readouterr().err
    assert texts(folder) == before


def test_a_site_without_sources_is_told_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mkdocs.yml").write_text("site_name: S\nplugins: [featurespec]\n", "utf-8")
    assert main(["sync"]) == 2
    assert "the site names no sources" in capsys.readouterr().err
