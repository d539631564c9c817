"""The structure that a template gives every page: its sections, prompts and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import Role, Template, TemplateSection
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.entities.placeholders import normalise_line
from mkdocs_featurespec.reader.entities.read import read_entities
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.directives import Directive, find_directives
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.markdown.table_rows import has_borders, split_row
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template.names import normal_name
from mkdocs_featurespec.template.roles import role_finder
from mkdocs_featurespec.template.skeleton import TemplateSource, Values, built_in_template, render

_OPTIONS = {"section": {"role", "aliases"}, "guidance": set[str]()}
_FLAGS = {"section": {"optional"}, "guidance": set[str]()}


def parse_template(source: TemplateSource, surfaces: Sequence[Surface]) -> Template:
    """Read the structure that a template gives.

    Headings of the built-in template (and their aliases) keep their roles where the template
    says nothing of them, so that a site's own template needs no directive to be read.

    Raises:
        ConfigurationError: when the template has no headings, a directive that is not known, or
            broken Jinja; with its line.
    """
    for directive in find_directives(source.text):
        _check(directive, source.path)
    template = _parse(render(source, Values(surfaces)), source.path)
    template = replace(template, surfaces=tuple(surface.name for surface in surfaces))
    if source is not built_in_template():
        known = parse_template(built_in_template(), surfaces)
        template = _with_known_roles(template, known)
    return template


def _check(directive: Directive, path: str) -> None:
    """Refuse a directive that a template cannot have."""
    name = directive.name
    if name not in _OPTIONS:
        known = ", ".join(_OPTIONS)
        problem = f"unknown directive {name!r}; a template has: {known}"
    elif unknown := set(directive.options) - _OPTIONS[name] or set(directive.flags) - _FLAGS[name]:
        allowed = ", ".join(sorted(_OPTIONS[name] | _FLAGS[name])) or "nothing"
        problem = f"directive {name!r} does not take {min(unknown)!r}; it takes: {allowed}"
    elif (role := directive.options.get("role")) and role not in {r.value for r in Role}:
        known = ", ".join(r.value for r in Role)
        problem = f"unknown role {role!r}; the roles are: {known}"
    else:
        return
    raise ConfigurationError(problem, path=path, line=directive.line)


def _parse(text: str, path: str) -> Template:
    source = Source(text, path)
    blocks = parse_blocks(source, 1, Dialect())
    headings = read_outline(blocks, source, Dialect(), lambda _: None).headings
    if not headings:
        raise ConfigurationError("the template has no headings", path=path, line=1)
    contents = _contents(blocks)
    has_title = headings[0].level == 1 and sum(h.level == 1 for h in headings) == 1
    sections: list[TemplateSection] = []
    around: list[int] = []
    for heading, content in list(zip(headings, contents, strict=True))[1 if has_title else 0 :]:
        while around and sections[around[-1]].level >= heading.level:
            around.pop()
        section = TemplateSection(heading.text, heading.level, heading.line)
        parent = around[-1] if around else None
        sections.append(replace(_described(section, content), parent=parent))
        around.append(len(sections) - 1)
    guidance, placeholders = _prompts(blocks)
    template = Template(
        sections=tuple(sections),
        roles=dict(_roles(sections)),
        guidance=guidance,
        placeholders=placeholders,
    )
    _refuse_twins(sections, path)
    template = replace(template, name_columns=_name_columns(template))
    return replace(template, examples=_examples(blocks, source, template))


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
            header = block.lines[0].text.strip()
            cells = split_row(header, borders=has_borders(header))
            names = tuple(header[start:end].strip() for start, end in cells)
            section = replace(section, table_header=names)
        directive = _directive(block)
        if directive is not None and directive.name == "section":
            role = directive.options.get("role")
            aliases = directive.options.get("aliases", "").split("|")
            section = replace(
                section,
                role=Role(role) if role else None,
                optional="optional" in directive.flags,
                aliases=tuple(alias.strip() for alias in aliases if alias.strip()),
            )
    return section


def _directive(block: Block) -> Directive | None:
    if block.kind is not BlockKind.HTML:
        return None
    return next(iter(find_directives("\n".join(line.text for line in block.lines))), None)


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


def _refuse_twins(sections: Sequence[TemplateSection], path: str) -> None:
    """Refuse two sections of one name in one place: no page could be told which it has."""
    seen: dict[tuple[int | None, str], TemplateSection] = {}
    for section in sections:
        twin = seen.setdefault((section.parent, normal_name(section.text)), section)
        if twin is not section:
            problem = f"the heading {section.text!r} stands twice (first on line {twin.line})"
            raise ConfigurationError(problem, path=path, line=section.line)


def _prompts(blocks: Sequence[Block]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the template's guidance and its placeholders, as normalised lines."""
    guidance: set[str] = set()
    placeholders: set[str] = set()
    is_guidance = False
    for block in blocks:
        if block.kind is BlockKind.HTML:
            directive = _directive(block)
            is_guidance = directive is not None and directive.name == "guidance"
        elif block.kind is not BlockKind.HEADING:
            lines = block.lines[2:] if block.kind is BlockKind.TABLE else block.lines
            target = guidance if is_guidance else placeholders
            target.update(line for text in lines if (line := normalise_line(text.text)))
            is_guidance = False
    return frozenset(guidance), frozenset(placeholders)


def _examples(blocks: Sequence[Block], source: Source, template: Template) -> frozenset[str]:
    """Return the identities of the entities that the template shows as examples."""
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
        roles=roles,
        name_columns={
            role: known.name_columns.get(role, frozenset()) | own.get(role, frozenset())
            for role in Role
        },
        placeholders=template.placeholders | known.placeholders,
        guidance=template.guidance | known.guidance,
        examples=template.examples | known.examples,
    )
