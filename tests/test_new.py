"""`featurespec new`: pages that are started, and those that are not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec import build_catalog
from mkdocs_featurespec.cli import main
from mkdocs_featurespec.create.entries import endpoint_entries, table_entries
from mkdocs_featurespec.create.markdown import written_text
from mkdocs_featurespec.create.page import Feature, new_page
from mkdocs_featurespec.create.place import slug
from mkdocs_featurespec.diagnostics import Severity, Span
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.inline import plain_text
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.rules.families import EXAMPLE_TEMPLATE
from mkdocs_featurespec.schema.files import load_schema
from mkdocs_featurespec.settings import Settings, Surface
from mkdocs_featurespec.sources.values import Column, Index, Key, KeyKind, Operation, TableSource
from mkdocs_featurespec.template import TemplateSource, built_in_template
from mkdocs_featurespec.workspace import Workspace

OPENAPI = """\
openapi: 3.1.0
paths:
  /orders:
    get: {summary: "List | filter <orders>", tags: [orders]}
    post: {summary: Place an order, tags: [Orders, write]}
  /orders/{id}:
    delete: {tags: [write], deprecated: true}
    trace: {tags: [orders]}
  /health:
    get: {}
"""
SQL = """\
CREATE TABLE orders (
  id uuid PRIMARY KEY,
  buyer_id int REFERENCES people (id),
  status text,
  UNIQUE (buyer_id, status)
);
COMMENT ON TABLE orders IS 'What people | buy, in `one` row';
CREATE TABLE billing.order_lines (
  id int PRIMARY KEY, order_id int, a int, b int, c int, d int, payload jsonb, line_status text
);
CREATE INDEX ON billing.order_lines (order_id);
CREATE INDEX ON billing.order_lines (lower(a));
CREATE TABLE people (id int);
"""


class Folder:
    """A site in the current folder."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys
        self.configure()
        self.write("docs/index.md", "# Home\n")

    def write(self, name: str, content: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8", newline="")
        return path

    def configure(self, *options: str, site: str = "") -> None:
        plugin = "".join(f"      {line}\n" for line in options)
        self.write("mkdocs.yml", f"site_name: Shop\n{site}plugins:\n  - featurespec:\n{plugin}")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, err = self.capsys.readouterr()
        return status, out, err

    def new(self, *arguments: str) -> str:
        """Start a page, and return its text."""
        status, out, err = self.run("new", *arguments)
        assert status == 0, err
        return (self.root / out.rstrip("\n")).read_text("utf-8")

    def refused(self, *arguments: str) -> str:
        """Return why no page was started; nothing was written for it."""
        before = self.files()
        status, out, err = self.run("new", *arguments)
        assert (status, out) == (2, "")
        assert self.files() == before
        return err.splitlines()[-1].removeprefix("featurespec: ").removeprefix("Error: ")

    def files(self) -> set[Path]:
        return set(self.root.rglob("*"))


@pytest.fixture
def folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path, capsys)


# The page


def test_a_page_is_written_and_the_next_step_is_said(folder: Folder) -> None:
    status, out, err = folder.run("new", "Weekly  goals", "--owner", "team-goals")
    assert (status, out) == (0, "docs/features/weekly-goals.md\n")
    assert err == (
        "featurespec: next: write 'User Flows'; see it with 'mkdocs serve'; "
        "check it with 'featurespec check docs/features/weekly-goals.md'\n"
    )
    text = (folder.root / out.strip()).read_text("utf-8")
    head = "---\ntitle: Weekly goals\nstatus: draft\nowner: team-goals\n---\n\n# Weekly goals\n\n"
    assert text.startswith(head)
    assert "featurespec:" not in text
    assert text.endswith("- Assumption to validate.\n")


def test_a_file_that_holds_nothing_is_filled(folder: Folder) -> None:
    folder.write("docs/features/goals.md", " \r\n")
    assert folder.new("Goals").startswith("---\ntitle: Goals\n")
    assert folder.refused("Goals").endswith("there is a file already, which is not overwritten")


@pytest.mark.parametrize("title", ["Weekly goals", "C#", "*b* _c_ `d`", "A: <b> & &amp; | {{ x }}"])
def test_check_finds_nothing_but_what_is_not_written(folder: Folder, title: str) -> None:
    folder.write("api.yaml", OPENAPI)
    folder.write("schema.sql", SQL)
    folder.new(
        *(title, "--owner", "me: and I", "--surface", "Web", "--path", "features/a.md"),
        *("--from-openapi", "api.yaml", "--from-sql", "schema.sql"),
    )
    status, out, _ = folder.run("check", "--format", "json")
    found = {d["severity"] for d in json.loads(out)["diagnostics"]}
    assert (status, found <= {"info"}) == (0, True), out


def test_an_owner_that_nobody_named_is_left_open(folder: Folder) -> None:
    _, _, err = folder.run("new", "Goals")
    assert err.splitlines()[0] == "featurespec: fill in, since the schema asks for it: owner"
    text = (folder.root / "docs/features/goals.md").read_text("utf-8")
    assert "\nowner:  # such as team-goals\n" in text
    status, out, _ = folder.run("check")
    assert (status, out.count("FS1")) == (1, 1)
    assert "docs/features/goals.md:4:1: error FS113 owner" in out


def test_what_is_said_goes_to_the_front_matter(folder: Folder) -> None:
    folder.configure("template: t.md", "surfaces: [Web, 'Kiosk: new']")
    folder.write("t.md", "---\ntemplate_version: 3\n---\n# {{ title }}\n\n## A {{ owner }}\n")
    text = folder.new(
        *("Goals", "--surface", "kiosk: NEW", "--surface", "web", "--owner", "on"),
        *("--status", "approved"),
    )
    assert text.startswith(
        '---\ntitle: Goals\nstatus: approved\nowner: "on"\nsurfaces: [Web, "Kiosk: new"]\n'
        "template_version: 3\n---\n"
    )
    assert text.endswith("---\n\n# Goals\n\n## A on\n")


def test_a_dry_run_prints_the_page(folder: Folder) -> None:
    before = folder.files()
    status, out, err = folder.run("new", "Goals", "--dry-run", "--owner", "me")
    assert (status, err) == (0, "featurespec: this would be docs/features/goals.md\n")
    assert folder.files() == before
    assert out == folder.new("Goals", "--owner", "me")


def test_the_site_may_lie_elsewhere(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder.root / "far away").mkdir()
    monkeypatch.chdir("far away")
    status, out, err = folder.run("new", "Goals", "--owner", "me", "-f", "../mkdocs.yml")
    assert (status, out) == (0, "../docs/features/goals.md\n")
    check = "featurespec check -f ../mkdocs.yml ../docs/features/goals.md"
    assert f"'mkdocs serve -f ../mkdocs.yml'; check it with '{check}'" in err
    assert folder.run(*check.split()[1:])[0] == 0


def test_a_template_may_have_no_sections(folder: Folder) -> None:
    folder.configure("template: t.md")
    folder.write("t.md", "# {{ title }}\n\nAll that there is to say.\n")
    _, _, err = folder.run("new", "Goals", "--owner", "me")
    assert "next: write it; " in err


def test_what_check_finds_besides_is_said(folder: Folder) -> None:
    folder.configure("schema: s.yml")
    folder.write("s.yml", "maxProperties: 1")
    _, _, err = folder.run("new", "Goals", "--owner", "me")
    assert err.startswith("featurespec: 'featurespec check' finds FS1")
    assert folder.run("check")[0] == 1


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("# {{ title }}", "# T \\*\n"),
        ("# Feature: {{ title }} (new)", "# Feature: T \\* (new)\n"),
        ("# Feature: [Name]", "# T \\*\n"),
        ("Name of the feature\n===", "# T \\*\n"),
        ("> Copy this.\n\n# Name", "> Copy this.\n\n# T \\*\n"),
        ("# One\n\n# Two", "# One\n\n# Two\n"),
        ("## Name\n\n# Other", "## Name\n\n# Other\n"),
    ],
)
def test_the_title_takes_the_place_of_one_to_be_replaced(heading: str, expected: str) -> None:
    made = new_page(Feature("T *", owner="me"), workspace(f"{heading}\n\n## A\n"))
    assert made.text.partition("---\n\n")[2] == f"{expected}\n## A\n"


# Its place


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Weekly goals", "weekly-goals"),
        ("  Über-Öfen (v2.1)! ", "uber-ofen-v2-1"),
        ("Straße & Ærø, Łódź", "strasse-aero-lodz"),
        ("Café ﬁne ②", "cafe-fine-2"),
        ("İstanbul ısı", "istanbul-isi"),
        ("東京 API", "api"),
        ("東京", ""),
        ("../../etc", "etc"),
        ("--", ""),
    ],
)
def test_slugs_are_plain_letters(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text())
def test_every_slug_is_a_name_of_a_file(title: str) -> None:
    name = slug(title)
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name == slug(name)


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ("features/**/*.md", "features/goals.md"),
        ("specs/", "specs/goals.md"),
        ("specs", "specs/goals.md"),
        ("product/specs/**", "product/specs/goals.md"),
        ("'*.md'", "goals.md"),
        ("specs/feature-*.md", "specs/feature-goals.md"),
        ("specs/*-spec.markdown", "specs/goals-spec.markdown"),
        ("['!specs/old.md', 'specs/*.md']", "specs/goals.md"),
        ("[specs/one.md, more/*.md]", "more/goals.md"),
        ("['*/spec.md', 'b/*.md']", "b/goals.md"),
    ],
)
def test_the_patterns_say_where_a_page_belongs(
    folder: Folder, features: str, expected: str
) -> None:
    folder.configure(f"features: {features}")
    status, out, _ = folder.run("new", "Goals", "--owner", "me")
    assert (status, out) == (0, f"docs/{expected}\n")
    assert folder.run("check")[0] == 0


@pytest.mark.parametrize("features", ["specs/one.md", "'*/spec.md'", "'specs/[xy].md'"])
def test_patterns_that_do_not_say_it_are_an_error(folder: Folder, features: str) -> None:
    folder.configure(f"features: {features}")
    assert folder.refused("Goals").startswith("the patterns of feature pages (")
    assert folder.refused("Goals").endswith(
        ") do not say where goals.md belongs; name the page with --path"
    )


@pytest.mark.parametrize(
    "path",
    ["features/x/y.md", "docs/features/x/y.md", "./features/x/y.md", "{root}/docs/features/x/y.md"],
)
def test_the_path_may_be_given(folder: Folder, path: str) -> None:
    status, out, _ = folder.run("new", "東京", "--path", path.format(root=folder.root))
    assert (status, out) == (0, "docs/features/x/y.md\n")


def test_pages_at_the_root_of_the_site_have_paths_too(folder: Folder) -> None:
    folder.configure("features: '*.md'", site="docs_dir: .\n")
    assert folder.run("new", "Goals", "--path", "goals.md")[1] == "goals.md\n"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("features/a.txt", "docs/features/a.txt: the name of a page ends in .md"),
        ("a.md", "docs/a.md: this would be no feature page; those are features/**"),
        (
            "features/_a.md",
            "docs/features/_a.md: this would be no feature page; "
            "index pages and names that begin with '_' are none",
        ),
        (
            "features/x/index.md",
            "docs/features/x/index.md: this would be no feature page; "
            "index pages and names that begin with '_' are none",
        ),
        ("../a.md", "docs/../a.md: this leads out of docs/, and nothing is written there"),
        (
            "features/../../docs2/a.md",
            "docs/../docs2/a.md: this leads out of docs/, and nothing is written there",
        ),
        ("/a.md", "this leads out of docs/, and nothing is written there"),
        (
            "features/out/a.md",
            "docs/features/out/a.md: this leads out of docs/, and nothing is written there",
        ),
        (
            "features/loop/a.md",
            "docs/features/loop/a.md: cannot be written: File exists",
        ),
        (
            "features/link.md",
            "docs/features/link.md: this leads out of docs/, and nothing is written there",
        ),
        (
            "features/here.md",
            "docs/features/here.md: there is a file already, which is not overwritten",
        ),
        (
            "features/here.markdown",
            "docs/features/here.markdown: the built site has docs/features/here.md "
            "in the same place",
        ),
        (
            "features/folder.md",
            "docs/features/folder.md: the built site has docs/features/folder/README.md "
            "in the same place",
        ),
        (
            "features/.hidden.md",
            "docs/features/.hidden.md: exclude_docs or draft_docs in mkdocs.yml "
            "keeps this out of the site",
        ),
        (
            "features/wip-a.md",
            "docs/features/wip-a.md: exclude_docs or draft_docs in mkdocs.yml "
            "keeps this out of the site",
        ),
    ],
)
def test_where_no_page_can_be_written(folder: Folder, path: str, message: str) -> None:
    folder.configure("features: features/**", site="draft_docs: wip-*\n")
    folder.write("docs/features/here.md", "mine")
    folder.write("docs/features/folder/README.md", "mine")
    (folder.root / "docs/features/out").symlink_to(folder.root)
    (folder.root / "docs/features/loop").symlink_to("loop")
    (folder.root / "docs/features/link.md").symlink_to("../../nowhere.md")
    assert folder.refused("Goals", "--path", path).endswith(message)


def test_excluded_pages_and_the_catalog_are_no_place(folder: Folder) -> None:
    folder.configure("features: '**/*.md'", "exclude: old/")
    assert folder.refused("Goals", "--path", "old/a.md").endswith(
        "this would be no feature page; those are **/*.md, but not old/"
    )
    assert folder.refused("Goals", "--path", "catalog/a.md").endswith(
        "this would be no feature page; the catalog has its pages there"
    )


def test_another_place_in_the_site_is_none_without_directory_urls(folder: Folder) -> None:
    folder.configure(site="use_directory_urls: false\n")
    folder.write("docs/features/goals/index.md", "mine")
    folder.new("Goals")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((" ",), "TITLE is empty."),
        (("a\x07b",), "TITLE has a character that cannot be printed."),
        (("a", "--owner", "a\x00"), "--owner has a character that cannot be printed."),
        (("東京",), "'東京' has no letters for a file's name; name the page with --path"),
        (("a", "--tag", "x"), "--tag chooses from the file of --from-openapi, which is missing."),
        (("a", "--table", "x"), "--table chooses from the file of --from-sql, which is missing."),
        (("a", "--surface", "Wbe"), "the site has no surface 'Wbe'; did you mean 'Web'?"),
        (
            ("a", "--status", "darft"),
            'the schema refuses status: "darft" is not one of draft, in-review, approved, '
            'shipped, deprecated; did you mean "draft"?',
        ),
    ],
)
def test_what_is_said_may_be_wrong(folder: Folder, arguments: Sequence[str], message: str) -> None:
    assert folder.refused(*arguments) == message


def test_a_site_may_have_no_surfaces(folder: Folder) -> None:
    folder.configure("surfaces: []")
    assert folder.refused("a", "--surface", "Web") == "the site has no surface 'Web'; it has none"


# Files


def test_endpoints_are_those_of_the_file(folder: Folder) -> None:
    folder.write("api.yaml", OPENAPI)
    status, out, err = folder.run("new", "Orders", "--owner", "me", "--from-openapi", "api.yaml")
    assert status == 0
    assert err.startswith(
        "featurespec: left out, since no page can be read as naming it: TRACE /orders/{id}\n"
    )
    text = (folder.root / out.strip()).read_text("utf-8")
    assert (
        "```http\n"
        "GET /orders  # List | filter <orders>\n"
        "POST /orders  # Place an order\n"
        "DELETE /orders/{id}  # (deprecated)\n"
        "GET /health\n"
        "```\n"
    ) in text


def test_tags_and_globs_choose(folder: Folder) -> None:
    folder.write("api.yaml", OPENAPI)
    folder.write("schema.sql", SQL)
    text = folder.new(
        *("Orders", "--from-openapi", "api.yaml", "--tag", "orders", "--tag", "WRITE"),
        *("--from-sql", "schema.sql", "--table", "Order_*", "--table", "people"),
    )
    assert "GET /orders" in text
    assert "DELETE /orders/{id}" in text
    assert "/health" not in text
    assert (
        "| `billing.order_lines` |  | id, line_status, payload |"
        " index (order_id), (lower(a)) |\n| `people` |  | id |  |\n"
    ) not in text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows == [
        "| `billing.order_lines` |  | id, line_status, payload | indexes (order_id), (lower(a)) |",
        "| `people` |  | id |  |",
    ]


def test_rows_are_escaped(folder: Folder) -> None:
    folder.write("schema.sql", SQL)
    text = folder.new("Orders", "--from-sql", "schema.sql", "--table", "orders")
    assert (
        "| `orders` | What people \\| buy, in &#96;one&#96; row | id, buyer_id, status |"
        " buyer_id → people; unique (buyer_id, status) |\n"
    ) in text
    assert "example_table" not in text
    (table,) = build_catalog("mkdocs.yml").tables
    assert [table.name, table.summary] == ["orders", "What people | buy, in `one` row"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--from-openapi", "api.yaml", "--tag", "oders"),
            "api.yaml: no operation has the tag 'oders'; there are orders, Orders, write",
        ),
        (
            ("--from-sql", "schema.sql", "--table", "oders"),
            "schema.sql: no table matches 'oders'; there are orders, billing.order_lines, people",
        ),
        (("--from-openapi", "none.yaml"), "none.yaml: it has no operations"),
        (
            ("--from-openapi", "none.yaml", "--tag", "a"),
            "none.yaml: no operation has the tag 'a'; there are no tags",
        ),
        (
            ("--from-sql", "many.sql", "--table", "x"),
            "many.sql: no table matches 'x'; there are t0, t1, t2, t3, t4, t5, t6, t7, t8, t9 "
            "and 2 more",
        ),
        (
            ("--from-openapi", "broken.yaml"),
            "broken.yaml:2: broken YAML: while parsing a flow node, "
            "did not find expected node content",
        ),
        (("--from-sql", "api.yaml"), "api.yaml:1: there is no CREATE TABLE in it"),
        (
            ("--from-sql", "latin.sql"),
            "latin.sql:2: not UTF-8: byte 0xe4; "
            "Save the file as UTF-8; it may be Latin-1 (Windows-1252) now.",
        ),
    ],
)
def test_files_that_do_not_have_it(folder: Folder, arguments: Sequence[str], message: str) -> None:
    folder.write("api.yaml", OPENAPI)
    folder.write("schema.sql", SQL)
    folder.write("none.yaml", "openapi: 3.0.0\n")
    folder.write("many.sql", "".join(f"CREATE TABLE t{i} (id int);\n" for i in range(12)))
    folder.write("broken.yaml", "openapi: [\n")
    (folder.root / "latin.sql").write_bytes(b"--\nCREATE TABLE \xe4 (id int);\n")
    assert folder.refused("Orders", *arguments) == message


def test_a_file_that_is_not_there_is_a_wrong_call(folder: Folder) -> None:
    assert "'gone.sql' does not exist" in folder.refused("Orders", "--from-sql", "gone.sql")


def test_tables_that_are_not_understood_are_said(folder: Folder) -> None:
    folder.write("schema.sql", f"CREATE TABLE odd )(;\n{SQL}")
    _, _, err = folder.run("new", "Orders", "--from-sql", "schema.sql")
    assert "featurespec: schema.sql:1: what creates odd is not understood\n" in err


def test_many_that_are_left_out_are_counted(folder: Folder) -> None:
    paths = "".join(f"  /a{i}: {{trace: {{}}}}\n" for i in range(12))
    folder.write("api.yaml", f"openapi: 3.0.0\npaths:\n{paths}")
    _, _, err = folder.run("new", "Orders", "--from-openapi", "api.yaml")
    assert "TRACE /a9 and 2 more\n" in err


def test_a_template_without_the_section_says_so(folder: Folder) -> None:
    folder.configure("template: t.md")
    folder.write("t.md", "# {{ title }}\n\n## What for\n")
    folder.write("api.yaml", OPENAPI)
    assert folder.refused("Orders", "--from-openapi", "api.yaml") == (
        "t.md: the template has no section for endpoints; "
        "mark one by <!-- featurespec: section role=endpoints -->"
    )


# The forms of templates

SPAN = Span(1, 1, 1, 2)
OPERATIONS = [
    Operation("GET", "/a/{id}", "Read | it", (), False, SPAN),
    Operation("PUT", "/b", "", (), True, SPAN),
]
KEYS = (
    Key(KeyKind.PRIMARY, ("id",)),
    Key(KeyKind.FOREIGN, ("a_id",), "as"),
    Key(KeyKind.UNIQUE, ("id", "a_id")),
)
TABLES = [
    TableSource(
        "bees", (Column("id"), Column("a_id")), SPAN, "Those that buzz", KEYS, (Index(("id",)),)
    ),
    TableSource("wasps", (), SPAN),
]


def workspace(template: str, schema: Path | None = None) -> Workspace:
    source = TemplateSource(template, "t.md") if template else built_in_template()
    return Workspace(Settings(), source, load_schema(schema, display="s.yml"), Dialect())


def started(template: str, section: str, heading: str = "") -> str:
    """Return what stands below a template's heading of a section that was filled."""
    text = f"# {{{{ title }}}}\n\n{heading or section}\n\n"
    made = new_page(
        Feature("T", operations=OPERATIONS, tables=TABLES), workspace(f"{text}{template}")
    )
    return made.text.partition("# T\n\n")[2]


ENDPOINTS = "## API Endpoints"
BOTH = "## API Endpoints\n\n## Database Tables"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            "```\nGET /example\nPUT /example\n```\n\n### More\n",
            "```\nGET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n\n### More\n",
            id="fence",
        ),
        pytest.param(
            "Text.\n\n- GET /example\n- `PUT /example` - it\n\nMore.\n",
            "Text.\n\n- `GET /a/{id}` - Read \\| it\n- `PUT /b` - (deprecated)\n\nMore.\n",
            id="list",
        ),
        pytest.param(
            "| Method | Path | Auth | Description |\n|---|---|---|---|\n"
            "| GET | /example | none | What it does. |\n| ... | | | |\n",
            "| Method | Path | Auth | Description |\n|---|---|---|---|\n"
            "| GET | `/a/{id}` |  | Read \\| it |\n| PUT | `/b` |  | (deprecated) |\n",
            id="table",
        ),
        pytest.param(
            "| Rota | Método | Para quê |\n|---|---|---|\n| /exemplo | GET | Mostra. |\n",
            "| Rota | Método | Para quê |\n|---|---|---|\n"
            "| `/a/{id}` | GET |  |\n| `/b` | PUT |  |\n",
            id="table in another language",
        ),
        pytest.param(
            "| Endpoint | Purpose |\n|---|---|\n| `GET /example` | What it does. |\n",
            "| Endpoint | Purpose |\n|---|---|\n"
            "| `GET /a/{id}` | Read \\| it |\n| `PUT /b` | (deprecated) |\n",
            id="table with one column for both",
        ),
        pytest.param(
            "| Path | Description | Method |\n|---|---|---|\n| | | |\n",
            "| Path | Description | Method |\n|---|---|---|\n"
            "| `/a/{id}` | Read \\| it | GET |\n| `/b` | (deprecated) | PUT |\n",
            id="table without an example",
        ),
        pytest.param(
            "| Description | Path | Method |\n|---|---|---|\n| | | |\n",
            "| Description | Path | Method |\n|---|---|---|\n"
            "| Read \\| it | `/a/{id}` | GET |\n| (deprecated) | `/b` | PUT |\n",
            id="table that begins with something else",
        ),
        pytest.param(
            "| Endpoint | Notes |\n|---|---|\n",
            "| Endpoint | Notes |\n|---|---|\n"
            "| `GET /a/{id}` | Read \\| it |\n| `PUT /b` | (deprecated) |\n",
            id="table without rows",
        ),
        pytest.param(
            "| Method | Route |\n|---|---|\n| POST | /api/v1/... |\n",
            "| Method | Route |\n|---|---|\n| GET | `/a/{id}` |\n| PUT | `/b` |\n",
            id="table whose example is left open",
        ),
        pytest.param(
            "| Verb |\n|---|\n",
            "| Verb |\n|---|\n\n```http\nGET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n",
            id="table without room",
        ),
        pytest.param(
            "Say it.\n\n---\n\n### More\n",
            "Say it.\n\n```http\nGET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n\n"
            "---\n\n### More\n",
            id="rule between sections",
        ),
        pytest.param(
            "| Who | When |\n|---|---|\n| All | Ever |\n\n### Errors\n",
            "| Who | When |\n|---|---|\n| All | Ever |\n\n```http\n"
            "GET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n\n### Errors\n",
            id="table of something else",
        ),
        pytest.param(
            "**GET** `/example`\n\nWhat it does.\n",
            "- `GET /a/{id}` - Read \\| it\n- `PUT /b` - (deprecated)\n\nWhat it does.\n",
            id="paragraph",
        ),
        pytest.param(
            "!!! note\n\n    | Method | Path |\n    |---|---|\n    | GET | /example |\n",
            "!!! note\n\n    | Method | Path |\n    |---|---|\n"
            "    | GET | `/a/{id}` |\n    | PUT | `/b` |\n",
            id="table in an admonition",
        ),
        pytest.param(
            "Say it.\n",
            "Say it.\n\n```http\nGET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n",
            id="text",
        ),
        pytest.param(
            "### `GET /example`\n\nWhat it does.\n",
            "```http\nGET /a/{id}  # Read | it\nPUT /b  # (deprecated)\n```\n\n"
            "### `GET /example`\n\nWhat it does.\n",
            id="headings",
        ),
    ],
)
def test_endpoints_take_the_form_of_the_template(template: str, expected: str) -> None:
    assert (
        started(template, f"## Database Tables\n\n{ENDPOINTS}").partition(f"{ENDPOINTS}\n\n")[2]
        == expected
    )


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            "- `example`: what it is\n",
            "- `bees` - Those that buzz\n- `wasps`\n",
            id="list",
        ),
        pytest.param(
            "| Table | What it holds | Constraints |\n|---|---|---|\n| | | |\n",
            "| Table | What it holds | Constraints |\n|---|---|---|\n"
            "| `bees` | Those that buzz | a_id → as; unique (id, a_id); index (id) |\n"
            "| `wasps` |  |  |\n",
            id="table without an example",
        ),
        pytest.param(
            "| What it holds | Table |\n|---|---|\n| | |\n",
            "| What it holds | Table |\n|---|---|\n| Those that buzz | `bees` |\n|  | `wasps` |\n",
            id="table that begins with something else",
        ),
        pytest.param(
            "| Tabela | Campos | Uso |\n|---|---|---|\n| exemplo | id | Guarda. |\n\nFim.\n",
            "| Tabela | Campos | Uso |\n|---|---|---|\n"
            "| `bees` |  |  |\n| `wasps` |  |  |\n\nFim.\n",
            id="table in another language",
        ),
        pytest.param(
            "```sql\nCREATE TABLE example (\n  id int\n);\n```\n\nMore.\n",
            "- `bees` - Those that buzz\n- `wasps`\n\nMore.\n",
            id="SQL",
        ),
        pytest.param(
            "| Column | Type |\n|---|---|\n",
            "| Column | Type |\n|---|---|\n\n- `bees` - Those that buzz\n- `wasps`\n",
            id="table of columns",
        ),
        pytest.param(
            "### `example`\n\n| Column | Type |\n|---|---|\n| id | int |\n",
            "- `bees` - Those that buzz\n- `wasps`\n\n"
            "### `example`\n\n| Column | Type |\n|---|---|\n| id | int |\n",
            id="headings",
        ),
    ],
)
def test_tables_take_the_form_of_the_template(template: str, expected: str) -> None:
    section = f"{ENDPOINTS}\n\n## Database Tables"
    assert started(template, section).partition("## Database Tables\n\n")[2] == expected


# Front matter and schemas


@pytest.mark.parametrize(
    ("schema", "expected", "open_keys", "dropped"),
    [
        ("{}", "title: T\nstatus: draft\nowner: me\n", "", ""),
        (
            "{additionalProperties: false, properties: {title: {}}}",
            "title: T\n",
            "",
            "owner status",
        ),
        (
            "{properties: {status: {enum: [idea, done]}}}",
            "title: T\nowner: me\n",
            "",
            "",
        ),
        (
            "{required: [status], properties: {status: {enum: [idea, done]}}}",
            "title: T\nstatus:  # one of idea, done\nowner: me\n",
            "status",
            "",
        ),
        (
            "{required: [kind, area, since, team, ok, list, list1, other],"
            " properties: {kind: {const: feature}, area: {default: web}, since: {enum: [2026]},"
            " team: {examples: [a team]}, ok: {type: boolean}, list: {type: array},"
            " list1: {type: array, minItems: 1}}}",
            "title: T\nstatus: draft\nowner: me\nkind: feature\narea: web\nsince: 2026\n"
            "team:  # such as a team\nok:\nlist: []\nlist1:\nother:\n",
            "team ok list1 other",
            "",
        ),
        (
            "{dependentRequired: {owner: [team]}, if: {required: [team]},"
            " then: {required: [lead]}, properties: {lead: {$ref: '#/$defs/x'}},"
            " $defs: {x: {$ref: '#/$defs/y'}, y: {default: [1, {a: b}]}}}",
            'title: T\nstatus: draft\nowner: me\nteam:\nlead: [1, {"a": "b"}]\n',
            "team",
            "",
        ),
        (
            "{required: ['on', 'a: b']}",
            'title: T\nstatus: draft\nowner: me\n"a: b":\n"on":\n',
            "a: b on",
            "",
        ),
    ],
)
def test_front_matter_is_what_the_schema_asks_for(
    tmp_path: Path, schema: str, expected: str, open_keys: str, dropped: str
) -> None:
    path = tmp_path / "s.yml"
    path.write_text(schema, "utf-8")
    made = new_page(Feature("T", owner="me"), workspace("", path))
    assert made.text.startswith(f"---\n{expected}---\n\n# T\n")
    assert (" ".join(made.open_keys), " ".join(sorted(made.dropped))) == (open_keys, dropped)


def test_a_page_without_front_matter_has_none(tmp_path: Path) -> None:
    path = tmp_path / "s.yml"
    path.write_text("{additionalProperties: false}", "utf-8")
    assert new_page(Feature("T"), workspace("# {{ title }}\n", path)).text == "# T\n"


def test_what_was_said_and_is_dropped_is_told(folder: Folder) -> None:
    folder.configure("schema: s.yml")
    folder.write("s.yml", "{additionalProperties: false, properties: {title: {}}}")
    _, _, err = folder.run("new", "T", "--owner", "me")
    assert err.startswith("featurespec: left out, since the schema does not allow it: owner\n")


TITLES = (
    st.text(min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text.isprintable())
)


@given(TITLES, st.lists(TITLES, max_size=3))
def test_front_matter_is_read_as_it_was_said(title: str, surfaces: list[str]) -> None:
    chosen = [Surface(name, name, name) for name in dict.fromkeys(surfaces)]
    text = new_page(Feature(title, owner=title, surfaces=chosen), workspace("")).text
    read = read_front_matter(Source(text, "a.md"))
    expected: dict[str, object] = {"title": title, "status": "draft", "owner": title}
    if chosen:
        expected["surfaces"] = [surface.name for surface in chosen]
    assert (dict(read.front_matter), read.faults) == (expected, ())
    assert yaml.safe_load(text.split("---")[1] if "---" not in title else "a: 1")


@given(TITLES)
def test_titles_are_shown_as_they_were_said(title: str) -> None:
    assert plain_text(written_text(title), emoji=True) == title


# Read back

NAMES = st.text(
    alphabet=st.sampled_from("abZ09_-.~:{}<>[]*$%@+=&!,;()'\"| /\\`#?äé東curl"), max_size=12
)
METHODS = st.sampled_from("GET PUT POST DELETE OPTIONS HEAD PATCH TRACE".split())
SUMMARIES = st.text(alphabet="aB1 `|<>*_[]{}#\\/:curlGET-", max_size=30).map(
    lambda text: " ".join(text.split())
)
TEMPLATES = st.sampled_from(
    [
        "",
        EXAMPLE_TEMPLATE,
        "# {{ title }}\n\n## Tables\n\n- `example`: it\n\n## Endpoints\n\n"
        "| Method | Path | Description |\n|---|---|---|\n",
        "# {{ title }}\n\n## Endpoints\n\n## Tables\n",
        "# {{ title }}\n\n## Tables\n\n| Purpose | Model |\n|---|---|\n| | |\n\n"
        "## API\n\n| Auth | Endpoint | Notes |\n|---|---|---|\n| | `GET /example` | it |\n",
    ]
)


def operations_of(parts: Sequence[tuple[str, str, str, bool]]) -> list[Operation]:
    return [Operation(m, f"/{path}", summary, (), old, SPAN) for m, path, summary, old in parts]


def tables_of(parts: Sequence[tuple[str, str, list[str]]]) -> list[TableSource]:
    return [
        TableSource(
            name,
            tuple(map(Column, columns)),
            SPAN,
            comment,
            tuple(Key(KeyKind.FOREIGN, (column,), column) for column in columns),
            tuple(Index((column,)) for column in columns),
        )
        for name, comment, columns in parts
    ]


@given(
    TEMPLATES,
    st.lists(st.tuples(METHODS, NAMES, SUMMARIES, st.booleans()), max_size=4).map(operations_of),
    st.lists(st.tuples(NAMES, SUMMARIES, st.lists(NAMES, max_size=3)), max_size=4).map(tables_of),
)
@settings(deadline=None, max_examples=150)
def test_a_filled_page_is_read_back(
    template: str, operations: list[Operation], tables: list[TableSource]
) -> None:
    site = workspace(template)
    made = new_page(Feature("T", owner="me", operations=operations, tables=tables), site)
    page = site.read_page(made.text, "docs/features/t.md")
    endpoints = endpoint_entries(operations, site.template)
    known = table_entries(tables, site.template)
    expected = {entry.identity for entry in (*endpoints.written, *known.written)}
    assert {entity_identity(entity) for entity in page.entities} == expected
    labels = [f"{each.method} {each.path}" for each in operations] + [t.name for t in tables]
    assert set(made.left_out) <= set(labels)
    assert {d.severity for d in page.diagnostics} <= {Severity.INFO}


def test_usual_names_are_not_left_out() -> None:
    paths = [
        "/",
        "/a/",
        "/a-b/{id}",
        "/a_b/{a_id}/c.json",
        "/a/{id}:cancel",
        "/v1/{a},{b}/~x",
        "/@me",
    ]
    operations = [Operation("GET", path, "", (), False, SPAN) for path in paths]
    tables = [TableSource(name, (), SPAN) for name in ("a", "A_b", "s.t_1", "_x", "a$b")]
    site = workspace("")
    assert not endpoint_entries(operations, site.template).left_out
    assert not table_entries(tables, site.template).left_out


def test_what_is_the_example_is_left_out() -> None:
    site = workspace("")
    operations = [Operation("GET", "/api/v1/example", "", (), False, SPAN)]
    assert endpoint_entries(operations, site.template).left_out == ("GET /api/v1/example",)
    tables = [TableSource("Example_Table", (), SPAN), TableSource("a b", (), SPAN)]
    assert table_entries(tables, site.template).left_out == ("Example_Table", "a b")
