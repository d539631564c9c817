"""The catalog as data: as CSV, as a picture, read back from JSON, and compared with another."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_featurespec.api import read_page
from mkdocs_featurespec.catalog import Catalog, build_catalog
from mkdocs_featurespec.catalog.from_data import StoredCatalog, catalog_from_data
from mkdocs_featurespec.cli import main
from mkdocs_featurespec.diagnostics import ConfigurationError, Span
from mkdocs_featurespec.impact.changes import compare_catalogs, registers_of
from mkdocs_featurespec.impact.stored import compare_stored_catalogs
from mkdocs_featurespec.model import Direction, Entity, EntityKind, FrontMatter, Page
from mkdocs_featurespec.report.catalog_csv import COLUMNS, write_catalog_as_csv

from .catalog_data import catalog_as_data, catalog_as_json
from .conftest import SiteFolder

FEATURES = Path(__file__).parent.parent / "docs" / "features"

ORDERS = """---
title: Orders
status: draft
owner: team-orders
depends_on: [Mail]
---
# Orders

## Database Tables

| Table | Purpose | Important Columns |
|---|---|---|
| `orders` | What was ordered. Owned here. | id, rebate |
| `audit` | | |

## API Endpoints

- `GET /orders/{id}` - one order

## Events & Background Jobs

### Published

- `order.placed` - somebody has ordered.
"""

MAIL = """---
title: Mail
---
# Mail

## Database Tables

- `orders`: owned by [Orders](orders.md); who gets mail

## Events & Background Jobs

### Consumed

- `order.placed` - sends a receipt.
"""


def catalog_of(**pages: str) -> Catalog:
    """Return the catalog of pages; their texts by the names of their files, without ending."""
    return build_catalog(
        (f"features/{name}.md", read_page(text, path=f"docs/features/{name}.md"))
        for name, text in pages.items()
    )


def stored(catalog: Catalog) -> Catalog:
    """Return a catalog after it was written to a file and read back."""
    return from_file(catalog).catalog


def from_file(catalog: Catalog) -> StoredCatalog:
    """Return all that a catalog's file holds, read back."""
    return catalog_from_data(json.loads(catalog_as_json(catalog)))


# Reading back


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NAMES = ("orders", "Orders", "audit", "=1+1", "/orders/{id}", "/orders/:order")


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(EntityKind))
    is_endpoint = kind is EntityKind.ENDPOINT
    names = [name for name in NAMES if name.startswith("/") is is_endpoint]
    is_table = kind in (EntityKind.TABLE, EntityKind.VIEW)
    ownable = is_table or is_endpoint
    sided = not is_table and kind is not EntityKind.JOB
    owner = draw(st.sampled_from(["", "a", "b", "nobody"])) if ownable else ""
    line = draw(st.integers(1, 99))
    return Entity(
        kind,
        draw(st.sampled_from(names)),
        Span(line, 1, line, 2),
        method=draw(st.sampled_from(["GET", "PUT"])) if is_endpoint else "",
        anchor=draw(st.none() | TEXTS),
        summary=draw(TEXTS),
        direction=draw(st.none() | st.sampled_from(Direction)) if sided else None,
        columns=tuple(draw(st.lists(TEXTS, max_size=2))) if is_table else (),
        owned=False if owner else draw(st.none() | st.booleans()) if ownable else None,
        owner=owner,
    )


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    pages = []
    for name in draw(st.lists(st.sampled_from("abc"), unique=True)):
        matter = {
            "status": draw(TEXTS),
            "owner": draw(st.none() | TEXTS),
            "surfaces": draw(st.lists(TEXTS, max_size=2)),
            "depends_on": draw(st.lists(st.sampled_from(["a", "b", "d"]), max_size=2)),
        }
        named = tuple(draw(st.lists(entities(), max_size=5)))
        path = f"{name}.md"
        page = Page(f"docs/{path}", draw(TEXTS), FrontMatter(matter), entities=named)
        pages.append((path, page))
    return build_catalog(pages)


@given(catalogs())
def test_a_catalog_that_is_read_back_is_the_same(catalog: Catalog) -> None:
    back = stored(catalog)
    assert catalog_as_data(back) == catalog_as_data(catalog)
    for register, entries in registers_of(catalog).items():
        found = registers_of(back)[register]
        assert [entry.identity for entry in found] == [entry.identity for entry in entries]
        assert [entry.summary for entry in found] == [entry.summary for entry in entries]
    assert not compare_stored_catalogs(from_file(back), from_file(back))


def test_the_pages_of_the_demo_are_read_back() -> None:
    pages = sorted(FEATURES.glob("*.md"))
    catalog = catalog_of(**{page.stem: page.read_text("utf-8") for page in pages})
    assert len(catalog.tables) > 20
    assert catalog_as_json(stored(catalog)) == catalog_as_json(catalog)
    assert not compare_stored_catalogs(from_file(catalog), from_file(catalog))


def test_keys_that_came_later_may_be_missing_and_others_are_passed_over() -> None:
    data = {
        "version": 1,
        "generator": "another",
        "features": [{"path": "a.md", "title": "A"}],
        "tables": [{"name": "t", "kind": "view", "features": [{"path": "a.md", "line": 3}]}],
        "endpoints": [],
        "events": [],
        "jobs": [],
    }
    catalog = catalog_from_data(data).catalog
    (feature,) = catalog.features
    assert (feature.status, feature.depends_on, feature.tables) == ("", (), 0)
    assert feature.written
    (use,) = catalog.tables[0].uses
    assert use.feature is feature
    assert (use.columns, use.owned, use.owner, use.anchor, use.summary) == (
        (),
        None,
        None,
        None,
        "",
    )


def _put(*keys: str | int, value: object) -> Callable[[dict[str, object]], None]:
    """Return a function that sets a value deep in JSON values."""

    def put(data: dict[str, object]) -> None:
        target: object = data
        for key in keys[:-1]:
            target = target[key]  # type: ignore[index]
        target[keys[-1]] = value  # type: ignore[index]

    return put


USE = ("tables", 1, "features", 0)


@pytest.mark.parametrize(
    ("break_it", "problem"),
    [
        (_put("features", value={}), "'features' has to be a list"),
        (_put("features", 0, value=None), "'features[0]' has to be an object"),
        (_put("features", 0, "path", value=""), "'features[0].path' has to be a text"),
        (_put("features", 0, "owner", value=1), "'features[0].owner' has to be a text or null"),
        (_put("features", 0, "written", value=1), "'features[0].written' has to be true, false or"),
        (_put("features", 0, "counts", value=[]), "'features[0].counts' has to be an object"),
        (
            _put("features", 0, "counts", "jobs", value=True),
            "'features[0].counts.jobs' has to be a whole number",
        ),
        (_put("features", 0, "surfaces", value="Web"), "'features[0].surfaces' has to be a list"),
        (_put("features", 0, "surfaces", value=[1]), "'features[0].surfaces' has to be a list of"),
        (_put("tables", 1, "kind", value="job"), "'tables[1].kind' has to be table or view"),
        (_put("tables", 1, "kind", value=None), "'tables[1].kind' has to be table or view"),
        (_put("jobs", value=[{"kind": "x"}]), "'jobs[0].kind' has to be job"),
        (_put("tables", 1, "features", value=[]), "'tables[1].features' has to be at least one"),
        (_put(*USE, "line", value="3"), "'tables[1].features[0].line' has to be a whole number"),
        (_put(*USE, "line", value=-1), "'tables[1].features[0].line' has to be a whole number"),
        (_put(*USE, "path", value="no.md"), "'tables[1].features[0].path' has to be the path of"),
        (_put(*USE, "owner", value="no.md"), "'tables[1].features[0].owner' has to be the path of"),
        (
            _put("events", 0, "features", 0, "direction", value="both"),
            "'events[0].features[0].direction' has to be published or consumed",
        ),
    ],
)
def test_what_is_wrong_in_a_catalog_is_said(
    break_it: Callable[[dict[str, object]], None], problem: str
) -> None:
    data = json.loads(catalog_as_json(catalog_of(orders=ORDERS, mail=MAIL)))
    break_it(data)
    with pytest.raises(ConfigurationError) as caught:
        catalog_from_data(data, "old.json")
    assert str(caught.value).startswith(f"old.json: no valid catalog: {problem}")


# Comparing what was read back


def test_a_spelling_is_a_change_of_the_feature_that_a_file_has_it_from() -> None:
    other = MAIL.replace("title: Mail", "title: Accounts").replace("`orders`", "`ORDERS`")
    before = stored(catalog_of(orders=ORDERS, mail=MAIL))
    more = stored(catalog_of(orders=ORDERS, mail=MAIL, accounts=other))
    # The file has another spelling now, and neither Orders nor Mail said anything else.
    assert len(compare_catalogs(before, more).features) == 3
    assert [
        each.feature.title
        for each in compare_stored_catalogs(from_file(before), from_file(more)).features
    ] == ["Accounts"]
    renamed = stored(catalog_of(orders=ORDERS, mail=MAIL.replace("`orders`", "`Orders`")))
    (change,) = compare_stored_catalogs(from_file(before), from_file(renamed)).features
    assert change.feature.title == "Mail"
    assert [detail.what for detail in change.entities[0].details] == ["name"]


# CSV


def rows_of(catalog: Catalog) -> list[dict[str, str]]:
    stream = io.StringIO(newline="")
    write_catalog_as_csv(catalog, stream)
    text = stream.getvalue()
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert all(tuple(row) == COLUMNS for row in rows)
    return rows


def test_csv_has_a_row_for_each_feature_that_names_an_entity() -> None:
    rows = rows_of(catalog_of(orders=ORDERS, mail=MAIL))
    assert [
        tuple(row.values())[:-1] for row in rows if row["name"] in ("orders", "order.placed")
    ] == [
        ("tables", "table", "", "orders", "docs/features/mail.md", "Mail", "", "", "", "no", "8")
        + ("database-tables", "owned by Orders; who gets mail"),
        ("tables", "table", "", "orders", "docs/features/orders.md", "Orders", "team-orders")
        + ("draft", "", "yes", "13", "database-tables", "What was ordered. Owned here."),
        ("events", "event", "", "order.placed", "docs/features/mail.md", "Mail", "", "")
        + ("consumed", "", "14", "consumed", "sends a receipt."),
        ("events", "event", "", "order.placed", "docs/features/orders.md", "Orders")
        + ("team-orders", "draft", "published", "", "24", "published", "somebody has ordered."),
    ]
    (endpoint,) = [row for row in rows if row["register"] == "endpoints"]
    assert (endpoint["method"], endpoint["name"]) == ("GET", "/orders/{id}")


@given(catalogs())
def test_csv_can_be_read_and_holds_no_formula(catalog: Catalog) -> None:
    rows = rows_of(catalog)
    uses = [
        (entry, use)
        for entries in registers_of(catalog).values()
        for entry in entries
        for use in entry.uses
    ]
    assert len(rows) == len(uses)
    for row, (entry, use) in zip(rows, uses, strict=True):
        name, summary = (text.replace("\0", "\ufffd") for text in (entry.name, use.summary))
        assert row["name"].removeprefix("'") == name
        assert row["summary"] in (summary, f"'{summary}")
        assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize(
    "summary", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1"]
)
def test_what_could_be_a_formula_is_text(summary: str) -> None:
    entity = Entity(EntityKind.TABLE, '=cmd|" /c"!A1', Span(1, 1, 1, 2), summary=summary)
    page = Page("docs/a.md", 'A, "B"\nC', FrontMatter({}), entities=(entity,))
    (row,) = rows_of(build_catalog([("a.md", page)]))
    assert (row["summary"], row["name"]) == (f"'{summary}", '\'=cmd|" /c"!A1')
    assert row["title"] == 'A, "B"\nC'


# The command


@pytest.fixture
def shop(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> SiteFolder:
    """A site with two features, whose catalog is in old.json, with this process in its folder."""
    site.write("docs/features/orders.md", ORDERS)
    site.write("docs/features/mail.md", MAIL)
    site.write("old.json", catalog_as_json(catalog_of(orders=ORDERS, mail=MAIL)))
    monkeypatch.chdir(site.folder)
    return site


def test_the_command_writes_every_format(
    shop: SiteFolder, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["catalog", "--format", "csv"]) == 0
    lines = capfdbinary.readouterr().out.split(b"\r\n")
    assert (lines[0].decode(), len(lines), lines[-1]) == (",".join(COLUMNS), 8, b"")
    assert main(["catalog", "--format", "mermaid"]) == 0
    drawn, err = (text.decode().splitlines() for text in capfdbinary.readouterr())
    assert drawn[1:] == [
        "flowchart TB",
        '    n0["Mail"]',
        '  subgraph g1["team-orders"]',
        '    n1["Orders"]',
        "  end",
        '  n0 -->|"1 table#44; 1 event"| n1',
        "  n1 --> n0",
    ]
    assert err == ["featurespec: the pages have 2 errors; see 'featurespec check'"]


def test_a_picture_says_what_it_has_no_room_for(
    shop: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(50):
        shop.write(
            f"docs/features/mail{number}.md", MAIL.replace("title: Mail", f"title: M{number}")
        )
    assert main(["catalog", "--format", "mermaid"]) == 0
    assert "the picture shows the most connected, without 12 features" in capsys.readouterr().err


def test_options_of_a_command_below_stand_behind_it(
    shop: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "--format", "json", "diff", "old.json", "old.json"]) == 2
    assert "options of 'diff' stand behind its name" in capsys.readouterr().err
    assert main(["catalog", "dif"]) == 2


LATER = (
    ORDERS.replace("status: draft", "status: shipped")
    .replace("id, rebate", "id, vip")
    .replace("| `audit` | | |\n", "")
    .replace("- `GET /orders/{id}` - one order", "- `PUT /orders/{id}` - <b>another</b>")
)


@pytest.fixture
def later(shop: SiteFolder) -> SiteFolder:
    """The same with another catalog in new.json."""
    returns = "# Returns\n\n## Database Tables\n\n- `returns`: what came back\n"
    shop.write("new.json", catalog_as_json(catalog_of(orders=LATER, returns=returns)))
    return shop


def test_a_diff_is_markdown_for_a_comment(
    later: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalog", "diff", "old.json", "new.json"]) == 0
    assert (
        capsys.readouterr().out
        == """\
### What changed in the catalog

1 page added, 1 removed, 1 changed; 2 entities added, 4 removed, 1 changed

**New features (1)**

- Returns (`docs/features/returns.md`): page added
  - added: table `returns` (`docs/features/returns.md:5`)

**Features that are gone (1)**

- Mail (`docs/features/mail.md`): page removed
  - removed: table `orders`
  - removed: event `order.placed`

**Changed features (1)**

- Orders (`docs/features/orders.md`): page changed
  - status shipped, was draft
  - depends on - docs/features/mail.md
  - removed: table `audit`
  - changed: table `orders`: columns + vip, - rebate (`docs/features/orders.md:13`)
  - removed: endpoint `GET /orders/{id}`
  - added: endpoint `PUT /orders/{id}` (`docs/features/orders.md:17`)
"""
    )


def test_a_diff_is_text_to_read(later: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "diff", "old.json", "new.json", "--format", "text"]) == 0
    assert (
        capsys.readouterr().out
        == """\
New features (1)
  Returns  docs/features/returns.md
    added: table returns  docs/features/returns.md:5

Features that are gone (1)
  Mail  docs/features/mail.md
    removed: table orders
    removed: event order.placed

Changed features (1)
  Orders  docs/features/orders.md
    status shipped, was draft
    depends on - docs/features/mail.md
    removed: table audit
    changed: table orders: columns + vip, - rebate  docs/features/orders.md:13
    removed: endpoint GET /orders/{id}
    added: endpoint PUT /orders/{id}  docs/features/orders.md:17

In all: 1 page added, 1 removed, 1 changed; 2 entities added, 4 removed, 1 changed
"""
    )


def test_a_diff_is_json_for_tools(later: SiteFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "diff", "old.json", "new.json", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert [(each["title"], each["change"]) for each in data["changes"]] == [
        ("Mail", "removed"),
        ("Orders", "changed"),
        ("Returns", "added"),
    ]


@pytest.mark.parametrize("format_", ["markdown", "text", "json"])
def test_the_status_tells_of_a_difference_if_asked(
    later: SiteFolder, capsys: pytest.CaptureFixture[str], format_: str
) -> None:
    diff = ["catalog", "diff", "--format", format_, "--exit-code", "old.json"]
    assert main([*diff, "new.json"]) == 1
    capsys.readouterr()
    assert main([*diff, "old.json"]) == 0
    said = capsys.readouterr().out
    assert '"changes": []' in said or "The feature pages name what they named before." in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_have_any_encoding_of_json(shop: SiteFolder, encoding: str) -> None:
    text = (shop.folder / "old.json").read_text("utf-8")
    shop.write("new.json", text.encode(encoding))
    assert main(["catalog", "diff", "--exit-code", "old.json", "new.json"]) == 0


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "new.json: the catalog cannot be read: No such file or directory"),
        (b"", "new.json:1: invalid JSON: Expecting value"),
        (b'{"version": 1,\n "features": [}', "new.json:2: invalid JSON: Expecting value"),
        (b"\xff\xd8\xff", "new.json: this is no JSON that can be read"),
        (b"[" * 200_000, "new.json: this is no JSON that can be read"),
        (b"[]", "new.json: this is no catalog, such as"),
        (b'{"name": "x"}', "new.json: this is no catalog, such as"),
        (b'{"version": true}', "new.json: this is no catalog, such as"),
        (b'{"version": 1}', "new.json: no valid catalog: 'features' has to be a list"),
        (b'{"version": 0}', "new.json: the catalog's version is 0, and only 1 can be read"),
        (
            b'{"version": 2}',
            "new.json: the catalog's version is 2, and only 1 can be read; "
            "it was made by a newer featurespec",
        ),
    ],
)
def test_a_file_that_is_no_catalog_is_one_line(
    shop: SiteFolder, capsys: pytest.CaptureFixture[str], content: bytes | None, problem: str
) -> None:
    if content is not None:
        shop.write("new.json", content)
    assert main(["catalog", "diff", "--exit-code", "old.json", "new.json"]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"featurespec: {problem}")
    assert err.count("\n") == 1
