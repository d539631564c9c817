"""The files by which CI systems run the check: tried as those systems use them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from mkdocs_featurespec.settings import MARKDOWN_SUFFIXES

from .conftest import BIN

ROOT = Path(__file__).parent.parent
PACKAGE = ("mkdocs_featurespec", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
GOOD = "---\ntitle: T\nstatus: draft\nowner: o\n---\n\n# T\n\nText.\n"
BAD = GOOD.replace("draft", "darft")


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which only what is installed is found, and no hook of ours runs."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PYTHON", "COVERAGE"))}
    author = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    committer = {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    return {**kept, **author, **committer, "PYTHONUTF8": "1", **more}


def run(
    *command: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=env or environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def commit(folder: Path) -> str:
    """Make a repository of a folder, and return its commit."""
    for command in ("init --quiet", "add --all", "commit --quiet --no-verify --message x"):
        done = run("git", *command.split(), cwd=folder)
        assert done.returncode == 0, done.stdout
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is needed to install this package."""
    folder = tmp_path_factory.mktemp("package")
    for name in PACKAGE:
        if (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "a site"
    (folder / "docs" / "features").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text("site_name: S\nplugins:\n  - featurespec\n", "utf-8")
    (folder / "docs" / "features" / "t.md").write_text(BAD, "utf-8")
    return folder


def test_the_hook_fails_on_a_bad_page_and_passes_on_a_good_one(
    package: Path, site: Path, tmp_path: Path
) -> None:
    hook = {"repo": str(package), "rev": commit(package), "hooks": [{"id": "featurespec-check"}]}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), "utf-8")
    commit(site)
    env = environment(PRE_COMMIT_HOME=str(tmp_path / "home"))
    pre_commit = (str(BIN / "pre-commit"), "run", "--color", "never")
    done = run(*pre_commit, "--all-files", cwd=site, env=env)
    assert done.returncode == 1, done.stdout
    assert "docs/features/t.md:3:9: error FS114" in done.stdout
    (site / "docs" / "features" / "t.md").write_text(GOOD, "utf-8")
    run("git", "add", "--all", cwd=site)
    done = run(*pre_commit, cwd=site, env=env)
    assert done.returncode == 0, done.stdout
    assert re.search(r"^feature pages\.+Passed$", done.stdout, re.M)
    (site / "code.py").write_text("x = 1\n", "utf-8")
    commit(site)
    done = run(*pre_commit, "--files", "code.py", cwd=site, env=env)
    assert re.search(r"^feature pages\.+\(no files to check\)Skipped$", done.stdout, re.M)


def test_the_hook_looks_at_every_file_that_a_finding_may_come_from() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    files = re.compile(hook["files"])
    names = ["mkdocs.yml", "website/mkdocs.yaml", *(f"docs/a{s}" for s in MARKDOWN_SUFFIXES)]
    assert all(files.search(name) for name in names)
    assert not any(files.search(name) for name in ("a.py", "docs/a.mdx", "xmkdocs.yml"))


def steps(**inputs: str) -> list[tuple[str, str, dict[str, str]]]:
    """Return the commands of the action's steps, their folders and environments, filled in."""
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    assert set(action["inputs"]) == {"version", "args", "working-directory", "format"}
    values = {f"inputs.{k}": v["default"] for k, v in action["inputs"].items()}
    values |= {f"inputs.{k.replace('_', '-')}": v for k, v in inputs.items()}

    def filled(text: str) -> str:
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: values[match[1]], text)

    values["runner.temp"] = inputs["temp"]
    found = []
    for step in action["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an input in a script is run as code"
        env = {name: filled(value) for name, value in step["env"].items()}
        found.append((step["run"], filled(step.get("working-directory", ".")), env))
    return found


def test_the_action_annotates_what_is_wrong(package: Path, site: Path, tmp_path: Path) -> None:
    install, check = steps(
        temp=str(tmp_path / "runner temp"),
        version=f" @ {package.as_uri()}",
        working_directory=str(site),
        args="--fail-level error --statistics",
    )
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    for (command, folder, env), status in ((install, 0), (check, 1)):
        done = run("bash", "-c", command, cwd=Path(folder), env=environment(PATH=path, **env))
        assert done.returncode == status, done.stdout
    assert done.stdout.startswith("::error file=docs/features/t.md,line=3,")
