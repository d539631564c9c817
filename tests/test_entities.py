"""Entities: golden cases, one folder a spelling, and a page full of near misses."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.diagnostics import Fault, FaultKind
from mkdocs_featurespec.model import Entity, Page
from mkdocs_featurespec.reader.entities.identity import endpoint_shape
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.page import read
from mkdocs_featurespec.settings import DEFAULT_SURFACES
from mkdocs_featurespec.template import (
    TemplateSource,
    built_in_template,
    parse_template,
    role_finder,
)

from .golden import compare

CASES = sorted((Path(__file__).parent / "cases" / "entities").iterdir())
TEMPLATE = parse_template(built_in_template(), DEFAULT_SURFACES)
ROLE_OF = role_finder(TEMPLATE)
KINDS = {
    FaultKind.ENDPOINT_METHOD,
    FaultKind.ENDPOINT_PATH,
    FaultKind.ENDPOINT_BRACES,
    FaultKind.ENTITY_TWICE,
    FaultKind.EXAMPLE_LEFT,
}
FEATURES = sorted((Path(__file__).parent.parent / "docs" / "features").glob("[!i]*.md"))


def read_page(text: str, path: str = "page.md") -> Page:
    return read(text, path=path, template=TEMPLATE, role_of=ROLE_OF, dialect=Dialect())


def shown(entity: Entity) -> str:
    """Return an entity as one line of an expected file."""
    span = entity.span
    parts = [
        f"{span.line}:{span.column}-{span.end_line}:{span.end_column}",
        entity.kind.value,
        f"{entity.method} {entity.name}".strip(),
    ]
    if entity.direction:
        parts.append(entity.direction.value)
    if entity.columns:
        parts.append(f"[{', '.join(entity.columns)}]")
    if entity.owned is not None:
        parts.append("owned here" if entity.owned else f"owned by {entity.owner or 'another'}")
    parts.append(f"#{entity.anchor}" if entity.anchor else "front matter")
    if entity.summary:
        parts.append(f"- {entity.summary}")
    return " ".join(parts)


def shown_fault(fault: Fault) -> str:
    """Return what is wrong as one line of an expected file."""
    span = fault.span
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return f"{place} {fault.kind.value}: {fault.message} ({fault.hint}) [{fault.subject}]"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_case(case: Path) -> None:
    page = read_page((case / "page.md").read_text("utf-8"))
    faults = [shown_fault(fault) for fault in page.faults if fault.kind in KINDS]
    compare([*map(shown, page.entities), *faults], case / "expected.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_places_hold_the_names(case: Path) -> None:
    text = (case / "page.md").read_text("utf-8")
    lines = text.split("\n")
    for entity in read_page(text).entities:
        span = entity.span
        found = lines[span.line - 1][span.column - 1 : span.end_column - 1]
        words = [word for word in entity.name.replace("/", " ").replace(".", " ").split() if word]
        assert all(word.strip("{}:[]<>") in found for word in words), (entity, found)


def test_a_template_whose_tables_begin_with_something_else_hides_nothing() -> None:
    source = TemplateSource(
        "# {{ title }}\n\n## Data\n<!-- featurespec: section role=tables -->\n\n"
        "### `example`\n\n| Column | Type |\n|---|---|\n| id | uuid |\n\n"
        "## API\n\n| Method | Route |\n|---|---|\n| GET | /example |\n",
        "t.md",
    )
    template = parse_template(source, DEFAULT_SURFACES)
    page = read(
        "## Data\n\n### `kilns`\n\n| Column | Type |\n|---|---|\n| id | uuid |\n\n"
        "## API\n\n| Method | Route |\n|---|---|\n| GET | /kilns |\n",
        path="page.md",
        template=template,
        role_of=role_finder(template),
        dialect=Dialect(),
    )
    assert [f"{e.method} {e.name}".strip() for e in page.entities] == ["kilns", "GET /kilns"]


@pytest.mark.parametrize("feature", FEATURES, ids=lambda path: path.stem)
def test_every_table_of_the_examples_says_whose_it_is(feature: Path) -> None:
    page = read_page(feature.read_text("utf-8"), f"docs/features/{feature.name}")
    assert [table.name for table in page.tables if table.owned is None] == []
    assert [shown_fault(fault) for fault in page.faults] == []


def test_each_table_of_the_examples_has_the_owner_that_the_others_name() -> None:
    owners: dict[str, list[str]] = {}
    named: list[tuple[str, str]] = []
    for feature in FEATURES:
        page = read_page(feature.read_text("utf-8"), f"docs/features/{feature.name}")
        for table in page.tables:
            if table.owned:
                owners.setdefault(table.name, []).append(feature.name)
            else:
                named.append((table.name, table.owner))
    assert len(owners) == 50
    assert len(named) == 39
    assert [table for table, pages in owners.items() if len(pages) != 1] == []
    assert [
        (table, owner)
        for table, owner in named
        if owners.get(table) != [owner.removesuffix("#database-tables")]
    ] == []


def test_columns_known_by_name_go_before_the_first_one_of_the_template() -> None:
    tables = "| Purpose | Table |\n|---|---|\n| What for | {} |\n"
    endpoints = "| Notes | Path | Method |\n|---|---|---|\n| What for | {} | GET |\n"
    text = f"# T\n\n## Database Tables\n\n{tables}\n## API\n\n{endpoints}"
    template = parse_template(TemplateSource(text.format("example", "/example"), "t.md"), ())
    page = read(
        text.format("kilns", "/kilns"),
        path="page.md",
        template=template,
        role_of=role_finder(template),
        dialect=Dialect(),
    )
    assert [f"{e.method} {e.name}".strip() for e in page.entities] == ["kilns", "GET /kilns"]


OWN_TEMPLATE = """\
# {{ title }}

## Database Tables

| Table | Purpose |
|---|---|
| users | Who uses it. |
| example_table | What it stores. |

- `your_table`: what it stores

## API Endpoints

| Method | Path | Purpose |
|---|---|---|
| GET | /users | Lists them. |
| GET | /my/resource | Lists them. |
"""


def test_an_example_with_a_real_name_is_an_entity_once_its_line_is_written_anew() -> None:
    template = parse_template(TemplateSource(OWN_TEMPLATE, "t.md"), DEFAULT_SURFACES)
    find = role_finder(template)

    def names(text: str) -> tuple[list[str], list[str]]:
        page = read(text, path="page.md", template=template, role_of=find, dialect=Dialect())
        return [entity.name for entity in page.entities], [fault.subject for fault in page.faults]

    assert names(OWN_TEMPLATE) == ([], [])
    assert names(OWN_TEMPLATE.replace("Who uses it", "People").replace("them", "people")) == (
        ["users", "/users"],
        ["GET /my/resource"],
    )
    assert names(OWN_TEMPLATE.replace("what it stores", "goals")) == ([], ["table your_table"])


def test_near_misses_yield_nothing() -> None:
    case = Path(__file__).parent / "cases" / "entities" / "near-misses"
    assert (case / "expected.txt").read_text("utf-8") == ""
    assert len((case / "page.md").read_text("utf-8").splitlines()) > 100


@pytest.mark.parametrize(
    "path",
    ["/kilns/{id}", "/kilns/:id", "/kilns/[id]", "/kilns/<id>", "/kilns/${id}", "/kilns/{id:guid}"]
    + ["/kilns/<int:id>", "/kilns/*", "/kilns/[[...slug]]", "/kilns/[...slug]"],
)
def test_parameters_of_any_style_have_one_shape(path: str) -> None:
    assert endpoint_shape(path) == "/kilns/{}"


PIECES = st.sampled_from(
    ["## Database Tables", "## API Endpoints", "## Events & Background Jobs", "### `x`", "- `a_b`"]
    + ["| Table | Purpose |\n|---|---|\n| `t` | p |", "| Method | Path |\n|-|-|\n| GET | /x |"]
    + ["- GET /a/{b", "`POST` / `PUT` `/x`", "```\nGET /x\ncurl -X POST \\\n", "```", "**GET**"]
    + ["- Job `x`: y", "Columns:", "<!--", "-->", "\tGET /x", "CREATE TABLE a (", "1. **`X`**", ""]
    + ["Called:", "Owned here.", "- Owned by [X](x.md)", "- FETCH /x", "POST", "- GET api/{x", "/x"]
)
NOISE = st.text(alphabet="`*_|/{}[]()<>:.-#\\ \tabGETPOS\n", max_size=60)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, NOISE), max_size=12))
def test_any_page_is_read_and_places_are_inside_it(pieces: list[str]) -> None:
    text = "## API Endpoints\n\n" + "\n".join(pieces)
    lines = text.split("\n")
    page = read_page(text)
    for span in [
        *(entity.span for entity in page.entities),
        *(fault.span for fault in page.faults),
    ]:
        assert 1 <= span.line == span.end_line <= len(lines)
        assert 1 <= span.column <= span.end_column <= len(lines[span.line - 1]) + 1


@pytest.mark.parametrize("heading", ["Database Tables", "API Endpoints", "Events"])
def test_long_paragraphs_end(heading: str) -> None:
    lines = "`kilns` and `GET /kilns/{id` are not\n" * 4_000
    read_page(f"## {heading}\n\n{lines}\n- {lines}")


@pytest.mark.parametrize(
    "line",
    ["GET " * 25_000, "/" * 100_000, "GET /" + "{" * 50_000, "`" * 99_999, "- `a`, " * 15_000]
    + ["| `a` " * 20_000, "[a](" * 25_000, "GET/" * 25_000, "curl -X " * 12_000, "a." * 50_000]
    + ["Owner: [" * 12_000, "owned by " * 12_000, "FETCH /" + "[{" * 40_000, ":" * 100_000],
    ids=lambda line: line[:8].strip(),
)
@pytest.mark.parametrize("heading", ["Database Tables", "API Endpoints", "Events"])
def test_long_lines_end(heading: str, line: str) -> None:
    read_page(f"## {heading}\n\n{line}\n\n- {line}\n\n```\n{line}\n```\n")
