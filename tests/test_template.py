"""The template: the seed's page whole, its structure, and what a broken one is told."""

from __future__ import annotations

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError, Severity
from mkdocs_featurespec.model import Role, Template
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.schema.files import load_schema
from mkdocs_featurespec.settings import DEFAULT_SURFACES, Settings, Surface
from mkdocs_featurespec.template import (
    TemplateSource,
    Values,
    built_in_template,
    parse_template,
    render_skeleton,
    role_finder,
)
from mkdocs_featurespec.workspace import Workspace

SKELETON = """\
# Feature Technical Template

Replace this title with the feature name.

Use this page structure for each feature-level technical document. The product feature page should \
remain the UX reference; this page should become the implementation source of truth.

## User Flows

Describe coach web, coach mobile, client mobile, system, and admin flows that touch this feature.

- Primary happy path.
- Important alternate path.
- Failure or recovery path.

## Domain Model

List aggregates, entities, value objects, domain services, invariants, and domain events.

### Aggregates & Entities

- Aggregate root.
- Child entity.
- Lifecycle state.

### Value Objects & Rules

- Value object.
- Invariant.
- Validation rule.

## Database Tables

Document tables, ownership, key columns, relationships, indexes, JSON fields, and retention rules.

| Table | Purpose | Important Columns | Notes |
|---|---|---|---|
| example_table | What this stores. | id, owner_id, status, created_at | Indexes, constraints, \
retention. |

## API Endpoints

List REST endpoints, request/response contracts, auth requirements, and idempotency behavior.

```http
GET /api/v1/example
POST /api/v1/example
PATCH /api/v1/example/{id}
```

## Events & Background Jobs

Document domain events, integration events, outbox records, queue jobs, retries, and notification \
side effects.

- Domain event.
- Background job.
- Notification or sync side effect.

## Permissions & Access Rules

Define role, relationship, status, invitation, and ownership constraints.

- Coach can...
- Client can...
- System/admin can...

## Web, Coach Mobile, Client Mobile

Specify behavior per surface, including offline and sync requirements where relevant.

### Web

Desktop behavior and states.

### Coach Mobile

Coach mobile behavior and parity notes.

### Client Mobile

Client behavior, offline cache, and sync notes.

## Test Scenarios & Open Decisions

Capture domain, API, web, mobile, integration, permission, and edge-case tests before \
implementation.

### Tests

- Domain unit test.
- API integration test.
- Web/mobile E2E test.

### Open Decisions

- Decision needed before implementation.
- Assumption to validate.
"""


def test_the_built_in_template_is_the_whole_page() -> None:
    assert render_skeleton(built_in_template(), Values(DEFAULT_SURFACES)) == SKELETON


def test_surfaces_and_title_are_values() -> None:
    surfaces = [Surface("Kiosk", "shop kiosk", "What the kiosk shows.")]
    skeleton = render_skeleton(built_in_template(), Values(surfaces, title="Loyalty"))
    assert skeleton.startswith("# Loyalty\n")
    assert "Describe shop kiosk, system, and admin flows" in skeleton
    assert "## Kiosk\n" in skeleton
    assert "### Kiosk\n\nWhat the kiosk shows.\n\n## Test Scenarios" in skeleton
    assert "Coach Mobile" not in skeleton


def test_without_surfaces_their_section_goes() -> None:
    skeleton = render_skeleton(built_in_template(), Values(()))
    assert "Specify behavior per surface" not in skeleton
    assert "Describe system, and admin flows" in skeleton


def test_structure_of_the_built_in_template() -> None:
    template = parse_template(built_in_template(), DEFAULT_SURFACES)
    outline = [(s.level, s.text, s.role and s.role.value) for s in template.sections]
    assert outline == [
        (2, "User Flows", "flows"),
        (2, "Domain Model", "domain"),
        (3, "Aggregates & Entities", None),
        (3, "Value Objects & Rules", None),
        (2, "Database Tables", "tables"),
        (2, "API Endpoints", "endpoints"),
        (2, "Events & Background Jobs", "events"),
        (2, "Permissions & Access Rules", "permissions"),
        (2, "Web, Coach Mobile, Client Mobile", "surfaces"),
        (3, "Web", None),
        (3, "Coach Mobile", None),
        (3, "Client Mobile", None),
        (2, "Test Scenarios & Open Decisions", None),
        (3, "Tests", "tests"),
        (3, "Open Decisions", "decisions"),
    ]
    assert template.sections[4].table_header == ("Table", "Purpose", "Important Columns", "Notes")
    assert [
        template.sections[s.parent].text for s in template.sections if s.parent is not None
    ] == [
        "Domain Model",
        "Domain Model",
        "Web, Coach Mobile, Client Mobile",
        "Web, Coach Mobile, Client Mobile",
        "Web, Coach Mobile, Client Mobile",
        "Test Scenarios & Open Decisions",
        "Test Scenarios & Open Decisions",
    ]


def test_examples_and_prompts_of_the_built_in_template() -> None:
    template = parse_template(built_in_template(), DEFAULT_SURFACES)
    assert template.examples == {
        "table example_table",
        "GET /api/v1/example",
        "POST /api/v1/example",
        "PATCH /api/v1/example/{}",
    }
    assert "Replace this title with the feature name." in template.guidance
    assert "Primary happy path." in template.placeholders
    assert "Desktop behavior and states." in template.placeholders
    assert not template.guidance & template.placeholders


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Database Tables", Role.TABLES),
        ("3. API Endpoints (v2)", Role.ENDPOINTS),
        ("🗄️ Database schema", Role.TABLES),
        ("Data Model (Prisma)", Role.TABLES),
        ("B) API Routes", Role.ENDPOINTS),
        ("4.2 Events and background jobs:", Role.EVENTS),
        ("Events (async)", Role.EVENTS),
        ("API Endpoints - public", Role.ENDPOINTS),
        ("Overview", None),
        ("Eventsourcing", None),
        ("Domain Model", Role.DOMAIN),
    ],
)
def test_roles_by_any_name(heading: str, role: Role | None) -> None:
    template = parse_template(built_in_template(), DEFAULT_SURFACES)
    assert role_finder(template)(heading) is role


def test_names_of_a_heading() -> None:
    assert heading_names("3. API Endpoints (v2)") == ("api endpoints v2", "api endpoints")
    assert heading_names("🎉") == ()


OWN = TemplateSource(
    """# {{ title }}

## Context

<!-- featurespec: guidance -->
Why is this needed?

## API Endpoints

| Method | Route |
|--------|-------|
| POST   | /api/v1/... |

## Messages
<!-- featurespec: section role=events optional aliases="Topics|Streams" -->

- A message.
""",
    "_template.md",
)


def test_a_site_s_own_template_needs_no_directives() -> None:
    template = parse_template(OWN, DEFAULT_SURFACES)
    assert [(s.text, s.role, s.optional) for s in template.sections] == [
        ("Context", None, False),
        ("API Endpoints", Role.ENDPOINTS, False),
        ("Messages", Role.EVENTS, True),
    ]
    find = role_finder(template)
    assert find("Streams") is Role.EVENTS
    assert find("Database Tables") is Role.TABLES
    assert "Why is this needed?" in template.guidance
    assert "A message." in template.placeholders


def test_directives_do_not_reach_the_skeleton() -> None:
    assert "featurespec" not in render_skeleton(OWN, Values(DEFAULT_SURFACES, title="X"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Just text\n", 1, "no headings"),
        ("# {{ title }\n\n## A\n", 1, "Jinja"),
        ("# T\n\n{% for s in surfaces %}\n## A\n", 3, "Jinja"),
        ("# T\n\n## {{ nothing }}\n", 3, "nothing"),
        ("# T\n\n## {{ 1 / 0 }}\n", 3, "division"),
        ("# T\n\n## A\n<!-- featurespec: section role=tabels -->\n", 4, "tables, endpoints"),
        ("# T\n\n## A\n<!-- featurespec: sektion -->\n", 4, "section, guidance"),
        ("# T\n\n## A\n<!-- featurespec: section rolle=tables -->\n", 4, "rolle"),
        ("# T\n\n## A\n<!-- featurespec: section required -->\n", 4, "required"),
        ("# T\n\n## A\n<!-- featurespec: section since=0 -->\n", 4, "found '0'"),
        ("# T\n\n## A\n<!-- featurespec: section since=v2 -->\n", 4, "found 'v2'"),
        ("---\ntemplate_version: two\n---\n# T\n\n## A\n", 2, "found two"),
        ("---\na: b\ntemplate_version:\n---\n# T\n\n## A\n", 3, "found nothing"),
        ("---\ntemplate_version: 1.5\n---\n# T\n\n## A\n", 2, "found 1.5"),
        ("# T\n\n## A\n\n## B\n\n## A\n", 7, "line 3"),
        (
            "# T\n{% for s in surfaces %}\n## {{ s.name }}\n\nx\n{% endfor %}\n## A\n\n## A\n",
            9,
            "line 7",
        ),
    ],
)
def test_a_broken_template_is_told_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    assert (caught.value.path, caught.value.line) == ("t.md", line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_that_is_broken_is_told_at_once() -> None:
    text = (
        "---\ntemplate_version: two\n---\n# T\n\n## A\n"
        "<!-- featurespec: section role=tabels sience=2 -->\n\n## A\n"
        "<!-- featurespec: sektion -->\n"
    )
    with pytest.raises(ConfigurationError) as caught:
        parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    assert str(caught.value).split("\n") == [
        "t.md:2: template_version must be a whole number from 1, found two",
        "t.md:7: directive 'section' does not take 'sience'; it takes: "
        "aliases, optional, role, since",
        "t.md:7: unknown role 'tabels'; the roles are: flows, domain, tables, endpoints, events, "
        "permissions, surfaces, tests, decisions",
        "t.md:9: the heading 'A' stands twice (first on line 6)",
        "t.md:10: unknown directive 'sektion'; a template has: section, guidance",
    ]


def test_what_is_broken_beside_the_jinja_is_told_with_it() -> None:
    text = "# {{ title }\n\n## A\n<!-- featurespec: sektion -->\n"
    with pytest.raises(ConfigurationError, match="Jinja is broken") as caught:
        parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    assert "t.md:4: unknown directive" in str(caught.value)


@pytest.mark.parametrize(
    ("front_matter", "version"),
    [
        ("template_version: 3\n", 3),
        ("title: {{ title }}\ntemplate_version:  12  # of May\n", 12),
        ("template_version: 3\r\n", 3),
        ("a: b\n", 0),
        ("#template_version: 3\n", 0),
    ],
)
def test_a_template_has_a_version(front_matter: str, version: int) -> None:
    end = "\r\n" if "\r" in front_matter else "\n"
    source = TemplateSource(f"---{end}{front_matter}---{end}# T{end}{end}## A{end}", "t.md")
    template = parse_template(source, DEFAULT_SURFACES)
    assert (template.version, template.path) == (version, "t.md")


def test_sections_know_since_when_they_are_there() -> None:
    template = template_of("## A", "## B\n<!-- featurespec: section since=2 role=tables -->")
    assert [section.since for section in template.sections] == [0, 2]


def test_sections_know_their_lines_in_the_file() -> None:
    text = (
        "# {{ title }}\n\n## A\n{% if surfaces %}\n## B {{ surfaces | length }}\n{% endif %}\n"
        "{% for s in surfaces %}\n### {{ s.name }}\n\n#### States of {{ s.name }}\n\nx\n"
        "{% endfor %}\n## C\n\n{{ '## D' }}\n"
    )
    template = parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    lines = [(section.text, section.line) for section in template.sections]
    assert lines[:4] == [("A", 3), ("B 3", 5), ("Web", 8), ("States of Web", 10)]
    assert lines[4:] == [
        ("Coach Mobile", 8),
        ("States of Coach Mobile", 10),
        ("Client Mobile", 8),
        ("States of Client Mobile", 10),
        ("C", 14),
        ("D", 14),  # made by Jinja; no line of the file is a heading of that name
    ]


SCHEMA = load_schema(None, display="")


def template_of(*lines: str) -> Template:
    return parse_template(TemplateSource("\n\n".join(lines) + "\n", "t.md"), DEFAULT_SURFACES)


def slips(text: str) -> list[str]:
    """Return what is found on a template that can be used."""
    workspace = Workspace(Settings(), TemplateSource(text, "t.md"), SCHEMA, Dialect())
    found = workspace.template_diagnostics
    assert workspace.read_site([]).diagnostics == found
    assert all(each.path == "t.md" for each in found)
    return [
        f"{each.span.line}:{each.span.column}-{each.span.end_column} {each.code} {each.message}"
        for each in found
    ]


def test_the_built_in_template_has_no_slips() -> None:
    assert slips(built_in_template().text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '## A\n<!-- featurespec: section aliases="B|C" -->\n\n## B\n\n'
            '## D\n<!-- featurespec: section aliases="E|c" -->\n\n### E\n',
            [
                "1:1-5 FS601 'B' is an alias of 'A' and a name of 'B'",
                "6:1-5 FS601 'c' is an alias of 'D' and a name of 'A'",
            ],
        ),
        ("# T\n\n## A\n\n#### B\n", ["5:1-7 FS602 a heading of level 4 follows one of level 2"]),
        (
            "<!-- featurespec: section optional -->\n\n## A\n",
            ["1:1-39 FS603 the directive describes no section"],
        ),
        (
            "## A\n\nText.\n\n<!-- featurespec: section optional -->\n",
            ["5:1-39 FS603 the directive does not stand right below the heading of its section"],
        ),
        (
            "## A\n\n<!-- featurespec: guidance -->\n\n## B\n\n<!-- featurespec: guidance -->\n",
            [
                "3:1-31 FS603 no text stands below the directive",
                "7:1-31 FS603 no text stands below the directive",
            ],
        ),
        (
            "{% if surfaces %}\n## A\n{% endif %}\n<!-- featurespec: section optional -->\n"
            "<!-- featurespec: guidance -->\nText.\n",
            [],
        ),
        (
            "## A\n<!-- featurespec: section since=2 -->\n",
            ["1:1-5 FS604 'A' is of version 2, and the template names no version"],
        ),
        (
            "---\ntemplate_version: 2\n---\n## A\n<!-- featurespec: section since=3 -->\n",
            ["4:1-5 FS604 'A' is of version 3, and the template is on version 2"],
        ),
        (
            "# {{ title }}\n\n## Flows of {{ title }}\n\n"
            "## {{ surfaces[0].title | default('x') }}\n",
            ["3:1-24 FS605 the heading has 'title' in it, which differs from page to page"],
        ),
        (
            "# A\n\n# {{ owner }}\n",
            ["3:1-14 FS605 the heading has 'owner' in it, which differs from page to page"],
        ),
    ],
)
def test_slips_of_a_template_are_found_in_their_place(text: str, expected: list[str]) -> None:
    assert slips(text) == expected


def test_slips_of_a_template_have_levels_as_other_findings() -> None:
    settings = Settings(rules=(("FS602", None), ("idle-directive", Severity.ERROR)))
    source = TemplateSource("## A\n\n#### B\n\n<!-- featurespec: guidance -->\n", "t.md")
    workspace = Workspace(settings, source, SCHEMA, Dialect())
    assert [(d.code, d.severity) for d in workspace.template_diagnostics] == [
        ("FS603", Severity.ERROR)
    ]


def test_a_template_cannot_reach_out_of_its_sandbox() -> None:
    source = TemplateSource("# {{ title.__class__.__mro__ }}\n\n## A\n", "t.md")
    with pytest.raises(ConfigurationError):
        parse_template(source, DEFAULT_SURFACES)


def test_front_matter_of_a_template_is_no_part_of_the_skeleton() -> None:
    source = TemplateSource(
        "---\ntitle: x\nstatus: draft\n---\n\n# {{ title }}\n\n## A {{ b }}\n", "t.md"
    )
    with pytest.raises(ConfigurationError) as caught:
        parse_template(source, DEFAULT_SURFACES)
    assert caught.value.line == 8
    skeleton = render_skeleton(
        TemplateSource(source.text.replace(" {{ b }}", ""), "t.md"), Values((), title="T")
    )
    assert skeleton == "# T\n\n## A\n"


def test_braces_of_an_attribute_list_are_no_comment() -> None:
    source = TemplateSource("# {{ title }}\n\n## Data {#data}\n{%# not shown #%}\n", "t.md")
    assert render_skeleton(source, Values(())).endswith("## Data {#data}\n")


def test_the_template_s_own_header_names_the_column_of_names() -> None:
    source = TemplateSource(
        "# {{ title }}\n\n## Stores\n<!-- featurespec: section role=tables -->\n\n"
        "| Relation | Purpose |\n|---|---|\n| x | What. |\n",
        "t.md",
    )
    assert parse_template(source, DEFAULT_SURFACES).name_columns[Role.TABLES] == {
        "relation",
        "table",
    }


def test_an_alias_has_its_section_s_role_where_the_heading_says_it() -> None:
    text = '# T\n\n## Tables\n<!-- featurespec: section aliases="Tables de la base" -->\n'
    template = parse_template(TemplateSource(text, "t.md"), ())
    assert role_finder(template)("Tables de la base") is Role.TABLES
