"""Other plugins beside this one, each on a real site: the folders of `tests/cases/works_with`.

Each site is built once, and has all that its plugins may do to the catalog and to feature pages.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from mkdocs_featurespec.site.config_yaml import read_site_yaml

from .conftest import SiteFolder

CASES = Path(__file__).parent / "cases" / "works_with"
TABLE = Path(__file__).parent.parent / "docs" / "reference" / "works-with.md"

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 11), reason="the plugins' versions that are tried need Python 3.11"
)

Built = Callable[[str], SiteFolder]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return what gives a site by its name, built without a warning and checked."""
    done: dict[str, SiteFolder] = {}

    def build(name: str) -> SiteFolder:
        if name not in done:
            site = SiteFolder(tmp_path_factory.mktemp(name) / "site")
            shutil.copytree(CASES / name, site.folder)
            site.out = site.folder / "site"
            _commit(site.folder)
            result = site.build("--strict")
            assert result.returncode == 0, result.stderr
            assert site.broken_links() == []
            done[name] = site
        return done[name]

    return build


def _commit(folder: Path) -> None:
    who = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Begin")):
        subprocess.run(["git", *command], cwd=folder, check=True)


def found_by_search(site: SiteFolder) -> dict[str, str]:
    index = json.loads(site.html("search/search_index.json"))
    return {entry["location"]: entry["text"] for entry in index["docs"]}


def titles(entries: list[dict[str, object]]) -> dict[object, list[str]]:
    """Return the features of each entry of the catalog."""
    return {e["name"]: [f["title"] for f in e["features"]] for e in entries}  # type: ignore[attr-defined]


def features_of(site: SiteFolder, catalog: str) -> dict[str, list[str]]:
    """Return the paths of the pages that name each table."""
    tables = json.loads(site.html(catalog))["tables"]
    return {table["name"]: [use["path"] for use in table["features"]] for table in tables}


def navigation(site: SiteFolder, start: str, end: str) -> list[str]:
    """Return the texts of the links from one text of the home page to the next other one."""
    html = site.html("index.html")
    html = html[html.index(start) :]
    texts = re.findall(r"<a [^>]*>(.*?)</a>", html[: html.index(end)], re.S)
    return [re.sub(r"<[^>]*>", "", text).strip() for text in texts]


# Material's own plugins, and those that change what pages say


def test_a_plugin_that_puts_an_extension_itself_beside_the_names_of_others(built: Built) -> None:
    assert "id=shop.bill" in built("material").html("features/billing/index.html")


def test_front_matter_of_a_folder_is_front_matter_of_its_pages(built: Built) -> None:
    site = built("material")
    owners = {f["title"]: (f["owner"], f["status"]) for f in site.catalog()["features"]}
    assert owners == dict.fromkeys(("Billing", "Refunds"), ("team-money", "draft"))
    checked = site.run("featurespec", "check")
    assert (checked.stdout, checked.returncode) == ("No findings in 2 feature pages\n", 0)


def test_search_finds_the_catalog_s_sections(built: Built) -> None:
    found = found_by_search(built("material"))
    assert "bills" in found["catalog/tables/"]
    assert "catalog/events/#background-jobs" in found


def test_tags_of_feature_pages_lead_to_them(built: Built) -> None:
    tags = built("material").html("tags/index.html")
    assert re.search(r'id="?tag:money.*features/billing/.*features/refunds/', tags, re.S)
    assert "catalog/" not in re.findall(r"<article.*</article>", tags, re.S)[0]


def test_posts_are_no_features(built: Built) -> None:
    site = built("material")
    assert "Hello" in site.html("blog/index.html")
    assert len(site.catalog()["features"]) == 2


def test_macros_change_pages_and_leave_what_is_generated_as_it_is(built: Built) -> None:
    site = built("material")
    assert "Kiln asks for money." in site.html("features/billing/index.html")
    # The catalog reads pages as they are written.
    assert "What {{ extra.product }} is owed." in site.html("catalog/tables/index.html")


def test_markers_and_links_outlive_the_minifier(built: Built) -> None:
    site = built("material")
    home = site.html("index.html")
    assert "featurespec-tables" in home
    assert "<!--" not in home
    assert (site.out / "assets/javascripts/featurespec.min.js").is_file()
    assert "assets/stylesheets/featurespec.min.css" in home
    assert "featurespec-link" in site.html("features/billing/index.html")


def test_a_blank_page_shows_its_skeleton(built: Built) -> None:
    assert "Not written yet" in built("material").html("features/refunds/index.html")


def test_included_text_is_on_the_page_and_not_in_what_is_read(built: Built) -> None:
    site = built("material")
    assert "Shared with all pages." in site.html("features/billing/index.html")


def test_redirects_lead_to_feature_pages_and_to_the_catalog(built: Built) -> None:
    site = built("material")
    assert "../billing/" in site.html("features/old/index.html")
    assert "https://example.org/catalog/tables/" in site.html("register/tables/index.html")


def test_generated_pages_have_a_date_although_git_does_not_know_them(built: Built) -> None:
    date = "git-revision-date-localized-plugin-date"
    assert date in built("material").html("catalog/tables/index.html")


# Plugins that make pages or the navigation


def test_generated_feature_pages_are_feature_pages(built: Built) -> None:
    site = built("literate")
    catalog = site.catalog()
    assert titles(catalog["tables"]) == {
        "bills": ["Billing", "Refunds"],
        "refunds": ["Refunds"],
    }
    assert 'href="../features/refunds.html#tables"' in site.html("catalog/tables.html")
    assert 'href="../catalog/tables.html#refunds"' in site.html("features/refunds.html")


def test_a_folder_in_a_literate_navigation_has_the_index_pages(built: Built) -> None:
    assert navigation(built("literate"), "wy-menu-vertical", "</nav>")[1:8] == [
        "Features",
        "Refunds",
        "Catalog",  # the section is the page, as section-index has it
        "Database tables",
        "API endpoints",
        "Events and background jobs",
        "Dependencies",
    ]


def test_a_navigation_file_in_the_catalog_s_folder_orders_it(built: Built) -> None:
    assert navigation(built("awesome"), 'href="#"', "</ul>") == [
        "Database tables",
        "Completeness",
        "API endpoints",
        "Events and background jobs",
        "Dependencies",
        "Catalog",
    ]


def test_pages_of_all_parts_of_a_monorepo_are_one_catalog(built: Built) -> None:
    site = built("monorepo")
    bills, kilns = "billing/docs/features/bills.md", "docs/features/kilns.md"
    assert features_of(site, "catalog/catalog.json") == {"bills": [bills, kilns], "kilns": [kilns]}
    page = site.html("catalog/tables/index.html")
    assert '"../../billing/features/bills/#tables">Bills</a>' in page


# Sites in two languages


def test_each_language_has_a_catalog_of_its_own_by_suffix(built: Built) -> None:
    site = built("languages-suffix")
    billing, refunds = "docs/features/billing.md", "docs/features/refunds.md"
    assert features_of(site, "catalog/catalog.json") == {
        "bills": [billing, refunds],
        "refunds": [refunds],
    }
    assert features_of(site, "fr/catalog/catalog.json") == {
        "bills": ["docs/features/billing.fr.md", refunds],
        "refunds": [refunds],
    }
    page = site.html("fr/catalog/tables/index.html")
    assert '"../../features/billing/#tables-de-la-base">Facturation</a>' in page
    assert '"../../features/refunds/#tables">Refunds</a>' in page
    assert '"../../catalog/tables/#bills"' in site.html("fr/features/billing/index.html")
    # The theme's choice of a language leads to the same page of the other one.
    assert 'href="./" hreflang="fr"' in page
    assert 'href="../../../catalog/tables/" hreflang="en"' in page


def test_each_language_has_a_catalog_of_its_own_by_folder(built: Built) -> None:
    site = built("languages-folder")
    assert features_of(site, "catalog/catalog.json")["bills"][0] == "docs/en/features/billing.md"
    assert features_of(site, "fr/catalog/catalog.json")["bills"] == [
        "docs/fr/features/billing.md",
        "docs/en/features/refunds.md",
    ]
    assert '"../features/billing.html#tables-de-la-base"' in site.html("fr/catalog/tables.html")
    assert "fr/catalog/tables.html" in found_by_search(site)


def test_a_finding_is_told_once_however_many_languages_there_are(built: Built) -> None:
    site = built("languages-folder")
    copy = SiteFolder(site.folder.parent / "broken")
    shutil.copytree(site.folder, copy.folder)
    for path in ("fr/features/billing.md", "en/features/refunds.md"):
        page = copy.docs / path
        page.write_text(page.read_text("utf-8").replace("draft", "drafted"), "utf-8")
    checked = copy.run("featurespec", "check", "--format", "json")
    found = [(each["path"], each["code"]) for each in json.loads(checked.stdout)["diagnostics"]]
    assert found == [
        ("docs/en/features/refunds.md", "FS114"),
        ("docs/fr/features/billing.md", "FS114"),
    ]
    log = copy.build().stderr
    assert sorted(re.findall(r"featurespec: ([^:]+):\d+:\d+: (FS\d+)", log)) == sorted(found)


# What the documentation says


def rows() -> list[list[str]]:
    """Return the cells of the table's rows."""
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.strip("|").split("|") for line in lines if line.startswith("| `")]


def test_the_table_names_the_versions_that_are_tried() -> None:
    tried = {package.strip(" `"): number.strip() for package, number, *_ in rows()}
    assert tried == {package: version(package) for package in tried}


def test_every_plugin_of_the_table_is_on_a_site_and_the_other_way_round() -> None:
    on_sites = {
        entry.name
        for case in CASES.iterdir()
        for entry in read_site_yaml(case / "mkdocs.yml").entries("plugins")
    }
    named = {name for row in rows() for name in re.findall(r"`(.*?)`", row[-1])}
    assert named | {"featurespec"} == on_sites
