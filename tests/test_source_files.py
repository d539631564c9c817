"""The option `sources` on disk: which files are meant, what is read again, and what is no error."""

from __future__ import annotations

import os
from importlib import util
from pathlib import Path

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.options.sources import ChosenSource
from mkdocs_featurespec.site.sources import SourceFiles

API = "openapi: 3.0.0\npaths:\n  /{0}:\n    get: {}\n"
EVENTS = "asyncapi: 3.0.0\nchannels: {{{0}: {{}}}}\n"


def source(kind: str, *files: str) -> ChosenSource:
    return ChosenSource(kind, files, files[0])


def write(folder: Path, path: str, text: str) -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def api(name: str) -> str:
    return API.replace("{0}", name)


def test_each_description_of_an_api_is_a_source_and_migrations_are_one(tmp_path: Path) -> None:
    for name in ("b", "a"):
        write(tmp_path, f"api/{name}.yaml", api(name))
    write(tmp_path, "api/parts/common.yaml", "a: {}\n")
    write(tmp_path, "db/V2__b.sql", "DROP TABLE a;")
    write(tmp_path, "db/V10__c.sql", "CREATE TABLE c (id int);")
    write(tmp_path, "db/V1__a.sql", "CREATE TABLE a (id int);")
    write(tmp_path, "events/a.json", '{"properties": {}}')
    write(tmp_path, "events/b.json", "[]")
    chosen = [
        source("openapi", "api/**/*.yaml"),
        source("sql", "db/*.sql"),
        source("events", "events/*.json"),
    ]
    files = SourceFiles().find(chosen, tmp_path)
    first, second, part, database, events = files.read().every
    assert [operation.path for operation in (*first.operations, *second.operations)] == ["/a", "/b"]
    assert not part.says_anything
    assert not part.problems
    assert [table.name for table in database.tables] == ["c"]
    assert not database.problems
    assert [event.name for event in events.events] == ["a"]
    assert [problem.path for problem in events.problems] == ["events/b.json"]
    watched = {path.relative_to(tmp_path).as_posix() for path in files.watched}
    assert {"api", "db", "events", "db/V10__c.sql", "api/parts/common.yaml"} <= watched


def test_only_what_changed_is_read_again(tmp_path: Path) -> None:
    first = write(tmp_path, "a.yaml", api("a").replace("get: {}", '$ref: "part.yaml"'))
    part = write(tmp_path, "part.yaml", "get: {summary: One}\n")
    write(tmp_path, "b.yaml", EVENTS.format("sent"))
    chosen = [source("openapi", "a.yaml"), source("asyncapi", "b.yaml")]
    files = SourceFiles().find(chosen, tmp_path)
    before = files.read()
    assert files.find(chosen, tmp_path).read() is before
    assert tmp_path / "part.yaml" in files.watched

    os.utime(first, ns=(1, 1))
    assert files.read() is before

    part.write_text("get: {summary: Two}\n", "utf-8")
    after = files.read()
    assert after.every[0].operations[0].summary == "Two"
    assert after.every[1] is before.every[1]

    part.unlink()
    (problem,) = files.read().every[0].problems
    assert problem.message.startswith("$ref to part.yaml: the file cannot be read")
    write(tmp_path, "part.yaml", "get: {summary: Two}\n")
    assert not files.read().every[0].problems


def test_references_stay_in_the_folder_of_a_source_that_is_outside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    text = api("a").replace("get: {}", '$ref: "part.yaml"')
    write(tmp_path, "api/a.yaml", text + '  /b: {$ref: "../secret.yaml"}\n')
    write(tmp_path, "api/part.yaml", "get: {}\n")
    write(tmp_path, "secret.yaml", "get: {}\n")
    files = SourceFiles().find([source("openapi", "../api/a.yaml")], site)
    (api_source,) = files.read().every
    assert [operation.path for operation in api_source.operations] == ["/a"]
    (problem,) = api_source.problems
    assert problem.message == "$ref to ../secret.yaml, which leads out of '../api'"


def test_a_source_needs_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    message = "option 'sources': no file matches 'a.yaml' of the source 'a.yaml'"
    with pytest.raises(ConfigurationError, match=message):
        SourceFiles().find([source("openapi", "a.yaml")], tmp_path)


def test_sql_names_the_extra_that_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.sql", "CREATE TABLE a (id int);")
    write(tmp_path, "a.yaml", api("a"))
    monkeypatch.setattr(util, "find_spec", lambda name: None)
    monkeypatch.setattr("mkdocs_featurespec.site.sources.find_spec", util.find_spec)
    SourceFiles().find([source("openapi", "a.yaml")], tmp_path)
    with pytest.raises(ConfigurationError, match=r"pip install 'mkdocs-featurespec\[drift\]'$"):
        SourceFiles().find([source("sql", "a.sql")], tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (b"openapi: \xff", 1, "not UTF-8: byte 0xff"),
        (b"a: 1\n\0", 2, "a NUL character"),
        (b"a: b: c", 1, "broken YAML"),
        (b"", 1, "this is no OpenAPI description"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_its_line(
    text: bytes, line: int, message: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_bytes(text)
    (found,) = SourceFiles().find([source("openapi", "a.yaml")], tmp_path).read().every
    (problem,) = found.problems
    assert (problem.path, problem.line) == ("a.yaml", line)
    assert message in problem.message
