"""A real preview through many random edits: after each it shows what a first build shows.

`FEATURESPEC_EDITS` sets how many edits there are, `FEATURESPEC_SEED` which ones.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from .conftest import SiteFolder
from .preview import Preview, replace_file

EDITS = int(os.environ.get("FEATURESPEC_EDITS", "30"))
SEED = int(os.environ.get("FEATURESPEC_SEED", "5"))
WARM_UP = 5
"""Edits after which memory may grow no more."""
GROWTH = 12_000
"""In KiB, what is taken for noise of the allocator."""

TEMPLATE = """\
# {{ title }}

## Purpose

What it is for.

## Tables
<!-- featurespec: section role=tables -->

## Events
<!-- featurespec: section role=events -->
"""
SCHEMA = "type: object\nproperties:\n  status: {enum: [draft, shipped]}\n"
CONFIG = """\
site_name: Shop
theme: mkdocs
plugins:
  - featurespec:
      template: templates/feature.md
      schema: schemas/feature.yml
      panel: false
"""
OVERVIEW = "# Overview\n\n<!-- featurespec: tables -->\n\n<!-- featurespec: findings -->\n"
NAMES = ("orders", "billing", "stock", "returns", "carts", "gifts", "prices", "labels")
_MAIN = re.compile(r'<div class="col-md-9" role="main">(.*?)<footer', re.S)


class Edits:
    """Changes a site at random, each time in one step."""

    def __init__(self, site: SiteFolder, seed: int) -> None:
        self.site = site
        self.random = random.Random(seed)
        self.count = 0
        self.template = TEMPLATE
        self.schema = SCHEMA
        self.broken: set[str] = set()
        self.good = (TEMPLATE, SCHEMA)
        """The last ones that were good together."""
        self.kinds: tuple[Callable[[], None], ...] = (
            *(self.write,) * 6,
            self.break_page,
            self.empty,
            self.delete,
            self.rename,
            self.move_folder,
            self.line_ends,
            self.not_utf8,
            self.change_template,
            self.break_template,
            self.change_schema,
            self.break_schema,
        )

    def start(self) -> None:
        self.site.write("mkdocs.yml", CONFIG)
        self.site.write("templates/feature.md", self.template)
        self.site.write("schemas/feature.yml", self.schema)
        self.site.write("docs/index.md", "# Home\n")
        self.site.write("docs/overview.md", OVERVIEW)
        for name in NAMES:
            self.site.write(f"docs/features/{name}.md", self.page(name))

    def one(self) -> str:
        """Do one edit and return what it was."""
        self.count += 1
        kind = self.random.choice(self.kinds)
        kind()
        if not self.broken:
            self.good = (self.template, self.schema)
        return kind.__name__

    def page(self, name: str) -> str:
        tables = self.random.sample(NAMES, 2)
        rows = "".join(f"- `{table}_{self.random.randint(0, 2)}` - rows\n" for table in tables)
        status = self.random.choice(("draft", "shipped", "sold"))
        return (
            f"---\ntitle: {name.title()}\nstatus: {status}\n---\n# {name.title()}\n\n"
            f"## Purpose\n\nEdit {self.count}.\n\n## Tables\n\n{rows}\n"
            f"## Events\n\n- `{name}.done` -> `{self.random.choice(NAMES)}`\n"
        )

    def pages(self) -> list[Path]:
        return sorted((self.site.docs / "features").rglob("*.md"))

    def any_page(self) -> Path:
        pages = self.pages()
        return self.random.choice(pages) if len(pages) > 4 else self.new_page()

    def new_page(self) -> Path:
        return self.site.docs / f"features/new-{self.count}.md"

    def write(self) -> None:
        page = self.random.choice((self.any_page(), self.new_page(), self.any_page()))
        replace_file(page, self.page(page.stem))

    def break_page(self) -> None:
        replace_file(self.any_page(), f"---\ntitle: [{self.count}\n---\n# Broken\n\n## Tables\n")

    def empty(self) -> None:
        replace_file(self.any_page(), f"---\ntitle: Empty {self.count}\n---\n")

    def delete(self) -> None:
        pages = self.pages()
        if len(pages) > 4:
            self.random.choice(pages).unlink()
        else:
            self.write()

    def rename(self) -> None:
        page = self.random.choice(self.pages())
        page.rename(page.with_name(f"renamed-{self.count}.md"))

    def move_folder(self) -> None:
        folders = [path for path in (self.site.docs / "features").iterdir() if path.is_dir()]
        if folders:
            folders[0].rename(folders[0].with_name(f"moved-{self.count}"))
        else:
            beside = self.site.folder / "beside"
            beside.mkdir()
            (beside / "inside.md").write_text(self.page("inside"), "utf-8")
            beside.rename(self.site.docs / "features/group")

    def line_ends(self) -> None:
        text = self.page("mixed").replace("\n", "\r\n", self.random.randint(1, 20))
        replace_file(self.any_page(), text)

    def not_utf8(self) -> None:
        page = self.any_page()
        beside = self.site.folder / "beside.bin"
        beside.write_bytes(self.page("latin").encode() + b"\nCaf\xe9\n")
        beside.replace(page)

    def change_template(self) -> None:
        self.broken.discard("template")
        self.template = f"{TEMPLATE}\n## Section {self.count}\n"
        replace_file(self.site.folder / "templates/feature.md", self.template)

    def break_template(self) -> None:
        self.broken.add("template")
        replace_file(self.site.folder / "templates/feature.md", f"# {{{{ title\n{self.count}\n")

    def change_schema(self) -> None:
        self.broken.discard("schema")
        self.schema = SCHEMA.replace("shipped", self.random.choice(("sold", f"s{self.count}")))
        self.schema += f"description: Edit {self.count}\n"
        replace_file(self.site.folder / "schemas/feature.yml", self.schema)

    def break_schema(self) -> None:
        self.broken.add("schema")
        replace_file(self.site.folder / "schemas/feature.yml", f"type: [{self.count}\n")


def first_build(edits: Edits, folder: Path, url: str) -> dict[str, str]:
    """Return the pages of a first build, by the last template and schema that were good."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(edits.site.docs, folder / "docs")
    site = SiteFolder(folder)
    site.write("mkdocs.yml", CONFIG)
    template, schema = edits.good
    site.write("templates/feature.md", template)
    site.write("schemas/feature.yml", schema)
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    config.site_url = url
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url=url)
    built = folder / "site"
    return {
        path.parent.relative_to(built).as_posix(): _main(path.read_text("utf-8"))
        for path in built.rglob("index.html")
    }


def _main(html: str) -> str:
    found = _MAIN.search(html)
    assert found is not None
    return found[1]


def served(preview: Preview, path: str) -> str:
    try:
        return _main(preview.get("" if path == "." else f"{path}/"))
    except HTTPError as error:
        return f"status {error.code}"


def memory(preview: Preview) -> int:
    """Return the memory of the server in KiB."""
    status = Path(f"/proc/{preview.process.pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1])


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("fresh") / "site"


@pytest.mark.parametrize(("options", "share"), [((), 1.0), (("--dirty",), 0.5)])
def test_after_each_edit_the_preview_shows_what_a_first_build_shows(
    site: SiteFolder, fresh: Path, options: tuple[str, ...], share: float
) -> None:
    edits = Edits(site, SEED)
    edits.start()
    warm = 0
    with Preview(site, *options) as preview:
        for number in range(int(EDITS * share)):
            what = f"edit {number + 1}: {edits.one()}"
            preview.next_build()
            expected = first_build(edits, fresh, preview.base)
            shown = {path: served(preview, path) for path in expected}
            assert shown == expected, what
            if number == WARM_UP:
                warm = memory(preview)
        assert memory(preview) - warm < GROWTH
        preview.no_build()
        assert preview.rebuilds() == edits.count
