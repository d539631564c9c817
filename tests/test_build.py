"""Real builds: what a reader of the site and of its log sees."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from mkdocs_featurespec.render.catalog_json import catalog_schema

from .conftest import SiteFolder

CHECK_IN = """\
---
title: Check-ins
status: draft
owner: team-engagement
surfaces: [Web]
---
# Check-ins

Weekly answers.

## Database Tables

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| `check_ins` | One answer sheet. | id, client_id | Owned here. |
| `clients` | Who answers. | id | |

## API Endpoints

- `GET /api/v1/check-ins/{id}` - one check-in
- `POST /api/v1/check-ins` - submit

## Events & Background Jobs

### Published

- `check_in.submitted` - when a client submits

### Jobs

- `remind_clients` - every Monday
"""
COACHING = """\
---
title: Coaching
status: draft
owner: team-coach
---
# Coaching

## Tables

- `clients`: the people. Owned here.

## API

| Method | Path | Direction |
|---|---|---|
| GET | /api/v1/check-ins/:id | called |

## Events

### Consumed

- `check_in.submitted`
"""


@pytest.fixture
def two(site: SiteFolder) -> SiteFolder:
    site.write("docs/features/check-ins.md", CHECK_IN)
    site.write("docs/features/coaching.md", COACHING)
    return site


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_catalog_links_lead_to_the_very_section(
    two: SiteFolder, directory_urls: bool, theme: str
) -> None:
    two.configure(site=f"use_directory_urls: {str(directory_urls).lower()}\ntheme: {theme}\n")
    done = two.build("--strict")
    assert done.returncode == 0, done.stderr
    assert two.broken_links() == []
    page = two.html("catalog/tables/index.html" if directory_urls else "catalog/tables.html")
    prefix = "../../" if directory_urls else "../"
    suffix = "/" if directory_urls else ".html"
    assert f'<a href="{prefix}features/check-ins{suffix}#database-tables">Check-ins</a>' in page
    assert f'<a href="{prefix}features/coaching{suffix}#tables">Coaching</a>' in page


def test_one_row_an_entity_with_every_feature(two: SiteFolder) -> None:
    two.build()
    data = two.catalog()
    tables = {t["name"]: [f["title"] for f in t["features"]] for t in data["tables"]}  # type: ignore[attr-defined]
    assert tables == {"check_ins": ["Check-ins"], "clients": ["Check-ins", "Coaching"]}
    endpoints = {(e["method"], e["path"]): len(e["features"]) for e in data["endpoints"]}  # type: ignore[arg-type]
    assert endpoints == {
        ("GET", "/api/v1/check-ins/{id}"): 2,
        ("POST", "/api/v1/check-ins"): 1,
    }
    (event,) = data["events"]
    assert [(f["title"], f["direction"]) for f in event["features"]] == [  # type: ignore[attr-defined]
        ("Check-ins", "published"),
        ("Coaching", "consumed"),
    ]
    assert [job["name"] for job in data["jobs"]] == ["remind_clients"]
    assert data["tables"][0]["features"] == [
        {
            "path": "docs/features/check-ins.md",
            "title": "Check-ins",
            "line": 15,
            "anchor": "database-tables",
            "summary": "One answer sheet.",
            "columns": ["id", "client_id"],
            "owned": True,
            "owner": None,
        }
    ]


def test_catalog_json_is_valid_by_its_published_schema(two: SiteFolder) -> None:
    two.build()
    schema = json.loads(two.html("catalog/catalog.schema.json"))
    assert schema == json.loads(catalog_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(two.catalog())
    assert not validator.is_valid({**two.catalog(), "version": 2})
    assert not validator.is_valid({**two.catalog(), "tables": [{"name": "x"}]})


def test_the_command_gives_the_same_catalog_as_the_site(two: SiteFolder) -> None:
    two.build()
    done = two.run("featurespec", "catalog", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == two.catalog()


def test_catalog_is_in_navigation_and_search(two: SiteFolder) -> None:
    two.build()
    home = two.html("index.html")
    for url in ("catalog/", "catalog/tables/", "catalog/endpoints/", "catalog/events/"):
        assert f'href="{url}"' in home
    index = json.loads(two.html("search/search_index.json"))
    texts = {doc["location"]: doc["text"] for doc in index["docs"]}
    assert "check_ins" in texts["catalog/tables/"]
    assert "remind_clients" in texts["catalog/events/#background-jobs"]


def test_links_to_rows_are_checked(two: SiteFolder) -> None:
    site = "validation:\n  anchors: warn\n"
    two.configure(site=site)
    two.write(
        "docs/index.md", "# Home\n\n[c](catalog/tables.md#clients) [j](catalog/catalog.json)\n"
    )
    assert two.build("--strict").returncode == 0
    two.write("docs/index.md", "# Home\n\n[c](catalog/tables.md#klients)\n")
    done = two.build("--strict")
    assert done.returncode == 1
    assert "does not contain an anchor '#klients'" in done.stderr


def test_a_site_s_own_index_page_wins_and_is_filled(two: SiteFolder) -> None:
    own = (
        "# Ours\n\nBefore.\n\n<!-- featurespec: tables -->\n\nAfter. `<!-- featurespec: jobs -->`\n"
    )
    two.write("docs/catalog/tables.md", own)
    assert two.build("--strict").returncode == 0
    page = two.html("catalog/tables/index.html")
    assert "Before." in page
    assert '<tr id="clients"' in page
    assert "remind_clients" not in page
    assert "tables and views, each with" not in page
    assert (two.docs / "catalog" / "tables.md").read_text("utf-8") == own


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        ("tabels", 'unknown marker "tabels"; the markers are: features, tables'),
        ("events kind=evnt", 'the marker "events" has no kind "evnt"'),
        ("jobs kind=job", 'the marker "jobs" does not take "kind"'),
        ("tables all", 'the marker "tables" does not take "all"'),
    ],
)
def test_a_wrong_marker_is_told(two: SiteFolder, marker: str, words: str) -> None:
    two.write("docs/index.md", f"# Home\n\n<!-- featurespec: {marker} -->\n")
    done = two.build("--strict")
    assert done.returncode == 1
    assert f"index.md: {words}" in done.stderr


def test_generated_pages_survive_exclusion_patterns(two: SiteFolder) -> None:
    two.configure(site="exclude_docs: |\n  catalog/\ndraft_docs: |\n  catalog/tables.md\n")
    assert two.build("--strict").returncode == 0
    assert (two.out / "catalog/tables/index.html").is_file()


def test_only_pages_of_this_build_count(two: SiteFolder) -> None:
    two.configure(site="draft_docs: |\n  coaching.md\n")
    two.write("docs/features/_template.md", CHECK_IN)
    two.write("docs/features/index.md", "# Features\n\n## Tables\n\n- `nothing`\n")
    two.build()
    assert [f["title"] for f in two.catalog()["features"]] == ["Check-ins"]


def test_a_build_twice_gives_the_same_bytes(two: SiteFolder) -> None:
    two.build()
    names = ("catalog/catalog.json", "catalog/events/index.html", "features/coaching/index.html")
    first = [two.html(name) for name in names]
    two.build()
    assert [two.html(name) for name in names] == first


def test_dirty_build_keeps_the_catalog_right(two: SiteFolder) -> None:
    two.build()
    two.write("docs/features/coaching.md", COACHING.replace("`clients`", "`client_notes`"))
    two.build("--dirty")
    assert [t["name"] for t in two.catalog()["tables"]] == ["check_ins", "client_notes", "clients"]
    assert '<tr id="client_notes"' in two.html("catalog/tables/index.html")


def test_disabled_does_nothing(two: SiteFolder) -> None:
    two.configure("enabled: false")
    assert two.build("--strict").returncode == 0
    assert not (two.out / "catalog").exists()


def test_catalog_dir_is_an_option(two: SiteFolder) -> None:
    two.configure("catalog_dir: reference/features-index")
    assert two.build("--strict").returncode == 0
    assert two.broken_links() == []
    assert (two.out / "reference/features-index/catalog.json").is_file()


@pytest.mark.parametrize(
    "body",
    [
        "",
        "---\ntitle: Newcomer\nstatus: draft\nowner: me\n---\n",
        "# Newcomer\n",
        "\n\n# Newcomer\n\n",
    ],
    ids=["empty", "front-matter", "title", "blank-lines"],
)
def test_a_page_without_content_shows_the_skeleton(site: SiteFolder, body: str) -> None:
    path = site.write("docs/features/newcomer.md", body)
    site.build()
    page = site.main("features/newcomer/index.html")
    assert "Not written yet" in page
    assert '<h1 id="newcomer">Newcomer</h1>' in page
    assert "Describe coach web, coach mobile, client mobile, system, and admin flows" in page
    assert "<td>example_table</td>" in page
    assert "PATCH /api/v1/example/{id}" in page
    assert "featurespec:" not in page
    assert "write_skeleton" not in page
    assert path.read_bytes() == body.encode()
    data = site.catalog()
    assert data["features"][0]["written"] is False
    assert data["tables"] == data["endpoints"] == data["events"] == data["jobs"] == []


@pytest.mark.parametrize(
    "body", ["Text.\n", "# T\n\nText.\n", "# T\n\n## User Flows\n", "- item\n", "<!-- note -->\n"]
)
def test_a_page_with_content_is_never_changed(site: SiteFolder, body: str) -> None:
    site.write("docs/features/page.md", body)
    site.write("mkdocs.yml", "site_name: Site\n")
    site.build()
    plain = site.main("features/page/index.html")
    site.configure()
    site.build()
    assert site.main("features/page/index.html") == plain


def test_the_skeleton_takes_the_page_s_surfaces_and_escapes_its_title(site: SiteFolder) -> None:
    title = "A <script>alert(1)</script> | {{ config }} `x` [y](z) *b* {#id}"
    front_matter = f"---\ntitle: '{title}'\nsurfaces: [Web, Client Mobile]\n---\n"
    site.write("docs/features/new.md", front_matter)
    site.build()
    page = site.main("features/new/index.html")
    assert "<script>" not in page
    assert "A &#60;script&#62;" in page or "A &lt;script&gt;" in page
    assert "Web, Client Mobile</h2>" in page
    assert "Coach Mobile</h3>" not in page


def test_what_pages_say_is_text_in_the_catalog(site: SiteFolder) -> None:
    page = (
        "---\ntitle: '<img src=x onerror=alert(1)> | {{ x }}'\nstatus: draft\nowner: '<b>me</b>'\n"
        "---\n# T\n\n## Database Tables\n\n| Table | Purpose |\n|---|---|\n"
        "| `ok` | <script>alert(2)</script> `<i>t</i>` {{ 7*7 }} |\n| `<i>t</i>` | x |\n"
    )
    site.write("docs/features/evil.md", page)
    site.build()
    registers = re.compile(r'<div class="featurespec-register.*?</div>', re.DOTALL)
    for path in ("catalog/index.html", "catalog/tables/index.html"):
        # The host's own navigation shows titles as they are written.
        (html,) = registers.findall(site.html(path))
        assert "<img src=x" not in html
        assert "<script>alert(2)" not in html
        assert "<b>me</b>" not in html
        assert "<i>t</i>" not in html
    assert "&lt;img src=x onerror=alert(1)&gt; | {{ x }}" in site.html("catalog/index.html")


def test_findings_are_log_lines_that_strict_counts(site: SiteFolder) -> None:
    site.write("docs/features/odd.md", "---\ntitle: Odd\nstatus: shiped\nowner: me\n---\nText.\n")
    done = site.build()
    assert done.returncode == 0
    assert "docs/features/odd.md:3:9: FS114" in done.stderr
    assert 'did you mean "shipped"?' in done.stderr
    for path in site.out.rglob("*"):  # what helps writers is for the preview alone
        assert path.is_dir() or b"featurespec-panel" not in path.read_bytes(), path
        assert "panel" not in path.name
    strict = site.build("--strict")
    assert strict.returncode == 1
    assert "Aborted with 1 errors" in strict.stdout + strict.stderr


BAD_INPUT = {
    "invalid-yaml": b"---\ntitle: [a\nstatus: draft\n---\nText\n",
    "list": b"---\n- a\n- b\n---\nText\n",
    "duplicate-key": b"---\ntitle: A\ntitle: B\nstatus: draft\nowner: x\n---\nText\n",
    "tab": b"---\ntitle: A\nx:\n\ty: 1\n---\nText\n",
    "bom": b"\xef\xbb\xbf---\ntitle: A\nstatus: nope\nowner: x\n---\nText\n",
    "crlf": b"---\r\ntitle: A\r\nstatus: nope\r\nowner: x\r\n---\r\n# A\r\n\r\nText\r\n",
    "latin-1": "---\ntitle: Caf\u00e9\n---\nText\n".encode("latin-1"),
    "nul": b"---\ntitle: A\nstatus: draft\nowner: x\n---\nText \x00 more\n",
    "alias-bomb": b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join([f'*{chr(97 + i)}'] * 9)}]\n".encode()
        for i in range(9)
    )
    + b"---\nText\n",
    "not-closed": b"---\ntitle: A\n\nText\n",
    "unsafe-tag": b"---\ntitle: !!python/object/apply:os.system [echo]\n---\nText\n",
    "title-is-a-list": b"---\ntitle: [a, b]\nstatus: draft\nowner: x\n---\nText\n",
}


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_is_a_diagnostic_and_the_other_pages_are_built(
    two: SiteFolder, name: str
) -> None:
    two.write("docs/features/bad.md", BAD_INPUT[name])
    done = two.build()
    assert done.returncode == 0, done.stderr
    assert "docs/features/bad.md:" in done.stderr
    assert two.broken_links() == []
    assert "check_ins" in two.html("catalog/tables/index.html")
    assert (two.docs / "features" / "bad.md").read_bytes() == BAD_INPUT[name]
    check = two.run("featurespec", "check")
    assert check.returncode == 1
    assert "docs/features/bad.md:" in check.stdout
    assert "Traceback" not in check.stderr


def test_two_features_with_one_title_are_two_features(site: SiteFolder) -> None:
    site.write("docs/features/a.md", CHECK_IN)
    site.write("docs/features/b.md", CHECK_IN)
    assert site.build().returncode == 0
    assert [f["path"] for f in site.catalog()["features"]] == [
        "docs/features/a.md",
        "docs/features/b.md",
    ]
    assert site.broken_links() == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("featurs: x", "featurspec has no option|did you mean 'features'"),
        ("features: 3", "option 'features'"),
        ("features: []", "option 'features'"),
        ("surfaces: Web", "option 'surfaces'"),
        ("catalog_dir: ../out", "option 'catalog_dir'"),
        ("enabled: maybe", "option 'enabled'"),
        ("template: nowhere.md", "nowhere.md: the template does not exist"),
        ("schema: nowhere.json", "nowhere.json"),
    ],
)
def test_a_wrong_option_stops_the_build_with_one_clear_line(
    two: SiteFolder, options: str, words: str
) -> None:
    two.configure(options)
    done = two.build()
    assert done.returncode == 1
    assert any(word in done.stderr for word in words.split("|")), done.stderr


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("No heading.\n", "t.md:1: the template has no headings"),
        ("# {{ x }\n\n## A\n", "t.md:1: the template's Jinja is broken"),
        ("# T\n\n## A\n<!-- featurespec: section role=x -->\n", "t.md:4: unknown role 'x'"),
    ],
)
def test_a_broken_template_stops_the_build_with_its_line(
    two: SiteFolder, template: str, words: str
) -> None:
    two.write("t.md", template)
    two.configure("template: t.md")
    done = two.build()
    assert done.returncode == 1
    assert words in done.stderr


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ('{"type": "objekt"}', "s.json"),
        ('{"type": "object",\n', "s.json:2"),
        ('{"$ref": "https://example.com/x.json"}', "https://example.com/x.json"),
        ('{"$ref": "missing.json"}', "missing.json"),
    ],
)
def test_a_broken_schema_stops_the_build(two: SiteFolder, schema: str, words: str) -> None:
    two.write("s.json", schema)
    two.configure("schema: s.json")
    done = two.build()
    assert done.returncode == 1
    assert words in done.stderr


def test_a_site_s_own_template_and_schema(site: SiteFolder) -> None:
    site.write(
        "t.md",
        "# {{ title }}\n\n## What\n\n- Why?\n\n"
        "## Topics\n<!-- featurespec: section role=events -->\n",
    )
    site.write("s.json", '{"required": ["team"], "properties": {"team": {"enum": ["a", "b"]}}}')
    site.configure("template: t.md\nschema: s.json")
    site.write("docs/features/new.md", "---\nteam: c\n---\n")
    site.write("docs/features/old.md", "---\nteam: a\n---\n# Old\n\n## Topics\n\n- `a.b` - text\n")
    done = site.build()
    assert "<li>Why?</li>" in site.main("features/new/index.html")
    assert "docs/features/new.md:2:7: FS114" in done.stderr
    assert "docs/features/old.md:4:1: FS201 the section 'What' is missing" in done.stderr
    assert [event["name"] for event in site.catalog()["events"]] == ["a.b"]
