"""What a writer sees in a browser while writing: real previews, reloaded by themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .browser import browser, needs_browser, opened
from .conftest import SiteFolder
from .preview import Preview, replace_file

pytestmark = [pytest.mark.browser, needs_browser]

HEAD = "---\ntitle: {}\nstatus: draft\nowner: team-goals\n---\n# {}\n\nWhat it is.\n\n"
USE = "## Use\n\nHow it is used.\n\n"
DATA = "## Data\n\n- `goals` - what clients want\n"
GOALS = HEAD.format("Goals", "Goals").replace("draft", "darft") + "## Use\n\n" + DATA
CLIENTS = HEAD.format("Clients", "Clients") + USE + DATA + "\n## Übrig & #1\n"
TEMPLATE = """\
# {{ title }}

## Use

Say how.

## Data
<!-- featurespec: section role=tables -->

- `example` - what it holds
"""
THEMES = {
    "material": "{name: material, font: false, features: [navigation.instant], palette: ["
    "{media: '(prefers-color-scheme: light)', scheme: default}, "
    "{media: '(prefers-color-scheme: dark)', scheme: slate}]}",
    "mkdocs": "{name: mkdocs, color_mode: auto}",
    "readthedocs": "readthedocs",
}
PANEL = ".featurespec-panel"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=THEMES)
def preview(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Preview]:
    site = SiteFolder(tmp_path_factory.mktemp("preview"))
    site.write("t.md", TEMPLATE)
    site.write("docs/index.md", "# Home\n")
    site.write("docs/features/goals.md", GOALS)
    site.write("docs/features/clients.md", CLIENTS)
    extensions = "markdown_extensions: [{toc: {permalink: true}}]\n"
    options = "template: t.md\neditor: 'ed://{path}:{line}'"
    site.configure(options, site=f"theme: {THEMES[request.param]}\n{extensions}")
    with Preview(site) as served:
        yield served


material = pytest.mark.parametrize("preview", ["material"], indirect=True, scope="module")


def open_entries(page: Page) -> int:
    return page.locator(f"{PANEL} li:visible").count()


@material
def test_a_page_is_written_and_its_findings_come_and_go(
    chromium: Browser, preview: Preview
) -> None:
    file = preview.site.docs / "features" / "plans.md"
    with opened(chromium, f"{preview.base}features/clients/") as page:
        file.touch()
        page.get_by_role("link", name="Plans").first.click()
        expect(page.get_by_text("Not written yet", exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="Data")).to_be_visible()
        panel = page.locator(PANEL)
        expect(panel).to_contain_text("the page is not written yet")

        replace_file(file, GOALS.replace("Goals", "Plans"))
        expect(panel).to_contain_text("the section 'Use' is empty")
        expect(page.locator("h2#use .featurespec-panel-mark")).to_have_text("1 finding")
        replace_file(file, CLIENTS.replace("Clients", "Plans"))
        expect(page.get_by_text("How it is used.")).to_be_visible()
        expect(page.get_by_text("the section 'Use' is empty")).to_have_count(0)
        expect(page.locator("h2#use .featurespec-panel-mark")).to_have_count(0)

        replace_file(file, CLIENTS.replace("title: Clients", "title: [Plans"))
        broken = panel.get_by_role("listitem").filter(has_text="invalid YAML")
        expect(broken.get_by_role("link", name="line 2")).to_have_attribute(
            "href", f"ed://{file}:2"
        )
        replace_file(file, CLIENTS.replace("Clients", "Plans"))
        expect(page.get_by_text("invalid YAML")).to_have_count(0)
        file.unlink()


@material
def test_a_panel_stays_folded_and_opens_for_a_link(chromium: Browser, preview: Preview) -> None:
    with opened(chromium, f"{preview.base}features/goals/") as page:
        assert open_entries(page) > 1
        page.locator(f"{PANEL} > summary").click()
        assert open_entries(page) == 0
        page.reload()
        expect(page.locator(f"{PANEL}:not([open])")).to_have_count(1)
        page.get_by_role("link", name="Clients").first.click()  # without loading the page anew
        expect(page.get_by_role("heading", name="Clients", level=1)).to_be_visible()
        expect(page.locator(f"{PANEL}:not([open])")).to_have_count(1)
        page.locator(".featurespec-panel-mark").last.click()
        expect(page.locator(f"{PANEL} li").filter(has_text="Übrig").last).to_be_in_viewport()
        page.locator(f"{PANEL} > summary").click()
        page.go_back()
        page.go_back()
        mark = page.locator("h2#use .featurespec-panel-mark")
        for _ in range(2):
            mark.click()
            expect(page.get_by_text("the section 'Use' is empty")).to_be_in_viewport()
            page.locator(f"{PANEL} > summary").click()
            assert open_entries(page) == 0
        page.reload()  # as the server does, now with a finding in the address
        expect(page.locator(f"{PANEL}:not([open])")).to_have_count(1)
        mark.click()
        page.locator(PANEL).get_by_role("link", name="Use").first.click()
        expect(page.locator("h2#use")).to_be_in_viewport()
        page.goto(f"{preview.base}catalog/")
        page.locator(f"{PANEL} > summary").press("Enter")
        page.locator(PANEL).get_by_role("link", name="Clients").first.click()
        expect(page.locator(f"{PANEL} li:target")).to_contain_text("goals")
        page.reload()
        expect(page.locator(f"{PANEL}[open]")).to_have_count(1)


@material
def test_without_scripts_everything_is_there(chromium: Browser, preview: Preview) -> None:
    with opened(chromium, f"{preview.base}features/goals/", script=False) as page:
        assert open_entries(page) > 1


def test_the_panel_suits_every_theme(chromium: Browser, preview: Preview) -> None:
    for scheme in ("light", "dark"):
        with opened(chromium, f"{preview.base}features/goals/", width=390, scheme=scheme) as page:
            assert page.evaluate(OVERFLOW) <= 0
            shown = page.locator(PANEL)
            assert shown.evaluate("e => e.scrollWidth - e.clientWidth") == 0
            assert shown.evaluate("e => getComputedStyle(e).borderRadius") == "6px"
            found = Axe().run(page, context=f"{PANEL}, {PANEL}-mark")
            assert found.violations_count == 0, found.generate_report()
