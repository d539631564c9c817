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


# What is asked for, and what is wrong.


class Folder:
    """A folder with three pages, in which the command is run."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd
        for name in ("kilns", "shelves", "clay"):
            self.write(f"docs/specs/{name}.md", f"# {name}\n\n## Why\n\nText.\n\n## Later\n\n- x\n")

    def write(self, name: str, content: str | bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def init(self, *arguments: str) -> tuple[int, str, str]:
        status = main(["init", *arguments])
        return status, *self._capfd.readouterr()


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capfd)


def test_the_folder_of_the_pages_may_have_another_name(folder: Folder) -> None:
    (folder.folder / "docs").rename(folder.folder / "pages")
    assert folder.init() == (
        2,
        "",
        "featurespec: there is no mkdocs.yml and no folder docs here; name the folder of your "
        "pages with --docs\n",
    )
    assert folder.init("--docs", "pages", "--write")[0] == 0
    assert "docs_dir: pages\n" in (folder.folder / "mkdocs.yml").read_text("utf-8")
    assert main(["check"]) == 0


def test_the_folder_of_the_pages_is_that_of_the_configuration(folder: Folder) -> None:
    folder.write("mkdocs.yml", "site_name: x\n")
    assert folder.init("--docs", "docs")[0] == 0
    status, _, said = folder.init("--docs", ".")
    assert status == 2
    assert said == "featurespec: mkdocs.yml: its pages are in docs/ and not in .\n"


def test_the_pages_lie_below_the_configuration(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.folder / "docs")
    for docs in (".", "../docs"):
        status, _, said = folder.init("--docs", docs)
        assert status == 2
        assert "the folder of the pages has to lie in this one" in said


def test_pages_may_be_named(folder: Folder) -> None:
    status, said, _ = folder.init("--pages", "specs/k*.md", "--pages", "specs/c*.md")
    assert status == 0
    assert said.startswith("Pages (2)\n  specs/k*.md, specs/c*.md\n\n")
    status, _, said = folder.init("--pages", "none/")
    assert (status, said) == (2, "featurespec: no page in docs matches none/\n")
    status, _, said = folder.init("--pages", "/none")
    assert status == 2
    assert "'/none' is absolute" in said


def test_pages_that_are_like_no_others_have_to_be_named(folder: Folder) -> None:
    (folder.folder / "docs/specs").rename(folder.folder / "docs/blog")
    status, _, said = folder.init()
    assert (status, said) == (
        2,
        "featurespec: no folder in docs looks like one of feature pages; name them with --pages\n",
    )


def test_a_template_may_be_named(folder: Folder) -> None:
    folder.write("other/page.md", "# [Name]\n\n## Why\n")
    folder.write("docs/specs/open.md", "# Open\n\n## Why\n\nText.\n\nTODO\n")
    status, said, _ = folder.init("--template", "other/page.md", "--write")
    assert status == 0
    assert "a copy of other/page.md with directives" in said
    assert "3 of 4 pages have 'Later', which it lacks" in said
    assert "FS207 placeholder-left" in said
    assert "as in the template" not in said
    text = (folder.folder / "templates/feature.md").read_text("utf-8")
    assert text == "# {{ title }}\n\n## Why\n"


def test_a_template_that_cannot_be_read_is_an_error(folder: Folder) -> None:
    status, _, said = folder.init("--template", "none.md")
    assert status == 2
    assert said.startswith("featurespec: none.md")
    folder.write("latin.md", b"# \xe4\n")
    status, _, said = folder.init("--template", "latin.md")
    assert (status, said) == (2, "featurespec: latin.md:1: not UTF-8: byte 0xe4\n")


def test_a_template_is_derived_on_request(folder: Folder) -> None:
    folder.write("docs/specs/_template.md", "# [Name]\n\n## Why\n")
    assert "a copy of docs/specs/_template.md" in folder.init()[1]
    assert "derived from the headings" in folder.init("--derive-template")[1]
    folder.write("docs/specs/_template.md", "# [Name]\n\n## One\n\n## Two\n\n## Three\n")
    said = folder.init()[1]
    assert "unknown-section is off" in said
    assert "--derive-template makes one of what the pages share instead" in said
    status, _, said = folder.init("--derive-template", "--template", "docs/specs/_template.md")
    assert status == 2
    assert "--template and --derive-template exclude each other" in said


def test_a_template_with_directives_stays_where_it_is(folder: Folder) -> None:
    text = "# {{ title }}\n\n## Why\n<!-- featurespec: section role=flows -->\n"
    folder.write("docs/specs/_template.md", text)
    status, said, _ = folder.init("--write")
    assert status == 0
    assert "your own, as it is; 3 of 3 pages have half of its sections in order" in said
    assert "kept     docs/specs/_template.md\n" in said
    assert "template: docs/specs/_template.md\n" in (folder.folder / "mkdocs.yml").read_text()


def test_a_file_that_is_in_the_way_and_broken_is_an_error(folder: Folder) -> None:
    folder.write("schemas/feature.yml", b"\xff")
    status, _, said = folder.init()
    assert status == 2
    assert said.startswith("featurespec: schemas/feature.yml:1: not UTF-8")
    folder.write("schemas/feature.yml", "type: 3\n")
    assert folder.init("--write")[0] == 2
    assert not (folder.folder / "mkdocs.yml").exists()


def test_pages_that_cannot_be_read_are_known_to_the_baseline(folder: Folder) -> None:
    folder.write("docs/specs/latin.md", b"# \xe4\n")
    status, said, _ = folder.init("--write")
    assert status == 0
    assert said.startswith("Pages (4)\n  specs/**/*.md\n  1 of them cannot be read\n")
    assert main(["check"]) == 0


def test_the_baseline_is_left_out_on_request(folder: Folder) -> None:
    folder.write("docs/specs/latin.md", b"# \xe4\n")
    assert "featurespec-baseline" not in folder.init("--no-baseline")[1]
    assert "featurespec-baseline" not in folder.init("--no-baseline", "--write")[1]
    assert not (folder.folder / "featurespec-baseline.json").exists()
    status, said, _ = folder.init("--write")
    assert status == 0
    assert said.endswith("featurespec-baseline.json: 1 known finding\n")
    assert "'featurespec check --update-baseline'" in folder.init("--write")[1]


def test_a_site_without_findings_gets_no_baseline(folder: Folder) -> None:
    assert folder.init("--write")[0] == 0
    status, said, _ = folder.init("--write")
    assert status == 0
    assert said.endswith("mkdocs.yml lists the plugin already, so nothing is proposed for it.\n")
    assert not (folder.folder / "featurespec-baseline.json").exists()


def test_statuses_that_say_nothing_yet_are_named(folder: Folder) -> None:
    for i, status in enumerate(["wip", "wip", "done", "done"]):
        folder.write(f"docs/specs/{i}.md", f"---\nstatus: {status}\n---\n# {i}\n\n## Why\n\nx\n")
    said = folder.init()[1]
    assert "  4  status: wip, done (required)\n" in said
    assert "     the option 'unfinished' does not know wip, done yet\n" in said


def test_what_the_command_cannot_follow_is_said(folder: Folder) -> None:
    folder.write(
        "mkdocs.yml",
        "site_name: x\nmarkdown_extensions:\n  - toc:\n      slugify: !!python/name:not.known\n",
    )
    status, _, said = folder.init("--write")
    assert status == 0
    assert "is not run here; ids are made as by default" in said


def test_a_configuration_in_another_encoding_is_refused(folder: Folder) -> None:
    folder.write("mkdocs.yml", "site_name: x\n".encode("utf-16"))
    status, _, said = folder.init()
    assert status == 2
    assert said.startswith("featurespec: mkdocs.yml:1: not UTF-8")
