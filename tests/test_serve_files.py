"""Real previews in which files come, go and cannot be read; the next good save is shown."""

from __future__ import annotations

from .conftest import SiteFolder
from .preview import Preview, replace_file

PAGE = "---\ntitle: Goals\nstatus: draft\n---\n# Goals\n\n## Tables\n\n- `goals` - what for\n"
BLANK = "---\ntitle: Plans\n---\n"


def template(section: str) -> str:
    return f"# {{{{ title }}}}\n\n## {section}\n\n- One.\n"


def test_what_judges_pages_comes_and_goes(site: SiteFolder) -> None:
    site.write("docs/features/goals.md", PAGE)
    site.write("docs/features/plans.md", BLANK)
    with Preview(site) as preview:
        site.configure("template: parts/t.md\nschema: parts/s.yml")
        preview.next_build()
        preview.wait_for("parts/t.md: the template does not exist")

        # A folder and then a file in it may be two changes, or one.
        site.write("README.md", "beside")
        made = site.write("made/t.md", template("First"))
        site.write("made/s.yml", "type: object\n")
        made.parent.rename(site.folder / "parts")
        preview.next_build()
        assert "First" in preview.get("features/plans/")

        own = site.folder / "parts/t.md"
        own.unlink()
        preview.next_build()
        assert "First" in preview.get("features/plans/")
        replace_file(own, template("Second"))
        preview.next_build()
        assert "Second" in preview.get("features/plans/")

        replace_file(site.folder / "parts/s.yml", "properties: {status: {$ref: more/states.yml}}\n")
        preview.next_build()
        preview.wait_for("$ref to more/states.yml")
        site.write("more/states.yml", "enum: [shipped]\n")
        (site.folder / "more").rename(site.folder / "parts/more")
        replace_file(own, template("Third"))
        preview.next_build()
        preview.wait_for('FS114 status: "draft" is not shipped')
        replace_file(site.folder / "parts/more/states.yml", "enum: [approved]\n")
        preview.next_build()
        preview.wait_for('FS114 status: "draft" is not approved')

        replace_file(site.folder / "featurespec-baseline.json", "{\n")
        preview.next_build()
        preview.wait_for("featurespec-baseline.json")
        preview.no_build()


def test_a_page_that_cannot_be_read_stops_nothing(site: SiteFolder) -> None:
    site.configure("template: t.md\nschema: s.yml\nrelated: false\nrules: {FS4: off}")
    site.write("t.md", "# {{ title }}\n\n## Tables\n<!-- featurespec: section role=tables -->\n")
    site.write("s.yml", "type: object\n")
    page = site.write("docs/features/goals.md", PAGE)
    site.write("docs/features/plans.md", PAGE.replace("Goals", "Plans").replace("goals", "plans"))
    with Preview(site, "--strict") as preview:
        assert '<tr id="goals"' in preview.get("catalog/tables/")
        page.unlink()
        page.symlink_to(page)  # which leads nowhere, for the superuser too
        preview.wait_for("in strict mode!")
        assert "the page cannot be read" in preview.text()
        replace_file(page, PAGE.replace("`goals`", "`aims`"))
        preview.next_build()
        assert '<tr id="aims"' in preview.get("catalog/tables/")
