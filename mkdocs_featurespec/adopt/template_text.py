"""A derived template, written as a file that people like to read and to change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mkdocs_featurespec.adopt.outline import Draft, DraftSection
from mkdocs_featurespec.adopt.role_words import NAME_COLUMNS
from mkdocs_featurespec.adopt.seen import SeenTable, Shape
from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.markdown.heading_names import heading_names

PLACEHOLDER = "..."
"""Stands where a writer has to write; means the same in every language, and no page keeps it."""

_EXAMPLE_ENDPOINT = ("GET", "/api/v1/example")
_EXAMPLE_NAMES = {Role.TABLES: "example_table", Role.EVENTS: "example.happened"}
_MARKDOWN = re.compile(r"[*_<>`\[\]\\]")
_METHOD = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE)\b", re.IGNORECASE)
_PATH = re.compile(r"(?:https?://\S+)?/")
_LISTS = {Shape.BULLETS: "- ", Shape.NUMBERS: "1. ", Shape.BOXES: "- [ ] "}
_SQL = ("sql", "postgresql", "postgres", "mysql")


def template_text(draft: Draft, page_count: str) -> str:
    """Return a template for the structure that pages have in common.

    Args:
        draft: The structure.
        page_count: How many pages it was taken from, in words: `23 pages`.
    """
    note = f"{{%# Derived from {page_count} by 'featurespec init'; change it as you like. #%}}"
    parts = [f"{note}\n# {{{{ title }}}}\n"]
    for section in draft.sections:
        lines = [f"{'#' * section.level} {heading_text(section.text)}"]
        if directive := section_directive(section):
            lines.append(directive)
        if example := _example(section):
            lines += ["", *example]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def section_directive(section: DraftSection) -> str:
    """Return the directive of a section; empty where there is nothing to say of it."""
    parts = []
    if section.role is not None:
        parts.append(f"role={section.role.value}")
    if section.optional:
        parts.append("optional")
    if section.aliases:
        parts.append(f'aliases="{"|".join(section.aliases)}"')
    return f"<!-- featurespec: section {' '.join(parts)} -->" if parts else ""


def heading_text(text: str) -> str:
    """Return a heading's text as Markdown with Jinja that renders to it."""
    markdown = markdown_text(text) if _MARKDOWN.search(text) else text
    return raw(markdown) if re.search(r"\{[{%]", markdown) else markdown


def raw(text: str) -> str:
    """Return a text that Jinja leaves as it is."""
    return f"{{% raw %}}{text}{{% endraw %}}"


def _example(section: DraftSection) -> list[str]:
    """Return the lines that show a writer what belongs into a section."""
    name = f"`{_EXAMPLE_NAMES[section.role]}`" if section.role in _EXAMPLE_NAMES else ""
    if section.role is Role.ENDPOINTS:
        name = f"`{' '.join(_EXAMPLE_ENDPOINT)}`"
    if section.shape is Shape.TABLE and section.table is not None:
        row = _row(section.table, section.role)
        if row:
            return _table(section.table.header, row)
    if section.shape is Shape.CODE and section.role is Role.ENDPOINTS:
        return ["```http", " ".join(_EXAMPLE_ENDPOINT), "```"]
    if section.shape is Shape.CODE and section.role is Role.TABLES and section.code in _SQL:
        return [f"```{section.code}", "CREATE TABLE example_table (...);", "```"]
    if name:
        return [f"- {name}: {PLACEHOLDER}"]
    if section.shape is Shape.NOTHING:
        return []
    return [f"{_LISTS.get(section.shape, '')}{PLACEHOLDER}"]


def _row(table: SeenTable, role: Role | None) -> list[str]:
    """Return an example row for a table; none where it does not hold what its section is for."""
    cells = [PLACEHOLDER] * len(table.header)
    first = [*table.first_row, *[""] * len(table.header)][: len(table.header)]
    if role is Role.ENDPOINTS:
        return _endpoint_row(cells, first)
    if role in _EXAMPLE_NAMES:
        names = [next(iter(heading_names(text)), "") for text in table.header]
        known = NAME_COLUMNS[role] | _ENGLISH[role]
        column = next((i for i, name in enumerate(names) if name in known), None)
        if column is None:
            return []
        cells[column] = f"`{_EXAMPLE_NAMES[role]}`"
    return cells


_ENGLISH = {
    Role.TABLES: frozenset(("name", "model", "entity", "collection", "view")),
    Role.EVENTS: frozenset(("event", "event name", "name", "job", "message", "topic")),
}


def _endpoint_row(cells: list[str], first: Sequence[str]) -> list[str]:
    """Return cells with an example of an endpoint where the first row of a page has one."""
    method, path = _EXAMPLE_ENDPOINT
    for i, text in enumerate(first):
        if _METHOD.fullmatch(text):
            cells[i] = method
        elif _PATH.match(text):
            cells[i] = f"`{path}`"
        elif _METHOD.match(text):
            cells[i] = f"`{method} {path}`"
    return cells if any(path in cell for cell in cells) else []


def _table(header: Sequence[str], row: Sequence[str]) -> list[str]:
    return [
        f"| {' | '.join(header)} |",
        f"|{'---|' * len(header)}",
        f"| {' | '.join(row)} |",
    ]
