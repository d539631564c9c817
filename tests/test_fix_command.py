"""`featurespec fix`, run as people run it."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from mkdocs_featurespec.cli.fix import write_diffs
from mkdocs_featurespec.fix import Fixed
from mkdocs_featurespec.fix.diff import diff_lines
from mkdocs_featurespec.site.config import load_site_config
from mkdocs_featurespec.site.links import LinkedIds
from mkdocs_featurespec.site.load import open_site
from mkdocs_featurespec.site.mend import FixedPage, write_page
from mkdocs_featurespec.site.write import NotWrittenError

from .test_cli import COMMAND, CONFIG, ROOT, Site

FIX_CASES = sorted((Path(__file__).parent / "cases" / "fix").iterdir())
TEMPLATE = """\
# {{ title }}

## Purpose

What it is for.

## Tables
<!-- featurespec: section role=tables aliases="Database" -->

- `example_table`: what it holds

## Tests

- A rule that is tested.
"""
PAGE = """\
---
title: Orders
status: shiped
---

# Orders

## Purpose

Customers order.

## Database

- `orders`: what was ordered
"""
MENDED = PAGE.replace("shiped", "shipped") + "\n## Tests\n\n- A rule that is tested.\n"
REPORT = [
    'docs/features/orders.md: wrote "shiped" as "shipped"',
    'docs/features/orders.md: added "Tests" after "Database"',
    "2 mends on 1 of 1 feature page",
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    folder = Site(tmp_path)
    folder.write("template.md", TEMPLATE)
    folder.write("docs/features/orders.md", PAGE)
    return folder


def text(site: Site, name: str = "features/orders.md") -> str:
    return (site.root / "docs" / name).read_bytes().decode()


def test_says_what_it_mended(site: Site) -> None:
    done = site.run("fix")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == REPORT
    assert text(site) == MENDED


def test_a_second_time_there_is_nothing_to_mend(site: Site) -> None:
    site.run("fix")
    before = (site.root / "docs/features/orders.md").stat().st_mtime_ns
    done = site.run("fix")
    assert (done.returncode, done.stdout) == (0, "Nothing to mend on 1 feature page\n")
    assert (site.root / "docs/features/orders.md").stat().st_mtime_ns == before


def test_a_diff_writes_nothing(site: Site) -> None:
    done = site.run("fix", "--diff")
    assert done.returncode == 1
    assert done.stderr == "featurespec: 2 mends on 1 of 1 feature page; nothing was written\n"
    assert done.stdout.startswith("--- a/docs/features/orders.md\n+++ b/docs/features/orders.md\n")
    assert "\n+status: shipped\n" in done.stdout
    assert text(site) == PAGE
    site.run("fix")
    done = site.run("fix", "--diff")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_paths_say_which_pages(site: Site) -> None:
    site.write("docs/features/shop/billing.md", PAGE)
    done = site.run("fix", "docs/features/shop", "docs/index.md")
    assert done.returncode == 0
    assert (
        done.stderr == "featurespec: docs/index.md: no feature page, so nothing is mended there\n"
    )
    assert text(site) == PAGE
    assert text(site, "features/shop/billing.md") == MENDED


@pytest.mark.parametrize("path", ["nowhere.md", "template.md"])
def test_a_path_outside_of_the_site_is_wrong(site: Site, path: str) -> None:
    done = site.run("fix", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"featurespec: {path}: ")
    assert text(site) == PAGE


def test_what_is_left_alone_is_told(site: Site) -> None:
    site.write("docs/features/broken.md", "---\ntitle: a: b\n---\n# Broken\n\nText.\n")
    site.write("docs/features/latin.md", b"# Caf\xe9\n")
    site.write("docs/features/orders.md", PAGE.replace("## Database", "### Tables"))
    site.write("docs/features/linked.md", MENDED.replace("## Tests", "## Tets"))
    site.write("docs/index.md", "# Home\n\n[tests](features/linked.md#tets)\n")
    done = site.run("fix")
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "featurespec: docs/features/broken.md: left alone: it cannot be read as it was meant; see "
        "'featurespec check'",
        "featurespec: docs/features/latin.md: left alone: not UTF-8: byte 0xe9",
        'featurespec: docs/features/linked.md: did not rename the heading "Tets" to "Tests": there '
        "are links to #tets, which would lead elsewhere",
    ]


def test_aliases_are_renamed_where_that_is_asked_for(site: Site) -> None:
    done = site.run("fix", "--rename-aliases")
    assert 'renamed the heading "Database" to "Tables"' in done.stdout
    assert text(site) == MENDED.replace("## Database", "## Tables")


def test_an_upgrade_shows_what_it_writes(site: Site) -> None:
    newer = TEMPLATE.replace("## Tests", "## Tests\n<!-- featurespec: section since=2 -->")
    site.write("template.md", f"---\ntemplate_version: 2\n---\n{newer}")
    old = PAGE.replace("shiped", "shipped\ntemplate_version: 1")
    site.write("docs/features/orders.md", old)
    assert site.run("fix").stdout == "Nothing to mend on 1 feature page\n"
    assert site.run("fix", "--upgrade", "--diff").returncode == 1
    done = site.run("fix", "--upgrade")
    assert (done.returncode, done.stderr) == (0, "")
    said = done.stdout.splitlines()
    assert said[0].endswith("raised template_version from 1 to 2")
    assert "+template_version: 2" in said
    assert "+## Tests" in said
    assert text(site) == MENDED.replace("shipped", "shipped\ntemplate_version: 2")


def test_a_link_stays_a_link(site: Site) -> None:
    site.write("docs/shared/orders.md", PAGE)
    link = site.root / "docs/features/orders.md"
    link.unlink()
    link.symlink_to("../shared/orders.md")
    assert site.run("fix").returncode == 0
    assert link.is_symlink()
    assert text(site, "shared/orders.md") == MENDED


def test_nothing_is_written_outside_of_the_site(site: Site) -> None:
    outside = site.write("elsewhere.md", PAGE)
    link = site.root / "docs/features/orders.md"
    link.unlink()
    link.symlink_to(outside)
    site.write("docs/features/other.md", PAGE)
    done = site.run("fix")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "featurespec: docs/features/orders.md: not written: it is a link that leads out of the "
        "site's pages"
    ]
    assert done.stdout.splitlines()[-1] == "2 mends on 1 of 2 feature pages"
    assert outside.read_text("utf-8") == PAGE
    assert text(site, "features/other.md") == MENDED


def test_a_page_that_was_changed_meanwhile_is_not_written(site: Site) -> None:
    opened = open_site(load_site_config(site.root / "mkdocs.yml"))
    file = site.root / "docs/features/orders.md"
    page = FixedPage("docs/features/orders.md", file, "as it was", Fixed("as it becomes"))
    with pytest.raises(NotWrittenError, match="changed meanwhile"):
        write_page(page, opened)
    assert text(site) == PAGE


def test_overrides_go_by_the_path_in_the_site(site: Site) -> None:
    off = "      overrides:\n      - {pages: features/orders.md, rules: {FS2: off}}\n"
    site.write("mkdocs.yml", CONFIG.replace("markdown_extensions", f"{off}markdown_extensions"))
    site.write("docs/features/billing.md", PAGE)
    site.run("fix")
    assert text(site) == PAGE.replace("shiped", "shipped")
    assert text(site, "features/billing.md") == MENDED


# Diffs


def test_a_diff_goes_to_any_stream(site: Site) -> None:
    file = site.root / "docs/features/orders.md"
    page = FixedPage("orders.md", file, PAGE, Fixed(PAGE.replace("Customers", "People")))
    stream = StringIO()
    write_diffs([page], stream)
    assert "-Customers order.\n+People order.\n" in stream.getvalue()


def git_apply(folder: Path, diff: bytes) -> None:
    subprocess.run(["git", "apply", "-"], cwd=folder, input=diff, check=True, capture_output=True)


@pytest.mark.parametrize("case", FIX_CASES, ids=lambda case: case.name)
def test_git_applies_the_diff(case: Path, tmp_path: Path) -> None:
    old, new = ((case / name).read_bytes().decode() for name in ("page.md", "expected.md"))
    shutil.copy(case / "page.md", tmp_path / "page.md")
    diff = "".join(diff_lines("page.md", old, new))
    assert bool(diff) is (old != new)
    if diff:
        git_apply(tmp_path, diff.encode())
    assert (tmp_path / "page.md").read_bytes().decode() == new


@pytest.mark.parametrize("name", ["a b.md", 'the "best".md', "back\\slash.md", "gr\u00fcn.md"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("a\nb", "a\nc"), ("a\nb", "a\nb\nc\n"), ("a\nb\n", "a\nb"), ("a\rb", "a\rc"), ("", "a")],
)
def test_git_applies_diffs_of_odd_files(name: str, old: str, new: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(old.encode())
    git_apply(tmp_path, "".join(diff_lines(name, old, new)).encode())
    assert (tmp_path / name).read_bytes().decode() == new


def test_git_applies_what_the_command_prints(site: Site) -> None:
    page = "\ufeff" + PAGE.replace("\n", "\r\n").removesuffix("\r\n")
    site.write("docs/features/orders.md", page)
    command = [*COMMAND, "fix", "--diff"]
    done = subprocess.run(
        command, cwd=site.root, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True
    )
    assert done.returncode == 1
    git_apply(site.root, done.stdout)
    assert text(site) == "\ufeff" + MENDED.replace("\n", "\r\n").removesuffix("\r\n")


# Links


@pytest.mark.parametrize(
    "link",
    [
        "[x](orders.md#web)",
        "[x](./orders.md#web 'title')",
        "[x](<../features/orders.md#web>)",
        "[x](/features/orders.md#web)",
        "[x]: orders.md#web",
        '<a href="orders.md#web">',
        "<a href=../orders/#web>",
        "[x](../orders/#web)",
        "[x](../orders.html?a=b#web)",
        "[x](https://example.org/features/orders/#web)",
        "[x](https://example.org/orders/index.html#web)",
        "[x](orders.md#w%65b)",
    ],
)
def test_links_to_headings_are_found(link: str) -> None:
    linked = LinkedIds([("features/billing.md", f"# Billing\n\n{link}\n")])
    assert linked.on("features/orders.md") == {"web"}
    assert linked.on("features/billing.md") == frozenset()


def test_links_on_the_page_itself_are_found() -> None:
    pages = [("features/orders.md", "[x](#web)"), ("features/shop/index.md", "[x](../orders.md)")]
    linked = LinkedIds([*pages, ("index.md", "[x](features/shop/#how) [y](#top)")])
    assert linked.on("features/orders.md") == {"web"}
    assert linked.on("features/shop/index.md") == {"how"}
    assert linked.on("index.md") == {"top"}
