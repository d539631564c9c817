"""`featurespec init`: golden cases, each a site before and what is written for it."""

from __future__ import annotations

import os
import shlex
import shutil
from itertools import takewhile
from pathlib import Path

import pytest

from mkdocs_featurespec.cli import main

from .golden import compare

CASES = Path(__file__).parent / "cases" / "init"
NAMES = sorted(path.name for path in CASES.iterdir())
STATUS = {"inherited-list": 2}


class Studio:
    """A copy of a case's site, and the command run in its folder."""

    def __init__(self, name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.case = CASES / name
        self.folder = folder
        self._capfd = capfd
        shutil.copytree(self.case / "site", folder)
        arguments = self.case / "arguments.txt"
        self.arguments = shlex.split(arguments.read_text("utf-8")) if arguments.exists() else []

    def init(self, *arguments: str) -> tuple[int, list[str]]:
        """Run the command; return its status and what it wrote, both streams together."""
        status = main(["init", *self.arguments, *arguments])
        out, err = self._capfd.readouterr()
        return status, [*out.splitlines(), *(f"stderr: {line}" for line in err.splitlines())]

    def files(self) -> dict[str, bytes]:
        """Return the contents of all files, by path."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def studio(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Studio:
    studio = Studio(request.param, tmp_path / "studio", capfd)
    monkeypatch.chdir(studio.folder)
    monkeypatch.delenv("TAGS", raising=False)
    return studio


@pytest.mark.parametrize("studio", NAMES, indirect=True)
def test_golden_case(studio: Studio) -> None:
    before = studio.files()
    status, said = studio.init()
    assert status == STATUS.get(studio.case.name, 0)
    assert studio.files() == before, "it writes nothing without --write"

    status, said_when_writing = studio.init("--write")
    assert status == STATUS.get(studio.case.name, 0)
    after = studio.files()
    compare(
        [*said, "", "$ featurespec init --write", "...", *_news(said, said_when_writing)],
        studio.case / "said.txt",
    )
    changed = {name: content for name, content in after.items() if before.get(name) != content}
    _compare_files(changed, studio.case / "written")
    kept = {name for name in before if name not in changed}
    assert kept >= {name for name in before if name != "mkdocs.yml"}


@pytest.mark.parametrize("studio", NAMES, indirect=True)
def test_writing_twice_changes_nothing_the_second_time(studio: Studio) -> None:
    status, _ = studio.init("--write")
    written = studio.files()
    assert studio.init("--write")[0] == status
    assert studio.files() == written


@pytest.mark.parametrize("studio", sorted({*NAMES} - {*STATUS}), indirect=True)
def test_the_first_check_passes(studio: Studio) -> None:
    studio.init("--write")
    assert main(["check"]) == 0


def _news(before: list[str], after: list[str]) -> list[str]:
    """Return the lines at the end of a text that another has not."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return after[len(list(same)) :]


def _compare_files(files: dict[str, bytes], expected: Path) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(expected, ignore_errors=True)
        for name, content in files.items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    found = {
        path.relative_to(expected).as_posix(): path.read_bytes()
        for path in sorted(expected.rglob("*"))
        if path.is_file()
    }
    assert files == found
