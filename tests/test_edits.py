"""How much work an edit makes in a preview: counted, since times say little on a busy machine."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from benchmarks.site import feature_page
from mkdocs_featurespec.catalog import build as catalog_build
from mkdocs_featurespec.impact import graph
from mkdocs_featurespec.reader import page as page_reader
from mkdocs_featurespec.render import feature_pages
from mkdocs_featurespec.render.registers import markup
from mkdocs_featurespec.schema import files
from mkdocs_featurespec.workspace import workspace

from .conftest import SiteFolder

ROW = "|---|---|---|---|\n"


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """What was done since it was cleared, by what it is."""
    counts: Counter[str] = Counter()

    def count(owner: Any, name: str, what: str) -> None:
        made: Callable[..., object] = getattr(owner, name)

        def counted(*args: object, **options: object) -> object:
            counts[what] += 1
            return made(*args, **options)

        monkeypatch.setattr(owner, name, counted)

    count(page_reader, "read", "pages read")
    count(files._Loader, "load", "validators built")
    count(workspace, "parse_template", "templates parsed")
    count(catalog_build, "_entry", "entries merged")
    count(graph, "_edge", "edges made")
    count(feature_pages, "link_names", "feature pages finished")
    count(markup, "row", "rows written")
    count(json.JSONEncoder, "encode", "items encoded")
    return counts


def write_site(site: SiteFolder, pages: int) -> Path:
    """Write a site whose theme shows no more than the pages, and return its configuration."""
    for number in range(pages):
        site.write(f"docs/features/feature-{number:04}.md", feature_page(number, pages))
    for name in ("404.html", "sitemap.xml"):
        site.write(f"theme/{name}", "")
    site.write("theme/main.html", "{{ page.content }}")
    return site.write(
        "mkdocs.yml",
        "site_name: Site\ntheme: {name: null, custom_dir: theme}\nplugins: [featurespec]\n",
    )


@pytest.mark.parametrize(("pages", "dirty"), [(12, False), (24, True)], ids=["all", "dirty"])
def test_an_edit_makes_as_much_work_however_many_pages_there_are(
    site: SiteFolder,
    done: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
    pages: int,
    dirty: bool,
) -> None:
    monkeypatch.setattr(logging.getLogger("mkdocs.plugins.featurespec"), "disabled", True)
    plugins = dict(MkDocsConfig._schema)["plugins"]
    monkeypatch.setattr(plugins, "plugin_cache", {})  # else it is that of the test before
    config_file = str(write_site(site, pages))
    edited = site.docs / "features" / "feature-0005.md"
    text = feature_page(5, pages)

    def rebuild(new: str) -> dict[str, int]:
        edited.write_text(new, "utf-8")
        done.clear()
        config = load_config(config_file)
        config.plugins.on_startup(command="serve", dirty=dirty)
        build(config, dirty=dirty)
        return dict(done)

    first = rebuild(text)
    assert first["pages read"] == first["feature pages finished"] == pages
    assert first["entries merged"] == pages * (3 + 6 + 3 + 1)
    assert first["edges made"] == pages * 2

    assert rebuild(text) == {}

    assert rebuild(text + "- One more decision.\n") == {
        "pages read": 1,
        "feature pages finished": 1,
        "items encoded": 21,
    }

    # The page has 18 entities, and so have two that name it as the owner of a table; with two
    # others it shares tables and events.
    concerned = {
        "pages read": 1,
        "feature pages finished": 5,
        "entries merged": 45,
        "edges made": 10,
        "rows written": 45 + 1,
    }
    with_row = text.replace(ROW, f"{ROW}| `brand_new` | New. | id | Owned here. |\n", 1)
    assert rebuild(with_row) == {
        **concerned,
        "entries merged": 46,
        "rows written": 46 + 1,
        "items encoded": 77,
    }
    renamed = text.replace("title: Feature 5", "title: Renamed")
    assert rebuild(renamed) == {**concerned, "items encoded": 76}
