"""Real sites in temporary folders, built and served by the real command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from .forked import Forked

BIN = Path(sys.executable).parent

COMMANDS = Forked(Path(tempfile.mkdtemp(prefix="featurespec-")))
"""The commands of this test session."""


class Links(HTMLParser):
    """The ids and the links of an HTML page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.ids.add(str(values["id"]))
        if tag == "a" and values.get("href"):
            self.hrefs.append(str(values["href"]))


class SiteFolder:
    """A site: its sources, and what a build makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.docs = folder / "docs"
        self.out = folder / "site"

    def write(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def configure(self, options: str = "", site: str = "") -> None:
        """Write `mkdocs.yml`; options are the plugin's, as lines of YAML."""
        indented = "".join(f"      {line}\n" for line in options.splitlines())
        plugin = f"  - featurespec:\n{indented}" if options else "  - featurespec\n"
        self.write("mkdocs.yml", f"site_name: Site\n{site}\nplugins:\n  - search\n{plugin}")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        return COMMANDS.run(list(command), self.folder, {**environment, "COLUMNS": "200"})

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        done = self.run("mkdocs", "build", *options)
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def html(self, path: str) -> str:
        return (self.out / path).read_text("utf-8")

    def main(self, path: str) -> str:
        """Return a page's content without what the theme puts around it."""
        html = self.html(path)
        match = re.search(
            r'<div class="col-md-9" role="main">(.*?)</div>\s*</div>\s*</div>', html, re.S
        )
        return match.group(1) if match else html

    def catalog(self) -> dict[str, list[dict[str, object]]]:
        data = json.loads(self.html("catalog/catalog.json"))
        assert isinstance(data, dict)
        return data

    def broken_links(self) -> list[str]:
        """Return the links between built pages that lead nowhere, anchors included."""
        pages = {p.relative_to(self.out).as_posix(): p for p in self.out.rglob("*.html")}
        parsed = {name: Links(path.read_text("utf-8")) for name, path in pages.items()}
        broken = []
        for name, links in parsed.items():
            if name == "404.html":
                continue
            for href in links.hrefs:
                url, fragment = urldefrag(urljoin(f"https://site/{name}", href))
                if not url.startswith("https://site/"):
                    continue
                target = unquote(url.removeprefix("https://site/"))
                target = f"{target}index.html" if target.endswith("/") or not target else target
                if not (self.out / target).is_file() or (
                    fragment and target in parsed and unquote(fragment) not in parsed[target].ids
                ):
                    broken.append(f"{name}: {href}")
        return broken


@pytest.fixture(scope="session", autouse=True)
def stopped() -> Iterator[None]:
    yield
    COMMANDS.stop()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[SiteFolder]:
    folder = SiteFolder(tmp_path)
    folder.configure()
    folder.write("docs/index.md", "# Home\n")
    yield folder
