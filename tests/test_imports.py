"""Catalogs of other sites: read from their files, shown at their addresses, judged here."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from mkdocs_featurespec.addresses import is_address, joined, seen_from
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.kept import Kept
from mkdocs_featurespec.options.imports import Import
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.settings import Settings, parse_settings
from mkdocs_featurespec.workspace import Document, Workspace, load_workspace
from mkdocs_featurespec.workspace.imports import load_imports

from .conftest import SiteFolder

BILLING = Path(__file__).parent / "cases" / "across" / "imports" / "imports" / "billing.json"
ODD = '<img src=x onerror="alert(1)">'
ORDERS = """---
title: Orders
status: draft
owner: team-orders
depends_on: [Invoices]
---
# Orders

## Database Tables

- `orders`: what was ordered. Owned here.
- `invoices`: owned by [Invoices](https://billing.example/features/invoices/); what to pay

## Events & Background Jobs

### Consumed

- `invoice.paid` - ships it
"""


def billing(**changes: object) -> str:
    """Return the catalog of a site of two features, with other values at its top."""
    return json.dumps({**json.loads(BILLING.read_text("utf-8")), **changes})


# Options and files


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a/catalog.json"], (Import("a/catalog.json"),)),
        (
            [{"catalog": "../*/c.json", "url": "https://x.example/*/", "name": "The *"}],
            (Import("../*/c.json", "https://x.example/*/", "The *"),),
        ),
        ([{"catalog": "a.json", "url": "../a/", "name": None}], (Import("a.json", "../a/"),)),
    ],
)
def test_what_may_be_imported(value: object, expected: tuple[Import, ...]) -> None:
    assert parse_settings({"imports": value}).imports == expected


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ("a.json", "expected a list of catalogs, found 'a.json'"),
        ([1], "expected the path of a catalog.json, found the number 1"),
        ([{"url": "x"}], "expected the path of a catalog.json, found nothing"),
        ([{"catalog": "a.json", "adress": "x"}], "an import has no 'adress'; there are"),
        ([{"catalog": "a.json", "url": 1}], "expected the address of the site of 'a.json'"),
        ([{"catalog": "a.json", "url": "javascript:alert(1)"}], "'javascript:alert(1)' is no addr"),
        ([{"catalog": "a.json", "name": ""}], "expected the name of the site of 'a.json'"),
        ([{"catalog": "a.json", "name": "*"}], "'*' in the address or the name of a site stands"),
        ([{"catalog": "?/*.json", "url": "/*/"}], "stands for what '*' is in the path of its cata"),
    ],
)
def test_a_wrong_import_is_said(value: object, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(problem)):
        parse_settings({"imports": value})


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://x.example/a", True),
        ("http://x.example", True),
        ("../a/", True),
        ("/a/", True),
        ("a.html#b", True),
        ("", False),
        ("//x.example/a", False),
        ("http:/a", False),
        ("https:///a", False),
        ("http://[1", False),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("java\nscript:alert(1)", False),
        (" https://x.example", False),
        ("\\\\x.example\\a", False),
    ],
)
def test_only_addresses_on_the_web_are_linked_to(url: str, is_one: bool) -> None:
    assert is_address(url) is is_one


def test_addresses_are_put_together() -> None:
    assert joined("https://x.example", "./") == "https://x.example/"
    assert joined("https://x.example/a/", "b c/%C3%BC/") == "https://x.example/a/b%20c/%C3%BC/"
    assert joined("../a/", 'x"<') == "../a/x%22%3C"
    assert seen_from("catalog/tables/", "../a/b/") == "../../../a/b/"
    assert seen_from("./", "a/b/") == "a/b/"
    assert seen_from("catalog/tables.html", "a/") == "../a/"
    assert seen_from("catalog/", "https://x.example/") == "https://x.example/"
    assert seen_from("catalog/", "/a/") == "/a/"


@pytest.mark.parametrize(
    ("content", "option", "problem"),
    [
        (None, Import("b.json"), "b.json: the catalog to import does not exist"),
        (None, Import("*/b.json"), "*/b.json: no file is called so"),
        ("{", Import("b.json"), "b.json:1: invalid JSON: "),
        ("[]", Import("b.json"), "b.json: this is no catalog, such as"),
        (
            billing(version=2),
            Import("b.json"),
            "b.json: the catalog's version is 2, and only 1 can be read; it was made by a newer",
        ),
        (billing(tables={}), Import("b.json"), "b.json: no valid catalog: 'tables' has to be a li"),
        (billing(site={}), Import("b.json"), "b.json: the catalog does not say where its site is"),
        (
            billing(site={"url": "javascript:alert(1)"}),
            Import("b.json"),
            "b.json: no valid catalog: 'javascript:alert(1)' is no address",
        ),
        (
            billing().replace('"features/payers/"', '"javascript:alert(1)"'),
            Import("b.json"),
            "b.json: no valid catalog: the feature 'docs/features/payers.md' has no address",
        ),
        (
            billing().replace('"features/payers/"', '"features/invoices/"'),
            Import("b.json"),
            "b.json: 'https://billing.example/features/invoices/' is the address of two features",
        ),
        (
            billing(),
            Import("*.json", url="https://x.example/"),
            "*.json: 2 files are called so, which cannot all be of the site at 'https://x.example",
        ),
        (
            billing(),
            Import("*.json", url="/*/"),
            "b.json: the site is called 'Billing', as is that of a.json; give one another 'name'",
        ),
        (
            billing(),
            Import("*.json", name="*"),
            "b.json: 'https://billing.example/features/invoices/' is the address of two features; "
            "see a.json",
        ),
    ],
)
def test_a_file_that_cannot_be_imported_is_one_clear_line(
    tmp_path: Path, content: str | None, option: Import, problem: str
) -> None:
    if content is not None:
        (tmp_path / "a.json").write_text(billing(), "utf-8")
        (tmp_path / "b.json").write_text(content, "utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_imports([option], tmp_path)
    assert str(caught.value).startswith(problem)
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "b.json").mkdir()
    with pytest.raises(ConfigurationError, match=r"b\.json: the catalog to import cannot be read"):
        load_imports([Import("b.json")], tmp_path)


def test_a_pattern_is_of_many_sites(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "catalog.json").write_text(billing(site={}), "utf-8")
    option = Import("*/catalog.json", url="../*/", name="The *")
    found = load_imports([option], tmp_path)
    assert [site.name for site in found.sites] == ["The one", "The two"]
    assert [site.features[0].src_uri for site in found.sites] == [
        "../one/features/invoices/",
        "../two/features/invoices/",
    ]
    assert [path.parent.name for path in found.watched] == ["one", "two"]


def test_what_did_not_change_is_the_same_site(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text(billing(), "utf-8")
    options = [Import("b.json")]
    first = load_imports(options, tmp_path)
    os.utime(file, (0, 0))
    assert load_imports(options, tmp_path, first).sites == first.sites
    file.write_text(billing(generator="another"), "utf-8")
    assert load_imports(options, tmp_path, first).sites != first.sites


# The catalog and the findings


def portal(folder: Path, before: Workspace | None = None) -> Workspace:
    options = Settings(imports=(Import("b.json"),))
    kept = Kept() if before is None else before.kept
    loaded = load_workspace(options, folder, Dialect(), kept=kept, before=before)
    if before is not None:
        loaded.take_over(before)
    return loaded


def test_a_catalog_is_made_anew_when_another_site_is_another(tmp_path: Path) -> None:
    document = Document("features/orders.md", "docs/features/orders.md", ORDERS)
    (tmp_path / "b.json").write_text(billing(), "utf-8")
    before = portal(tmp_path)
    site = before.read_site([document])
    assert [feature.label for feature in site.catalog.features] == [
        "Invoices (Billing)",
        "Orders",
        "Payers (Billing)",
    ]
    same = portal(tmp_path, before)
    assert same.read_site([document]).catalog is site.catalog
    (tmp_path / "b.json").write_text(billing().replace("invoice.paid", "invoice.settled"), "utf-8")
    other = portal(tmp_path, same).read_site([document])
    assert other.pages["features/orders.md"] is site.pages["features/orders.md"]
    codes = [{found.code for found in each.diagnostics} for each in (site, other)]
    assert "FS405" not in codes[0]
    assert "FS405" in codes[1]
    assert other.catalog == portal(tmp_path).read_site([document]).catalog


# A portal


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    """A site that imports another one, whose names are not to be trusted."""
    data = json.loads(billing().replace("Payers", ODD.replace('"', '\\"')))
    place = {"line": 30, "anchor": "said"}
    data["features"][0].update(
        open_decisions=[{"text": f"Which currency? {ODD}", **place}],
        permissions=[{"role": "clerk", "text": "May take it back.", **place}],
        tests=[{"kind": "Load", "text": "A hundred at once.", **place}],
        on_surfaces=[{"name": "Web", "anchor": "web", "written": True}],
    )
    site.write("other/billing.json", json.dumps(data))
    site.write("docs/features/orders.md", ORDERS)
    site.write(
        "docs/index.md",
        "# Home\n\n<!-- featurespec: features site=Billing -->\n\n"
        '<!-- featurespec: tables site="This site" -->\n',
    )
    site.configure(
        "imports: [other/*.json]\nrules: {FS2: off, FS403: off, FS406: off, not-written: off}\n",
        "site_url: https://portal.example/\nvalidation: {anchors: warn}",
    )
    return site


def test_a_portal_shows_what_other_sites_have(two: SiteFolder) -> None:
    done = two.build("--strict")
    assert done.returncode == 0, done.stderr
    invoices = "https://billing.example/features/invoices/"
    tables = two.main("catalog/tables/index.html")
    (row,) = re.findall(r'<tr id="invoices".*?</tr>', tables, re.S)
    assert 'data-facet-site="Billing&#10;This site"' in row
    assert f'<a href="{invoices}#database-tables">Invoices (Billing)</a>' in row
    assert '<a href="../../features/orders/#database-tables">Orders</a>' in row
    features = two.main("catalog/index.html")
    assert f'<a href="{invoices}">Invoices</a>' in features
    assert ' <span class="featurespec-badge">Billing</span>' in features
    assert 'id="billing-docs-features-invoices"' in features
    home = two.main("index.html")
    assert 'id="orders"' in home
    assert 'id="letters_seen"' not in home
    assert 'id="features-orders"' not in home
    for name, words in (
        ("decisions", "Which currency? &lt;img"),
        ("permissions", "May take it back."),
        ("tests", "A hundred at once."),
    ):
        assert f'<a href="{invoices}#said">{words}' in two.main(f"catalog/{name}/index.html")
    assert f'<a href="{invoices}#web" aria-label' in two.main("catalog/surfaces/index.html")
    assert ">Invoices (Billing)</a>" in two.main("catalog/completeness/index.html")
    orders = two.main("features/orders/index.html")
    assert f'<a href="{invoices}#database-tables">Invoices (Billing)</a>' in orders
    for path in two.out.rglob("*.html"):
        assert "<img src=x" not in path.read_text("utf-8"), path
    data = json.loads(two.html("catalog/catalog.json"))
    assert [feature["title"] for feature in data["features"]] == ["Orders"]
    assert [table["name"] for table in data["tables"]] == ["invoices", "orders"]
    assert data["dependencies"] == []
    command = two.run("featurespec", "catalog", "--format", "json")
    assert json.loads(command.stdout) == data
    csv = two.run("featurespec", "catalog", "--format", "csv").stdout.splitlines()
    assert sum(line.endswith(",Billing") for line in csv) > 8
    impact = two.run("featurespec", "impact", "Invoices", "--as", "feature").stdout
    assert "docs/features/orders.md:12" in impact
    told = two.run("featurespec", "impact", "docs/features/orders.md", "--format", "json").stdout
    assert json.loads(told)["answers"][0]["depends_on"][0]["site"] == "Billing"
    place = "[`Billing:docs/features/invoices.md:10`]"
    impact = two.run("featurespec", "impact", "orders.md", "--format", "markdown").stdout
    assert f"{place}(<{invoices}#database-tables>)" in impact


def test_a_broken_import_stops_the_build_with_one_clear_line(two: SiteFolder) -> None:
    two.write("other/billing.json", billing(version=3))
    for done in (two.build(), two.run("featurespec", "check")):
        assert done.returncode != 0
        assert "other/billing.json: the catalog's version is 3, and only 1 can be read" in (
            done.stderr
        )
