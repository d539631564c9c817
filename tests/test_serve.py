"""Real previews: what a writer sees while writing."""

from __future__ import annotations

import re

from .conftest import SiteFolder
from .preview import Preview, replace_file

FRONT_MATTER = "---\ntitle: Goals\nstatus: draft\nowner: team-goals\n---\n"
WRITTEN = FRONT_MATTER + "# Goals\n\n## Database Tables\n\n- `goals` - what clients want\n"


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
    site.configure("template: t.md\neditor: ed://{relative}:{line}")
    site.write("docs/features/goals.md", WRITTEN.replace("Database Tables", "First"))
    site.write("docs/features/new.md", "")
    with Preview(site) as preview:
        assert "First" in preview.get("features/new/")
        assert "<details" not in preview.get("features/goals/")

        replace_file(template, "# {{ title\n")
        preview.next_build()
        preview.wait_for("t.md:1: the template's Jinja is broken")
        assert "First" in preview.get("features/new/")
        for path in ("features/goals/", "features/new/", "catalog/", "catalog/tables/"):
            assert 'href="ed://t.md:1"' in panel(preview.get(path))

        replace_file(template, "# {{ title }}\n\n## Second\n\n- Two.\n")
        preview.next_build()
        assert "Second" in preview.get("features/new/")
        assert "Jinja" not in preview.get("features/new/")
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
