"""The template: rendered as the skeleton of a new page, parsed as the structure of every page."""

from __future__ import annotations

from mkdocs_featurespec.template.matching import (
    Matching,
    SectionMatcher,
    match_sections,
    section_matcher,
)
from mkdocs_featurespec.template.roles import role_finder
from mkdocs_featurespec.template.skeleton import (
    TemplateSource,
    Values,
    built_in_template,
    render_skeleton,
)
from mkdocs_featurespec.template.structure import parse_template
from mkdocs_featurespec.template.written import WrittenTemplate, read_written

__all__ = [
    "Matching",
    "SectionMatcher",
    "TemplateSource",
    "Values",
    "WrittenTemplate",
    "built_in_template",
    "match_sections",
    "parse_template",
    "read_written",
    "render_skeleton",
    "role_finder",
    "section_matcher",
]
