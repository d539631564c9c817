"""The marker `impact`: a block for a feature, and a matrix of all."""

from __future__ import annotations

import re

import pytest

from mkdocs_featurespec.catalog import build_catalog
from mkdocs_featurespec.impact.given import COMMON
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.markers import fill_markers
from mkdocs_featurespec.render.registers.impact import MATRIX_SIZE, impact_block
from mkdocs_featurespec.render.view import SiteView

from .test_impact import endpoint, page, table

ODD = '<img src=x onerror="alert(1)">'


def view(*pages: tuple[str, Page]) -> SiteView:
    return SiteView(dict(pages), build_catalog(pages))


def filled(site: SiteView, marker: str, src_uri: str = "index.md") -> str:
    done = fill_markers(f"<!-- featurespec: {marker} -->", site, src_uri, url, ())
    assert not done.problems
    return done.html


def url(src_uri: str) -> str:
    return f"/{src_uri}"


def text(html: str) -> str:
    """Return what a reader sees, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


SITE = view(
    page("Orders", table("orders", True), table("audit"), endpoint("/orders", True)),
    page(
        "Mail", table("orders"), table("audit"), endpoint("/orders", False), depends_on=("Orders",)
    ),
    page("Alone", table("alone")),
)


def test_a_feature_page_shows_its_own_impact() -> None:
    mail = filled(SITE, "impact", "features/Mail.md")
    assert text(mail) == (
        "Mail depends on Orders owns the table orders ; serves the endpoint GET /orders ; "
        "is named as a dependency What depends on Mail No other feature. "
        "Shared, with no single owner Orders shares the table audit"
    )
    assert 'href="/features/Orders.md"' in mail
    assert "Mail uses the table orders" in text(filled(SITE, "impact", "features/Orders.md"))
    assert filled(SITE, "impact feature=mail") == mail
    assert impact_block(SITE, "features/Mail.md", Place("x.md", url, Ids())) == mail


def test_a_feature_that_stands_alone_says_so() -> None:
    assert text(filled(SITE, "impact", "features/Alone.md")) == (
        "Alone depends on No other feature. What depends on Alone No other feature."
    )
    assert text(filled(SITE, "impact feature=nobody")) == "There is no feature nobody."


def test_elsewhere_there_is_a_matrix_of_the_features_that_depend_on_each_other() -> None:
    html = filled(SITE, "impact")
    rows = re.findall(r"<tr>.*?</tr>", html)
    assert [text(row) for row in rows] == ["Mail Orders", "Mail 4", "Orders 1"]
    assert (
        'aria-label="Mail depends on Orders: it uses the table orders, calls the endpoint '
        'GET /orders, says that it depends on it, shares the table audit"'
    ) in html
    assert "Alone" not in html
    assert 'data-kind="shared"' in html


def test_a_matrix_may_be_of_one_owner() -> None:
    assert "No feature depends on another one yet." in filled(SITE, "impact owner=nobody")
    assert "No feature depends on another one yet." in filled(view(page("a")), "impact")


def test_a_large_matrix_shows_the_most_connected_and_lists_all() -> None:
    users = [page(f"user-{i:02}", table("hub"), table(f"t{i % 25}")) for i in range(50)]
    html = filled(view(page("hub", table("hub", True)), *users), "impact")
    assert f"The {MATRIX_SIZE} of 51 features with most neighbours" in text(html)
    matrix, _, listed = html.partition("</table>")
    assert matrix.count('<th scope="row">') == MATRIX_SIZE
    assert "/features/hub.md" in matrix
    assert listed.count("<tr") == 52
    assert "and 45 more" in listed


def test_what_very_many_share_is_named_once() -> None:
    site = view(*(page(f"f{i}", table("audit")) for i in range(COMMON + 1)))
    assert text(filled(site, "impact", "features/f0.md")).endswith(
        f"Shared with more than {COMMON} features: audit ."
    )


@pytest.mark.parametrize("marker", ["impact", "impact feature=b"])
def test_names_are_text(marker: str) -> None:
    path, odd = page("b", table("t", True))
    site = view(
        (path, Page(odd.path, ODD, odd.front_matter, entities=odd.entities)), page("c", table("t"))
    )
    html = filled(site, marker)
    assert "<img" not in html
    assert "&lt;img" in html
