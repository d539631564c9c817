"""OpenAPI, SQL and events: golden cases, one folder a file, and what no file may do."""

from __future__ import annotations

import builtins
import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.sources import trees
from mkdocs_featurespec.sources.asyncapi import read_asyncapi
from mkdocs_featurespec.sources.event_schemas import read_event_schemas
from mkdocs_featurespec.sources.openapi import read_openapi
from mkdocs_featurespec.sources.sql import migration_order, read_sql
from mkdocs_featurespec.sources.sql_statements import split_statements
from mkdocs_featurespec.sources.trees import Tree, read_tree
from mkdocs_featurespec.sources.values import Api, EventSource, Operation, Problem, TableSource

from .golden import compare

CASES = Path(__file__).parent / "cases"
OPENAPI = sorted((CASES / "openapi").iterdir())
EVENTS = sorted((CASES / "events").iterdir())
SQL = sorted((CASES / "sql").iterdir())


def api(text: str, path: str) -> Api:
    def read(asked: str) -> str:
        if asked != path:
            raise ConfigurationError("there is no such file", path=asked)
        return text

    return read_openapi(path, read)


def shown_operation(operation: Operation) -> str:
    parts = [f"{operation.span.line}: {operation.method} {operation.path}"]
    if operation.tags:
        parts.append(f"[{', '.join(operation.tags)}]")
    if operation.deprecated:
        parts.append("deprecated")
    if operation.summary:
        parts.append(f"- {operation.summary}")
    return " ".join(parts)


def shown_table(table: TableSource) -> Iterator[str]:
    comment = f" - {table.comment}" if table.comment else ""
    yield f"{table.span.line}: {'view' if table.is_view else 'table'} {table.name}{comment}"
    for column in table.columns:
        comment = f" - {column.comment}" if column.comment else ""
        yield f"  {column.name} {column.type}".rstrip() + comment
    for key in table.keys:
        target = f" -> {key.target}" if key.target else ""
        name = f" {key.name}" if key.name else ""
        yield f"  {key.kind.value} key{name} ({', '.join(key.columns)}){target}"
    for index in table.indexes:
        unique = "unique " if index.unique else ""
        name = f" {index.name}" if index.name else ""
        yield f"  {unique}index{name} ({', '.join(index.columns)})"
    if not (table.whole or table.is_view):
        yield "  and more"


def shown_event(event: EventSource) -> Iterator[str]:
    mark = " deprecated" if event.deprecated else ""
    yield f"{event.file}:{event.span.line}: {event.name}{mark} - {event.summary}".rstrip(" -")
    yield f"  also {', '.join(event.names[1:])}" if event.names[1:] else "  of no other name"
    if event.fields:
        yield f"  with {', '.join(event.fields)}"


def shown_problem(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}: {problem.message}"


@pytest.mark.parametrize("case", OPENAPI, ids=lambda path: path.name)
def test_golden_openapi(case: Path) -> None:
    (source,) = case.glob("source.*")
    try:
        found = api(source.read_text("utf-8"), source.name)
    except ConfigurationError as error:
        compare([str(error)], case / "expected.txt")
        return
    lines = [shown_operation(each) for each in found.operations]
    lines += [f"served below {prefix}" for prefix in found.prefixes]
    compare([*lines, *map(shown_problem, found.problems)], case / "expected.txt")


@pytest.mark.parametrize("case", SQL, ids=lambda path: path.name)
def test_golden_sql(case: Path) -> None:
    files = migration_order(path.name for path in case.glob("*.sql"))
    found = read_sql((name, (case / name).read_text("utf-8")) for name in files)
    lines = [line for table in found.tables for line in shown_table(table)]
    compare([*lines, *map(shown_problem, found.problems)], case / "expected.txt")


@pytest.mark.parametrize("case", EVENTS, ids=lambda path: path.name)
def test_golden_events(case: Path) -> None:
    source = min(case.glob("*.[jy]*"))
    reader = read_asyncapi if source.stem == "asyncapi" else read_event_schemas
    try:
        found = reader(source.name, lambda path: (case / path).read_text("utf-8"))
    except ConfigurationError as error:
        compare([str(error)], case / "expected.txt")
        return
    lines = [line for event in found.events for line in shown_event(event)]
    compare([*lines, *map(shown_problem, found.problems)], case / "expected.txt")


def test_lines_are_those_of_the_methods_and_tables() -> None:
    for case in OPENAPI:
        (source,) = case.glob("source.*")
        lines = source.read_text("utf-8").splitlines()
        try:
            found = api("\n".join(lines), source.name)
        except ConfigurationError:
            continue
        for operation in found.operations:
            span = operation.span
            place = lines[span.line - 1][span.column - 1 : span.end_column - 1]
            assert place.strip("\"'").upper() == operation.method


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def plain(tree: Tree, value: object) -> object:
    """Return what a tree says of a value that is known, in the form of `expected`."""
    if isinstance(value, Mapping):
        assert list(tree.members) == list(value)
        assert (tree.texts, tree.text) == ([], "")
        return {key: plain(tree.members[key], part) for key, part in value.items()}
    assert not tree.members
    if isinstance(value, list):
        assert tree.text == ""
        return list(tree.texts)
    assert tree.texts == []
    return tree.text


def as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def expected(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: expected(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_text(part) for part in value if not isinstance(part, list | dict)]
    return as_text(value)


@given(
    st.dictionaries(st.text(), JSON_VALUES),
    st.sampled_from([None, 2, "\t"]),
    st.booleans(),
)
@settings(deadline=None)
def test_json_is_read_as_python_reads_it(
    data: Mapping[str, object], indent: int | str | None, ascii_only: bool
) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    tree = read_tree(text, "a.json")
    assert plain(tree, data) == expected(data)


@given(st.text(alphabet="{}[]:,- \n\"'&*a1!<$#/", max_size=40))
def test_no_text_breaks_the_reader_of_openapi(text: str) -> None:
    for path in ("a.yaml", "a.json"):
        try:
            found = api(f"openapi: 3.0.0\npaths:\n  /a:\n    get: {text}", path)
        except ConfigurationError as error:
            assert error.path == path
            assert error.line
        else:
            assert all(operation.span.line for operation in found.operations)


@given(st.text(alphabet="'\"`$;()-/*\\\n aE#", max_size=40))
def test_no_text_breaks_the_reader_of_sql(text: str) -> None:
    sql = f"CREATE TABLE first (id int);\n{text}"
    tables = read_sql([("a.sql", sql)]).tables
    assert tables[0].name == "first"
    for statement in split_statements(sql):
        assert sql.splitlines()[statement.line - 1].strip()


def test_yaml_is_the_same_without_the_c_library(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (CASES / "openapi" / "openapi-3" / "source.yaml").read_text("utf-8")
    fast = api(text, "a.yaml")
    monkeypatch.setattr(trees, "SafeLoader", yaml.SafeLoader)
    assert api(text, "a.yaml") == fast
    with pytest.raises(ConfigurationError, match=r"^a\.yaml: broken YAML: nested too deep$"):
        api("[" * 5_000, "a.yaml")


def test_tags_in_yaml_are_not_obeyed() -> None:
    text = "openapi: 3.0.0\npaths:\n  /a:\n    get: !!python/object/apply:os.abort []\n"
    (operation,) = api(text, "a.yaml").operations
    assert operation.path == "/a"


def test_sql_names_the_extra_that_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_sqlglot(name: str, *rest: object) -> object:
        if name.partition(".")[0] == "sqlglot":
            raise ModuleNotFoundError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_sqlglot)
    message = r"^a\.sql: reading SQL needs sqlglot: pip install 'mkdocs-featurespec\[drift\]'$"
    with pytest.raises(ConfigurationError, match=message):
        read_sql([("a.sql", "CREATE TABLE a (id int)")])


def test_the_parser_of_sql_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    level = logging.getLogger("sqlglot").level
    read_sql([("a.sql", "CREATE TABLE a (id int) WITHOUT ROWID; ALTER TABLE a OWNER TO b;")])
    assert not caplog.records
    assert logging.getLogger("sqlglot").level == level


@pytest.mark.parametrize(
    ("whole", "own", "access"),
    [
        ("", "", ""),
        ("security: [{user: []}]", "", "user"),
        ("security: [{user: []}]", "security: []", "public"),
        ("", "security: [{user: [], key: []}, {admin: [a]}]", "user and key or admin"),
        ("", "security: [{user: []}, {}]", "public"),
        ("", "security: [user]", ""),
        ("", "security: user", ""),
        ("", "security: {user: []}", ""),
    ],
)
def test_an_operation_says_what_it_asks_for(whole: str, own: str, access: str) -> None:
    text = f"openapi: 3.0.0\n{whole}\npaths: {{/a: {{get: {{{own}}}}}}}\n"
    (operation,) = read_openapi("api.yaml", lambda _: text).operations
    assert operation.access == access
