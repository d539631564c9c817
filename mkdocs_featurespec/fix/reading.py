"""A page's text with all that mending it has to know."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Diagnostic
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.model import Page
from mkdocs_featurespec.reader.markdown.blocks import Block
from mkdocs_featurespec.template import Matching


@dataclass(frozen=True, slots=True)
class Reading:
    """A page, read and laid beside the template.

    Attributes:
        lines: Its text.
        page: What it says; its diagnostics are those that are reported.
        blocks: Its body.
        matching: Its sections and the template's.
    """

    lines: Lines
    page: Page
    blocks: tuple[Block, ...]
    matching: Matching

    @property
    def text(self) -> str:
        """The page's text."""
        return self.lines.text

    def reported(self, *codes: str) -> tuple[Diagnostic, ...]:
        """Return what these rules find on the page, if it is not off or silenced there."""
        return tuple(each for each in self.page.diagnostics if each.code in codes)
