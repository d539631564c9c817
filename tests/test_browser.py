"""What only a browser can tell of feature pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .browser import browser, needs_browser, opened, served
from .conftest import SiteFolder

pytestmark = [pytest.mark.browser, needs_browser]


def test_the_skeleton_and_its_note_are_shown(site: SiteFolder) -> None:
    site.configure(site="theme: material\n")
    site.write("docs/features/new.md", "# New\n")
    site.build()
    with (
        served(site.out) as address,
        browser() as chromium,
        opened(chromium, f"{address}features/new/") as page,
    ):
        expect(page.get_by_text("Not written yet")).to_be_visible()
        expect(page.get_by_role("heading", name="Database Tables")).to_be_visible()
