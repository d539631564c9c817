"""The catalog as readers use it: real builds in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as StillUntrue

from .browser import browser, needs_browser, opened, served
from .catalog_site import PAGES, TABLES, THEMES, write_catalog_site
from .conftest import SiteFolder

pytestmark = [pytest.mark.browser, needs_browser]

ROWS = ".featurespec-register tbody > tr:is([id], .featurespec-group)"
FILTER = ".featurespec-controls input"
COUNT = ".featurespec-count"
THEME_KEY = {"material": "c", "mkdocs": "c"}
Scheme = Literal["dark", "light"]
BOTH: tuple[Scheme, ...] = ("light", "dark")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module", params=["material", "mkdocs"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def address(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = SiteFolder(tmp_path_factory.mktemp(theme))
    with served(site.out) as url:
        write_catalog_site(site, theme, url)
        yield url


NAMES = f"""() => Array.from(document.querySelectorAll("{ROWS}"))
    .filter(row => row.offsetParent !== null)
    .map(row => row.cells[0].textContent.replace(/[\\s¶]+/g, " ").trim())"""


def names(page: Page) -> list[str]:
    """Return what stands in the first cells of the rows that are seen, in their order."""
    found: list[str] = page.evaluate(NAMES)
    return found


def shows(page: Page, wanted: list[str]) -> None:
    """Wait until these rows are seen in this order, and no others."""
    try:
        page.wait_for_function(f"wanted => `${{({NAMES})()}}` === `${{wanted}}`", arg=wanted)
    except StillUntrue:
        assert names(page) == wanted


def choice(page: Page, facet: str) -> Locator:
    return page.get_by_role("combobox", name=facet, exact=True)


def overflow(page: Page) -> int:
    script = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(script))


def test_typing_narrows_by_all_words_in_any_column(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        expect(page.locator(COUNT)).to_have_text("5 tables")
        field = page.locator(FILTER)
        field.press_sequentially("ID conv")
        shows(page, ["conversations"])
        expect(page.locator(COUNT)).to_have_text("1 of 5 tables")
        field.fill("CAFE")
        shows(page, ["messages"])
        field.fill("team-nobody")
        shows(page, [])
        expect(page.locator(".featurespec-nothing")).to_contain_text("No tables match.")
        page.get_by_role("button", name="Show all tables").click()
        shows(page, TABLES)
        expect(field).to_be_focused()
        expect(field).to_have_value("")


def test_what_is_shown_is_in_the_address(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        page.locator(FILTER).fill("id one")
        page.wait_for_url("**/catalog/tables/?filter=id+one")
        shows(page, ["workout_sessions"])
        page.reload()
        shows(page, ["workout_sessions"])
        expect(page.locator(FILTER)).to_have_value("id one")
        page.locator(FILTER).fill("")
        page.wait_for_url("**/catalog/tables/")
        page.goto(f"{address}catalog/tables/?filter=id&owner=nobody&sort=-table")
        shows(page, TABLES[::-1])
        expect(choice(page, "Owner")).to_have_value("")


def test_facets_narrow_count_and_go_back(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        owner, status = choice(page, "Owner"), choice(page, "Status")
        assert owner.locator("option").all_inner_texts() == [
            "All (5)",
            "team-engagement (2)",
            "team-messaging (3)",
            "team-programs (2)",
        ]
        owner.select_option("team-engagement")
        page.wait_for_url("**/?owner=team-engagement")
        shows(page, ["conversations", "notifications"])
        assert status.locator("option").all_inner_texts() == [
            "All (2)",
            "approved (2)",
            "draft (0)",
            "shipped (1)",
        ]
        expect(status.locator("option", has_text="draft")).to_be_disabled()
        status.select_option("shipped")
        shows(page, ["conversations"])
        page.go_back()
        shows(page, ["conversations", "notifications"])
        expect(status).to_have_value("")
        page.go_back()
        shows(page, TABLES)
        expect(owner).to_have_value("")
        page.go_forward()
        shows(page, ["conversations", "notifications"])
        page.get_by_role("button", name="Show all").click()
        shows(page, TABLES)


def test_a_facet_is_shown_only_where_there_is_a_choice(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/endpoints/") as page:
        labels = page.locator(".featurespec-controls label span").all_inner_texts()
        assert labels == ["Owner", "Status", "Surface", "Method"]
        choice(page, "Method").select_option("PATCH")
        shows(page, ["/api/v1/sessions 2 endpoints", "PATCH"])


def test_columns_sort_up_down_and_not(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/") as page:
        numbers = page.get_by_role("columnheader", name="Endpoints")
        features = ["Messaging", "Notifications", "Workout Sessions"]
        shows(page, features)
        numbers.get_by_role("button").click()
        shows(page, ["Notifications", "Workout Sessions", "Messaging"])
        expect(numbers).to_have_attribute("aria-sort", "ascending")
        page.wait_for_url("**/catalog/?sort=endpoints")
        numbers.get_by_role("button").click()
        shows(page, ["Messaging", "Notifications", "Workout Sessions"])
        expect(numbers).to_have_attribute("aria-sort", "descending")
        page.get_by_role("button", name="Status").click()
        shows(page, ["Notifications", "Workout Sessions", "Messaging"])
        assert numbers.get_attribute("aria-sort") is None
        page.reload()
        shows(page, ["Notifications", "Workout Sessions", "Messaging"])
        page.go_back()
        shows(page, ["Messaging", "Notifications", "Workout Sessions"])
        expect(numbers).to_have_attribute("aria-sort", "descending")


def test_groups_make_way_for_an_order(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/endpoints/") as page:
        groups = page.locator(f"{ROWS}.featurespec-group:visible")
        stems = groups.locator("code")
        expected = ["/api/v1/conversations", "/api/v1/messages"]
        expected += ["/api/v1/notifications", "/api/v1/sessions"]
        expect(groups).to_have_count(4)
        assert stems.all_inner_texts() == expected
        before = names(page)
        method = page.get_by_role("columnheader", name="Method").get_by_role("button")
        method.click()
        expect(groups).to_have_count(0)
        methods = ["DELETE", *["GET"] * 4, "PATCH", "POST", "PUT"]
        shows(page, methods)
        method.click()
        shows(page, methods[::-1])
        method.click()
        shows(page, before)
        page.locator(FILTER).fill("unread")
        expect(groups).to_have_count(1)


def test_a_deep_link_leads_to_its_row(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/#workout_sessions") as page:
        in_sight(page, "workout_sessions")
        page.goto(f"{address}catalog/tables/?filter=café#notifications")
        shows(page, ["messages", "notifications"])
        in_sight(page, "notifications")
        page.locator(FILTER).fill("cafe")
        shows(page, ["messages"])
        page.wait_for_url("**/?filter=cafe")
        page.evaluate("location.hash = '#clients'")
        shows(page, ["clients", "messages"])
        in_sight(page, "clients")


def in_sight(page: Page, row_id: str) -> None:
    """Wait until a row is the target, and nothing stands over it."""
    page.wait_for_function(
        """id => {
            const row = document.getElementById(id);
            const box = row.cells[0].getBoundingClientRect();
            const top = document.elementFromPoint(box.left + 8, box.top + 4);
            return row.matches(":target") && row.contains(top);
        }""",
        arg=row_id,
    )


def test_every_row_has_an_address_to_take(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        row = page.locator("#messages")
        link = row.locator("a.featurespec-name")
        mark = "e => getComputedStyle(e, '::after').visibility"
        assert link.evaluate(mark) == "hidden"
        link.hover()
        assert link.evaluate(mark) == "visible"
        link.click()
        page.wait_for_url("**/catalog/tables/#messages")
        in_sight(page, "messages")
        ground = "e => getComputedStyle(e).backgroundColor"
        page.mouse.move(0, 0)
        rows = [page.locator(f"#{name}").evaluate(ground) for name in TABLES]
        assert len(set(rows)) == 2


def test_the_header_stays_in_sight(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/endpoints/") as page:
        page.set_viewport_size({"width": 1280, "height": 400})
        page.locator(ROWS).last.scroll_into_view_if_needed()
        page.wait_for_function(
            """() => {
                const head = document.querySelector(".featurespec-table thead th");
                const box = head.getBoundingClientRect();
                const seen = document.elementFromPoint(box.left + 12, box.bottom - 6);
                return scrollY > 0 && head.contains(seen);
            }"""
        )


def test_columns_stand_side_by_side_where_pages_differ(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        details = page.locator("#conversations details")
        details.locator("summary").click()
        rows = details.locator("tr").all_inner_texts()
        assert [row.split("\t") for row in rows] == [
            ["Column", "Messaging", "Notifications"],
            ["id", "yes", "yes"],
            ["kind", "yes", ""],
            ["muted_until", "", "yes"],
        ]
        assert page.locator("#clients details table").count() == 0
        owner, users = page.locator("#conversations > td").all_inner_texts()[2:]
        assert (owner, users) == ("Messaging", "Notifications")


def test_registers_of_one_page_do_not_disturb_each_other(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/events/") as page:
        expect(page.locator(FILTER)).to_have_count(2)
        page.locator(FILTER).nth(1).fill("night")
        page.wait_for_url("**/?jobs.filter=night")
        shows(page, ["message.sent", "notification.shown", "expire_drafts"])
        page.locator(FILTER).nth(0).fill("device")
        page.wait_for_url("**/?jobs.filter=night&filter=device")
        page.reload()
        shows(page, ["notification.shown", "expire_drafts"])


def test_instant_navigation_brings_controls_once(
    chromium: Browser, theme: str, address: str
) -> None:
    if theme != "material":
        pytest.skip("only Material replaces pages in place")
    with opened(chromium, f"{address}catalog/tables/") as page:
        page.evaluate("window.stayed = true")
        choice(page, "Owner").select_option("team-messaging")
        shows(page, ["clients", "conversations", "messages"])
        sidebar = page.locator(".md-nav--primary")
        sidebar.get_by_role("link", name="Endpoints").click()
        page.wait_for_url("**/catalog/endpoints/")
        expect(page.locator(COUNT)).to_have_text("8 endpoints")
        expect(page.locator(FILTER)).to_have_count(1)
        page.go_back()
        page.wait_for_url("**/catalog/tables/?owner=team-messaging")
        shows(page, ["clients", "conversations", "messages"])
        expect(page.locator(FILTER)).to_have_count(1)
        page.go_back()
        shows(page, TABLES)
        page.locator("#conversations").get_by_role("link", name="Messaging").click()
        page.wait_for_url("**/features/messaging/#database-tables")
        page.go_back()
        shows(page, TABLES)
        assert page.evaluate("window.stayed") is True


def test_the_keyboard_is_enough(chromium: Browser, theme: str, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/") as page:
        expect(page.locator(COUNT)).to_have_text("5 tables")
        field = page.locator(FILTER)
        assert f"Key {THEME_KEY[theme]} " in str(field.get_attribute("title"))
        page.keyboard.press(THEME_KEY[theme])
        expect(field).to_be_focused()
        page.keyboard.type(f"{THEME_KEY[theme]}onv")
        expect(field).to_have_value(f"{THEME_KEY[theme]}onv")
        page.keyboard.press("Escape")
        expect(field).to_have_value("")
        shows(page, TABLES)
        page.keyboard.press("Tab")
        expect(choice(page, "Owner")).to_be_focused()
        page.keyboard.type("team-p")
        shows(page, ["clients", "workout_sessions"])
        for _ in range(3):
            page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Show all")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Table", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        shows(page, ["workout_sessions", "clients"])
        for _ in range(4):
            page.keyboard.press("Tab")
        name = page.locator("#workout_sessions a.featurespec-name")
        expect(name).to_be_focused()
        assert name.evaluate("e => getComputedStyle(e, '::after').visibility") == "visible"
        assert name.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        in_sight(page, "workout_sessions")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_rows_are_cards_on_a_phone(chromium: Browser, address: str, script: bool) -> None:
    for path in PAGES:
        with opened(chromium, address + path, width=390, script=script) as page:
            rows = page.locator(ROWS)
            rows.first.wait_for()
            assert overflow(page) <= 0
            boxes = rows.evaluate_all("rows => rows.map(r => r.getBoundingClientRect().right)")
            assert max(boxes) <= 390
            assert page.locator(".featurespec-sort").first.is_visible() is script
    with opened(chromium, f"{address}catalog/tables/", width=390) as page:
        page.get_by_role("button", name="Table", exact=True).dblclick()
        shows(page, TABLES[::-1])
        assert "Owner" in str(page.locator("#messages td").nth(2).get_attribute("data-label"))


def test_without_script_all_is_there(chromium: Browser, address: str) -> None:
    with opened(chromium, f"{address}catalog/tables/?filter=cafe", script=False) as page:
        rows = page.locator(f"{ROWS}:visible")
        expect(rows).to_have_count(5)
        assert [
            name.strip("\xa0¶\n") for name in rows.locator("a.featurespec-name").all_inner_texts()
        ] == TABLES
        assert page.locator(FILTER).count() == 0
        assert page.locator(".featurespec-table thead").first.is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_keeps_anybody_out(chromium: Browser, address: str, path: str) -> None:
    with opened(chromium, address + path) as page:
        page.locator(FILTER).first.wait_for()
        for summary in page.locator(".featurespec-columns > summary").all():
            summary.click()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            for scheme in BOTH:
                page.emulate_media(color_scheme=scheme)
                assert serious(page) == []


def serious(page: Page) -> list[str]:
    """Return what axe calls serious or critical in what is ours on a page."""
    found: dict[str, Any] = Axe().run(page, context=".featurespec-register").response
    return [
        f"{violation['id']}: {node['html']} {node['failureSummary']}"
        for violation in found["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def test_dark_is_dark(chromium: Browser, address: str) -> None:
    grounds = []
    for scheme in BOTH:
        with opened(chromium, f"{address}catalog/endpoints/", scheme=scheme) as page:
            page.locator(FILTER).wait_for()
            ground = "e => getComputedStyle(e).backgroundColor.match(/\\d+/g).map(Number)"
            selectors = (".featurespec-table thead th", ".featurespec-method", FILTER)
            grounds.append([sum(page.locator(each).first.evaluate(ground)) for each in selectors])
    light, dark = grounds
    assert all(brightness > 500 for brightness in light)
    assert all(brightness < 300 for brightness in dark)


PAYLOAD = "<img src=x onerror=alert(1)>"
LONG = "long_" + "x" * 195
RTL = "جدول_الرسائل"
ODD = f"""\
---
title: '{PAYLOAD} | odd 🧪 שיחות {"y" * 200}'
status: '{PAYLOAD}'
owner: '{PAYLOAD} | &quot; onmouseover=alert(2)'
surfaces: ['{PAYLOAD}']
---
# Odd

## Database Tables

| Table | Purpose | Important Columns |
|---|---|---|
| `{PAYLOAD}` | `{PAYLOAD}` | id |
| `{LONG}` | {"z" * 200} | `{PAYLOAD}` |
| `tables_of_messages` | {RTL} | id |
| `experiments` | A \\| bar and 🧪 | id |

## API Endpoints

| Method | Path | Contract |
|---|---|---|
| GET | `/api/v1/{LONG}/{{id}}` | `{PAYLOAD}` |
| GET | `/api/v1/odd/{RTL}` | {RTL} |

## Events & Background Jobs

- `odd.{LONG}` - `{PAYLOAD}`
- `odd.happened` - <b>{PAYLOAD}</b>
"""


@pytest.mark.parametrize("theme", THEMES)
def test_names_are_text_and_the_layout_holds(
    chromium: Browser, site: SiteFolder, theme: str
) -> None:
    with served(site.out) as url:
        write_catalog_site(site, theme, url, odd=ODD)
        for path in PAGES:
            with opened(chromium, url + path) as page:
                page.locator(FILTER).first.wait_for()
                register = page.locator(".featurespec-register").first
                assert register.locator("img, b b, script").count() == 0
                for width in (1280, 390):
                    page.set_viewport_size({"width": width, "height": 844})
                    assert overflow(page) <= 0, path
                    edge = register.bounding_box()
                    assert edge is not None
                    assert edge["x"] + edge["width"] <= width
        with opened(chromium, f"{url}catalog/tables/", width=390) as page:
            page.locator(FILTER).fill("onerror=alert(1)")
            page.wait_for_url("**filter=onerror**")
            assert LONG in "".join(names(page))
            choice(page, "Status").select_option(PAYLOAD)
            page.reload()
            expect(choice(page, "Status")).to_have_value(PAYLOAD)
            page.locator(FILTER).fill("جدول")
            shows(page, ["tables_of_messages"])
            page.locator(FILTER).fill("🧪 bar")
            shows(page, ["experiments"])
