"""The families of rules, and the template that their examples follow."""

from __future__ import annotations

from collections.abc import Mapping

FAMILIES: Mapping[str, str] = {
    "FS1": "Front matter",
    "FS2": "Structure",
    "FS3": "Content",
    "FS4": "Across features",
    "FS5": "Sources",
    "FS6": "Template",
    "FS9": "Comments to this tool",
}
"""What the rules of each family look at."""

EXAMPLE_TEMPLATE = """\
# {{ title }}

## Database Tables
<!-- featurespec: section role=tables optional -->

| Table | Purpose |
|---|---|
| example_table | What this stores. |

## API Endpoints
<!-- featurespec: section role=endpoints optional -->

- GET /api/v1/example

## Events & Background Jobs
<!-- featurespec: section role=events optional -->

- Domain event.

## Permissions
<!-- featurespec: section role=permissions optional -->

- Coach can...

## Tests
<!-- featurespec: section role=tests optional -->

- Domain unit test.

## Open Decisions
<!-- featurespec: section role=decisions optional -->

- Decision needed before implementation.
"""
"""A short template all of whose sections are optional, so that examples can be short."""


def example_page(*body: str, status: str = "draft", keys: str = "") -> str:
    """Return a page named Messaging with valid front matter and these lines below its title.

    Args:
        body: The lines.
        status: The page's status.
        keys: More lines of front matter, each with its line feed.
    """
    head = f"---\ntitle: Messaging\nstatus: {status}\nowner: team-engagement\n{keys}---\n\n"
    return f"{head}# Messaging\n\n" + "".join(f"{line}\n" for line in body)
