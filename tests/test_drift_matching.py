"""What counts as the same on a page and in a source, and which source answers for what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.rules.families import EXAMPLE_TEMPLATE
from mkdocs_featurespec.settings import Settings
from mkdocs_featurespec.site.sources import SourceFiles
from mkdocs_featurespec.workspace import Document, load_workspace

KINDS = {"openapi": "a.yaml", "sql": "a.sql", "asyncapi": "e.yaml"}
HEADS = {"/": "## API Endpoints", "|": "## Database Tables", "*": "## Events & Background Jobs"}


def page(*lines: str, owner: str = "team-a", title: str = "A") -> str:
    """Return a page with endpoints, tables in a table with notes, or events."""
    kind = "|" if lines[0].startswith("|") else "/" if "/" in lines[0] else "*"
    table = ["| Table | Purpose | Important Columns | Notes |", "|---|---|---|---|"]
    rows = [*(table if kind == "|" else ()), *lines]
    head = f"---\ntitle: {title}\nstatus: shipped\nowner: {owner}\n---\n# {title}\n\n"
    return f"{head}{HEADS[kind]}\n\n" + "\n".join(rows) + "\n"


def api(*operations: str, server: str = "") -> str:
    paths = "".join(
        f"  {path}: {{{method}: {{}}}}\n" for method, path in (o.split() for o in operations)
    )
    return f"openapi: 3.0.0\nservers: [{{url: '{server}'}}]\npaths:\n{paths}"


def found(
    folder: Path, pages: dict[str, str] | str, *sources: tuple[ChosenSource, str]
) -> list[str]:
    """Return what the rules about sources find: codes with what they are about."""
    (folder / "t.md").write_text(EXAMPLE_TEMPLATE, "utf-8")
    for chosen, text in sources:
        (folder / chosen.files[0]).write_text(text, "utf-8")
    files = SourceFiles().find([chosen for chosen, _ in sources], folder)
    workspace = load_workspace(Settings(template="t.md"), folder, Dialect(), sources=files)
    texts = {"a.md": pages} if isinstance(pages, str) else pages
    site = workspace.read_site(Document(name, name, text) for name, text in texts.items())
    return [f"{d.code} {d.subject}" for d in site.diagnostics if d.code.startswith("FS5")]


def source(kind: str, file: str = "") -> ChosenSource:
    return ChosenSource(kind, (file or KINDS[kind],), file or KINDS[kind])


OPENAPI = source("openapi")


@pytest.mark.parametrize(
    ("chosen", "server", "endpoint", "operation"),
    [
        (OPENAPI, "https://h/api/v1", "GET /api/v1/a/{id}", "get /a/{id}"),
        (OPENAPI, "https://h/api/v1", "GET /v1/a/:id", "get /a/{key}/"),
        (OPENAPI, "https://h/api/v1", "GET /a/<id>", "get /a/{id}"),
        (OPENAPI, "", "GET /gateway/x/a/$ID", "get /a/{id}"),
        (OPENAPI, "", "GET /a/[id]", "get /internal/v2/a/{id}"),
        (replace(OPENAPI, add_prefix="/x", strip_prefix="/y"), "", "GET /x/a", "get /y/a"),
        (replace(OPENAPI, strip_prefix="/y"), "", "GET /", "get /"),
        (OPENAPI, "", "HEAD /a", "get /a"),
        (OPENAPI, "", "OPTIONS /a", "get /a"),
        (OPENAPI, "", "SSE /a", "get /a"),
        (OPENAPI, "", "GET /a/*", "get /a/{rest}"),
    ],
)
def test_endpoints_are_the_same(
    chosen: ChosenSource, server: str, endpoint: str, operation: str, tmp_path: Path
) -> None:
    text = api(operation, server=server)
    codes = {each[:5] for each in found(tmp_path, page(f"- `{endpoint}`"), (chosen, text))}
    # What is documented of a path by HEAD or OPTIONS is not its GET.
    other = endpoint.startswith(("HEAD", "OPTIONS"))
    assert codes - {"FS504"} == ({"FS506"} if other else set())


def test_a_configured_prefix_is_no_guess(tmp_path: Path) -> None:
    chosen = replace(OPENAPI, add_prefix="/x")
    assert found(tmp_path, page("- `GET /a/b`"), (chosen, api("get /a/b"))) == [
        "FS502 GET /a/b",
    ]


@pytest.mark.parametrize("line", ["WS /b", "GET /b` - Owned by Stripe."])
def test_of_what_an_api_cannot_describe_nothing_is_said(line: str, tmp_path: Path) -> None:
    text = page("- `GET /a`", f"- `{line}" + ("`" if "`" not in line else ""))
    assert found(tmp_path, text, (OPENAPI, api("get /a"))) == []


def test_a_source_answers_for_some_pages(tmp_path: Path) -> None:
    pages = {
        "a.md": page("- `GET /a`", "- `GET /x/z`"),
        "b.md": page("- `GET /x/b`", owner="team-b", title="B"),
        "c/c.md": page("- `GET /x/c`", owner="team-c", title="C"),
    }
    for chosen, expected in {
        OPENAPI: ["GET /x/z", "GET /x/b", "GET /x/c"],
        replace(OPENAPI, owners=("Team-B",)): ["GET /x/b"],
        replace(OPENAPI, features=("c/",)): ["GET /x/c"],
        replace(OPENAPI, only=("/X/?",), ignore=("/x/b",)): ["GET /x/z", "GET /x/c"],
    }.items():
        seen = found(tmp_path, pages, (chosen, api("get /a")))
        assert seen == [f"FS502 {each}" for each in expected]


def test_nothing_is_missing_where_a_source_could_not_be_read(tmp_path: Path) -> None:
    broken = source("openapi", "broken.yaml")
    pages = page("- `GET /b`")
    seen = found(tmp_path, pages, (OPENAPI, api("get /a")), (broken, "[}"))
    assert [each[:5] for each in seen] == ["FS506", "FS501"]
    database = source("sql", "broken.sql")
    seen = found(tmp_path, page("| b | B. | id | |"), (database, "\0"))
    assert [each[:5] for each in seen] == ["FS501"]


def test_nobody_asks_for_documents_while_a_page_cannot_be_read(tmp_path: Path) -> None:
    pages = {"a.md": page("- `GET /a`"), "b.md": "\0"}
    sources = [
        (OPENAPI, api("get /a", "get /b")),
        (source("sql"), "CREATE TABLE b (id int);"),
        (source("asyncapi"), "asyncapi: 3.0.0\nchannels: {b: {}}\n"),
    ]
    assert found(tmp_path, pages, *sources) == []


def test_of_a_very_large_api_the_operation_that_is_meant_is_found(tmp_path: Path) -> None:
    operations = [f"get /things{i}/{{id}}/part" for i in range(500)]
    text = api(*operations, "get /kilns/{id}/firing")
    seen = found(tmp_path, page("- `GET /kilns/{id}/firings`"), (OPENAPI, text))
    assert "FS502 GET /kilns/{id}/firings" in seen
    assert "FS506 GET /kilns/{id}/firing" not in seen


INDEXED = """\
CREATE TABLE a (id int PRIMARY KEY, b int, c int, d int, CONSTRAINT a_b_key UNIQUE (b, c));
CREATE INDEX a_c_idx ON a (c, b);
"""


@pytest.mark.parametrize(
    ("notes", "missing"),
    [
        ("`UNIQUE (b, c)`, unique index on (`c`, `b`)", ""),
        ("Index on `c`. Index on (`c`, `b` descending) and (`b`, `c`)", ""),
        ("Primary key (`id`). Unique on `id`", ""),
        ("`a_b_key`, `a_c_idx`, `some_column`", ""),
        ("Unique `b` and an index of words; UNIQUE (b, lower(c)); index on (e)", ""),
        ("Index on `d`", "index (d)"),
        ("`a_pkey`", ""),
        ("UNIQUE (b)", "unique (b)"),
        ("Primary key (b, c)", "primary key (b, c)"),
        ("Index on (`c`) and (`id`, `c`)", "index (id, c)"),
        ("`a_d_idx`", 'index or constraint "a_d_idx"'),
    ],
)
def test_keys_and_indexes_in_notes(notes: str, missing: str, tmp_path: Path) -> None:
    text = page(f"| a | A. | id | {notes} |")
    expected = [f"FS509 table a {missing}"] if missing else []
    assert found(tmp_path, text, (source("sql"), INDEXED)) == expected


@pytest.mark.parametrize(
    ("sql", "row"),
    [
        ("CREATE TABLE public.Kiln_Runs (startedAt int);", "| kilnruns | R. | started_at |"),
        ("CREATE TABLE x.a (id int);", "| a | A. | id |"),
        ("CREATE TABLE a (id int);", "| x.a | A. | id |"),
        ("CREATE TABLE a (meta json);", "| a | A. | meta.size |"),
        ("CREATE VIEW a AS SELECT 1;", "| a | A. | anything |"),
        ("CREATE TABLE a (LIKE b INCLUDING ALL);", "| a | A. | anything |"),
        ("CREATE TABLE a (id int);", "| a | A. | id | Index on `id` |"),
    ],
)
def test_tables_are_the_same(sql: str, row: str, tmp_path: Path) -> None:
    assert found(tmp_path, page(row), (source("sql"), sql)) == []


@pytest.mark.parametrize(
    "names",
    [("OrderPlaced",), ("order.placed",), ("order:placed",), ("order.*",), ("ORDER_PLACED",)],
)
def test_events_are_the_same(names: Iterable[str], tmp_path: Path) -> None:
    text = "asyncapi: 2.0.0\nchannels: {order.placed: {}}\n"
    assert found(tmp_path, page(*(f"- `{n}`" for n in names)), (source("asyncapi"), text)) == []
