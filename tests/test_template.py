"""The template: the seed's page whole, its structure, and what a broken one is told."""

from __future__ import annotations

import pytest

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.settings import DEFAULT_SURFACES, Surface
from mkdocs_featurespec.template import (
    TemplateSource,
    Values,
    built_in_template,
    parse_template,
    render_skeleton,
    role_finder,
)

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
        ("# T\n\n## A\n\n## B\n\n## A\n", 7, "line 3"),
    ],
)
def test_a_broken_template_is_told_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_template(TemplateSource(text, "t.md"), DEFAULT_SURFACES)
    assert (caught.value.path, caught.value.line) == ("t.md", line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


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
