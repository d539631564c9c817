"""catalog.json: all that the catalog's pages show, valid by its schema, written piece by piece."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from mkdocs_featurespec.cli import main
from mkdocs_featurespec.kept import Kept
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.render.catalog_json import (
    Publication,
    catalog_as_data,
    catalog_as_json,
    catalog_schema,
    page_url,
)
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.config import load_site_config
from mkdocs_featurespec.site.load import open_site
from mkdocs_featurespec.site.publication import publication_of
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace

from .conftest import SiteFolder
from .golden import compare

ROOT = Path(__file__).parent.parent
CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/catalog_json/*/pages"))
HERE = Publication("Kilns", "", lambda src_uri: src_uri.removesuffix(".md") + "/")
VALIDATOR = jsonschema.Draft202012Validator(json.loads(catalog_schema()))


def pages_of(case: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(case.glob("pages/*.md"))}


def view(workspace: Workspace, pages: Mapping[str, str]) -> SiteView:
    documents = [
        Document(f"features/{name}", f"docs/features/{name}", text) for name, text in pages.items()
    ]
    site = workspace.read_site(documents)
    return SiteView(
        site.pages,
        site.catalog,
        site.diagnostics,
        workspace.template,
        workspace.settings,
        kept=workspace.kept,
    )


@pytest.fixture
def workspace() -> Workspace:
    return load_workspace(Settings(), Path(), Dialect())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path, workspace: Workspace) -> None:
    data = catalog_as_data(view(workspace, pages_of(case)), HERE)
    VALIDATOR.validate(data)
    text = json.dumps(data, ensure_ascii=False, indent=1)
    compare(text.splitlines(), case / "expected.json")


def test_the_catalog_of_this_project_is_valid() -> None:
    opened = open_site(load_site_config(ROOT / "mkdocs.yml"))
    site = opened.read()
    shown = SiteView(
        site.pages, site.catalog, site.diagnostics, opened.workspace.template, opened.settings
    )
    text = catalog_as_json(shown, publication_of(opened.config))
    data = json.loads(text)
    VALIDATOR.validate(data)
    assert len(data["features"]) == len(site.pages) > 10
    assert all(feature["tests"] for feature in data["features"] if feature["written"])
    assert {reason["kind"] for edge in data["dependencies"] for reason in edge["reasons"]} >= {
        "table",
        "event",
    }
    items = sum(len(part) for part in data.values() if isinstance(part, list))
    assert items < text.count("\n") < items + 20


def test_what_stays_is_not_written_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh, workspace = workspace, load_workspace(Settings(), Path(), Dialect(), kept=Kept())
    pages = {**pages_of(CASES[0]), "mugs.md": "# Mugs\n\n## Database Tables\n\n- `handles`\n"}
    before = catalog_as_json(view(workspace, pages), HERE)
    written: list[object] = []
    encode = json.JSONEncoder.encode

    def counted(encoder: json.JSONEncoder, value: object) -> str:
        if isinstance(value, dict) and value.keys() & {"title", "features", "reasons"}:
            written.append(value)
        return encode(encoder, value)

    monkeypatch.setattr(json.JSONEncoder, "encode", counted)
    assert catalog_as_json(view(workspace, pages), HERE) == before
    assert not written
    pages["pots.md"] = pages["pots.md"].replace("how it shines", "how it glows")
    edited = view(workspace, pages)
    after = catalog_as_json(edited, HERE)
    assert after == before.replace("how it shines", "how it glows")
    names = [value.get("name") for value in written if isinstance(value, dict)]
    assert "glazes" in names
    assert "handles" not in names
    assert after == catalog_as_json(view(fresh, pages), HERE)
    moved = replace(HERE, url_of=lambda src_uri: f"v2/{src_uri}")
    assert '"url": "v2/features/pots.md"' in catalog_as_json(edited, moved)
    assert '"features/pots/' not in catalog_as_json(edited, moved)


def test_a_diff_tells_what_pages_say_otherwise(
    workspace: Workspace, site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = pages_of(CASES[0])
    old = site.write("old.json", catalog_as_json(view(workspace, pages), HERE))
    later = pages["kilns.md"].replace("Who pays for gas?", "Who pays for *wood*?")
    pages["kilns.md"] = later.replace("- Two potters at one kiln.\n", "") + "\n- [ ] When?\n"
    new = site.write("new.json", catalog_as_json(view(workspace, pages), HERE))
    assert main(["catalog", "diff", str(old), str(new)]) == 0
    said = capsys.readouterr().out
    assert (
        '  - open decisions + "Who pays for wood?", + "When?", - "Who pays for gas?"\n'
        '  - tests - "Two potters at one kiln."\n' in said
    )
    bare = json.loads(old.read_text("utf-8"))
    for feature in bare["features"]:
        del feature["completeness"]  # as a file has it that was made before that was written
    old.write_text(json.dumps(bare), "utf-8")
    assert main(["catalog", "diff", "--exit-code", str(old), str(new)]) == 0


@pytest.mark.parametrize(
    ("destination", "directory_urls", "url"),
    [
        ("index.html", True, "./"),
        ("index.html", False, "index.html"),
        ("features/a/index.html", True, "features/a/"),
        ("features/a.html", False, "features/a.html"),
        ("features/a b/ü?.html", False, "features/a%20b/%C3%BC%3F.html"),
    ],
)
def test_the_address_of_a_page(destination: str, directory_urls: bool, url: str) -> None:
    assert page_url(destination, directory_urls=directory_urls) == url


def test_the_command_knows_addresses_as_a_build_does(site: SiteFolder) -> None:
    site.configure(site="site_url: https://specs.example/v1\nuse_directory_urls: false")
    site.write("docs/features/a b.md", "# A\n")
    site.write("docs/features/deep/index.md", "# Deep\n")
    done = site.run("featurespec", "catalog", "--format", "json")
    data = json.loads(done.stdout)
    assert data["site"] == {"name": "Site", "url": "https://specs.example/v1/"}
    assert [each["url"] for each in data["features"]] == ["features/a%20b.html"]
    site.build()
    assert json.loads(site.html("catalog/catalog.json")) == data
