"""What only a browser can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from .browser import dom, needs_browser, served
from .conftest import SiteFolder

pytestmark = [pytest.mark.browser, needs_browser]

PAYLOAD = "<img src=x onerror=document.body.dataset.hacked=1>"
EVIL = f"""\
---
title: Evil
status: draft
owner: '{PAYLOAD}'
---
## Database Tables

| Table | Purpose |
|---|---|
| `{PAYLOAD}` | {PAYLOAD.replace("<", "&lt;")} |
| `ordinary` | as ever |

## Events

- `a.b` - <b>{PAYLOAD}</b>
"""


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_names_are_text_and_no_script_of_theirs_runs(
    site: SiteFolder, theme: str, tmp_path: Path
) -> None:
    site.configure(site=f"theme: {theme}\n")
    site.write("docs/features/evil.md", EVIL)
    site.build()
    with served(site.out) as address:
        for path in ("catalog/", "catalog/tables/", "catalog/events/"):
            page = dom(address + path, tmp_path / "profile")
            assert "featurespec-register" in page
            assert "data-hacked" not in page
        tables = dom(address + "catalog/tables/", tmp_path / "profile")
        assert "ordinary" in tables


def test_the_skeleton_and_its_note_are_shown(site: SiteFolder, tmp_path: Path) -> None:
    site.configure(site="theme: material\n")
    site.write("docs/features/new.md", "# New\n")
    site.build()
    with served(site.out) as address:
        page = dom(f"{address}features/new/", tmp_path / "profile")
    assert "Not written yet" in page
    assert "Database Tables" in page
