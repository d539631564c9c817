"""Real previews: what a writer sees while writing."""

from __future__ import annotations

import re
from pathlib import Path

from .conftest import SiteFolder
from .preview import Preview, replace_file

FRONT_MATTER = "---\ntitle: Goals\nstatus: draft\nowner: team-goals\n---\n"
WRITTEN = FRONT_MATTER + "# Goals\n\n## Database Tables\n\n- `goals` - what clients want\n"

BILLING = (Path(__file__).parent / "cases/across/imports/imports/billing.json").read_text("utf-8")
"""The catalog of another site."""


def panel(html: str) -> str:
    """Return the panel of a page."""
    (found,) = re.findall(r'<details class="featurespec-panel".*?</details>', html, re.S)
    return str(found)


def test_a_page_from_empty_to_written(site: SiteFolder) -> None:
    site.configure(site="repo_url: https://github.com/o/r\n")
    page = site.write("docs/features/goals.md", FRONT_MATTER)
    with Preview(site) as preview:
        shown = preview.get("features/goals/")
        assert "Not written yet" in shown
        assert 'href="../../assets/stylesheets/featurespec-panel.css"' in shown
        assert 'src="../../assets/javascripts/featurespec-panel.js"' in shown
        assert "featurespec.panel" in preview.get("assets/javascripts/featurespec-panel.js")
        assert "the page is not written yet" in panel(shown)
        assert "<code>write_skeleton: true</code>" in shown
        assert "featurespec new" not in shown
        assert page.read_text("utf-8") == FRONT_MATTER

        replace_file(page, WRITTEN)
        preview.next_build()
        shown = preview.get("features/goals/")
        assert "Not written yet" not in shown
        assert "the page is not written yet" not in shown
        assert "featurespec-panel" not in preview.get("search/search_index.json")
        assert '<tr id="goals"' in preview.get("catalog/tables/")

        replace_file(page, WRITTEN.replace("draft", "finished"))
        preview.next_build()
        preview.wait_for("docs/features/goals.md:3:9: FS114")
        shown = panel(preview.get("features/goals/"))
        assert "<span>line 3</span>" not in shown
        assert "https://github.com/o/r/blob/master/docs/features/goals.md?plain=1#L3" in shown

        replace_file(page, WRITTEN.replace("title: Goals", "title: [Goals"))
        preview.next_build()
        preview.wait_for("FS101")
        assert "invalid YAML" in panel(preview.get("features/goals/"))
        assert preview.get("catalog/")

        page.unlink()
        preview.next_build()
        assert "Goals" not in preview.get("catalog/")


def test_a_broken_template_leaves_the_last_good_one(site: SiteFolder) -> None:
    template = site.write("t.md", "# {{ title }}\n\n## First\n\n- One.\n")
    api = site.write("api/openapi.yaml", "openapi: 3.0.0\npaths: {}\n")
    other = site.write("billing.json", BILLING)
    read = "sources: [{openapi: api/*.yaml}]\nimports: [billing.json]"
    site.configure(f"template: t.md\neditor: ed://{{relative}}:{{line}}\n{read}")
    site.write("docs/features/goals.md", WRITTEN.replace("Database Tables", "First"))
    site.write("docs/features/new.md", "")
    site.write("docs/index.md", "# Home\n\n<!-- featurespec: tables -->\n")
    with Preview(site) as preview:
        shown = preview.get("features/new/")
        assert "First" in shown
        assert "<code>featurespec new New --path features/new.md</code>" in shown
        assert "<details" not in preview.get("features/goals/")

        replace_file(template, "# {{ title\n")
        preview.next_build()
        preview.wait_for("t.md:1: the template's Jinja is broken")
        assert "First" in preview.get("features/new/")
        for path in ("features/goals/", "features/new/", "catalog/", "catalog/tables/"):
            assert 'href="ed://t.md:1"' in panel(preview.get(path))
        assert "<details" not in preview.get()

        replace_file(other, BILLING.replace("rebates", "discounts"))
        replace_file(template, "# {{ title }}\n\n## Second\n\n- Two.\n")
        replace_file(api, "openapi: 3.0.0\npaths: {/goals: {get: {}}}\n")
        preview.next_build()
        preview.wait_for("api/openapi.yaml:2:18: FS506")
        assert "Second" in preview.get("features/new/")
        assert "Jinja" not in preview.get("features/new/")
        assert '<tr id="discounts"' in preview.get("catalog/tables/")
        assert "<details" not in preview.get("catalog/tables/")


def test_a_build_causes_no_further_build(site: SiteFolder) -> None:
    page = site.write("docs/features/goals.md", WRITTEN)
    with Preview(site) as preview:
        replace_file(page, WRITTEN + "- `goal_steps` - on the way\n")
        preview.next_build()
        assert '<tr id="goal_steps"' in preview.get("catalog/tables/")
        replace_file(page, WRITTEN)
        preview.next_build()
        assert preview.rebuilds() == 2


def test_dirty_preview_keeps_the_catalog_right(site: SiteFolder) -> None:
    page = site.write("docs/features/goals.md", WRITTEN)
    with Preview(site, "--dirty") as preview:
        replace_file(page, WRITTEN.replace("`goals`", "`targets`"))
        preview.next_build()
        assert '<tr id="targets"' in preview.get("catalog/tables/")
        assert '<tr id="goals"' not in preview.get("catalog/tables/")


SKELETON = "# {{ title }}\n\n## First\n\n- One by {{ owner }}.\n"
BOM_CRLF = b"\xef\xbb\xbf---\r\ntitle: Plans\r\nstatus: draft\r\nowner: me\r\n---\r\n"


def test_blank_pages_that_appear_get_the_skeleton_once_and_by_one_build(site: SiteFolder) -> None:
    site.write("t.md", SKELETON)
    site.configure(
        "template: t.md\nwrite_skeleton: true",
        site="draft_docs: no.md\nwatch: [docs, docs/features]\n",
    )
    old = site.write("docs/features/old.md", "")
    outside = site.write("outside.md", "")
    with Preview(site) as preview:
        goals = site.write("docs/features/goals.md", "")
        plans = site.write("docs/features/plans.md", BOM_CRLF)
        others = {
            site.write("docs/features/_note.md", ""): "",
            site.write("docs/features/written.md", WRITTEN): WRITTEN,
            site.write("docs/features/lost.md", "---\ntitle: [\n---\n"): "---\ntitle: [\n---\n",
            site.write("docs/notes/goals.md", ""): "",
        }
        (site.docs / "features" / "link.md").symlink_to(outside)
        preview.next_build()
        start = "---\ntitle: Goals\nstatus: draft\nowner:  # such as team-goals\n---\n\n"
        assert goals.read_text("utf-8") == f"{start}# Goals\n\n## First\n\n- One by .\n"
        skeleton = b"\r\n# Plans\r\n\r\n## First\r\n\r\n- One by me.\r\n"
        assert plans.read_bytes() == BOM_CRLF + skeleton
        for path, text in others.items():
            assert path.read_text("utf-8") == text
        assert old.read_bytes() == outside.read_bytes() == b""
        assert "Not written yet" not in preview.get("features/goals/")
        assert "One by" in preview.get("features/goals/")
        preview.no_build()
        assert preview.rebuilds() == 1

        replace_file(goals, "")
        preview.next_build()
        shown = preview.get("features/goals/")
        assert "featurespec new Goals" in shown
        assert "write_skeleton" not in shown
        assert goals.read_bytes() == b""


def test_an_edit_within_a_build_is_not_lost(site: SiteFolder) -> None:
    first = site.write("docs/features/goals.md", WRITTEN)
    second = site.write("docs/features/plans.md", WRITTEN.replace("oals", "lans"))
    with Preview(site) as preview:
        replace_file(first, WRITTEN.replace("`goals`", "`targets`"))
        preview.wait_for("Detected file changes")
        replace_file(second, WRITTEN.replace("`goals`", "`routes`"))
        preview.next_build()
        if '<tr id="routes"' not in preview.get("catalog/tables/"):
            preview.next_build()
        shown = preview.get("catalog/tables/")
        assert '<tr id="targets"' in shown
        assert '<tr id="routes"' in shown
