"""The structure that a template gives every page: its sections, prompts and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import Role, Template, TemplateSection
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.entities.read import read_entities
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.markdown.table_rows import header_cells
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template.directives import (
    aliases_of,
    directive_problems,
    role_of,
    since_of,
)
from mkdocs_featurespec.template.names import normal_name
from mkdocs_featurespec.template.prompts import read_prompts
from mkdocs_featurespec.template.roles import role_finder
from mkdocs_featurespec.template.skeleton import (
    DEFAULT_TITLE,
    TemplateSource,
    Values,
    built_in_template,
    render,
)
from mkdocs_featurespec.template.versions import template_version
from mkdocs_featurespec.template.written import directive_of, read_written, written_lines


def parse_template(source: TemplateSource, surfaces: Sequence[Surface]) -> Template:
    """Read the structure that a template gives.

    Headings of the built-in template (and their aliases) keep their roles where the template
    says nothing of them, so that a site's own template needs no directive to be read.

    Raises:
        ConfigurationError: when the template has no headings, two of one name in one place, a
            directive that is not known, a version that is none, or broken Jinja. It names all
            of them, each with its line.
    """
    problems = [
        ConfigurationError(problem, path=source.path, line=line)
        for line, problem in directive_problems(source.text)
    ]
    template, version = Template(), 0
    try:
        version = template_version(source)
    except ConfigurationError as error:
        problems.append(error)
    try:
        template = _parse(source, surfaces)
    except ConfigurationError as error:
        problems.append(error)
    problems += _twins(template.sections, source.path)
    if problems:
        raise ConfigurationError.of_all(sorted(problems, key=lambda problem: problem.line))
    names = tuple(surface.name for surface in surfaces)
    template = replace(template, surfaces=names, version=version, path=source.path)
    if source is not built_in_template():
        known = parse_template(built_in_template(), surfaces)
        template = _with_known_roles(template, known)
    # Only now is it known what each section holds.
    own = _examples(source, surfaces, template)
    return replace(template, examples=template.examples | own)


def _parse(template_source: TemplateSource, surfaces: Sequence[Surface]) -> Template:
    path = template_source.path
    source = Source(render(template_source, Values(surfaces)), path)
    blocks = parse_blocks(source, 1, Dialect())
    headings = read_outline(blocks, source, Dialect(), lambda _: None).headings
    if not headings:
        raise ConfigurationError("the template has no headings", path=path, line=1)
    rendered = [block.lines[0].text for block in blocks if block.kind is BlockKind.HEADING]
    lines = written_lines(rendered, read_written(template_source).headings)
    contents = _contents(blocks)
    has_title = headings[0].level == 1 and sum(h.level == 1 for h in headings) == 1
    sections: list[TemplateSection] = []
    around: list[int] = []
    for heading, line, content in list(zip(headings, lines, contents, strict=True))[has_title:]:
        while around and sections[around[-1]].level >= heading.level:
            around.pop()
        section = TemplateSection(heading.text, heading.level, line)
        parent = around[-1] if around else None
        sections.append(replace(_described(section, content), parent=parent))
        around.append(len(sections) - 1)
    guidance, placeholders = read_prompts(template_source, surfaces)
    template = Template(
        sections=tuple(sections),
        roles=dict(_roles(sections)),
        guidance=guidance,
        placeholders=placeholders,
        title_form=_title_form(headings[0].text) if has_title else ("", ""),
    )
    return replace(template, name_columns=_name_columns(template))


def _title_form(heading: str) -> tuple[str, str]:
    """Return what stands before and behind a page's title in its `#` heading."""
    before, title, behind = heading.partition(DEFAULT_TITLE)
    return (before, behind) if title else ("", "")


def _contents(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks below each heading, up to the next one."""
    contents: list[list[Block]] = []
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            contents.append([])
        elif contents:
            contents[-1].append(block)
    return contents


def _described(section: TemplateSection, content: Sequence[Block]) -> TemplateSection:
    """Return the section with what its directive and its example table say."""
    for block in content:
        if block.kind is BlockKind.TABLE and not section.table_header:
            section = replace(section, table_header=header_cells(block.lines[0].text))
        directive = directive_of(block)
        if directive is not None and directive.name == "section":
            section = replace(
                section,
                role=role_of(directive),
                optional="optional" in directive.flags,
                aliases=aliases_of(directive),
                since=since_of(directive),
            )
    return section


def _roles(sections: Sequence[TemplateSection]) -> Iterator[tuple[str, Role]]:
    for section in sections:
        if section.role is not None:
            for text in (section.text, *section.aliases):
                yield normal_name(text), section.role


def _name_columns(template: Template) -> Mapping[Role, frozenset[str]]:
    """Return the heads of the first columns of the example tables, by role."""
    columns: dict[Role, frozenset[str]] = {}
    role_of = role_finder(template)
    for section in template.sections:
        role = section.role or role_of(section.text)
        if role is not None and section.table_header:
            named = frozenset(heading_names(section.table_header[0])[:1])
            columns[role] = columns.get(role, frozenset()) | named
    return columns


def _twins(sections: Sequence[TemplateSection], path: str) -> Iterator[ConfigurationError]:
    """Give the sections of one name in one place: no page could be told which it has."""
    seen: dict[tuple[int | None, str], TemplateSection] = {}
    for section in sections:
        twin = seen.setdefault((section.parent, normal_name(section.text)), section)
        if twin is not section:
            problem = f"the heading {section.text!r} stands twice (first on line {twin.line})"
            yield ConfigurationError(problem, path=path, line=section.line)


def _examples(
    written: TemplateSource, surfaces: Sequence[Surface], template: Template
) -> frozenset[str]:
    """Return the identities of the entities that the template shows as examples."""
    source = Source(render(written, Values(surfaces)), written.path)
    blocks = parse_blocks(source, 1, Dialect())
    outline = read_outline(blocks, source, Dialect(), role_finder(template))
    bare = Template(roles=template.roles, name_columns=template.name_columns)
    return frozenset(map(entity_identity, read_entities(outline.regions, bare, source)))


def _with_known_roles(template: Template, known: Template) -> Template:
    roles: Mapping[str, Role] = {**known.roles, **template.roles}
    find = role_finder(replace(template, roles=roles))
    sections = tuple(
        section if section.role else replace(section, role=find(section.text))
        for section in template.sections
    )
    own = _name_columns(replace(template, sections=sections))
    return replace(
        template,
        sections=sections,
        roles={**known.roles, **dict(_roles(sections))},  # an alias has its section's role
        name_columns={
            role: known.name_columns.get(role, frozenset()) | own.get(role, frozenset())
            for role in Role
        },
        placeholders=template.placeholders | known.placeholders,
        guidance=template.guidance | known.guidance,
        examples=template.examples | known.examples,
    )
