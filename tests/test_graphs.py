"""Pictures: what is drawn, how Mermaid's text holds any name, and the list that stands beside."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.catalog import build_catalog
from mkdocs_featurespec.impact.graph import impact_graph
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Page
from mkdocs_featurespec.render.graphs import (
    FEATURE_SIZE,
    SITE_LINES,
    SITE_SIZE,
    feature_picture,
    site_picture,
)
from mkdocs_featurespec.render.markers import fill_markers
from mkdocs_featurespec.render.mermaid import as_mermaid, label
from mkdocs_featurespec.render.picture import Line, LineStyle, Node, Picture, Shape
from mkdocs_featurespec.render.view import SiteView

from .browser import dom, needs_browser, served
from .conftest import SiteFolder
from .test_impact import endpoint, entity, page, table

PUBLISHED, CONSUMED = Direction.PUBLISHED, Direction.CONSUMED


def event(name: str, direction: Direction | None) -> Entity:
    return entity(EntityKind.EVENT, name, direction=direction)


def job(name: str) -> Entity:
    return entity(EntityKind.JOB, name)


def view(*pages: tuple[str, Page], mermaid: bool = False) -> SiteView:
    return SiteView(dict(pages), build_catalog(pages), mermaid=mermaid)


def of_owner(owner: str, pair: tuple[str, Page]) -> tuple[str, Page]:
    """Return a page with an owner in its front matter."""
    path, own = pair
    matter = FrontMatter({**own.front_matter, "owner": owner})
    return path, Page(own.path, own.title, matter, entities=own.entities)


def filled(site: SiteView, marker: str = "graph", src_uri: str = "index.md") -> str:
    done = fill_markers(f"<!-- featurespec: {marker} -->", site, src_uri, "/{}".format, ())
    assert not done.problems
    return done.html


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def drawn(picture: Picture, url_of: Callable[[str], str] | None = None) -> list[str]:
    """Return the lines of Mermaid's text below those that every picture begins with."""
    lines = as_mermaid(picture, url_of).splitlines()
    assert lines[0].startswith("%%{init: ")
    assert lines[1] in ("flowchart LR", "flowchart TB")
    return lines[2:]


PAGES = (
    of_owner("team-a", page("Orders", table("orders", True), event("order.placed", PUBLISHED))),
    of_owner(
        "team-b",
        page(
            "Mail",
            table("orders"),
            table("audit"),
            event("order.placed", CONSUMED),
            endpoint("/mails", False),
            job("sweep"),
        ),
    ),
    page("Log", table("audit"), endpoint("/mails"), job("sweep"), depends_on=("Orders",)),
    page("Alone", table("alone"), event("alone.said", None)),
)


def test_a_site_is_drawn_by_owner() -> None:
    assert drawn(site_picture(view(*PAGES).impact.connections)) == [
        '    n0["Log"]',
        '  subgraph g1["team-b"]',
        '    n1["Mail"]',
        "  end",
        '  subgraph g2["team-a"]',
        '    n2["Orders"]',
        "  end",
        "  n0 --> n2",
        '  n1 -->|"1 endpoint"| n0',
        '  n1 -->|"1 table#44; 1 event"| n2',
    ]


def test_what_two_features_share_is_one_line() -> None:
    shared = view(page("a", table("t"), job("j")), page("b", table("t"), job("j")))
    assert site_picture(shared.impact.connections).lines == (
        Line(
            "features/a.md",
            "features/b.md",
            "shares with",
            "1 table, 1 job",
            LineStyle.DOTTED,
            ("t", "j"),
        ),
    )


def test_a_feature_is_drawn_with_its_entities_and_who_else_names_them() -> None:
    site = view(*PAGES)
    mail = site.impact.by_path["features/Mail.md"]
    picture = feature_picture(mail, site.entries_of(mail))
    assert drawn(picture, lambda src_uri: f"../{src_uri}") == [
        '    n0["Mail"]',
        '    n1["Log"]',
        '    n2["Orders"]',
        '    n3[("audit")]',
        '    n4[("orders")]',
        '    n5[/"GET #47;mails"/]',
        '    n6{{"order.placed"}}',
        '    n7[["sweep"]]',
        "  n0 --- n3",
        "  n0 --- n4",
        "  n0 --- n5",
        "  n6 --> n0",
        "  n0 --- n7",
        "  n1 --- n3",
        "  n1 --- n5",
        "  n1 --- n7",
        '  n2 ===|"owns"| n4',
        "  n2 --> n6",
        "  class n0 centre",
        "  classDef centre stroke-width:3px",
        '  click n0 href "../features/Mail.md"',
        '  click n1 href "../features/Log.md"',
        '  click n2 href "../features/Orders.md"',
    ]
    assert not picture.left_out


def test_endpoints_are_served_or_documented() -> None:
    site = view(page("a", endpoint("/t", True)), page("b", endpoint("/t")), page("c"))
    a, _, c = site.catalog.features
    assert [line.words for line in feature_picture(a, site.entries_of(a)).lines] == [
        "serves",
        "documents",
    ]
    assert not feature_picture(c, site.entries_of(c)).lines


def test_a_large_site_is_drawn_by_its_most_connected_features() -> None:
    users = [page(f"u{i:03}", table("hub"), table(f"t{i % 60}")) for i in range(200)]
    site = view(page("hub", table("hub", True)), *users)
    picture = site_picture(site.impact.connections)
    assert len(picture.nodes) == SITE_SIZE
    assert picture.left_out == 201 - SITE_SIZE
    assert "features/hub.md" in {node.key for node in picture.nodes}
    assert as_mermaid(picture).splitlines()[1] == "flowchart LR"
    html = filled(site)
    assert "The 40 most connected features; 161 more are left out." in text(html)


def test_a_dense_site_is_drawn_by_its_strongest_connections() -> None:
    every = [page(f"f{i:02}", table("t"), table(f"own{i}", True)) for i in range(20)]
    users = [page(f"g{i}", *(table(f"own{j}") for j in range(20))) for i in range(5)]
    site = view(*every, *users)
    picture = site_picture(site.impact.connections)
    assert len(picture.lines) == SITE_LINES
    assert picture.lines_left_out == 20 * 19 // 2 + 5 * 20 - SITE_LINES
    assert sum(line.style is LineStyle.ARROW for line in picture.lines) == 100
    assert not any(line.label for line in picture.lines)
    assert "Of the connections between them, the 150 strongest" in text(filled(site))


def test_a_large_feature_is_drawn_by_what_most_name() -> None:
    many = [table(f"t{i:02}", True) for i in range(30)]
    users = [page(f"u{i:02}", table("t07"), table("t20")) for i in range(20)]
    site = view(page("big", *many), *users)
    big = site.catalog.features[0]
    picture = feature_picture(big, site.entries_of(big))
    assert len(picture.nodes) == FEATURE_SIZE
    assert {"table t07", "table t20"} <= {node.key for node in picture.nodes}
    assert picture.left_out == 30 + 20 - (FEATURE_SIZE - 1)
    html = filled(site, "graph feature=big")
    assert "The 25 most connected features and entities; 26 more are left out." in text(html)


def test_the_marker_goes_by_its_page_and_its_options() -> None:
    site = view(*PAGES)
    own = filled(site, src_uri="features/Mail.md")
    assert own == filled(site, "graph feature=mail")
    assert text(own) == (
        "Mail uses audit , orders ; calls GET /mails ; consumes order.placed ; runs sweep "
        "Log uses audit ; documents GET /mails ; runs sweep Orders owns orders ; "
        "publishes order.placed"
    )
    assert text(filled(site, "graph owner=team-b")) == (
        "Mail depends on Log ( GET /mails ), Orders ( orders , order.placed )"
    )
    assert "There is no feature nobody." in filled(site, "graph feature=nobody")
    assert "No two features are connected yet." in filled(view(*PAGES[3:]))
    alone = view(page("Bare"))
    assert "it has neither tables nor events" in filled(alone, "graph feature=bare")


def test_who_else_depends_on_another_feature_is_left_out() -> None:
    site = view(
        page("a", table("t"), event("b.said", CONSUMED)),
        page("b", table("t", True), event("b.said", PUBLISHED)),
        page("c", table("t"), event("b.said", CONSUMED)),
    )
    a, b, _ = site.catalog.features
    of_a = feature_picture(a, site.entries_of(a))
    assert [node.label for node in of_a.nodes] == ["a", "b", "t", "b.said"]
    of_b = feature_picture(b, site.entries_of(b))
    assert [node.label for node in of_b.nodes] == ["b", "a", "c", "t", "b.said"]


def test_a_feature_on_both_sides_of_an_event_is_drawn_once() -> None:
    said = (event("a.said", PUBLISHED), event("a.said", CONSUMED))
    site = view(page("a", *said), page("b", event("a.said", CONSUMED)))
    a = site.catalog.features[0]
    picture = feature_picture(a, site.entries_of(a))
    assert [node.label for node in picture.nodes] == ["a", "b", "a.said"]
    assert [(line.start, line.words) for line in picture.lines] == [
        ("features/a.md", "publishes"),
        ("features/a.md", "consumes"),
        ("features/b.md", "consumes"),
    ]


def test_a_list_of_reasons_is_short() -> None:
    tables = [table(f"t{i}", True) for i in range(8)]
    users = [table(f"t{i}") for i in range(8)]
    html = filled(view(page("a", *tables), page("b", *users)))
    assert text(html) == "b depends on a ( t0 , t1 , t2 , t3 , t4 and 3 more)"


def test_where_the_theme_draws_pictures_the_list_is_folded() -> None:
    html = filled(view(*PAGES, mermaid=True))
    assert '<pre class="mermaid">%%{init: ' in html
    assert "n1 --&gt;" in html
    assert "<details" in html
    plain = filled(view(*PAGES))
    assert "<pre" not in plain
    assert "<details" not in plain


ODD = (
    '<img src=x onerror="alert(1)">',
    "a | b",
    "🧪",
    "שלום",
    '"]',
    "`code` **bold** _it_",
    "1. list",
    "- item",
    "#quot; &lt;b&gt; %%{init}%%",
    "a-->b",
)


@pytest.mark.parametrize("name", ODD)
def test_odd_names_become_plain_labels(name: str) -> None:
    shown = label(name)
    assert re.fullmatch(r"(?:[\w\-./ ]|#\d+;)*", shown)
    assert re.sub(r"#(\d+);", lambda match: chr(int(match[1])), shown) == name


def test_names_of_things_stay_readable() -> None:
    assert label("check_in.reviewed") == "check_in.reviewed"
    assert label("Coach-Client  Invitations\n") == "Coach-Client Invitations"
    assert label("x" * 200) == f"{'x' * 59}#8230;"


@given(st.text())
def test_a_label_holds_nothing_that_mermaid_reads(name: str) -> None:
    shown = label(name)
    assert re.fullmatch(r"(?:[\w\-./ ]|#\d+;)*", shown)
    assert not re.search(r"--|__|\.\.|//|^[-._/]|^\d+\.|[-._/]$|\s[-._/]", shown)


def test_an_address_that_could_end_its_quotes_is_left_out() -> None:
    picture = Picture((Node("a", "A", Shape.FEATURE),), ())
    assert 'click n0 href "../a%20b/#x"' in as_mermaid(picture, lambda _: "../a%20b/#x")
    assert "click" not in as_mermaid(picture, lambda _: 'a" call x("')


def test_the_picture_of_nothing_is_empty() -> None:
    assert drawn(site_picture(impact_graph(build_catalog([])).connections)) == []


# In sites.

ORDERS = """---
title: Orders
status: draft
owner: team-a
---
# Orders

<!-- featurespec: graph -->

## Database Tables

- `orders`: what was ordered
"""
MAIL = ORDERS.replace("Orders", "Mail").replace("team-a", "<img src=x onerror=alert(1)>")


def build(site: SiteFolder, theme: str, options: str = "", site_options: str = "") -> None:
    site.configure(options, f"theme: {theme}\n{site_options}")
    site.write("docs/mermaid.js", "")
    site.write("docs/features/orders.md", ORDERS)
    site.write("docs/features/mail.md", MAIL)
    site.write("docs/index.md", "# Home\n\n<!-- featurespec: graph -->\n")
    assert site.build().returncode == 0
    assert not site.broken_links()


@pytest.mark.parametrize(
    ("theme", "options", "drawn"),
    [
        ("material", "", True),
        ("mkdocs", "", False),
        ("readthedocs", "", False),
        ("mkdocs", "diagrams: mermaid", True),
        ("material", "diagrams: list", False),
    ],
)
def test_pictures_are_for_themes_that_draw_them(
    site: SiteFolder, theme: str, options: str, drawn: bool
) -> None:
    build(site, theme, options)
    for path in ("index.html", "features/orders/index.html"):
        html = site.html(path)
        assert ('<pre class="mermaid">%%{init: ' in html) is drawn
        assert ("The same as a list" in html) is drawn
        assert ("shares with" in html) is (path == "index.html")


@needs_browser
def test_material_finds_the_pictures_that_were_put_in(site: SiteFolder, tmp_path: Path) -> None:
    build(site, "material", site_options="extra_javascript: [mermaid.js]\n")
    # In Mermaid's place, so that no network is needed; it tells what it was to draw.
    site.write(
        "site/mermaid.js",
        "window.mermaid = {initialize() {}, render: async (id, text) => {"
        "document.title = `drawn ${text.split('\\n')[1]}`; return {svg: '<svg></svg>'}}}",
    )
    with served(site.out) as address:
        html = dom(address, tmp_path / "profile")
    assert "<title>drawn flowchart TB</title>" in html
    assert '<div class="mermaid"></div>' in html
    assert '<pre class="mermaid">' not in html


@needs_browser
def test_without_a_network_the_list_is_there_and_the_text_of_the_picture_is_not(
    site: SiteFolder, tmp_path: Path
) -> None:
    build(site, "material")
    site.write(
        "site/probe.js",
        "addEventListener('load', () => setTimeout(() => {"
        "const pre = document.querySelector('.featurespec-picture > pre');"
        "const details = document.querySelector('.featurespec-list');"
        "details.open = true;"
        "document.title = [getComputedStyle(pre).display, details.innerText].join('|')"
        ".replace(/\\s+/g, ' ');}, 1500))",
    )
    path = site.out / "index.html"
    path.write_text(
        path.read_text("utf-8").replace("</body>", '<script src="probe.js"></script></body>'),
        "utf-8",
    )
    with served(site.out) as address:
        html = dom(
            address,
            tmp_path / "profile",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        )
    (title,) = re.findall(r"<title>(.*?)</title>", html, re.S)[:1]
    assert title == "none|The same as a list Mail shares with Orders (orders)"
