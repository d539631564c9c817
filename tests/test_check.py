"""`featurespec check` for some pages or rules, with a baseline, after a change, in an editor."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from .conftest import COMMANDS, SiteFolder

TEMPLATE = "# {{ title }}\n\n## Notes\n<!-- featurespec: section optional -->\n"
GOOD = "---\ntitle: {0}\nstatus: draft\nowner: team\n---\n# {0}\n\n## Notes\n\nText.\n"
BAD = "---\ntitle: Bad\nstatus: shiped\nowner: team\n---\n# Bad\n\n## Notes\n\nText.\n"
WORSE = BAD.replace("owner: team\n", "").replace("Bad", "Worse")


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.configure("template: template.md")
    folder.write(
        "template.md", "# {{ title }}\n\n## Notes\n<!-- featurespec: section optional -->\n"
    )
    folder.write("docs/index.md", "# Home\n")
    folder.write("docs/features/good.md", GOOD.format("Good"))
    folder.write("docs/features/bad.md", BAD)
    folder.write("docs/features/deep/worse.md", WORSE)
    return folder


def check(site: SiteFolder, *arguments: str, stdin: str = "") -> tuple[int, list[str], str]:
    """Return the exit status, what was found (page and code), and standard error."""
    command = ["featurespec", "check", "--format", "json", *arguments]
    done = COMMANDS.run(command, site.folder, os.environ, stdin.encode())
    assert "Traceback" not in done.stderr, done.stderr
    found = json.loads(done.stdout)["diagnostics"] if done.stdout else []
    places = [f"{Path(each['path']).stem} {each['code']}" for each in found]
    return done.returncode, places, done.stderr


EVERYTHING = ["bad FS114", "worse FS111", "worse FS114"]


def test_all_pages_are_checked(site: SiteFolder) -> None:
    assert check(site) == (1, EVERYTHING, "")


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["docs/features/bad.md"], ["bad FS114"]),
        (["docs/features/deep"], ["worse FS111", "worse FS114"]),
        (["docs/features/deep/", "docs/features/good.md"], ["worse FS111", "worse FS114"]),
        (["docs"], EVERYTHING),
    ],
)
def test_paths_choose_pages(site: SiteFolder, paths: list[str], expected: list[str]) -> None:
    assert check(site, *paths) == (1, expected, "")


def test_an_absolute_path_will_do(site: SiteFolder) -> None:
    assert check(site, str(site.docs / "features" / "good.md")) == (0, [], "")


def test_a_page_that_is_no_feature_page_is_told(site: SiteFolder) -> None:
    note = "featurespec: docs/index.md: no feature page, so nothing is checked there\n"
    assert check(site, "docs/index.md") == (0, [], note)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("docs/features/gone.md", "docs/features/gone.md: there is no such file or folder"),
        ("mkdocs.yml", "mkdocs.yml: this is outside of the site's pages, which are in 'docs'"),
        ("..", "..: this is outside of the site's pages, which are in 'docs'"),
    ],
)
def test_a_path_outside_of_the_site_is_an_error(site: SiteFolder, path: str, message: str) -> None:
    assert check(site, path) == (2, [], f"featurespec: {message}\n")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--select", "FS111"], ["worse FS111"]),
        (["--select", "missing-key,FS114"], EVERYTHING),
        (["--select", "FS1", "--ignore", "FS114"], ["worse FS111"]),
        (["--ignore", "FS1"], []),
        (["--select", "FS2"], []),
    ],
)
def test_rules_can_be_chosen(site: SiteFolder, options: list[str], expected: list[str]) -> None:
    assert check(site, *options) == (1 if expected else 0, expected, "")


def test_an_unknown_rule_is_wrong_usage(site: SiteFolder) -> None:
    status, found, error = check(site, "--select", "FS1111")
    assert (status, found) == (2, [])
    assert "there is no rule 'FS1111'; did you mean 'FS111'?" in error


@pytest.mark.parametrize(
    ("level", "status"), [("never", 0), ("error", 0), ("warning", 1), ("info", 1)]
)
def test_the_fail_level_decides_the_status(site: SiteFolder, level: str, status: int) -> None:
    options = "template: template.md\nrules: {FS114: warning, FS111: info}"
    site.configure(options)
    assert check(site, "--fail-level", level) == (status, EVERYTHING, "")


def test_quiet_leaves_only_what_fails(site: SiteFolder) -> None:
    site.configure("template: template.md\nrules: {FS114: info}")
    assert check(site, "--quiet") == (1, ["worse FS111"], "")


# The baseline


def test_only_new_findings_fail_with_a_baseline(site: SiteFolder) -> None:
    done = site.run("featurespec", "check", "--update-baseline")
    assert (done.returncode, done.stdout) == (0, "featurespec-baseline.json: 3 known findings\n")
    assert check(site) == (0, [], "")
    assert check(site, "--no-baseline") == (1, EVERYTHING, "")
    site.write("docs/features/bad.md", "\n".join([BAD, "More.", ""]).replace("owner: team\n", ""))
    assert check(site) == (1, ["bad FS111"], "")
    site.write("docs/features/deep/worse.md", GOOD.format("Worse"))
    done = site.run("featurespec", "check", "--update-baseline")
    assert done.stdout == "featurespec-baseline.json: 2 known findings (1 new, 2 fixed)\n"
    assert check(site) == (0, [], "")


def test_the_build_knows_the_baseline_too(site: SiteFolder) -> None:
    assert site.build("--strict").returncode == 1
    site.run("featurespec", "check", "--update-baseline")
    done = site.build("--strict")
    assert (done.returncode, "FS114" in done.stderr) == (0, False)


def test_a_baseline_that_says_the_same_is_not_written_again(site: SiteFolder) -> None:
    site.run("featurespec", "check", "--update-baseline")
    path = site.folder / "featurespec-baseline.json"
    path.chmod(0o644)
    before = path.stat().st_mtime_ns, path.stat().st_ino
    site.run("featurespec", "check", "--update-baseline")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


@pytest.mark.parametrize(
    "other", [["docs"], ["--select", "FS1"], ["--changed-since", "HEAD"], ["--ignore", "FS2"]]
)
def test_a_baseline_is_of_the_whole_site(site: SiteFolder, other: list[str]) -> None:
    status, _, error = check(site, "--update-baseline", *other)
    assert status == 2
    assert "the baseline is of all rules on the whole site" in error


def test_a_broken_baseline_is_an_error(site: SiteFolder) -> None:
    site.write("featurespec-baseline.json", "{")
    status, found, error = check(site)
    assert (status, found) == (2, [])
    assert error.startswith("featurespec: featurespec-baseline.json:1: the baseline is not JSON")


# What changed


def git(site: SiteFolder, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=site.folder, check=True, capture_output=True)


@pytest.fixture
def repository(site: SiteFolder) -> SiteFolder:
    git(site, "init", "--quiet", "--initial-branch", "main")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "Start")
    return site


def test_without_a_change_nothing_is_new(repository: SiteFolder) -> None:
    assert check(repository, "--changed-since", "HEAD") == (0, [], "")


def test_only_what_a_change_brings_in_is_reported(repository: SiteFolder) -> None:
    repository.write("docs/features/bad.md", BAD.replace("owner: team\n", "") + "More.\n")
    repository.write("docs/features/new.md", BAD.replace("Bad", "New"))
    expected = (1, ["bad FS111", "new FS114"], "")
    assert check(repository, "--changed-since", "HEAD") == expected
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Change")
    assert check(repository, "--changed-since", "HEAD~1") == expected
    assert check(repository, "--changed-since", "HEAD") == (0, [], "")


def test_a_renamed_or_deleted_page_brings_nothing_in(repository: SiteFolder) -> None:
    git(repository, "mv", "docs/features/bad.md", "docs/features/renamed.md")
    (repository.docs / "features/deep/worse.md").unlink()
    assert check(repository, "--changed-since", "HEAD") == (0, [], "")


def test_what_others_changed_meanwhile_does_not_count(repository: SiteFolder) -> None:
    git(repository, "switch", "--quiet", "--create", "mine")
    repository.write("docs/features/mine.md", BAD.replace("Bad", "Mine"))
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "Mine")
    git(repository, "switch", "--quiet", "main")
    repository.write("docs/features/bad.md", GOOD.format("Bad"))
    git(repository, "commit", "--quiet", "--all", "--message", "Theirs")
    git(repository, "switch", "--quiet", "mine")
    assert check(repository, "--changed-since", "main") == (1, ["mine FS114"], "")


def test_a_page_that_becomes_graver_counts(repository: SiteFolder) -> None:
    template = "# {{ title }}\n\n## Notes\n\n## Tests\n"
    repository.write("template.md", template)
    git(repository, "commit", "--quiet", "--all", "--message", "Ask for tests")
    assert check(repository, "--changed-since", "HEAD") == (0, [], "")
    repository.write("docs/features/good.md", GOOD.format("Good").replace("draft", "approved"))
    assert check(repository, "--changed-since", "HEAD") == (1, ["good FS201"], "")


def test_a_site_below_the_root_of_its_repository(site: SiteFolder) -> None:
    git(site, "init", "--quiet", "--initial-branch", "main")
    below = SiteFolder(site.folder / "website")
    for name in ("mkdocs.yml", "template.md"):
        below.write(name, (site.folder / name).read_text("utf-8"))
    below.write("docs/features/bad.md", BAD)
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "Start")
    below.write("docs/features/bad.md", WORSE)
    assert check(below, "--changed-since", "HEAD") == (1, ["bad FS111"], "")


def test_a_source_that_changes_brings_findings_in(site: SiteFolder) -> None:
    api = "openapi: 3.0.0\npaths:\n  /a: {get: {}}\n"
    site.configure("template: template.md\nsources: [{openapi: 'api/*.yaml'}]")
    site.write("api/a.yaml", api)
    git(site, "init", "--quiet", "--initial-branch", "main")
    git(site, "add", ".")
    git(site, "commit", "--quiet", "--message", "Start")
    assert check(site, "--changed-since", "HEAD") == (0, [], "")
    site.write("api/a.yaml", api + "  /b: {get: {}}\n")
    site.write("api/b.yaml", api.replace("/a", "/c"))
    assert check(site, "--changed-since", "HEAD") == (1, ["a FS506", "b FS506"], "")


def test_an_unknown_revision_is_an_error(repository: SiteFolder) -> None:
    status, _, error = check(repository, "--changed-since", "nowhere")
    assert status == 2
    assert error.startswith("featurespec: git knows no revision 'nowhere'")


def test_outside_of_a_repository_nothing_can_have_changed(site: SiteFolder) -> None:
    status, _, error = check(site, "--changed-since", "HEAD")
    assert status == 2
    assert "the site is in no git repository" in error


# Standard input


def test_an_editor_hands_in_a_page(site: SiteFolder) -> None:
    expected = (1, ["good FS114"], "")
    assert check(site, "--stdin-filename", "docs/features/good.md", stdin=BAD) == expected
    assert check(site, "--stdin-filename", "docs/features/bad.md", stdin=GOOD.format("Bad")) == (
        0,
        [],
        "",
    )


def test_the_page_need_not_be_saved_yet(site: SiteFolder) -> None:
    expected = (1, ["unsaved FS114"], "")
    assert check(site, "--stdin-filename", "docs/features/unsaved.md", stdin=BAD) == expected


def test_a_page_from_standard_input_may_be_no_feature_page(site: SiteFolder) -> None:
    status, found, error = check(site, "--stdin-filename", "docs/about.md", stdin=BAD)
    assert (status, found) == (0, [])
    assert error == "featurespec: docs/about.md: no feature page, so nothing is checked there\n"


def test_a_page_from_standard_input_has_a_place_in_the_site(site: SiteFolder) -> None:
    status, _, error = check(site, "--stdin-filename", "elsewhere.md", stdin=BAD)
    assert status == 2
    assert "elsewhere.md: this is outside of the site's pages" in error


def test_standard_input_goes_with_no_paths(site: SiteFolder) -> None:
    status, _, error = check(site, "docs", "--stdin-filename", "docs/features/a.md", stdin=BAD)
    assert status == 2
    assert "takes no paths beside it" in error


# The template


def test_slips_of_the_template_are_told_with_the_whole_site_alone(site: SiteFolder) -> None:
    site.write("template.md", "# {{ title }}\n\n## Notes\n\n#### Deep\n")
    done = site.run("featurespec", "check", "--select", "FS6")
    assert done.returncode == 1
    assert done.stdout.startswith(
        "template.md:5:1: warning FS602 a heading of level 4 follows one of level 2\n"
        "   5 | #### Deep\n"
    )
    assert check(site, "--select", "FS6", "docs/features/bad.md") == (0, [], "")


def test_all_that_is_broken_in_the_template_is_told_at_once(site: SiteFolder) -> None:
    site.write("template.md", "# T\n\n## A\n<!-- featurespec: sektion -->\n\n## A\n")
    done = site.run("featurespec", "check")
    assert done.returncode == 2
    assert [line.split()[:2] for line in done.stderr.splitlines()] == [
        ["featurespec:", "template.md:4:"],
        ["featurespec:", "template.md:6:"],
    ]
    site.configure("template: template.md")
    assert "template.md:4: unknown directive" in site.build().stderr
