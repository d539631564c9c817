"""On a site with a fault planted for each rule, `featurespec check` finds exactly those."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mkdocs_featurespec import check_site
from mkdocs_featurespec.rules import REGISTRY

from .conftest import SiteFolder
from .planted import PLANTS, WORDS, good_page

OF_TEMPLATES = {code for code in REGISTRY.by_code if code.startswith("FS6")}
OF_SOURCES = {code for code in REGISTRY.by_code if code.startswith("FS5")}
ELSEWHERE = {
    "FS118",  # needs a schema of its own
    "FS214",  # needs a template with a version
}


def test_every_rule_has_its_fault() -> None:
    assert set(PLANTS) == set(REGISTRY.by_code) - OF_TEMPLATES - OF_SOURCES - ELSEWHERE


def write_site(folder: Path, codes: list[str]) -> tuple[SiteFolder, dict[str, str]]:
    """Write a site whose pages have the faults of these rules; return the page of each."""
    site = SiteFolder(folder)
    site.configure()
    site.write("docs/index.md", "# Home\n")
    pages = {f"docs/features/{word}.md": good_page(i) for i, word in enumerate(WORDS)}
    step = len(WORDS) // max(len(codes), 1)
    places = dict(zip(codes, list(pages)[1::step], strict=False))
    for code, place in places.items():
        pages[place] = PLANTS[code].change(pages[place])
    for place, text in pages.items():
        site.write(place, text)
    return site, places


def found(site: SiteFolder) -> Counter[tuple[str, str]]:
    return Counter((each.path, each.code) for each in check_site(site.folder / "mkdocs.yml"))


def test_good_pages_have_no_fault(tmp_path: Path) -> None:
    site, _ = write_site(tmp_path, [])
    assert not found(site)


@pytest.mark.parametrize("code", PLANTS)
def test_a_fault_is_found_by_its_rule_alone(code: str, tmp_path: Path) -> None:
    site, _ = write_site(tmp_path, [code])
    by_code = Counter(each for _, each in found(site).elements())
    assert by_code == Counter((code, *PLANTS[code].others))


def test_all_faults_at_once_are_found_and_nothing_else(tmp_path: Path) -> None:
    site, places = write_site(tmp_path, list(PLANTS))
    done = site.run("featurespec", "check", "--format", "json")
    seen = Counter((each["path"], each["code"]) for each in json.loads(done.stdout)["diagnostics"])
    for code, place in places.items():
        assert seen[place, code] >= 1, (code, place)
    assert seen.total() == sum(1 + len(plant.others) for plant in PLANTS.values())
