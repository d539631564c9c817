"""Foreign keys between tables: which are drawn, how Mermaid's text holds any name, and the list."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.mermaid_tables import as_er_diagram
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.render.relations import relations
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.site.config import load_site_config
from mkdocs_featurespec.site.load import open_site
from mkdocs_featurespec.sources.sql import read_sql

CONFIG = """\
site_name: Shop
plugins:
  - featurespec:
      sources:
        - {sql: schema.sql}
"""
SQL = """\
CREATE TABLE customers (id int PRIMARY KEY, "e-mail <b>" varchar(80) UNIQUE,
  c int, d int, e int, f int, g int, h int UNIQUE);
CREATE TABLE sales.orders (
  id int PRIMARY KEY,
  customer_id int REFERENCES customers (id),
  parent_id int REFERENCES sales.orders (id),
  tags text[],
  pk int,
  UNIQUE (tags, pk)
);
CREATE TABLE receipts (order_id int PRIMARY KEY REFERENCES sales.orders, total numeric(10, 2));
CREATE TABLE "x""]} <img>" (a int, b int, "1st", FOREIGN KEY (a, b) REFERENCES "gone away");
CREATE UNIQUE INDEX ON "x""]} <img>" (b, a);
"""
PAGE = """\
---
title: {title}
---
# {title}

{marker}

## Database Tables

"""
ORDERS = [
    '%%{init: {"er": {"useMaxWidth": false, "nodeSpacing": 40, "rankSpacing": 50}}}%%',
    "erDiagram",
    '  n0["sales.orders"] {',
    "    int id PK",
    "    int customer_id FK",
    "    int parent_id FK",
    "    text_array tags",
    "    int _pk",
    "  }",
    '  n1["receipts"] {',
    "    int order_id FK, PK",
    "    decimal total",
    "  }",
    '  n2["customers"]',
    '  n0 }o--|| n2 : "customer_id"',
    '  n0 }o--|| n0 : "parent_id"',
    '  n1 |o--|| n0 : "order_id"',
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "docs/features"
    pages.mkdir(parents=True)
    for name, tables in {
        "Orders": "- `orders`: what was ordered\n- `receipts`: what was paid\n",
        "Clients": "- `customers`: who buys\n- `elsewhere`: not in the database\n",
        "No <tables>": "None.\n",
    }.items():
        page = PAGE.format(title=name, marker="<!-- featurespec: graph -->") + tables
        (pages / f"{name[:2].lower()}.md").write_text(page, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "schema.sql").write_text(SQL, "utf-8")
    return tmp_path


def view(folder: Path, *, mermaid: bool = False) -> SiteView:
    opened = open_site(load_site_config(folder / "mkdocs.yml"))
    site = opened.read()
    return SiteView(
        site.pages,
        site.catalog,
        settings=opened.settings,
        coverage=site.coverage,
        mermaid=mermaid,
    )


def rendered(site: SiteView, src_uri: str, marker: str = "relations", **options: str) -> str:
    return MARKERS[marker].render(site, options, Place(src_uri, "/{}".format, Ids(set())))


def drawn(html: str) -> list[str]:
    return unescape(html.split('<pre class="mermaid">')[-1].split("</pre>")[0]).splitlines()


def listed(html: str) -> list[str]:
    return [" ".join(re.sub(r"<[^>]+>", "", item).split()) for item in html.split("<li>")[1:]]


def test_a_feature_has_its_tables_and_what_they_refer_to(folder: Path) -> None:
    site = view(folder, mermaid=True)
    html = rendered(site, "features/or.md")
    assert drawn(html) == ORDERS
    assert listed(html) == [
        "sales.orders: customer_id to customers (Clients); parent_id to sales.orders",
        "receipts: order_id to sales.orders",
    ]
    assert '(<a href="/features/cl.md">Clients</a>)' in html
    assert "<summary>The same as a list" in html
    assert rendered(site, "index.md", feature="Orders") == html
    assert drawn(rendered(site, "features/or.md", "graph")) == ORDERS
    assert "erDiagram" not in rendered(site, "features/cl.md", "graph")


def test_other_themes_have_the_list_alone(folder: Path) -> None:
    html = rendered(view(folder), "features/or.md")
    assert "mermaid" not in html
    assert "<summary>" not in html
    assert len(listed(html)) == 2


@pytest.mark.parametrize("src_uri", ["features/cl.md", "features/no.md"])
def test_without_foreign_keys_it_says_so(folder: Path, src_uri: str) -> None:
    html = rendered(view(folder, mermaid=True), src_uri)
    assert html == '<p class="featurespec-empty">No source has a foreign key of these tables.</p>\n'


def test_elsewhere_all_tables_that_pages_name_are_drawn(folder: Path) -> None:
    lines = drawn(rendered(view(folder, mermaid=True), "index.md"))
    assert [line for line in lines if line.startswith("  n") and line.endswith("{")] == [
        '  n0["customers"] {',
        '  n1["sales.orders"] {',
        '  n2["receipts"] {',
    ]


def test_no_name_is_taken_for_mermaid() -> None:
    tables = read_sql([("schema.sql", SQL)]).tables
    text = as_er_diagram(relations(tables[:1] + tables[3:], {}))
    assert text.splitlines()[2:] == [
        '  n0["customers"] {',
        "    int id PK",
        "    varchar e_mail_b_ UK",
        *(f"    int {name}" for name in "cdef"),
        "    int h UK",
        "  }",
        '  n1["x#34;#93;#125; #60;img#62;"] {',
        "    int a FK",
        "    int b FK",
        "    any _1st",
        "  }",
        '  n2["gone away"]',
        '  n1 |o--|| n2 : "a#44; b"',
    ]


def test_of_many_tables_the_most_connected_are_drawn_without_columns() -> None:
    names = [f"t{i:02}" for i in range(40)]
    sql = "".join(
        f"CREATE TABLE {name} (id int PRIMARY KEY, note text, hub int REFERENCES t39);\n"
        for name in names
    )
    found = relations(read_sql([("schema.sql", sql)]).tables, {})
    assert found.left_out == 10
    assert list(found.ends) == [*names[:29], "t39"]
    assert len(found.lines) == 30
    assert " {\n" not in as_er_diagram(found)
