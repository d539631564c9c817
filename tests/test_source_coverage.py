"""How much of each source is documented: the command, the register, the page and the JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from mkdocs_featurespec.catalog.coverage import percent
from mkdocs_featurespec.cli import main
from mkdocs_featurespec.render.catalog_json import catalog_as_data, catalog_schema
from mkdocs_featurespec.render.catalog_json.publication import Publication
from mkdocs_featurespec.render.ids import Ids
from mkdocs_featurespec.render.index_pages import index_pages
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.render.view import SiteView
from mkdocs_featurespec.site.config import load_site_config
from mkdocs_featurespec.site.load import open_site

CONFIG = """\
site_name: Kilns
plugins:
  - featurespec:
      sources:
        - {openapi: api.yaml, name: The <API>, ignore: /internal/*}
        - {sql: schema.sql, name: The database}
        - {asyncapi: events.yaml, name: The events}
"""
API = """\
openapi: 3.0.0
paths:
  /kilns/{id}:
    get: {}
    put: {deprecated: true}
    head: {}
  /events: {get: {}}
  /internal/health: {get: {}}
  /<b>: {post: {}}
"""
SQL = """\
CREATE TABLE schema_migrations (version text);
CREATE TABLE kilns (id int);
CREATE VIEW hot_kilns AS SELECT * FROM kilns;
"""
EVENTS = """\
asyncapi: 3.0.0
channels:
  fired: {address: kiln.fired}
  cooled: {address: kiln.cooled}
  old: {deprecated: true}
  other: {address: door.opened}
"""
PAGE = """\
---
title: {title}
status: shipped
{owner}---
# {title}

## Database Tables

- `kilns`: all of them

## API Endpoints

- `GET /kilns/:id`
- `SSE /events`

## Events & Background Jobs

- `kiln.*` - all of them
"""
TEXT = """\
The <API>  2 of 3 operations, 66.7 %
  POST /<b>  api.yaml:9

The database  1 of 2 tables, 50.0 %
  hot_kilns  schema.sql:3

The events  2 of 3 events, 66.7 %
  door.opened  events.yaml:6

By owner
  team-a  The <API> 2, The database 1, The events 2
  no owner  The <API> 2, The database 1, The events 2

5 of 8 documented, 62.5 %
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pages = tmp_path / "docs/features"
    pages.mkdir(parents=True)
    (pages / "a.md").write_text(PAGE.format(title="A", owner="owner: team-a\n"), "utf-8")
    (pages / "b.md").write_text(PAGE.format(title="B", owner=""), "utf-8")
    for name, text in {
        "mkdocs.yml": CONFIG,
        "api.yaml": API,
        "schema.sql": SQL,
        "events.yaml": EVENTS,
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def view(folder: Path) -> SiteView:
    opened = open_site(load_site_config(folder / "mkdocs.yml"))
    site = opened.read()
    return SiteView(site.pages, site.catalog, settings=opened.settings, coverage=site.coverage)


def shown(site: SiteView) -> str:
    return MARKERS["coverage"].render(site, {}, Place("index.md", str, Ids(set())))


def test_the_command_tells_what_is_not_documented(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", "--fail-under", "62.5"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == (TEXT, "")

    assert main(["coverage", "--fail-under", "62.6", "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert err == "featurespec: 62.5 % is documented, and --fail-under asks for 62.6 %\n"
    data = json.loads(out)
    assert data["percent"] == 62.5
    assert data["sources"][0] == {
        "name": "The <API>",
        "kind": "openapi",
        "files": ["api.yaml"],
        "total": 3,
        "documented": 2,
        "owners": {"team-a": 2},
        "missing": [{"name": "POST /<b>", "path": "api.yaml", "line": 9}],
    }


def test_the_catalog_has_it_too(folder: Path) -> None:
    site = view(folder)
    data = catalog_as_data(site, Publication("", "", str))
    jsonschema.validate(data, json.loads(catalog_schema()))
    assert [each["total"] for each in data["coverage"]] == [3, 2, 3]  # type: ignore[attr-defined]
    assert "5 of 8 documented" in index_pages(site)["index.md"]
    assert "featurespec: coverage" in index_pages(site)["coverage.md"]
    html = shown(site)
    assert '<th scope="row">The &lt;API&gt;</th>' in html
    assert 'max="3" value="2"' in html
    assert "<code>POST /&lt;b&gt;</code>" in html
    assert "<code>schema.sql:3</code>" in html
    assert ">no owner</th>" in html


def test_rows_of_the_catalog_show_what_sources_say_where_pages_are_silent(folder: Path) -> None:
    put = (
        "put: {deprecated: true, summary: Change <it>, security: [{user: [], <k>: []}, {key: []}]}"
    )
    api = API.replace("put: {deprecated: true}", put).replace(
        "/events: {get: {}}", "/events: {get: {security: []}}"
    )
    api = api.replace("paths:", "security: [{user: []}]\npaths:")
    (folder / "api.yaml").write_text(api, "utf-8")
    events = (
        "asyncapi: 2.0.0\nchannels: {door.opened: {deprecated: true, "
        "publish: {message: {payload: {properties: {id: {}, at: {}}}}}}}\n"
    )
    (folder / "events.yaml").write_text(events, "utf-8")
    page = folder / "docs/features/a.md"
    more = "- `PUT /kilns/:key`\n- `SSE /events` - all of them\n"
    text = page.read_text("utf-8").replace("- `SSE /events`\n", more)
    page.write_text(text + "- `door.opened`\n", "utf-8")
    site = view(folder)
    place = Place("index.md", str, Ids(set()))
    endpoints = MARKERS["endpoints"].render(site, {}, place)
    badge = ' <span class="featurespec-badge">deprecated</span>'
    access = '<span class="featurespec-badge">{}</span>'.format
    needed = access("user and &lt;k&gt; or key")
    assert f"<td>Change &lt;it&gt; {needed}{badge}</td>" in endpoints
    assert f"<td>all of them {access('public')}</td>" in endpoints
    assert f"<td> {access('user')}</td>" in endpoints
    assert f"<td>id, at{badge}</td>" in MARKERS["events"].render(site, {}, place)


def test_a_table_shows_the_columns_of_its_database_beside_those_of_pages(folder: Path) -> None:
    (folder / "schema.sql").write_text(
        "CREATE TABLE kilns (kiln_id uuid, site_id int REFERENCES <sites> (id), at date, "
        "PRIMARY KEY (kiln_id));\n".replace("<sites>", '"<sites>"')
        + "CREATE TABLE tiles (a int, b int, UNIQUE (a, b), FOREIGN KEY (a, b) REFERENCES s);\n"
        "CREATE INDEX ON tiles (a); CREATE UNIQUE INDEX ON tiles (b);\n"
        "COMMENT ON TABLE kilns IS 'Hot & heavy'; COMMENT ON COLUMN kilns.at IS 'Since <when>';\n"
        "CREATE TABLE half (a int) INHERITS (tiles); CREATE VIEW glazed AS SELECT 1;\n",
        "utf-8",
    )
    rows = (
        "| kilns | | kilnId, colour |\n| half | | b |\n| tiles | Said here. | |\n| glazed | | a |\n"
    )
    table = f"| Table | Purpose | Important Columns |\n|---|---|---|\n{rows}"
    page = folder / "docs/features/b.md"
    page.write_text(page.read_text("utf-8").replace("- `kilns`: all of them\n", table), "utf-8")
    (folder / "docs/features/a.md").unlink()
    html = MARKERS["tables"].render(view(folder), {}, Place("index.md", str, Ids(set())))
    assert "<td>Hot &amp; heavy<details" in html
    assert _columns(html, "kilns") == [
        "3 columns, 1 not in the database",
        "Column | Type | Keys | What it holds | B",
        "kiln_id | uuid | primary |  | yes",
        "site_id | int | to &lt;sites&gt; |  | ",
        "at | date |  | Since &lt;when&gt; | ",
        "colour | not in the database |  |  | yes",
    ]
    assert _columns(html, "tiles") == [
        "2 columns",
        "Column | Type | Keys",
        "a | int | ",
        "b | int | unique",
        "Also: unique key a, b; foreign key a, b to s; index on a; unique index on b",
    ]
    assert "<td>Said here.<details" in html
    assert _columns(html, "half")[2:] == ["a | int |  | ", "b |  |  | yes"]
    assert _columns(html, "glazed") == ["1 column", "a"]


def _columns(html: str, table: str) -> list[str]:
    """Return the text of a table's columns, by line."""
    row = html[html.index(f"<code>{table}</code></a>") :]
    content = row[row.index("<summary>") : row.index("</details>")]
    lines = re.sub(r"</(?:summary|tr|p)>", "\n", re.sub(r"</t[hd]><t[hd][^>]*>", " | ", content))
    return [line for line in re.sub(r"<[^>]*>", "", lines).split("\n") if line]


def test_where_all_is_documented_nothing_is_listed(folder: Path) -> None:
    (folder / "api.yaml").write_text("openapi: 3.0.0\npaths: [\n", "utf-8")
    (folder / "schema.sql").write_text("CREATE TABLE kilns (id int);", "utf-8")
    (folder / "events.yaml").write_text("asyncapi: 3.0.0\nchannels: {}\n", "utf-8")
    site = view(folder)
    assert [len(each.things) for each in site.coverage] == [0, 1]
    assert percent(site.coverage) == 100
    assert "All of it is documented." in shown(site)


def test_a_site_without_sources_has_none_of_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "mkdocs.yml").write_text("site_name: S\nplugins: [featurespec]\n", "utf-8")
    assert main(["coverage"]) == 2
    assert "the site names no sources" in capsys.readouterr().err
    site = view(folder)
    assert "coverage" not in catalog_as_data(site, Publication("", "", str))
    assert "coverage.md" not in index_pages(site)
    assert "This site names no sources" in shown(site)
    assert percent(()) == 100
