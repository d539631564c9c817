"""Front matter that the pages of a folder share, as Material's `meta` plugin has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic
from mkdocs_featurespec.site.load import load_site

from .conftest import SiteFolder

TEMPLATE = "# {{ title }}\n\n## Tables\n"
PAGE = "---\ntitle: Billing\n{more}---\n# Billing\n\n## Tables\n\n- `bills`: what is due.\n"


@pytest.fixture
def one(site: SiteFolder) -> SiteFolder:
    site.write("template.md", TEMPLATE)
    site.write("docs/features/money/billing.md", PAGE.format(more=""))
    return site


def configure(site: SiteFolder, plugin: str = "meta") -> None:
    plugins = f"  - {plugin}\n  - featurespec: {{template: template.md}}\n"
    site.write("mkdocs.yml", f"site_name: Site\nplugins:\n{plugins}")


def found(site: SiteFolder) -> list[str]:
    def line(diagnostic: Diagnostic) -> str:
        return f"{diagnostic.span.line} {diagnostic.message}"

    return [line(each) for each in load_site(site.folder / "mkdocs.yml").diagnostics]


def front_matter(site: SiteFolder) -> dict[str, object]:
    (page,) = load_site(site.folder / "mkdocs.yml").pages.values()
    return dict(page.front_matter)


MISSING = ['2 the key "owner" is missing', '2 the key "status" is missing']
META = "owner: team\nstatus: draft\n"


@pytest.mark.parametrize(
    ("plugin", "file", "missing"),
    [
        ("meta", ".meta.yml", []),
        ("material/meta", ".meta.yml", []),
        ("meta: {meta_file: all.yml}", "all.yml", []),
        ("meta: {meta_file: all.yml}", ".meta.yml", MISSING),
        ("meta: {enabled: false}", ".meta.yml", MISSING),
        ("search", ".meta.yml", MISSING),
    ],
)
def test_a_key_of_the_folder_is_not_missing_where_the_plugin_is_listed(
    one: SiteFolder, plugin: str, file: str, missing: list[str]
) -> None:
    configure(one, plugin)
    one.write(f"docs/{file}", META)
    assert found(one) == missing


def test_the_nearer_counts_and_lists_are_joined(one: SiteFolder) -> None:
    configure(one)
    one.write(
        "docs/.meta.yml", "owner: all\nstatus: draft\ntags: [all]\nmore: {a: 1, b: 1}\nnew: on\n"
    )
    one.write("docs/features/.meta.yml", "owner: features\nstatus: shipped\nmore: {b: 2}\n")
    one.write("docs/features/money/.meta.yml", "")
    one.write("docs/other/.meta.yml", "owner: other\n")
    own = "status: approved\ntags: [own]\nreviewed: 2026-10-01\n"
    one.write("docs/features/money/billing.md", PAGE.format(more=own))
    assert front_matter(one) == {
        "title": "Billing",
        "status": "approved",
        "tags": ["own", "all"],
        "reviewed": "2026-10-01",
        "owner": "features",
        "more": {"a": 1, "b": 2},
        "new": True,
    }


def test_what_is_wrong_with_it_is_told_on_the_page(one: SiteFolder) -> None:
    configure(one)
    one.write("docs/.meta.yml", "owner: team\nstatus: drafted\ntags: [1]\n")
    own = PAGE.format(more="tags: [2, own]\n")
    one.write("docs/features/money/billing.md", own)
    assert found(one) == [
        '2 status: "drafted" is not one of draft, in-review, approved, shipped, deprecated',
        "3 tags[2]: expected text, found the number 1",
        "3 tags[0]: expected text, found the number 2",
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"owner: [team\n", 1), (b"owner: team\n\tstatus: x\n", 2), (b"- a\n", 1), (b"a: \xff\n", 1)],
)
def test_a_broken_file_is_an_error_of_the_configuration(
    one: SiteFolder, content: bytes, line: int
) -> None:
    configure(one)
    one.write("docs/features/.meta.yml", content)
    with pytest.raises(ConfigurationError) as caught:
        load_site(one.folder / "mkdocs.yml")
    assert (caught.value.path, caught.value.line) == ("docs/features/.meta.yml", line)


def test_a_build_stops_at_a_broken_file(one: SiteFolder) -> None:
    one.write("docs/features/.meta.yml", "- a\n")
    one.write(
        "mkdocs.yml",
        "site_name: Site\ntheme: material\nplugins:\n  - featurespec: {template: template.md}\n"
        "  - meta\n",
    )
    done = one.build()
    assert done.returncode == 1
    assert "docs/features/.meta.yml:1: expected keys with values" in done.stderr


def test_a_change_in_it_is_seen_by_the_cache(one: SiteFolder, tmp_path: Path) -> None:
    from mkdocs_featurespec.site.config import load_site_config
    from mkdocs_featurespec.site.load import open_site

    configure(one)
    opened = open_site(load_site_config(one.folder / "mkdocs.yml"))
    (document,) = opened.documents
    workspace = opened.workspace
    assert len(workspace.read_site([document]).diagnostics) == 2
    with_defaults = document._replace(defaults={"owner": "team", "status": "draft"})
    assert workspace.read_site([with_defaults]).diagnostics == ()
