"""Links from feature pages to the catalog, and the features that are related to one."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec import read_page
from mkdocs_featurespec.catalog import build_catalog
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.markers import fill_markers
from mkdocs_featurespec.render.page_links import link_names
from mkdocs_featurespec.render.registers.related import SHOWN, add_related
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.settings import Settings, parse_settings

from .browser import browser, needs_browser, opened, served
from .conftest import SiteFolder

LINK = re.compile(r'<a class="featurespec-link" href="([^"]*)" title="[^"]*">(.*?)</a>', re.S)
ORDERS = """\
---
title: Orders
status: draft
owner: team-orders
---
# Orders

What `orders` are is said here, outside the section.

## Database Tables

`orders_old` is gone; [`audit`](x.md) is linked already.

| Table | Purpose | Notes |
|---|---|---|
| `orders` | What was ordered. | Owned here. Not `orders`. |
| order_lines | Its lines. | |
| `audit` | Who did it. | |

    orders

## API Endpoints

| Method | Path |
|---|---|
| GET | `/orders` |
| POST | `/orders` |

### DELETE /orders/{id}

- `GET /orders/{id}` - one
- PUT `/orders/{id}` - change

## Events & Background Jobs

- **order.placed**: somebody has ordered.
"""
MAIL = """\
---
title: Mail
status: draft
owner: team-mail
---
# Mail

## Database Tables

- `orders`: whom to write. Owned by [Orders](Orders.md).
- `audit`
"""


def view(
    pages: dict[str, str], *, own: dict[str, str] | None = None, settings: Settings | None = None
) -> SiteView:
    read = {
        f"features/{name}.md": read_page(text, path=f"{name}.md") for name, text in pages.items()
    }
    return SiteView(
        read,
        build_catalog(read.items()),
        settings=settings or Settings(),
        own_pages=own or {},
    )


def html_of(text: str) -> str:
    body = text.split("---\n", 2)[2]
    return markdown.markdown(body, extensions=["tables", "toc", "footnotes"])


def place(name: str = "Orders") -> Place:
    return Place(f"features/{name}.md", lambda src_uri: f"/{src_uri}", Ids())


def links(html: str) -> list[tuple[str, str]]:
    return [(unescape(href), text) for href, text in LINK.findall(html)]


def bare(html: str) -> str:
    return LINK.sub(r"\2", html)


SITE = view({"Orders": ORDERS, "Mail": MAIL})


def test_each_name_leads_to_its_row_from_the_place_that_names_it() -> None:
    html = html_of(ORDERS)
    linked = link_names(html, SITE, place())
    assert links(linked) == [
        ("/catalog/tables.md#orders", "<code>orders</code>"),
        ("/catalog/tables.md#order_lines", "order_lines"),
        ("/catalog/tables.md#audit", "<code>audit</code>"),
        ("/catalog/endpoints.md#get-orders", "<code>/orders</code>"),
        ("/catalog/endpoints.md#post-orders", "<code>/orders</code>"),
        ("/catalog/endpoints.md#delete-orders-id", "DELETE /orders/{id}"),
        ("/catalog/endpoints.md#get-orders-id", "<code>GET /orders/{id}</code>"),
        ("/catalog/endpoints.md#put-orders-id", "<code>/orders/{id}</code>"),
        ("/catalog/events.md#order.placed", "<strong>order.placed</strong>"),
    ]
    assert bare(linked) == html
    assert 'title="In the catalog: 2 features name this table"><code>orders' in linked
    assert 'title="In the catalog: 1 feature names this event">' in linked


def test_headings_keep_their_id_and_their_permalink() -> None:
    text = "---\ntitle: A\n---\n## API Endpoints\n\n### GET /a\n\nText.\n\n### GET /b?x=1&y=2\n"
    html = markdown.markdown(
        text.split("---\n", 2)[2],
        extensions=["toc"],
        extension_configs={"toc": {"permalink": True}},
    )
    linked = link_names(html, view({"Orders": text}), place())
    assert '<h3 id="get-a"><a class="featurespec-link"' in linked
    assert '>GET /a</a><a class="headerlink" href="#get-a"' in linked
    assert bare(linked) == html


@pytest.mark.parametrize(
    "html",
    [
        "<a href='x'><code>orders</code></a>",
        "<A HREF='x'><code>orders</code></A>",
        "<pre><code>orders</code></pre>",
        "<!-- <code>orders</code> -->",
        "<script>'<code>orders</code>'</script>",
        "<a name=x><td>orders</td>",
        "<code>orders_old</code>",
        "<p>orders</p>",
    ],
)
def test_what_is_no_name_or_cannot_be_a_link_stays(html: str) -> None:
    page = f'</a><h2 id="database-tables">Database Tables</h2>\n{html}'
    assert link_names(page, SITE, place()) == page


def test_names_of_odd_characters_are_found() -> None:
    text = "---\ntitle: A\n---\n## API Endpoints\n\n- `GET /a/<id>` - odd\n"
    html = html_of(text)
    linked = link_names(html, view({"Orders": text}), place())
    assert [shown for _, shown in links(linked)] == ["<code>GET /a/&lt;id&gt;</code>"]
    assert bare(linked) == html


@given(
    st.lists(
        st.sampled_from(
            ["<code>orders</code>", "<td>audit </td>", "<a href=x>", "</a>", "<pre>", "</pre>", "&"]
            + ["<!--", "-->", "<li>orders\n<ul>", "<h3>orders</h3>", "<", "GET", "<tr>", "</tr>"]
            + ['<h2 id="api-endpoints">', "<code>/orders</code>", "<h2 id=x>", "POST", "\n"]
            + ['<h2 id="database-tables">']
        )
    )
)
def test_nothing_but_links_is_put_in(parts: list[str]) -> None:
    html = "".join(parts)
    assert bare(link_names(html, SITE, place())) == html


def test_only_rows_that_exist_are_linked_to() -> None:
    html = html_of(ORDERS)

    def pages(**options: object) -> set[str]:
        settings = parse_settings({"pages": options.pop("pages", None)})
        own = {f"catalog/{name}.md": str(text) for name, text in options.items()}
        site = view({"Orders": ORDERS}, own=own, settings=settings)
        return {href.split("#")[0] for href, _ in links(link_names(html, site, place()))}

    every = {"/catalog/tables.md", "/catalog/endpoints.md", "/catalog/events.md"}
    assert pages() == every
    assert pages(pages=["index", "events"]) == {"/catalog/events.md"}
    assert pages(tables="# Ours\n") == every - {"/catalog/tables.md"}
    assert pages(tables="<!-- featurespec: tables owner=x -->") == every - {"/catalog/tables.md"}
    assert pages(tables="<!-- featurespec: tables -->") == every
    assert pages(tables="<!-- featurespec: tables kind=view -->") == every - {"/catalog/tables.md"}
    assert pages(tables="<!-- featurespec: tables kind=table -->") == every


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_related_features_stand_at_the_end_with_what_they_share() -> None:
    html = add_related("<p>Text.</p>", SITE, place("Mail"))
    assert words(html) == (
        "Text. Related features Orders needed here: owns the table orders "
        "in common: shares the table audit"
    )
    assert 'href="/features/Orders.md#database-tables"' in html
    assert 'href="/catalog/tables.md#orders"' in html
    assert "data-search-exclude" in html
    assert "needs this: uses the table orders" in words(add_related("", SITE, place()))


def test_related_features_stand_before_footnotes() -> None:
    html = add_related('<p>A</p>\n<div class="footnote">\n</div>', SITE, place())
    assert html.index("featurespec-related") < html.index("footnote")


@pytest.mark.parametrize("marker", ["related", "impact"])
def test_a_marker_takes_the_place_of_the_block_at_the_end(marker: str) -> None:
    html = f"<p>A</p><!-- featurespec: {marker} --><p>B</p>"
    assert add_related(html, SITE, place()) == html


def related(marker: str, site: SiteView, src_uri: str = "index.md") -> str:
    done = fill_markers(f"<!-- featurespec: {marker} -->", site, src_uri, str, ())
    assert not done.problems
    return words(done.html)


def test_the_marker_shows_the_page_or_the_feature_that_it_names() -> None:
    own = related("related", SITE, "features/Mail.md")
    assert own.startswith("Related features Orders")
    assert related("related feature=mail", SITE) == own
    assert related("related feature=nobody", SITE) == "There is no feature nobody."
    assert related("related", SITE).startswith("This is no feature page")


def test_the_option_turns_the_block_off_or_leaves_it_to_the_marker() -> None:
    for value in (False, "marker"):
        site = view({"Orders": ORDERS, "Mail": MAIL}, settings=parse_settings({"related": value}))
        assert add_related("<p>A</p>", site, place()) == "<p>A</p>"
        assert bool(related("related feature=mail", site)) is (value == "marker")


def test_a_page_that_is_not_written_or_stands_alone_has_no_block() -> None:
    assert add_related("A", view({"Orders": "", "Mail": MAIL}), place()) == "A"
    assert add_related("A", view({"Orders": ORDERS}), place()) == "A"


def test_many_related_features_are_folded_the_strongest_first() -> None:
    others = {f"F{i}": MAIL.replace("Mail", f"F{i}") for i in range(SHOWN + 3)}
    html = add_related("", view({"Orders": ORDERS, **others}), place())
    assert f"and {3} more" in words(html)
    assert html.count("needs this:") == SHOWN + 3


def test_what_very_many_share_is_only_listed() -> None:
    others = {f"F{i}": MAIL.replace("Mail", f"F{i}") for i in range(30)}
    html = add_related("", view({"Mail": MAIL, **others}), place("Mail"))
    assert "Shared with more than 20 features:" in words(html)


def test_without_rows_names_lead_to_the_other_page() -> None:
    site = view({"Orders": ORDERS, "Mail": MAIL}, settings=parse_settings({"pages": []}))
    html = add_related("", site, place("Mail"))
    assert 'href="/features/Orders.md#database-tables"><code>orders' in html


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_no_link_of_a_build_is_dead(site: SiteFolder, theme: str) -> None:
    site.configure(site=f"theme: {theme}\n")
    site.write("docs/features/Orders.md", ORDERS.replace("[`audit`](x.md)", "It"))
    site.write("docs/features/Mail.md", MAIL)
    site.write("docs/catalog/endpoints.md", "# Ours\n")
    assert "anchor" not in site.build().stderr
    page = site.html("features/Orders/index.html")
    assert {href.split("#")[0] for href, _ in links(page)} == {
        "../../catalog/tables/",
        "../../catalog/events/",
    }
    assert "Related features" in page
    assert site.broken_links() == []
    site.configure("enabled: false", site=f"theme: {theme}\n")
    site.build()
    assert "featurespec-" not in site.html("features/Orders/index.html")


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_a_link_leads_to_the_row_and_back(site: SiteFolder, theme: str) -> None:
    features = "  features: [navigation.instant]\n" if theme == "material" else ""
    site.configure(site=f"theme:\n  name: {theme}\n{features}")
    site.write("docs/features/Orders.md", ORDERS.replace("[`audit`](x.md)", "It"))
    site.write("docs/features/Mail.md", MAIL)
    site.build()
    with (
        served(site.out) as address,
        browser() as chromium,
        opened(chromium, f"{address}features/Orders/") as page,
    ):
        page.locator(".featurespec-link").first.click()
        row = page.locator("tr:target")
        row.wait_for()
        assert row.get_attribute("id") == "orders"
        assert page.url == f"{address}catalog/tables/#orders"
        row.locator("a[href*='features/Orders']").first.click()
        page.wait_for_url(f"{address}features/Orders/**")
