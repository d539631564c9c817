"""The panel of a preview as a function of findings, and the addresses that it leads to."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import markdown
import pytest

from mkdocs_featurespec import read_page
from mkdocs_featurespec.catalog import build_catalog
from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic, Severity, Span
from mkdocs_featurespec.render.across_panel import found_across
from mkdocs_featurespec.render.edit_links import editor_url, repository_url
from mkdocs_featurespec.render.panel import (
    SHOWN,
    Links,
    Panel,
    across_panel,
    page_panel,
    with_panel,
)
from mkdocs_featurespec.render.view import SiteView

from .conftest import Links as Html

FEATURES = Path(__file__).parent.parent / "docs" / "features"
PAGE = """\
---
title: Kilns
---
# Kilns

## Tables

- `kilns`

### More

## API

- `GET /kilns`
"""
SECTIONS = read_page(PAGE, path="docs/features/kilns.md").sections
HTML = (
    '<h1 id="kilns">Kilns</h1>\n<h2 id="tables">Tables<a class="headerlink" href="#tables">¶</a>'
    '</h2>\n<h3 id="more">More</h3>\n<h2 id="api">API</h2>\n<p>Text</p>'
)
NOWHERE = Links(lambda code: "", lambda path, line, column: "")
SOMEWHERE = Links(
    lambda code: f"https://rules/{code}", lambda path, line, column: f"e://{path}:{line}:{column}"
)


def at(line: int, severity: Severity = Severity.WARNING, message: str = "wrong") -> Diagnostic:
    return Diagnostic(
        "docs/features/kilns.md", Span(line, 3, line, 4), "FS999", severity, message, "do <it>"
    )


def made(*found: Diagnostic, problem: ConfigurationError | None = None) -> Panel:
    panel = page_panel(found, SECTIONS, problem, SOMEWHERE)
    assert panel is not None
    return panel


def words(html: str) -> str:
    """Return what a reader sees."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_page_without_findings_has_no_panel() -> None:
    assert page_panel((), SECTIONS, None, NOWHERE) is None
    assert across_panel((), None, NOWHERE) is None


def test_findings_are_counted_by_severity_and_told_with_their_place() -> None:
    panel = made(at(2, Severity.ERROR), at(8), at(14, Severity.INFO, "<b>"), at(14))
    assert words(panel.html).startswith(
        "1 error 2 warnings 1 info on this page only in the preview"
    )
    assert "error wrong – do <it> line 2 FS999" in words(panel.html)
    assert "warning wrong – do <it> line 8 Tables FS999" in words(panel.html)
    assert "info <b> – do <it> line 14 API FS999" in words(panel.html)
    assert Html(panel.html).hrefs == [
        "e://docs/features/kilns.md:2:3",
        "https://rules/FS999",
        "e://docs/features/kilns.md:8:3",
        "#tables",
        "https://rules/FS999",
        *(["e://docs/features/kilns.md:14:3", "#api", "https://rules/FS999"] * 2),
    ]


def test_what_has_no_address_is_no_link() -> None:
    panel = page_panel([at(2)], SECTIONS, ConfigurationError("no", path="t.md"), NOWHERE)
    assert panel is not None
    assert Html(panel.html).hrefs == []
    assert "line 2 FS999" in words(panel.html)


def test_headings_are_marked_with_how_much_is_found_below_them() -> None:
    panel = made(at(4), at(8), at(9, Severity.ERROR), at(10))
    html = with_panel(HTML, panel)
    assert html.startswith('<h1 id="kilns">Kilns</h1>\n<details class="featurespec-panel"')
    assert re.search(r'Tables <a class="featurespec-panel-mark" data-severity="error"', html)
    assert '2 findings</span></a><a class="headerlink"' in html.replace("2<span> f", "2 f")
    assert 'data-severity="warning" href="#featurespec-fs999_3"' in html
    assert html.count("featurespec-panel-mark") == 2
    assert {href[1:] for href in Html(html).hrefs if href.startswith("#")} <= Html(html).ids


def test_a_page_without_a_title_has_its_panel_at_the_top() -> None:
    html = with_panel('<hr />\n<p>x</p>\n<h1 id="kilns">Kilns</h1>', made(at(4)))
    assert html.startswith("\n<details")
    assert html.count("featurespec-panel-mark") == 1
    assert with_panel("", made(at(4))).startswith("\n<details")


def test_only_headings_are_marked() -> None:
    html = with_panel('<p id="tables">x</p><h2 id="api">API</h2>', made(at(8), at(10), at(14)))
    assert '<p id="tables">x</p><h2 id="api">API <a class' in html
    assert html.count("featurespec-panel-mark") == 1


@pytest.mark.parametrize("path", sorted(FEATURES.glob("[!i]*.md")), ids=lambda path: str(path.stem))
def test_but_for_the_panel_and_its_marks_a_page_stays_as_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    page = read_page(text, path="x.md")
    found = [at(1), *(at(heading.line) for heading in page.headings)]
    panel = page_panel(found, page.sections, None, NOWHERE)
    assert panel is not None
    html = markdown.markdown(
        text.split("---\n", 2)[2],
        extensions=["tables", "toc", "attr_list", "fenced_code"],
        extension_configs={"toc": {"permalink": True}},
    )
    shown = with_panel(html, panel)
    marks = re.findall(r' <a class="featurespec-panel-mark".*?</a>', shown)
    assert len(marks) == len(page.headings[1:])
    for mark in marks:
        shown = shown.replace(mark, "", 1)
    assert shown.replace(f"\n{panel.html}", "", 1) == html


def test_a_panel_shows_no_more_than_one_can_read() -> None:
    panel = made(*[at(8)] * (SHOWN + 3))
    assert panel.html.count("<li") == SHOWN
    assert "and 3 more, which featurespec check tells" in words(panel.html)
    assert f"{SHOWN + 3} warnings" in panel.html


def test_a_broken_configuration_is_told_with_its_places() -> None:
    problem = ConfigurationError.of_all(
        [
            ConfigurationError("the Jinja <is> broken", path="t.md", line=3),
            ConfigurationError("it does not exist", path="s.json"),
            ConfigurationError("somewhere"),
        ]
    )
    panel = made(problem=problem)
    assert words(panel.html) == (
        "not up to date only in the preview t.md:3 : the Jinja <is> broken s.json : it does not "
        "exist somewhere Until this is mended, pages are shown and judged as they were before."
    )
    assert Html(panel.html).hrefs == ["e://t.md:3:1", "e://s.json:1:1"]
    across = across_panel((), problem, SOMEWHERE)
    assert across is not None
    assert across.html == panel.html


def across_on(name: str) -> list[tuple[str, str]]:
    pages = {
        f"features/{title}.md": read_page(PAGE.replace("Kilns", title), path=f"docs/{title}.md")
        for title in ("Kilns", "Pots")
    }
    spans = {entity.name: entity.span for entity in pages["features/Pots.md"].entities}
    found = tuple(
        Diagnostic("docs/Pots.md", span, code, Severity.WARNING, code)
        for code, span in (
            ("FS111", Span(1, 1, 1, 2)),
            ("FS403", spans["kilns"]),
            ("FS401", spans["/kilns"]),
            ("FS407", Span(3, 1, 3, 2)),
        )
    )
    site = SiteView(pages, build_catalog(pages.items()), found)
    return [(d.code, spot.url) for d, spot in found_across(site, name, lambda uri: f"/{uri}")]


def test_pages_of_the_catalog_have_what_is_about_their_rows() -> None:
    table = ("FS403", "/features/Pots.md#featurespec-fs403")
    endpoint = ("FS401", "/features/Pots.md#featurespec-fs401")
    assert across_on("tables") == [table]
    assert across_on("endpoints") == [endpoint]
    assert across_on("events") == across_on("impact") == []
    every = [table, endpoint, ("FS407", "/features/Pots.md#featurespec-fs407")]
    assert across_on("index") == every


@pytest.mark.parametrize(
    ("pattern", "path", "url"),
    [
        (
            "vscode://file/{path}:{line}:{column}",
            "/home/a b/é.md",
            "vscode://file/home/a%20b/%C3%A9.md:7:2",
        ),
        ("vscode://file/{path}:{line}", "C:/docs/a.md", "vscode://file/C:/docs/a.md:7"),
        (
            "subl://open?url=file://{path}&line={line}",
            "/a.md",
            "subl://open?url=file:///a.md&line=7",
        ),
        ("file:///{path}", "/a.md", "file:///a.md"),
        ("idea://open?file={path}&line={line}", "/a&b.md", "idea://open?file=/a%26b.md&line=7"),
        ("ed://host/{relative}", "/site/docs/#a.md", "ed://host/docs/%23a.md"),
    ],
)
def test_a_file_opens_in_an_editor(pattern: str, path: str, url: str) -> None:
    assert editor_url(pattern, path, path.removeprefix("/site/"), 7, 2) == url


@pytest.mark.parametrize(
    ("edit_url", "url"),
    [
        (
            "https://github.com/o/r/edit/master/docs/edit/a.md",
            "https://github.com/o/r/blob/master/docs/edit/a.md?plain=1#L7",
        ),
        (
            "https://github.example.com/o/r/blob/main/docs/a.md",
            "https://github.example.com/o/r/blob/main/docs/a.md?plain=1#L7",
        ),
        (
            "https://gitlab.com/o/r/edit/main/docs/a.md",
            "https://gitlab.com/o/r/-/blob/main/docs/a.md?plain=1#L7",
        ),
        (
            "https://gitlab.com/o/r/-/edit/main/docs/a.md",
            "https://gitlab.com/o/r/-/blob/main/docs/a.md?plain=1#L7",
        ),
        (
            "https://bitbucket.org/o/r/src/main/docs/a.md",
            "https://bitbucket.org/o/r/src/main/docs/a.md#lines-7",
        ),
        ("https://git.example.com/edit/docs/a.md", "https://git.example.com/edit/docs/a.md"),
        ("https://github.com/o/r/wiki?a.md", "https://github.com/o/r/wiki?a.md"),
    ],
)
def test_a_line_opens_where_the_repository_s_host_can_show_it(edit_url: str, url: str) -> None:
    assert repository_url(edit_url, 7) == url
