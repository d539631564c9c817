"""What is concluded from pages that no template describes: small cases, by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_featurespec.adopt.directives import with_directives, with_title, without_jinja
from mkdocs_featurespec.adopt.folders import candidates, own_templates
from mkdocs_featurespec.adopt.keys import keys_in_use
from mkdocs_featurespec.adopt.outline import DraftSection
from mkdocs_featurespec.adopt.proposal import Proposal, propose
from mkdocs_featurespec.adopt.schema_text import schema_text
from mkdocs_featurespec.adopt.survey import survey, top_names
from mkdocs_featurespec.diagnostics import FaultKind
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.schema.files import parse_schema
from mkdocs_featurespec.settings import DEFAULT_SURFACES
from mkdocs_featurespec.template import TemplateSource, parse_template

DIALECT = Dialect()


def proposal(pages: Sequence[str], template: str | None = None) -> Proposal:
    source = None if template is None else TemplateSource(template, "own.md")
    surveyed = [survey(f"{i}.md", text, DIALECT) for i, text in enumerate(pages)]
    return propose(surveyed, source, DIALECT)


def sections(pages: Sequence[str], template: str | None = None) -> dict[str, DraftSection]:
    return {section.text: section for section in proposal(pages, template).template.sections}


def page(*headings: str, body: Mapping[str, str] | None = None) -> str:
    parts = [f"{h if h.startswith('#') else f'## {h}'}\n\n{(body or {}).get(h, 'Text.')}\n"
             for h in headings]  # fmt: skip
    return "# Title\n\n" + "\n".join(parts)


# Which headings are sections, and in which order.


def test_headings_of_half_of_the_pages_are_sections_and_of_nine_in_ten_required() -> None:
    pages = [page("A", "B", "C") for _ in range(9)] + [page("A", "B", "D")]
    pages = [text.replace("## B\n\nText.", "") if i < 2 else text for i, text in enumerate(pages)]
    found = sections(pages)
    assert list(found) == ["A", "B", "C"]
    assert [found[name].optional for name in found] == [False, True, False]
    assert (found["B"].pages, found["B"].of) == (8, 10)


def test_pages_that_nobody_wrote_yet_say_nothing_of_the_template() -> None:
    found = proposal([page("A", "B", "C")] * 2 + ["# Title\n", "---\nstatus: draft\n---\n"])
    assert [(s.pages, s.of, s.optional) for s in found.template.sections] == [(2, 2, False)] * 3
    assert (found.page_count, found.written) == (4, 2)


def test_the_order_is_that_of_most_pages() -> None:
    pages = [page("A", "B", "C")] * 3 + [page("C", "A", "B"), page("A", "C", "B")]
    assert list(sections(pages)) == ["A", "B", "C"]


def test_what_most_pages_have_goes_before_where_it_stands_on_average() -> None:
    pages = [page("A", "B", "X", "Y")] * 3 + [page("Y", "A", "B", "X")] * 2
    assert list(sections(pages)) == ["A", "B", "X", "Y"]


def test_a_heading_is_spelled_as_half_of_the_pages_do_or_without_its_frills() -> None:
    pages = [page(f"{i}. Data ({i})", "🔌 API", "Rest") for i in range(3)]
    assert list(sections(pages)) == ["Data", "🔌 API", "Rest"]
    assert not sections(pages)["Data"].aliases


def test_a_suffix_counts_only_where_the_heading_stands_without_it_too() -> None:
    pages = [page("Tests", "A", "B"), page("Tests", "A", "B"), page("Tests: by hand", "A", "B")]
    assert sections(pages)["Tests"].pages == 3
    pages = [page("Flow: one", "A", "B"), page("Flow: two", "A", "B"), page("A", "B")]
    assert list(sections(pages)) == ["A", "B"]


def test_a_name_in_brackets_is_an_alias_where_pages_do_without() -> None:
    pages = [page("Events (async)", "A", "B")] * 3 + [page("Events", "A", "B")] * 2
    assert sections(pages)["Events (async)"].aliases == ("Events",)


def test_sections_in_sections_are_found_but_those_that_are_about_one_page() -> None:
    inner = ("Quality", "### Unit", "### `src/a.ts`", "### GET /a", "Rest", "More")
    found = sections([page(*inner)] * 3)
    assert list(found) == ["Quality", "Unit", "Rest", "More"]
    assert found["Unit"].level == 3


def test_pages_with_several_titles_have_the_sections_below_them() -> None:
    pages = [f"# One\n\n{page('A', 'B', 'C')}"] + [page("A", "B", "C")] * 3
    assert list(sections(pages)) == ["A", "B", "C"]


def test_headings_without_words_are_none() -> None:
    assert list(sections([page("---", "A", "B", "C", "🚀")] * 3)) == ["A", "B", "C"]


def test_pages_without_headings_give_a_template_with_a_title() -> None:
    text = proposal(["Text.", ""]).template.text
    assert text.endswith("# {{ title }}\n")
    assert not parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES).sections


# Spellings of one heading.


def test_headings_that_share_words_and_never_a_page_are_one() -> None:
    pages = [page("A", "Technical decisions", "B")] * 4
    pages += [page("A", "Technical decisions of weight", "B")] * 3
    assert sections(pages)["Technical decisions"].aliases == ("Technical decisions of weight",)
    both = page("A", "Technical decisions", "Technical decisions of weight", "B")
    assert not sections([*pages, both])["Technical decisions"].aliases


def test_headings_between_the_same_neighbours_are_one() -> None:
    pages = [page("A", "Screens", "B")] * 4 + [page("A", "Views", "B")] * 4
    assert sections(pages)["Views"].aliases == ("Screens",)
    pages = [page("A", "Screens", "B")] * 4 + [page("A", "B", "Views")] * 4
    assert not sections(pages)["Screens"].aliases


def test_headings_that_open_all_pages_are_one() -> None:
    pages = [page("Why", "Who", "Z")] * 4 + [page("Context", "Where", "Z")] * 3
    assert sections(pages)["Why"].aliases == ("Context",)
    pages += [page("Summary", "Z")] * 5
    assert all(not section.aliases for section in sections(pages).values())


def test_a_heading_joins_no_two_that_pages_have_together() -> None:
    body = dict.fromkeys(("Endpoints", "Routes", "Public API Endpoints"), "- `GET /a`")
    pages = [page("A", "Endpoints", "B", body=body)] * 4
    pages += [page("A", "Routes", "Public API Endpoints", body=body)] * 2
    found = sections(pages)
    assert found["Endpoints"].aliases == ("Routes",)
    assert found["Public API Endpoints"].role is Role.ENDPOINTS


def test_headings_of_different_roles_are_two() -> None:
    pages = [page("A", "Endpoints", "B")] * 4 + [page("A", "Database", "B")] * 4
    assert not any(section.aliases for section in sections(pages).values())


def test_of_few_pages_nothing_is_concluded() -> None:
    pages = [page("A", "Screens", "B"), page("A", "Views", "B"), page("A", "B"), page("A", "B")]
    assert not any(section.aliases for section in sections(pages).values())


# Roles.


@pytest.mark.parametrize(
    ("heading", "body", "role"),
    [
        ("Zugänge", "- `GET /a`\n- `POST /a`", Role.ENDPOINTS),
        ("Zugänge", "| Verb | Pfad |\n|---|---|\n| GET | /a |\n| POST | /a |", Role.ENDPOINTS),
        ("Zugänge", "**Route:** `GET /a`", Role.ENDPOINTS),
        ("Zugänge", "```sh\ncurl -X POST https://host/a\n```", None),
        ("Zugänge", "Then `GET /a` is called.", None),
        ("Zugänge", "- [ ] `GET /a`\n- [ ] `POST /a`", None),
        ("Ablage", "```sql\nCREATE TABLE a (id int);\n```", Role.TABLES),
        ("Ablage", "| Tabelle | Zweck |\n|---|---|\n| `a` | x |", Role.TABLES),
        ("Ablage", "- `a`: x\n- `b`: y", None),
        ("Tabellen", "| Tabelle | Zweck |\n|---|---|\n| `a` | x |", Role.TABLES),
        ("Tabellen", "Nothing yet.", None),
        ("Eventos", "- `a.b`: x", Role.EVENTS),
        ("Eventos", "Nenhum.", None),
        ("Berechtigungen", "- x", Role.PERMISSIONS),
        ("Cenários de teste", "- x", Role.TESTS),
        ("Questões em aberto", "- x", Role.DECISIONS),
        ("Technical decisions", "- x", None),
        ("A word on tests in this house", "- x", None),
    ],
)
def test_roles_come_from_what_is_listed_and_from_words(
    heading: str, body: str, role: Role | None
) -> None:
    found = sections([page("A", heading, "B", body={heading: body})] * 3)
    assert found[heading].role is role


def test_an_inner_section_has_no_role_that_the_one_around_it_has() -> None:
    inner = ("API", "### Endpoints", "### Tests", "A", "B")
    found = sections([page(*inner, body={"### Endpoints": "- `GET /a`"})] * 3)
    assert found["API"].role is Role.ENDPOINTS
    assert found["Endpoints"].role is None
    assert found["Tests"].role is Role.TESTS


# The text of a derived template.


@pytest.mark.parametrize(
    ("heading", "body", "example"),
    [
        ("API", "```http\nGET /a\n```", "```http\nGET /api/v1/example\n```"),
        ("API", "| Call | Who |\n|---|---|\n| `PUT /a` | x |",
         "| Call | Who |\n|---|---|\n| `GET /api/v1/example` | ... |"),
        ("API", "| Who | Why |\n|---|---|\n| x | y |", "- `GET /api/v1/example`: ..."),
        ("API", "Text.", "- `GET /api/v1/example`: ..."),
        ("Schema", "```sql\nCREATE TABLE a (id int);\n```",
         "```sql\nCREATE TABLE example_table (...);\n```"),
        ("Schema", "```prisma\nmodel A {\n}\n```", "- `example_table`: ..."),
        ("Schema", "| Column | Type |\n|---|---|\n| id | int |", "- `example_table`: ..."),
        ("Schema", "| Why | Model |\n|---|---|\n| x | A |",
         "| Why | Model |\n|---|---|\n| ... | `example_table` |"),
        ("Facts", "| Fact | Why |\n|---|---|", "| Fact | Why |\n|---|---|\n| ... | ... |"),
        ("Facts", "```mermaid\na --> b\n```", "..."),
        ("Facts", "- [ ] One", "- [ ] ..."),
        ("Facts", "First:\n1. One\n2. Two", "1. ..."),
        ("Facts", "", ""),
    ],
)  # fmt: skip
def test_examples_are_like_what_pages_have(heading: str, body: str, example: str) -> None:
    pages = [page("A", heading, "B", body={heading: body})] * 3
    text = proposal(pages).template.text
    below = text.split(f"## {heading}\n")[1].split("## B")[0]
    shown = [line for line in below.strip().split("\n") if not line.startswith("<!--")]
    assert "\n".join(shown).strip() == example
    parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)


def test_tables_that_differ_from_page_to_page_are_no_example() -> None:
    pages = [
        page("A", "F", "B", body={"F": f"| X{i} | Y |\n|---|---|\n| 1 | 2 |"}) for i in range(3)
    ]
    assert "| X" not in proposal(pages).template.text


@settings(deadline=None)
@given(st.text(alphabet="ab {}%#*_`<>|[]()\\\"'&é", min_size=1, max_size=20))
def test_any_heading_can_stand_in_a_template(heading: str) -> None:
    pages = [page(f"x{heading}", "A", "B")] * 3 + [page(f"xy{heading}", "A", "B")] * 3
    text = proposal(pages).template.text
    template = parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    names = {section.text for section in survey("p.md", pages[0], DIALECT).sections}
    assert {section.text for section in template.sections} & names


# A template of the team's own.


def test_a_template_with_directives_is_used_where_it_is() -> None:
    own = "# {{ title }}\n\n## Calls\n<!-- featurespec: section role=endpoints -->\n\n## Rest\n"
    found = proposal([page("Calls", "Rest")] * 2, own).template
    assert (found.path, found.text, found.is_new) == ("own.md", own, False)


def test_a_template_that_cannot_be_one_is_left_aside() -> None:
    found = proposal([page("A")], "Only text.").template
    assert found.made_of == ""
    assert found.problem == "own.md:1: the template has no headings"


def test_sections_of_a_template_stay_apart_and_keep_their_place() -> None:
    own = "# [Name]\n\n## Context\n\n## Screens (optional)\n\n## Calls\n\n### Errors\n"
    pages = [page("Overview", "Screens", "Calls", "### Errors", "### Limits")] * 4
    pages += [page("Overview", "Screens", "Zugänge", body={"Zugänge": "- `GET /a`\n- `PUT /a`"})]
    found = sections(pages, own)
    assert list(found) == ["Context", "Screens (optional)", "Calls", "Errors"]
    assert found["Context"].aliases == ()  # no page has it, so nothing is known
    assert found["Screens (optional)"].optional
    assert found["Screens (optional)"].aliases == ("Screens",)
    assert (found["Errors"].pages, found["Errors"].of) == (4, 4)


def test_what_half_of_the_pages_have_besides_is_told() -> None:
    found = proposal([page("A", "B", "Z")] * 3 + [page("A", "B")], "# T\n\n## A\n\n## B\n").template
    assert [(lack.text, lack.pages) for lack in found.lacking] == [("Z", 3)]
    assert found.followed == 4


def test_pages_follow_a_template_only_in_its_order() -> None:
    own = "# T\n\n## A\n\n## B\n\n## C\n"
    pages = [page("A", "B"), page("B", "A"), page("C", "B", "A"), page("Z")]
    assert proposal(pages, own).template.followed == 1


@pytest.mark.parametrize(
    ("title", "filled"),
    [
        ("# Feature: [Name]", "# Feature: {{ title }}"),
        ("# {{FEATURE_NAME}} ({{ID}})", "# {{ title }} ({{ID}})"),
        ("# <feature name>", "# {{ title }}"),
        ("# {name}", "# {{ title }}"),
        ("# Feature template", "# {{ title }}"),
        ("# Spec of {{ title }}", "# Spec of {{ title }}"),
        ("# One\n\n# Two", "# One\n\n# Two"),
    ],
)
def test_what_a_title_leaves_open_is_the_title(title: str, filled: str) -> None:
    assert with_title(f"{title}\n\n## A\n", DIALECT) == f"{filled}\n\n## A\n"
    assert with_title(title, DIALECT) == filled


def test_foreign_braces_stay_text() -> None:
    text = "# {{ title }}\n\n## A {{ID}}\n\n{% if x %}{{ owner }}, {{ unclosed\n"
    escaped = without_jinja(text)
    template = parse_template(TemplateSource(escaped, "t.md"), DEFAULT_SURFACES)
    assert [section.text for section in template.sections] == ["A {{ID}}"]
    assert "{{ owner }}" in escaped


LINES = st.sampled_from(
    ["## A", "## B", "### C", "D\n---", "Do this, and then that.", "Why?\n- x", "- x", "", "```",
     "{{X}}", "> quoted text, and more.", "<!-- note -->", "| a | b |\n|---|---|", "text\r\n"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_a_template_s_text_is_kept(lines: Sequence[str], line_end: str) -> None:
    text = line_end.join(["# T", *lines])
    known = {i: DraftSection("A", 2, 1, 2, optional=True, role=Role.TABLES) for i in range(9)}
    copy = with_directives(text, known, DIALECT)
    kept = [line for line in copy.split(line_end) if not line.startswith("<!-- featurespec:")]
    rest = iter(line for line in kept if line)
    assert all(line in rest for line in text.split(line_end) if line)


# Which pages are feature pages.


def found(*paths: str, headings: str = "a b") -> list[tuple[str, ...]]:
    names = frozenset(headings.split())
    return [each.patterns for each in candidates(dict.fromkeys(paths, names))]


def test_folders_are_known_by_their_names_and_by_what_their_pages_share() -> None:
    pages = [f"areas/{i}.md" for i in range(3)]
    assert found("features/a.md", "features/b.md", *pages) == [("features/**/*.md",)]
    assert found("index.md", "features/index.md", *pages) == [("areas/*.md",)]
    assert found("blog/a.md", "blog/b.md", "blog/c.md") == []
    assert found("a.md", "b.md", "c.md") == [("**/*.md",)]
    assert found(*pages, headings="a") == []
    assert found("Feature Specs/a.md", "Feature Specs/x/b.md") == [("Feature Specs/**/*.md",)]


def test_a_folder_in_such_a_folder_is_a_part_of_it() -> None:
    assert found("specs/features/a.md", "specs/b.md") == [("specs/**/*.md",)]


def test_several_folders_of_one_name_are_one_choice() -> None:
    few = [f"apps/{i}/specs/a.md" for i in range(2)]
    assert found(*few) == [("apps/0/specs/**/*.md", "apps/1/specs/**/*.md")]
    many = [f"apps/{i}/specs/a.md" for i in range(9)]
    assert found(*many) == [("**/specs/**/*.md",)]
    assert found("a[1]/specs/x.md", "a[1]/specs/y.md") == [(r"a\[1\]/specs/**/*.md",)]


def test_index_pages_are_feature_pages_where_they_are_alone() -> None:
    alone = [f"modules/{i}/README.md" for i in range(3)]
    assert found(*alone) == [("modules/*/README.md",)]
    assert found(*alone, "modules/a.md") == [("modules/**/*.md", "modules/*/README.md")]
    assert found("modules/a/README.md", "modules/a/b.md") == [("modules/**/*.md",)]


def test_templates_are_looked_for_beside_the_pages_and_above_them() -> None:
    paths = ["_template.md", "specs/TEMPLATE.md", "specs/_template/feature.md", "other/template.md"]
    paths += ["specs/_template/README.md", "specs/a.md", "templates/feature-template.md"]
    assert own_templates(paths, ["specs"]) == [
        "specs/TEMPLATE.md",
        "specs/_template/feature.md",
        "_template.md",
        "templates/feature-template.md",
    ]
    assert own_templates(paths, [""]) == ["_template.md", "templates/feature-template.md"]


def test_names_of_headings_are_those_right_below_the_title() -> None:
    assert top_names("# T\n\n## A\n\n### B\n\n## 2. C (x)\n", DIALECT) == {"a", "c"}
    assert top_names("Text.", DIALECT) == frozenset()


# Front matter.


def matter(*texts: str) -> str:
    pages = [survey("p.md", f"---\n{text}\n---\n# T\n" if text else "# T\n", DIALECT)
             for text in texts]  # fmt: skip
    text = schema_text(keys_in_use(pages))
    parse_schema(text, display="schema")
    return text


def test_values_are_listed_where_they_are_few_for_many_pages() -> None:
    assert "enum: [draft, in-review, approved, shipped, deprecated]" in matter(
        *["status: draft", "status: shipped"] * 4
    )
    states = ["draft"] * 4 + ["done"] * 4
    assert "status:  # on 8 of 8\n    enum: [draft, done]" in matter(
        *(f"status: {state}" for state in states)
    )
    assert "enum" not in matter(*(f"status: s{i}" for i in range(9)))
    assert "enum" not in matter(*(f"owner: {state}" for state in states))
    assert "enum" not in matter(*["status: ''"] * 8)
    assert "enum" not in matter(*["day: 2026-01-01"] * 8)
    assert "enum: [a, b]" in matter(*["kind: a"] * 3, *["kind: b"] * 3)
    assert "enum" not in matter(*["kind: a"] * 3, *["kind: b"] * 2)


def test_types_and_formats_are_those_in_use() -> None:
    text = matter(
        "a: 1\nb: true\nc: 1.5\nd: ~\ne: {x: 1}\nf: 2026-01-02\ng: https://a.example/\n"
        "h: 2026-01-02T03:04:05Z\ni: [1, x]\nj: 2",
        "j: 2.5\n'on': x",
    )
    for line in (
        "a:  # on 1 of 2\n    type: integer",
        "b:  # on 1 of 2\n    type: boolean",
        "c:  # on 1 of 2\n    type: number",
        "d:  # on 1 of 2\n    type: 'null'",
        "e:  # on 1 of 2\n    type: object",
        "    type: string\n    format: date\n",
        "    type: string\n    format: uri\n",
        "    type: string\n    format: date-time\n",
        "    type: array\n    items: { type: [integer, string] }",
        "j:  # on 2 of 2\n    type: number",
        "'on':  # on 1 of 2",
    ):
        assert line in text
    assert "required: [j]" in text


def test_no_key_is_required_where_most_pages_have_no_front_matter() -> None:
    assert "required" not in matter("a: 1", "", "")
    assert "required: [a]" in matter("a: 1", "a: 1", "")


KEYS = st.dictionaries(
    st.text("abc:'- #", min_size=1, max_size=6),
    st.none() | st.booleans() | st.integers(0, 9) | st.sampled_from(["x", "y: z", "2026-01-01"])
    | st.lists(st.sampled_from(["a", 1]), max_size=2),
    max_size=4,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(KEYS, max_size=6))
def test_every_page_passes_the_schema_but_for_what_nine_in_ten_have(
    pages: Sequence[dict[str, object]],
) -> None:
    import yaml

    texts = [f"---\n{yaml.safe_dump(keys)}---\n# T\n" if keys else "# T\n" for keys in pages]
    use = keys_in_use([survey("p.md", text, DIALECT) for text in texts])
    schema = parse_schema(schema_text(use), display="schema")
    required = {key.name for key in use.keys if key.required}
    for text in texts:
        front_matter = read_front_matter(Source(text, "p.md")).front_matter
        kinds = {fault.kind for fault in schema.faults(front_matter)}
        assert kinds <= ({FaultKind.MISSING_KEY} if required - set(front_matter) else set())
