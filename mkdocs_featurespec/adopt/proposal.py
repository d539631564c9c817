"""What a team that has pages is offered: a template, a schema, and the options that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mkdocs_featurespec.adopt.directives import with_directives, with_title, without_jinja
from mkdocs_featurespec.adopt.elsewhere import Elsewhere, elsewhere
from mkdocs_featurespec.adopt.keys import FrontMatterInUse, keys_in_use
from mkdocs_featurespec.adopt.outline import DraftSection, draft
from mkdocs_featurespec.adopt.own_template import Lacking, own_outline
from mkdocs_featurespec.adopt.roles import RoleOf
from mkdocs_featurespec.adopt.schema_text import schema_text
from mkdocs_featurespec.adopt.seen import SeenPage
from mkdocs_featurespec.adopt.survey import survey
from mkdocs_featurespec.adopt.template_text import template_text
from mkdocs_featurespec.diagnostics import ConfigurationError
from mkdocs_featurespec.model import FrontMatter
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.directives import find_directives
from mkdocs_featurespec.settings import DEFAULT_SURFACES, Settings
from mkdocs_featurespec.template import (
    TemplateSource,
    built_in_template,
    parse_template,
    role_finder,
)
from mkdocs_featurespec.template.surfaces import named_surfaces

TEMPLATE_PATH = "templates/feature.md"
SCHEMA_PATH = "schemas/feature.yml"

UNKNOWN_SECTION = "unknown-section"
"""The rule that finds sections which the template has not."""

_DEFAULT_FEATURES = Settings().features


@dataclass(frozen=True, slots=True)
class TemplateProposal:
    """The template that a site should use.

    Attributes:
        path: Where it stands, relative to the folder of the configuration file.
        text: What it says.
        made_of: The team's own file that it is a copy of; empty where it is derived.
        is_new: Whether it is to be written; if not, the team's own file is used where it is.
        sections: What is known of its sections, in its order.
        is_shared: Whether half of the pages share some headings.
        followed: How many pages have at least half of the sections of the team's own template,
            in its order.
        lacking: Headings of half of the pages that the team's own template has not.
        problem: Why the team's own template cannot be used.
    """

    path: str
    text: str
    made_of: str = ""
    is_new: bool = True
    sections: tuple[DraftSection, ...] = ()
    is_shared: bool = True
    followed: int = 0
    lacking: tuple[Lacking, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a team is offered.

    Attributes:
        page_count: How many feature pages there are.
        written: How many of them are written: the template was held against these.
        template: The template.
        surfaces: The surfaces that front matter names, where the built-in ones do not fit.
        elsewhere: What the catalog would not read.
        schema_path: Where the schema is to stand, relative to the folder of the configuration.
        schema_text: What it says.
        use: The front matter that it was derived from.
    """

    page_count: int
    written: int
    template: TemplateProposal
    surfaces: tuple[str, ...]
    elsewhere: tuple[Elsewhere, ...]
    schema_path: str
    schema_text: str
    use: FrontMatterInUse

    @property
    def is_loose(self) -> bool:
        """Whether most pages have sections of their own, so that each would be a finding."""
        if not self.template.made_of:
            return not self.template.is_shared
        return self.template.followed * 2 < self.written

    def options(
        self, features: Sequence[str], exclude: Sequence[str]
    ) -> dict[str, str | tuple[str, ...] | Mapping[str, str]]:
        """Return the plugin's options; those that say what is the default are left out."""
        options: dict[str, str | tuple[str, ...] | Mapping[str, str]] = {}
        for name, patterns in (("features", features), ("exclude", exclude)):
            if patterns and tuple(patterns) != _DEFAULT_FEATURES:
                options[name] = patterns[0] if len(patterns) == 1 else tuple(patterns)
        options |= {"template": self.template.path, "schema": self.schema_path}
        if self.surfaces:
            options["surfaces"] = self.surfaces
        if self.is_loose:
            options["rules"] = {UNKNOWN_SECTION: "off"}
        return options


def propose(
    pages: Sequence[SeenPage], own_template: TemplateSource | None, dialect: Dialect
) -> Proposal:
    """Return what a team is offered for its pages.

    Args:
        pages: Its feature pages.
        own_template: The template that it has, if it has one; its path is relative to the folder
            of the configuration file.
        dialect: The site's Markdown.
    """
    template = None
    problem = ""
    written = [page for page in pages if page.written]
    if own_template is not None:
        try:
            template = _own(own_template, written, dialect)
        except ConfigurationError as error:
            problem = str(error)
    template = template or replace(_derived(written), problem=problem)
    parsed = parse_template(TemplateSource(template.text, template.path), DEFAULT_SURFACES)
    use = keys_in_use(pages)
    return Proposal(
        len(pages),
        len(written),
        template,
        _surfaces(pages),
        tuple(elsewhere(pages, role_finder(parsed))),
        SCHEMA_PATH,
        schema_text(use),
        use,
    )


def _surfaces(pages: Sequence[SeenPage]) -> tuple[str, ...]:
    """Return the surfaces that pages name, if any is none of the built-in ones."""
    named = Counter(
        name for page in pages for name in named_surfaces(FrontMatter(page.front_matter))
    )
    known = {surface.name.casefold() for surface in DEFAULT_SURFACES}
    if all(name.casefold() in known for name in named):
        return ()
    return tuple(
        {name.strip().casefold(): name.strip() for name, _ in named.most_common()}.values()
    )


def _derived(pages: Sequence[SeenPage]) -> TemplateProposal:
    drafted = draft(pages, _known_roles())
    count = "1 page" if len(pages) == 1 else f"{len(pages)} pages"
    text = template_text(drafted, count)
    return TemplateProposal(
        TEMPLATE_PATH, text, sections=drafted.sections, is_shared=drafted.is_shared
    )


def _own(source: TemplateSource, pages: Sequence[SeenPage], dialect: Dialect) -> TemplateProposal:
    """Return the team's own template, or its copy with directives.

    Raises:
        ConfigurationError: when no copy of it can be a template.
    """
    text = source.text
    has_directives = bool(find_directives(text))
    if not has_directives:
        text = with_title(text, dialect)
    outline = own_outline(survey(source.path, text, dialect), pages, _known_roles())
    path = source.path
    if not has_directives:
        text = _as_jinja(text, source.path)
        path = TEMPLATE_PATH
    parse_template(TemplateSource(text, source.path), DEFAULT_SURFACES)
    if not has_directives:
        text = with_directives(text, outline.sections, dialect)
    return TemplateProposal(
        path,
        text,
        source.path,
        is_new=not has_directives,
        sections=tuple(section for _, section in sorted(outline.sections.items())),
        followed=outline.followed,
        lacking=outline.lacking,
    )


def _as_jinja(text: str, path: str) -> str:
    """Return a template that can be rendered: with its braces as text where they are no Jinja."""
    try:
        parse_template(TemplateSource(text, path), DEFAULT_SURFACES)
    except ConfigurationError:
        return without_jinja(text)
    return text


def _known_roles() -> RoleOf:
    return role_finder(parse_template(built_in_template(), DEFAULT_SURFACES))
