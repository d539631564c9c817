"""The template: rendered as the skeleton of a new page, parsed as the structure of every page."""

from __future__ import annotations

from mkdocs_featurespec.template.roles import role_finder
from mkdocs_featurespec.template.skeleton import (
    TemplateSource,
    Values,
    built_in_template,
    render_skeleton,
)
from mkdocs_featurespec.template.structure import parse_template

__all__ = [
    "TemplateSource",
    "Values",
    "built_in_template",
    "parse_template",
    "render_skeleton",
    "role_finder",
]
