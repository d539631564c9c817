"""What pages are mended by: the template, the schema, and what the writer asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.spelling import Spelling, spelling_of
from mkdocs_featurespec.model import Page, Template
from mkdocs_featurespec.reader import page as page_reader
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.schema import Schema
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template import (
    SectionMatcher,
    TemplateSource,
    Values,
    render_skeleton,
    role_finder,
    section_matcher,
)
from mkdocs_featurespec.template.names import normal_name
from mkdocs_featurespec.template.surfaces import SurfaceHeadings, named_surfaces


@dataclass(frozen=True)
class Guide:
    """What pages are mended by.

    Attributes:
        template: The structure that pages should have.
        template_source: The template as written.
        surfaces: The site's.
        schema: Says which keys and values front matter may have.
        dialect: The site's Markdown.
        judge: Reads a page from its text and its path, and runs the rules on it.
        today: An ISO date, for templates that ask for it.
        rename_aliases: Whether headings that go by an alias get the template's name.
        upgrade: Whether pages are brought to the template's version.
    """

    template: Template
    template_source: TemplateSource
    surfaces: tuple[Surface, ...]
    schema: Schema
    dialect: Dialect
    judge: Callable[[str, str], Page]
    today: str = ""
    rename_aliases: bool = False
    upgrade: bool = False
    _skeletons: dict[Values, Reading] = field(default_factory=dict, init=False, repr=False)

    def read(self, text: str, path: str) -> Reading:
        """Read a page."""
        page = self.judge(text, path)
        source = Source(text, path)
        blocks = parse_blocks(source, read_front_matter(source).body_line, self.dialect)
        return Reading(Lines(text), page, tuple(blocks), self._match(page))

    def skeleton(self, page: Page) -> Reading:
        """Return the skeleton that a page would have started from, read as a page."""
        wanted = {normal_name(name) for name in named_surfaces(page.front_matter)}
        named = tuple(each for each in self.surfaces if normal_name(each.name) in wanted)
        owner = page.front_matter.get("owner")
        values = Values(
            named or self.surfaces,
            title=markdown_text(page.title),
            owner=markdown_text(owner) if isinstance(owner, str) else "",
            today=self.today,
        )
        if values not in self._skeletons:
            text = render_skeleton(self.template_source, values)
            self._skeletons.clear()  # the next page has another title
            self._skeletons[values] = self.read(text, self.template.path)
        return self._skeletons[values]

    def heading(self, page: Page, index: int) -> str:
        """Return how a section of the template is headed on a page: as in its skeleton."""
        skeleton = self.skeleton(page)
        section = skeleton.matching.of_template[index]
        if section is None:
            return self.template.sections[index].text
        return skeleton.page.sections[section].heading.text

    def reported_missing(self, reading: Reading) -> list[int]:
        """Return the sections that a page lacks, but for those that nobody wants to hear of.

        A new version of the template brings its sections in any case.
        """
        missing = {each.subject for each in reading.reported("FS201")}
        surfaces = {normal_name(each.subject) for each in reading.reported("FS211")}
        return [
            i
            for i in reading.matching.missing
            if (self.upgrade and self.template.sections[i].since)
            or self._path(i) in missing
            or self._surfaces.get(i) in surfaces
        ]

    def _path(self, index: int) -> str:
        """Return how a rule names a section that is missing: with those around it."""
        section = self.template.sections[index]
        around = "" if section.parent is None else f"{self._path(section.parent)} / "
        return f"{around}{section.text}"

    @cached_property
    def spelling(self) -> Spelling:
        """How the template spells its endpoints."""
        text = render_skeleton(self.template_source, Values(self.surfaces))
        nothing: frozenset[str] = frozenset()
        page = page_reader.read(
            text,
            path=self.template.path,
            template=replace(
                self.template, guidance=nothing, placeholders=nothing, examples=nothing
            ),
            role_of=role_finder(self.template),
            dialect=self.dialect,
        )
        lines = Lines(text)
        places = (lines.range(entity.span) for entity in page.endpoints)
        return spelling_of(text[start:end].split()[-1].strip("`*") for start, end in places)

    @cached_property
    def _surfaces(self) -> Mapping[int, str]:
        """The sections of the template that stand for one surface each, with its normal name."""
        return SurfaceHeadings(self.template).name_of

    @cached_property
    def _match(self) -> SectionMatcher:
        return section_matcher(self.template)
