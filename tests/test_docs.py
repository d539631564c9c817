"""The documentation: every example does what the page says, and nothing is left undescribed.

The examples of a page run in the order of the page, in one temporary folder for each page, which
holds an empty `docs/` at first. The first line of a fence says what it is:

- ```` ```LANGUAGE title="path" ````: the content is written to that path. The same title again
  replaces the file. A script (`title="report.py"`) has to be run by a later `console` fence.
- ```` ```console ````: each `$ command` line is run, and what it prints, on both streams, has to
  be the lines that follow it. A line `...` stands for any lines, or none; where it stands alone,
  the command has to succeed. `$?` is the status of the command before it.
- ```` ```python ```` without a title is executed, ```` ```pycon ```` is run as a doctest; the
  fences of a page share their names.
- ```` ```json ```` and ```` ```yaml ```` are parsed. YAML with `plugins:` is read as `mkdocs.yml`,
  options included, by the reader that the command uses; `title="wrong.yml"` has to be refused.
- ```` ```toml ```` is read as `zensical.toml` in the same way.
- ```` ```jinja ```` is parsed as a template.
- The languages in `NOT_RUN` are shown and not run.

Any other language is refused, so that no example is passed over by a slip.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import takewhile
from pathlib import Path

import click
import jsonschema
import pytest
import yaml

from mkdocs_featurespec import __all__ as public_names
from mkdocs_featurespec import read_page
from mkdocs_featurespec.catalog import Catalog, CatalogEntry, Feature, Use
from mkdocs_featurespec.cli import featurespec
from mkdocs_featurespec.data_files import read_data
from mkdocs_featurespec.diagnostics import ConfigurationError, Diagnostic, Span
from mkdocs_featurespec.model import Entity, EntityKind, Heading, Page, Role, Section
from mkdocs_featurespec.render.registers import MARKERS
from mkdocs_featurespec.settings import OPTIONS, Settings, parse_settings
from mkdocs_featurespec.site.config import load_site_config, site_settings
from mkdocs_featurespec.site.safe_yaml import load_yaml
from mkdocs_featurespec.template import (
    TemplateSource,
    Values,
    built_in_template,
    parse_template,
    role_finder,
)

from .conftest import BIN, COMMANDS, SiteFolder

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    *sorted(p for p in DOCS.rglob("*.md") if "features" not in p.relative_to(DOCS).parts),
]

WRITTEN = {"markdown", "md", "sql"}
"""Languages of files, which say nothing by themselves."""
NOT_RUN = {"html", "sh", "text"}
"""`sh` is for commands that need the network, go on for ever or belong to another machine."""

_OPENING = re.compile(r"(?P<indent> *)(?P<mark>`{3,}|~{3,})(?P<language>[\w-]*)(?P<rest>.*)")
_TITLE = re.compile(r'\btitle="([^"]*)"')
_CODE = re.compile(r"^`([^`]*)`$")
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")


@dataclass(frozen=True)
class Fence:
    """A fence of a page, with the line that it starts on."""

    line: int
    language: str
    title: str
    text: str


def fences(page: Path) -> list[Fence]:
    """Return the fences of a page, without the indentation that they have in lists and tabs."""
    found: list[Fence] = []
    opened: re.Match[str] | None = None
    content: list[str] = []
    start = 0
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        if opened is None:
            opened = _OPENING.fullmatch(line)
            start = number
            content = []
        elif line.strip() == opened["mark"]:
            title = _TITLE.search(opened["rest"])
            text = "".join(f"{each.removeprefix(opened['indent'])}\n" for each in content)
            found.append(Fence(start, opened["language"], title[1] if title else "", text))
            opened = None
        else:
            content.append(line)
    assert opened is None, f"{page}:{start}: the fence is not closed"
    return found


class Examples:
    """Runs the examples of a page in a folder."""

    def __init__(self, folder: Path, page: Path) -> None:
        self.folder = folder
        self.names: dict[str, object] = {"__name__": "__main__"}
        self.commands: list[str] = []
        self.scripts: list[str] = []
        self.page = page
        (folder / "docs").mkdir()

    def run(self, fence: Fence) -> None:
        assert not (fence.language in NOT_RUN and fence.title), "a file has a language of its own"
        if fence.title:
            path = self.folder / fence.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(fence.text, "utf-8")
        if fence.language == "console":
            self._console(fence.text)
        elif fence.language == "python" and fence.title:
            self.scripts.append(fence.title)
        elif fence.language == "python":
            exec(compile(fence.text, f"{self.page}:{fence.line}", "exec"), self.names)
        elif fence.language == "pycon":
            self._doctest(fence)
        elif fence.language == "json":
            json.loads(fence.text)
        elif fence.language == "yaml":
            self._yaml(fence)
        elif fence.language == "toml":
            self._toml(fence)
        elif fence.language == "jinja":
            parse_template(TemplateSource(fence.text, str(self.page)), Settings().surfaces)
        else:
            assert fence.language in WRITTEN | NOT_RUN, f"no such language: {fence.language!r}"

    def _console(self, text: str) -> None:
        status = 0
        for command, expected in steps(text):
            self.commands.append(command)
            done = subprocess.run(
                ["bash", "-c", f"(exit {status})\n{command}"],
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                env=environment(),
                check=False,
            )
            status = done.returncode
            assert status == 0 or expected != ["..."], f"{command} failed: {done.stdout}"
            assert_output(done.stdout, expected)

    def _doctest(self, fence: Fence) -> None:
        test = doctest.DocTestParser().get_doctest(
            fence.text, self.names, str(self.page), str(self.page), fence.line
        )
        assert test.examples
        test.globs = self.names
        told: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        assert not runner.run(test, out=told.append, clear_globs=False).failed, "".join(told)

    def _toml(self, fence: Fence) -> None:
        path = self.folder / "zensical.toml"
        path.write_text(fence.text, "utf-8")
        site_settings(load_site_config(path))
        path.unlink()

    def _yaml(self, fence: Fence) -> None:
        path = self.folder / (fence.title or "untitled.yml")
        path.write_text(fence.text, "utf-8")
        data, _ = load_yaml(path)
        if isinstance(data, dict) and "plugins" in data:
            if path.name == "wrong.yml":
                with pytest.raises(ConfigurationError):
                    site_settings(load_site_config(path))
                return
            config = load_site_config(path)
            site_settings(config)
            assert not config.notes
            assert (config.options is None) is ("featurespec" not in fence.text)
        if not fence.title:
            path.unlink()


def environment() -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name not in ("CI", "LC_ALL")},
        "PATH": os.pathsep.join(map(str, (COMMANDS.programs(), BIN, os.environ["PATH"]))),
        "COLUMNS": "80",
        "PYTHONUTF8": "1",
        "PYTHONWARNINGS": "error",
        "NO_MKDOCS_2_WARNING": "1",
    }


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Give each command of a `console` fence with the lines that it should print."""
    command = ""
    printed: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, printed
            command, printed = line.removeprefix("$ "), []
        else:
            assert command, f"a console fence begins with a command, not with {line!r}"
            printed.append(line)
    assert command, "a console fence has a command"
    yield command, printed


def assert_output(actual: str, expected: Sequence[str]) -> None:
    lines = [line.rstrip() for line in actual.splitlines()]
    if "..." not in expected:
        assert lines == list(expected)
        return
    pattern = "".join(
        r"(?:.*\n)*?" if line == "..." else f"{re.escape(line)}\n" for line in expected
    )
    assert re.fullmatch(pattern, "".join(f"{line}\n" for line in lines)), actual


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_do_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    examples = Examples(tmp_path, page)
    for fence in fences(page):
        try:
            examples.run(fence)
        except (AssertionError, ConfigurationError, ValueError, OSError) as error:
            raise AssertionError(f"{page}:{fence.line}: {error}") from error
    for script in examples.scripts:
        assert any(script in command for command in examples.commands), f"{script} is never run"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("console", "$ echo a\nb\n"),
        ("console", "$ echo a\n"),
        ("console", "$ echo a; echo b\n...\na\n"),
        ("console", "$ false\n$ echo $?\n0\n"),
        ("console", "echo a\n"),
        ("console", ""),
        ("console", "$ false\n...\n"),
        ("python", "assert False"),
        ("pycon", ">>> 1 + 1\n3\n"),
        ("json", "{"),
        ("yaml", "a: ]"),
        ("yaml", "plugins:\n- featurespec:\n    featurs: x\n"),
        ("yaml", "plugins:\n- search\n# featurespec\n"),
        ("jinja", "# {{ title }"),
        ("pyhton", "1"),
    ],
)
def test_examples_that_are_wrong_are_found(language: str, text: str, tmp_path: Path) -> None:
    with pytest.raises((AssertionError, ConfigurationError, ValueError)):
        Examples(tmp_path, tmp_path).run(Fence(1, language, "", text))


def test_output_may_be_left_out() -> None:
    assert_output("a\nb\nc\n", ["a", "...", "c"])
    assert_output("a\nb \nc\n", ["...", "b", "c"])
    assert_output("", ["..."])


# What the reference has to describe.


def page_of(path: str) -> tuple[Page, list[str]]:
    text = (ROOT / path).read_text("utf-8")
    return read_page(text, path=path), text.splitlines()


def sections(path: str) -> dict[str, str]:
    """Return the text below each heading of a page, by the heading."""
    page, lines = page_of(path)
    names = [heading.text for heading in page.headings]
    assert len(names) == len(set(names)), "two headings are the same"
    return {
        section.heading.text: "\n".join(lines[section.heading.line : section.end_line])
        for section in page.sections
    }


def table(text: str, *header: str) -> list[list[str]]:
    """Return the rows of the one table with a header; cells that are code, without its marks."""
    lines = iter(text.splitlines())
    tables = [list(takewhile(_is_row, lines)) for line in lines if _cells(line) == list(header)]
    assert len(tables) == 1, f"there are {len(tables)} tables with the header {header}"
    return [_cells(row) for row in tables[0][1:]]


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _cells(line: str) -> list[str]:
    return [_CODE.sub(r"\1", cell.strip()) for cell in re.split(r"(?<!\\)\|", line[1:-1])]


def yaml_of(text: str) -> dict[str, object]:
    """Return what the first YAML fence of a section holds."""
    match = re.search(r"^```yaml\n(.*?)^```$", text, re.S | re.M)
    assert match is not None, f"no YAML in: {text[:200]}"
    data = yaml.safe_load(match[1])
    assert isinstance(data, dict)
    return data


def test_every_link_of_the_readme_leads_somewhere() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    targets = [match["target"] for match in _LINK.finditer(text)]
    internal = [target for target in targets if "://" not in target]
    assert len(internal) > 5
    for target in internal:
        path, _, anchor = target.partition("#")
        assert (ROOT / path).exists(), target
        if anchor:
            page, _ = page_of(path or "README.md")
            assert anchor in {heading.anchor for heading in page.headings}, target


def test_every_option_is_described_with_its_default() -> None:
    described = sections("docs/reference/options.md")
    assert [name for name in described if name in OPTIONS] == list(OPTIONS)
    for option in OPTIONS:
        default = yaml_of(described[option])
        assert list(default) == [option]
        value = getattr(Settings(), option)
        assert (default[option] is None) is (value is None)
        assert parse_settings(default) == Settings()
        assert default[option] != [] or value == ()


def test_what_a_wrong_option_says_is_what_the_page_says() -> None:
    described = sections("docs/reference/options.md")
    for option in OPTIONS:
        rows = table(described[option], "Wrong", "What it says")
        assert rows
        for written, message in rows:
            with pytest.raises(ConfigurationError) as caught:
                parse_settings(yaml.safe_load(written))
            assert str(caught.value) == f"featurespec option '{option}': {message}"


def test_every_key_of_the_schema_is_described() -> None:
    text = read_data("front-matter.schema.json")
    schema = json.loads(text)
    described = sections("docs/reference/front-matter.md")
    assert schema["properties"]
    for key, value in schema["properties"].items():
        assert key in described, key
        for allowed in value.get("enum", ()):
            assert f"`{allowed}`" in described[key]
        required = key in schema.get("required", ())
        assert ("Required" in described[key]) is required, key
    assert schema["$id"] in (DOCS / "how-to" / "own-schema.md").read_text("utf-8")


def test_every_role_and_directive_is_described() -> None:
    text = (DOCS / "reference" / "template.md").read_text("utf-8")
    rows = table(text, "Role", "The section holds")
    assert [row[0] for row in rows] == [role.value for role in Role]
    names = [row[0] for row in table(text, "Name", "What it is")]
    assert sorted(names) == sorted(field.name for field in fields(Values))
    source = " ".join(f"{{{{ {name} }}}}" for name in names)
    parse_template(TemplateSource(f"# {source}\n\n## A\n", ""), Settings().surfaces)


def test_the_built_in_template_is_described() -> None:
    text = (DOCS / "reference" / "template.md").read_text("utf-8")
    template = parse_template(built_in_template(), Settings().surfaces)
    find = role_finder(template)
    with_role = [section for section in template.sections if section.role]
    rows = table(text, "Section", "Role", "Headings that count as it, among others")
    for (name, role, others), section in zip(rows, with_role, strict=True):
        assert section.role is Role(role)
        assert name == section.text or role == "surfaces"
        for heading in re.findall(r"`([^`]+)`", f"`{others}`"):
            assert find(heading) is Role(role), heading
    assert find("Public API Endpoints") is Role.ENDPOINTS


def test_headings_that_count_as_one_do() -> None:
    text = sections("docs/reference/template.md")["Headings"]
    (fence,) = re.findall(r"```markdown\n(.*?)```", text, re.S)
    find = role_finder(parse_template(built_in_template(), Settings().surfaces))
    assert [find(line.lstrip("# ")) for line in fence.splitlines()] == [Role.ENDPOINTS] * 4


def test_what_a_broken_template_says_is_what_the_page_says() -> None:
    whole = {
        "text without a heading": "Text.\n",
        "`## Rules` twice": "# T\n\n## Rules\n\n## Rules\n",
    }
    text = sections("docs/reference/template.md")["What a broken template says"]
    rows = table(text, "Template", "What it says")
    assert len(rows) > 5
    for written, message in rows:
        template = whole.get(written, f"# T\n\n## A\n\n{written.strip('`')}\n")
        with pytest.raises(ConfigurationError) as caught:
            parse_template(TemplateSource(template, "t.md"), Settings().surfaces)
        assert caught.value.message == message


def test_every_kind_of_entity_is_described() -> None:
    text = (DOCS / "reference" / "entities.md").read_text("utf-8")
    rows = table(text, "Kind", "What it is", "Listed under")
    assert [row[0] for row in rows] == [kind.value for kind in EntityKind]


def test_every_register_has_its_marker() -> None:
    text = (DOCS / "how-to" / "use-the-catalog.md").read_text("utf-8")
    rows = table(text, "Marker", "What takes its place")
    assert [row[0] for row in rows] == [f"<!-- featurespec: {name} -->" for name in MARKERS]


def test_every_command_and_option_is_described() -> None:
    described = sections("docs/reference/command.md")
    commands = list(_commands(featurespec))
    assert commands
    for name, command in commands:
        text = described[f"featurespec {name}"]
        context = click.Context(command)
        assert f"$ featurespec {name} --help" in text
        for parameter in command.params:
            is_option = isinstance(parameter, click.Option)
            word = parameter.opts[-1] if is_option else parameter.make_metavar(context)
            assert word in text


def _commands(group: click.Group) -> Iterator[tuple[str, click.Command]]:
    """Give the commands of a group with their names, and those below them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in _commands(command))


def test_the_format_of_the_catalog_is_described() -> None:
    text = (DOCS / "reference" / "catalog-json.md").read_text("utf-8")
    schema = json.loads(read_data("catalog.schema.json"))
    assert set(schema["properties"]) == {row[0] for row in table(text, "Key", "What it holds")}
    for name in _property_names(schema):
        assert f"`{name}`" in text, name
    (example,) = [
        printed
        for fence in fences(DOCS / "reference" / "catalog-json.md")
        if fence.language == "console"
        for _, printed in steps(fence.text)
    ]
    jsonschema.Draft202012Validator(schema).validate(json.loads("\n".join(example)))


def _property_names(schema: object) -> set[str]:
    if isinstance(schema, Mapping):
        own = schema.get("properties")
        names = set(own) if isinstance(own, Mapping) else set()
        return names.union(*map(_property_names, schema.values()))
    return set().union(*map(_property_names, schema)) if isinstance(schema, list) else set()


def test_the_public_functions_and_values_are_described() -> None:
    described = sections("docs/reference/python-api.md")
    for name in set(public_names) - {"__version__"}:
        assert name in described
    for value in (Page, Heading, Section, Entity, Diagnostic, Span):
        assert_fields(described[value.__name__], value)
    for entry in (Catalog, CatalogEntry, Feature, Use):
        assert_fields(described[entry.__name__], entry)


def assert_fields(text: str, value: type) -> None:
    rows = table(text, "Attribute", "What it is")
    missing = {*_field_names(value)} - {row[0] for row in rows}
    assert not missing
    for name, _ in rows:
        assert hasattr(value, name) or name in value.__annotations__, f"{value.__name__}.{name}"


def _field_names(value: type) -> Iterable[str]:
    names: Iterable[str] | None = getattr(value, "_fields", None)  # of a named tuple
    return (field.name for field in fields(value)) if names is None else names


def test_the_rows_in_the_readme_are_those_of_a_build(site: SiteFolder) -> None:
    readme = ROOT / "README.md"
    for fence in fences(readme):
        if fence.title:
            name = "site_name: Site\n" if fence.title == "mkdocs.yml" else ""
            site.write(fence.title, f"{name}{fence.text}")
    assert site.build().returncode == 0
    html = site.html("catalog/tables/index.html")
    built = [
        [_text(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)]
        for row in re.findall(r"<tr id=.*?</tr>", html, re.S)
    ]
    assert built
    assert table(readme.read_text("utf-8"), "Table", "What it holds", "Features") == built


def _text(html: str) -> str:
    """Return what a reader sees of a cell before opening anything."""
    shown = re.sub(r"<details.*?</details>", "", html)
    return re.sub(r"<[^>]+>", "", shown.replace("</li><li>", ", "))
