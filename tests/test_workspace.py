"""What a site remembers from one reading to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_featurespec.site.config import load_site_config
from mkdocs_featurespec.site.load import OpenSite, open_site

CONFIG = "site_name: Shop\nplugins:\n  - featurespec:\n      template: t.md\n      schema: s.yml\n"
FILES = {
    "mkdocs.yml": CONFIG,
    "t.md": "# {{ title }}\n\n## Purpose\n",
    "s.yml": "properties:\n  status: {$ref: status.yml}\n",
    "status.yml": "enum: [draft, 1]\n",
    "docs/features/orders.md": "---\nstatus: shipped\n---\n# Orders\n\n## Purpose\n\nTo order.\n",
}


def opened(folder: Path, previous: OpenSite | None = None) -> OpenSite:
    site = open_site(load_site_config(folder / "mkdocs.yml"))
    if previous is not None:
        site.workspace.take_over(previous.workspace)
    return site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs/features").mkdir(parents=True)
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def test_pages_that_did_not_change_are_not_read_again(folder: Path) -> None:
    first = opened(folder)
    page = first.read().pages["features/orders.md"]
    second = opened(folder, first)
    assert second.read().pages["features/orders.md"] is page


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("mkdocs.yml", "s.yml", "s.yml\n      rules: {FS2: error}"),
        ("mkdocs.yml", "plugins:", "markdown_extensions: [{toc: {separator: _}}]\nplugins:"),
        ("t.md", "Purpose", "Aim"),
        ("s.yml", "status:", "state:"),
        ("status.yml", "draft", "shipped"),
        ("status.yml", "1", "true"),
    ],
)
def test_pages_are_read_again_by_what_changed_since(
    folder: Path, name: str, old: str, new: str
) -> None:
    first = opened(folder)
    before = first.read()
    changed = folder / name
    changed.write_text(FILES[name].replace(old, new), "utf-8")
    second = opened(folder, first)
    after = second.read()
    assert after.pages["features/orders.md"] is not before.pages["features/orders.md"]
    assert after.diagnostics == opened(folder).read().diagnostics
