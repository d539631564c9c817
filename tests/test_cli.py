"""The command, run as people, scripts and editors run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import mkdocs_featurespec
from mkdocs_featurespec.cli import main

from .conftest import COMMANDS

ROOT = Path(mkdocs_featurespec.__file__).parent.parent
COMMAND = [sys.executable, "-W", "error", "-m", "mkdocs_featurespec.cli"]

CONFIG = """\
site_name: Shop
theme:
  name: not-installed-anywhere
plugins:
  - not-installed-either
  - featurespec:
      template: template.md
      schema: schema.yml
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:not.installed.twemoji
"""
SCHEMA = """\
type: object
required: [status]
properties:
  status: {enum: [draft, shipped]}
"""
TEMPLATE = """\
# {{ title }}

## Purpose

## Tables
<!-- featurespec: section role=tables -->
"""
ORDERS = """\
---
title: Orders
status: shipped
---

# Orders

## Purpose

Customers order – and pay.

## Tables

- `orders`: what was ordered. Owned here.
- `order_items`: each line of it
"""
BILLING = (
    ORDERS.replace("Orders", "Billing")
    .replace("order_items", "invoices")
    .replace(" Owned here.", "")
)


class Site:
    """A small site on disk, and the command run in its folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("mkdocs.yml", CONFIG)
        self.write("schema.yml", SCHEMA)
        self.write("template.md", TEMPLATE)
        self.write("docs/index.md", "# Home")
        self.write("docs/features/index.md", "# Features")
        self.write("docs/features/orders.md", ORDERS)

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def break_page(self, name: str = "billing") -> None:
        self.write(f"docs/features/{name}.md", BILLING.replace("shipped", "shiped"))

    def run(
        self, *arguments: str, env: Mapping[str, str] | None = None, cwd: str = "."
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **(env or {})}
        return COMMANDS.run(["featurespec", *arguments], self.root / cwd, environment)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_clean_site_exits_with_0(site: Site) -> None:
    done = site.run("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "No findings in 1 feature page\n"


def test_findings_exit_with_1_and_have_their_place(site: Site) -> None:
    site.break_page()
    done = site.run("check")
    assert (done.returncode, done.stderr) == (1, "")
    first, *_, last = done.stdout.splitlines()
    assert first.startswith("docs/features/billing.md:3:9: error FS")
    assert last == "1 error in 2 feature pages"


def test_json_says_the_same(site: Site) -> None:
    site.break_page()
    done = site.run("check", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    data = json.loads(done.stdout)
    assert data["summary"] == {"features": 2, "errors": 1, "warnings": 0, "infos": 0}
    (finding,) = data["diagnostics"]
    assert finding["path"] == "docs/features/billing.md"
    assert (finding["line"], finding["column"]) == (3, 9)
    assert (finding["end_line"], finding["end_column"]) == (3, 15)
    assert finding["severity"] == "error"
    assert "shiped" in finding["message"]


def test_the_configuration_may_lie_elsewhere(site: Site) -> None:
    site.break_page()
    here = site.run("check")
    site.write("far/away/file", "")
    away = site.run("check", "-f", "../../mkdocs.yml", cwd="far/away")
    assert (away.returncode, away.stdout) == (1, here.stdout)
    absolute = site.run("check", "--config-file", str(site.root / "mkdocs.yml"), cwd="far")
    assert (absolute.returncode, absolute.stdout) == (1, here.stdout)


def test_the_catalog_is_a_list_to_read(site: Site) -> None:
    site.write("docs/features/billing.md", BILLING)
    done = site.run("catalog")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == """\
Features (2)
  Billing  docs/features/billing.md  shipped, 2 tables
  Orders  docs/features/orders.md  shipped, 2 tables

Tables (3)
  invoices
    docs/features/billing.md:15  Billing
  order_items
    docs/features/orders.md:15  Orders
  orders
    docs/features/billing.md:14  Billing
    docs/features/orders.md:14  Orders

Endpoints (0)

Events (0)

Jobs (0)
"""
    )


def test_the_catalog_is_json_for_tools(site: Site) -> None:
    done = site.run("catalog", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    data = json.loads(done.stdout)
    assert [feature["title"] for feature in data["features"]] == ["Orders"]
    assert [table["name"] for table in data["tables"]] == ["order_items", "orders"]
    (use,) = data["tables"][1]["features"]
    assert (use["path"], use["line"]) == ("docs/features/orders.md", 14)
    assert (use["title"], use["anchor"]) == ("Orders", "tables")
    assert data["endpoints"] == data["events"] == data["jobs"] == []


def test_the_catalog_says_that_pages_have_errors(site: Site) -> None:
    site.break_page()
    done = site.run("catalog")
    assert done.returncode == 0
    assert done.stderr == "featurespec: the pages have 1 error; see 'featurespec check'\n"


def test_everything_is_the_same_on_the_second_run(site: Site) -> None:
    site.break_page()
    site.break_page("other")
    for arguments in (["check"], ["check", "--format=json"], ["catalog", "--format=json"]):
        assert site.run(*arguments).stdout == site.run(*arguments).stdout


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        (None, ["check", "-f", "no.yml"], "no.yml: the configuration file does not exist"),
        (None, ["catalog", "-f", "docs"], "docs: the configuration file is a folder, not a file"),
        (("mkdocs.yml", "a: ]"), ["check"], "mkdocs.yml:1: broken YAML: "),
        (("mkdocs.yml", "- a"), ["catalog"], "mkdocs.yml:1: expected a mapping of options"),
        (
            ("mkdocs.yml", "plugins:\n- featurespec:\n    templat: x"),
            ["check"],
            "mkdocs.yml:3: featurespec has no option 'templat'; did you mean 'template'?",
        ),
        (
            ("mkdocs.yml", "plugins:\n- featurespec:\n    features: []"),
            ["check"],
            "mkdocs.yml:3: featurespec option 'features': ",
        ),
        (("mkdocs.yml", "docs_dir: nowhere"), ["check"], "mkdocs.yml:1: docs_dir: there is no "),
        (("mkdocs.yml", "exclude_docs: '!'"), ["check"], "mkdocs.yml:1: exclude_docs: "),
        (("template.md", "# {{ title"), ["check"], "template.md:1: "),
        (("schema.yml", "type: [object"), ["check"], "schema.yml:"),
        (("schema.yml", "type: nonsense"), ["catalog"], "schema.yml"),
        (("schema.yml", "$ref: https://example.org/x.json"), ["check"], "schema.yml"),
    ],
)
def test_a_broken_configuration_exits_with_2_and_one_line(
    site: Site, change: tuple[str, str] | None, arguments: list[str], message: str
) -> None:
    if change:
        site.write(*change)
    done = site.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"featurespec: {message}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["template.md", "schema.yml"])
def test_a_missing_file_of_the_site_exits_with_2(site: Site, name: str) -> None:
    (site.root / name).unlink()
    done = site.run("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("featurespec: ")
    assert name in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_configuration_here_exits_with_2(site: Site) -> None:
    (site.root / "mkdocs.yml").rename(site.root / "mkdocs.yaml")
    assert site.run("check").returncode == 0
    (site.root / "mkdocs.yaml").unlink()
    done = site.run("check")
    assert done.returncode == 2
    assert done.stderr == (
        "featurespec: there is no mkdocs.yml, properdocs.yml or zensical.toml in this folder; "
        "name one with --config-file\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "No such command 'chekc'"),
        (["check", "--fromat", "json"], "No such option"),
        (["check", "--format", "xml"], "'xml' is not one of 'text', "),
        (["check", "-f"], "requires an argument"),
        ([], "Usage: featurespec [OPTIONS] "),
    ],
)
def test_wrong_usage_exits_with_2(site: Site, arguments: list[str], message: str) -> None:
    done = site.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["check", "--help"], ["catalog", "-h"]])
def test_help_has_examples(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(arguments) == 0
    text = capsys.readouterr().out
    assert "\n  Examples:\n    featurespec c" in text
    assert max(map(len, text.splitlines())) <= 88


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"featurespec {mkdocs_featurespec.__version__}\n"


def test_help_and_version_import_little() -> None:
    code = """
import sys
from mkdocs_featurespec.cli import featurespec, main
assert main(["--version"]) == 0
modules = {f"mkdocs_featurespec.cli.{name}" for name in featurespec.list_commands(None)}
assert len(modules) > 9
assert not modules & set(sys.modules)
assert main(["check", "--help"]) == 0
assert modules & set(sys.modules) == {"mkdocs_featurespec.cli.check"}
for arguments in (["--help"], *([name, "--help"] for name in featurespec.list_commands(None))):
    assert main(arguments) == 0
heavy = {"jsonschema", "referencing", "jinja2", "yaml", "pathspec", "mkdocs", "markdown", "sqlglot"}
assert not heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


BLOCKER = """
import sys

FORBIDDEN = {"mkdocs", "markdown", "material", "pymdownx", "properdocs"}

class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in FORBIDDEN:
            raise ImportError(f"{name} is not installed")

sys.meta_path.insert(0, Blocker())
from mkdocs_featurespec.cli import main
status = main(sys.argv[1:])
assert not FORBIDDEN & set(sys.modules)
sys.exit(status)
"""


@pytest.mark.parametrize("arguments", [["check"], ["check", "--format=json"], ["catalog"]])
def test_the_host_need_not_be_installed(site: Site, arguments: list[str]) -> None:
    site.break_page()
    blocked = subprocess.run(
        [sys.executable, "-W", "error", "-c", BLOCKER, *arguments],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    free = site.run(*arguments)
    assert blocked.returncode == free.returncode == (1 if arguments[0] == "check" else 0)
    assert (blocked.stdout, blocked.stderr) == (free.stdout, free.stderr)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
    ids=["C locale", "ASCII", "Latin-1"],
)
def test_utf_8_is_written_in_every_locale(site: Site, env: dict[str, str]) -> None:
    site.write("docs/features/größe-注文.md", ORDERS.replace("shipped", "größer-注文"))
    for arguments in (["check"], ["check", "--format=json"], ["catalog"]):
        done = site.run(*arguments, env=env)
        assert done.returncode == (1 if arguments[0] == "check" else 0)
        assert "docs/features/größe-注文.md" in done.stdout
        assert "Traceback" not in done.stderr
    site.write("mkdocs.yml", "docs_dir: größe-注文")
    done = site.run("check", env=env)
    assert done.stderr == "featurespec: mkdocs.yml:1: docs_dir: there is no folder 'größe-注文'\n"


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_file_names_that_python_itself_takes_for_ascii_stop_nothing(site: Site) -> None:
    site.write("docs/features/größe.md", ORDERS.replace("shipped", "größer"))
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for arguments in (["check"], ["check", "--format=json"]):
        done = site.run(*arguments, env=env)
        assert (done.returncode, done.stderr) == (1, "")
        assert "größer" in done.stdout
    assert site.run("catalog", env=env).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode elsewhere")
def test_a_file_name_that_is_no_utf_8_stops_nothing(site: Site) -> None:
    name = os.fsencode(site.root) + b"/docs/features/\xff.md"
    Path(os.fsdecode(name)).write_text(
        ORDERS.replace("shipped", "shiped").replace("`order", "`old_order")
    )
    site.break_page()
    done = site.run("check")
    assert done.returncode == 1
    assert "docs/features/billing.md:3:9: error" in done.stdout
    assert r"docs/features/\udcff.md:3:9: error" in done.stdout
    done = site.run("check", "--format=json", "--select=FS114")
    assert len(json.loads(done.stdout)["diagnostics"]) == 2
    assert r"\udcff.md" in site.run("catalog").stdout
    assert len(json.loads(site.run("catalog", "--format=json").stdout)["features"]) == 3


def test_a_reader_that_has_seen_enough_is_no_error(site: Site) -> None:
    for number in range(1000):
        site.break_page(f"page-{number:04}-with-a-name-that-fills-the-pipe-sooner")
    for arguments in (["check"], ["check", "--format=json"]):
        with subprocess.Popen(
            [*COMMAND, *arguments],
            cwd=site.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.read(10)
            process.stdout.close()
            assert process.stderr.read() == b""
            assert process.wait() == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_said_in_one_line(site: Site) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "check"],
            cwd=site.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "Error: cannot write: No space left on device\n"


def test_a_page_that_is_no_text_is_a_finding_and_the_others_are_read(site: Site) -> None:
    site.write(
        "docs/features/latin.md", ORDERS.replace("Orders", "Größe").encode("latin-1", "replace")
    )
    site.write("docs/features/nul.md", ORDERS.replace("Customers", "Custo\0mers"))
    site.write("docs/features/empty.md", b"")
    site.break_page()
    done = site.run("check")
    assert done.returncode == 1
    assert "docs/features/latin.md:2:10: error FS" in done.stdout
    assert "docs/features/nul.md:10:6: error FS" in done.stdout
    assert "docs/features/billing.md:3:9: error FS" in done.stdout
    assert done.stdout.endswith(" in 5 feature pages\n")


def test_drafts_and_excluded_pages_are_not_checked(site: Site) -> None:
    site.write("mkdocs.yml", CONFIG + "exclude_docs: old.md\ndraft_docs: features/new/\n")
    for name in ("old", "new/page", "_aside"):
        site.break_page(name)
    assert site.run("check").stdout == "No findings in 1 feature page\n"


def test_a_site_without_the_plugin_is_checked_by_its_defaults(site: Site) -> None:
    site.write("mkdocs.yml", "site_name: Plain")
    done = site.run("check")
    assert done.returncode in (0, 1)
    assert done.stdout.endswith(" in 1 feature page\n")
    assert done.stderr == (
        "featurespec: mkdocs.yml does not list the plugin featurespec; "
        "its default options are used\n"
    )


def test_a_plugin_that_is_switched_off_is_checked_by_its_options(site: Site) -> None:
    config = CONFIG.replace("template:", "enabled: !ENV [FS_TEST_ON, false]\n      template:")
    site.write("mkdocs.yml", config)
    site.break_page()
    done = site.run("check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith("1 error in 2 feature pages\n")


def test_a_site_without_feature_pages_is_told_so(site: Site) -> None:
    site.write("mkdocs.yml", "plugins:\n- featurespec:\n    features: [specs/*.md, x.md]")
    done = site.run("check")
    assert (done.returncode, done.stdout) == (0, "No findings in 0 feature pages\n")
    assert done.stderr == (
        "featurespec: mkdocs.yml: no page in docs/ is a feature page (specs/*.md, x.md)\n"
    )


def test_what_cannot_be_followed_is_said(site: Site) -> None:
    slugs = "  - toc:\n      slugify: !!python/name:our.slugs.make\n"
    site.write("mkdocs.yml", CONFIG + slugs)
    done = site.run("check")
    assert done.returncode == 0
    assert done.stderr == (
        "featurespec: mkdocs.yml:13: '!!python/name:our.slugs.make' is not run here; "
        "ids are made as by default\n"
    )


@pytest.fixture
def inside(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The site, with this very process in its folder."""
    monkeypatch.chdir(site.root)
    return site


def test_main_returns_the_status(inside: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert main(["catalog"]) == 0
    assert main(["catalog", "--format", "json"]) == 0
    inside.break_page()
    assert main(["check"]) == 1
    assert main(["catalog"]) == 0
    assert main(["check", "--nonsense"]) == 2
    assert main([]) == 2
    inside.write("mkdocs.yml", "a: ]")
    assert main(["check"]) == 2
    assert capsys.readouterr().err.count("featurespec: ") == 2


def test_stopping_from_the_keyboard_is_not_an_error(
    inside: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mkdocs_featurespec.cli.check.take_site", stop)
    assert main(["check"]) == 130
    assert "Traceback" not in capsys.readouterr().err
