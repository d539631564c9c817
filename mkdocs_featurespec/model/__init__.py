"""What is read from a feature page, as plain values."""

from __future__ import annotations

from mkdocs_featurespec.model.contents import (
    Grid,
    Ignore,
    LeftOver,
    LeftOverKind,
    Link,
    ListItem,
    PageDirective,
)
from mkdocs_featurespec.model.entities import Direction, Entity, EntityKind
from mkdocs_featurespec.model.front_matter import FrontMatter
from mkdocs_featurespec.model.outline import Heading, Section
from mkdocs_featurespec.model.page import Page
from mkdocs_featurespec.model.roles import Role
from mkdocs_featurespec.model.template import Template, TemplateSection

__all__ = [
    "Direction",
    "Entity",
    "EntityKind",
    "FrontMatter",
    "Grid",
    "Heading",
    "Ignore",
    "LeftOver",
    "LeftOverKind",
    "Link",
    "ListItem",
    "Page",
    "PageDirective",
    "Role",
    "Section",
    "Template",
    "TemplateSection",
]
