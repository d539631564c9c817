"""What `check` and `index` say where the site's host runs no plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_featurespec.cli import main

from .catalog_site import MESSAGING
from .conftest import SiteFolder

Output = pytest.CaptureFixture[str]
CSS, JS = "assets/stylesheets/featurespec.css", "assets/javascripts/featurespec.js"
PLUGIN = "[project.plugins.featurespec.rules]\nFS2 = 'off'\nFS3 = 'off'\nFS4 = 'off'\n"
BARE = f"[project]\nsite_name = 'Site'\n{PLUGIN}"
WHOLE = BARE.replace(
    "'Site'\n", f"'Site'\nextra_css = ['{CSS}']\nextra_javascript = [{{ path = '{JS}' }}]\n"
)
STALE = (
    "featurespec: Zensical runs no plugin and would show an old catalog, or none: 14 files are not "
    "up to date; 'featurespec index --write' writes them"
)
NO_CSS = f'featurespec: zensical.toml: no extra_css; add under [project]: extra_css = ["{CSS}"]'
NO_JS = (
    "featurespec: zensical.toml: no extra_javascript; add under [project]: "
    f'extra_javascript = ["{JS}"]'
)
EMPTY = (
    "will stay empty, since Zensical runs no plugin; link to the catalog's pages instead: "
    "docs/index.md:3"
)


@pytest.fixture
def bare(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with a `zensical.toml` alone, and a marker on a page."""
    (site.folder / "mkdocs.yml").unlink()
    site.write("zensical.toml", BARE)
    site.write("docs/features/messaging.md", MESSAGING)
    site.write("docs/index.md", "# Home\n\n<!-- featurespec: tables -->\n")
    monkeypatch.chdir(site.folder)
    return site


def told(output: Output) -> list[str]:
    return output.readouterr().err.splitlines()


def test_the_check_warns_and_the_index_fails(bare: SiteFolder, capsys: Output) -> None:
    assert main(["check"]) == 0
    warned = told(capsys)
    assert warned[:3] == [STALE, NO_CSS, NO_JS]
    assert warned[3] == f"featurespec: 1 marker on your own pages {EMPTY}"
    assert len(warned) == 4
    for narrow in (["--quiet"], ["docs/features/messaging.md"]):
        assert main(["check", *narrow]) == 0
        assert told(capsys) == []

    assert main(["index", "--write"]) == 0
    assert told(capsys)[1:] == warned[1:]
    assert main(["index", "--check"]) == 1
    assert told(capsys)[1:] == warned[1:]
    assert main(["index"]) == 0
    assert main(["check"]) == 0
    assert told(capsys)[-3:] == warned[1:]


def test_nothing_is_said_where_nothing_is_missing(bare: SiteFolder, capsys: Output) -> None:
    bare.write("zensical.toml", WHOLE)
    bare.write("docs/index.md", "# Home\n\n```\n<!-- featurespec: tables -->\n```\n")
    assert main(["index", "--write"]) == 0
    assert main(["index", "--check"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert told(capsys) == []
    (bare.docs / "catalog/tables.md").unlink()
    assert main(["check"]) == 0
    assert told(capsys) == [STALE.replace("14 files are", "1 file is")]


def test_the_file_that_the_host_reads_is_looked_into(bare: SiteFolder, capsys: Output) -> None:
    bare.configure("rules: {FS2: off, FS3: off, FS4: off}", f"extra_css: [{CSS}]")
    bare.write("zensical.toml", WHOLE.replace(CSS, "own.css"))
    marker = "<!-- featurespec: tables -->\n\n"
    bare.write("docs/index.md", f"# Home\n\n{marker * 5}<!-- featurespec: ignore FS2: so -->\n")
    bare.write("docs/bytes.md", b"\xff\xfe\x00")
    assert main(["index", "--write"]) == 0
    assert told(capsys)[1:] == [
        "featurespec: zensical.toml: extra_css does not name the catalog's file; "
        f'add to it: "{CSS}"',
        f"featurespec: 5 markers on your own pages {EMPTY}, docs/index.md:5, docs/index.md:7 "
        "and 2 more",
    ]
    bare.write("zensical.toml", "a b")
    assert main(["check"]) == 0
    assert told(capsys)[0].startswith("featurespec: zensical.toml cannot be looked into: broken")


def test_a_theme_tells_the_host_and_a_plain_site_is_left_in_peace(
    bare: SiteFolder, capsys: Output
) -> None:
    Path("zensical.toml").unlink()
    bare.configure("rules: {FS2: off, FS3: off, FS4: off}", "theme: zensical")
    assert main(["check"]) == 0
    assert f"featurespec: mkdocs.yml: no extra_css; add: extra_css: [{CSS}]" in told(capsys)
    bare.configure("rules: {FS2: off, FS3: off, FS4: off}")
    assert main(["check"]) == 0
    assert told(capsys) == []
