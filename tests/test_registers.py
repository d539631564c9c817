"""Registers of what pages say besides their entities, and the pages they stand on.

A case is a folder with `pages/`, maybe the `marker` that is filled, and `expected.html`, a tag of
its rows a line. It is called as the register is, maybe with `-` and more words.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.kinds_of_tests import kind_of_test
from mkdocs_featurespec.options.pages import PAGE_NAMES, ChosenPage
from mkdocs_featurespec.permissions import said_actors
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.render.index_pages import INDEX_PAGES, index_pages
from mkdocs_featurespec.render.markers import fill_markers
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.workspace import Document, load_workspace

from .conftest import SiteFolder
from .golden import compare

CASES = sorted(path.parent for path in Path(__file__).parent.glob("cases/registers/*/pages"))
ODD = '<img src=x onerror="alert(1)"> | {{ x }} *y* \u202e\U0001f600'


def view(pages: dict[str, str], settings: Settings | None = None) -> SiteView:
    """Return a site of feature pages, by the names of their files."""
    workspace = load_workspace(settings or Settings(), Path(), Dialect())
    documents = [
        Document(f"features/{name}", f"docs/features/{name}", text) for name, text in pages.items()
    ]
    site = workspace.read_site(documents)
    return SiteView(
        site.pages, site.catalog, site.diagnostics, workspace.template, workspace.settings
    )


def filled(site: SiteView, marker: str) -> str:
    done = fill_markers(f"<!-- featurespec: {marker} -->", site, "index.md", url_of, ())
    assert not done.problems
    return done.html


def url_of(src_uri: str) -> str:
    return src_uri.removesuffix(".md") + "/"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    pages = {path.name: path.read_text("utf-8") for path in sorted(case.glob("pages/*.md"))}
    marker = case / "marker"
    asked = marker.read_text("utf-8").strip() if marker.exists() else case.name.partition("-")[0]
    html = filled(view(pages), asked).replace("<td", "\n  <td")
    compare(html.splitlines(), case / "expected.html")


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("decisions", "No decision is open."),
        ("permissions", "No feature page says who may do what."),
        ("tests", "No feature page lists its tests."),
        ("surfaces", "No feature page names a surface."),
        ("completeness", "There are no feature pages yet."),
        ("findings", "Nothing is found on any feature page."),
    ],
)
def test_what_has_nothing_to_show_says_so(marker: str, words: str) -> None:
    assert words in filled(view({}), marker)


@pytest.mark.parametrize(
    "marker", ["decisions", "permissions", "tests", "surfaces", "completeness", "findings"]
)
def test_names_are_text(marker: str) -> None:
    page = (
        f"---\ntitle: '{ODD}'\nowner: '{ODD}'\nsurfaces: ['{ODD}']\nstatus: '{ODD}'\n---\n# A\n\n"
        f"## Open Decisions\n\n- {ODD}?\n\n## Permissions\n\n- {ODD}: {ODD}\n"
        f"\n## Tests\n\n- {ODD}: {ODD}\n- &lt;img src=x>: x\n"
    )
    html = filled(view({"a.md": page}), marker)
    assert "<img" not in html
    assert "&lt;img" in html


def test_every_index_page_has_a_name_for_the_option() -> None:
    assert tuple(INDEX_PAGES) == PAGE_NAMES


def test_there_is_a_page_for_each_role_that_the_template_has() -> None:
    assert list(index_pages(SiteView({}, view({}).catalog))) == [
        "index.md",
        "tables.md",
        "endpoints.md",
        "events.md",
        "impact.md",
        "completeness.md",
    ]
    assert "decisions.md" in index_pages(view({}))


def test_the_option_decides_on_pages_titles_and_order() -> None:
    settings = Settings(pages=(ChosenPage("tables", "Our data: *all*"), ChosenPage("index")))
    made = index_pages(view({}, settings))
    assert list(made) == ["tables.md", "index.md"]
    assert made["tables.md"].startswith('---\ntitle: "Our data: *all*"\n')
    assert "# Our data&#58; &#42;all&#42;" in made["tables.md"]
    assert "- [Our data&#58; &#42;all&#42;](tables.md): 0 tables and views" in made["index.md"]
    assert "endpoints.md" not in made["index.md"]


def test_a_site_without_a_nav_lists_the_pages_as_the_option_does(site: SiteFolder) -> None:
    site.configure("pages: [tables: Our data, decisions, index: All of it]")
    done = site.build("--strict")
    assert done.returncode == 0, done.stderr
    home = site.html("index.html")
    places = [home.index(f">{title}<") for title in ("Our data", "Open decisions", "All of it")]
    assert places == sorted(places)
    assert not (site.out / "catalog" / "events").exists()


def test_rare_roles_have_no_column_of_their_own() -> None:
    items = "\n".join(f"- Potter {letter} may fire." for letter in "abcdefgh")
    html = filled(view({"a.md": f"# A\n\n## Permissions\n\n{items}\n"}), "permissions")
    assert '<th scope="col" data-sort="none">Potter d</th>' in html
    assert ">Potter e</th>" not in html
    assert html.count("may fire") == 8


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Coach can...", ("coach",)),
        ("Coaches, clients and the system can read", ("coach", "client", "system")),
        ("System/admin can write", ("system", "admin")),
        ("Only the administrators may", ("admin",)),
        ("A kiln inspector cannot fire", ("kiln inspector",)),
        ("Bosses: all of it", ("boss",)),
        ("Companies - their own", ("company",)),
        ("Access staff can't enter", ("access staff",)),
        ("Glaze can be mixed", ()),
        ("It can burn", ()),
        ("What has to be said: nothing", ()),
        ("The kiln is hot", ()),
        ("", ()),
    ],
)
def test_a_sentence_names_roles(text: str, actors: tuple[str, ...]) -> None:
    assert said_actors(text) == actors


@given(st.text(alphabet="aB s,/:-&.'\u2019 andcorn", max_size=300))
def test_any_text_may_be_a_permission(text: str) -> None:
    assert all(said_actors(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Unit: a door never opens", "Unit"),
        ("UNIT TESTS: all", "Unit"),
        ("Domain unit test.", "Unit"),
        ("API integration test.", "Integration"),
        ("Web/mobile E2E test.", "E2E"),
        ("End-to-end: fire a pot", "E2E"),
        ("Edge cases: none", "Edge case"),
        ("Permissions: a guest", "Permission"),
        ("Load tests", "Load"),
        ("Load", "Load"),
        ("chaos: pull a plug", "Chaos"),
        ("Given a door that is open: it closes", ""),
        ("A test that it burns", ""),
        ("A door never opens.", ""),
        ("", ""),
    ],
)
def test_a_test_has_a_kind(text: str, kind: str) -> None:
    assert kind_of_test(text) == kind


def test_rare_kinds_are_counted_together() -> None:
    items = "\n".join(f"- Kind {letter}: it burns." for letter in "abcdefghijkl")
    html = filled(view({"a.md": f"# A\n\n## Tests\n\n{items}\n"}), "tests")
    assert ">Kind i</th>" in html
    assert ">Kind j</th>" not in html
    assert 'data-label="Other">3</td>' in html
    assert 'data-label="All">12</td>' in html


def test_findings_have_a_page_where_it_is_asked_for() -> None:
    assert "findings.md" not in index_pages(view({}))
    assert "findings.md" in index_pages(view({}, Settings(findings_page=True)))
    assert "findings.md" in index_pages(view({}, Settings(pages=(ChosenPage("findings"),))))


def test_a_finding_leads_to_the_page_of_its_rule(site: SiteFolder) -> None:
    site.configure("findings_page: true")
    site.write("docs/features/kilns.md", "---\nstatus: hot\n---\n# Kilns\n\nThey burn.\n")
    site.build()
    html = site.html("catalog/findings/index.html")
    assert "reference/rules/fs111-missing-key/" in html
    assert ">Front matter</a>" in html
    assert site.broken_links() == []
