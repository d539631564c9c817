"""The structure that a template gives its feature pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mkdocs_featurespec.model.roles import Role


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section as the template has it.

    Attributes:
        text: Its heading as rendered.
        level: Its heading's level.
        line: The template's line that the heading stands on.
        role: What it holds, if a directive says so.
        optional: Whether a page may leave it out.
        aliases: Other headings that count as this one.
        parent: The index of the section around it in `Template.sections`, or `None`.
        table_header: The header cells of its first example table.
        since: The version of the template that brought it in; 0 for a section of the first one.
    """

    text: str
    level: int
    line: int
    role: Role | None = None
    optional: bool = False
    aliases: tuple[str, ...] = ()
    parent: int | None = None
    table_header: tuple[str, ...] = ()
    since: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """The structure that a template gives its feature pages.

    Attributes:
        sections: In the order of the template.
        roles: The role of each heading, by its normalised text, aliases included.
        guidance: Prompts to the writer: normalised lines that no finished page keeps.
        placeholders: Example lines, normalised, that no finished page keeps.
        examples: Identities of the example entities (`example_table`, `GET /api/v1/example`).
        name_columns: How the first column of each role's example table is headed, normalised.
        surfaces: The names of the site's surfaces.
        version: As the template's front matter says (`template_version`); 0 where it does not.
        path: How messages name the template.
        title_form: What stands before and behind a page's title in its `#` heading.
    """

    sections: tuple[TemplateSection, ...] = ()
    roles: Mapping[str, Role] = field(default_factory=dict)
    guidance: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    examples: frozenset[str] = frozenset()
    name_columns: Mapping[Role, frozenset[str]] = field(default_factory=dict)
    surfaces: tuple[str, ...] = ()
    version: int = 0
    path: str = ""
    title_form: tuple[str, str] = ("", "")
