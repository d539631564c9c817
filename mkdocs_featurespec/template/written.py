"""A template as it is written, before Jinja: its blocks, with their true places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.directives import Directive, find_directives
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.template.skeleton import TemplateSource, without_front_matter

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True, slots=True)
class WrittenTemplate:
    """A template as it is written.

    Attributes:
        source: Its lines; its front matter is blank.
        blocks: Of its Markdown; lines of Jinja are paragraphs.
    """

    source: Source
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Block, ...]:
        """Its headings, the title's included."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.HEADING)


def read_written(source: TemplateSource) -> WrittenTemplate:
    """Read a template as it is written."""
    lines = Source(without_front_matter(source.text), source.path)
    return WrittenTemplate(lines, tuple(parse_blocks(lines, 1, Dialect())))


def directive_of(block: Block) -> Directive | None:
    """Return the directive that a block is."""
    if block.kind is not BlockKind.HTML:
        return None
    return next(iter(find_directives("\n".join(line.text for line in block.lines))), None)


def is_only_jinja(block: Block) -> bool:
    """Return whether a block is nothing but tags of Jinja, so that no page has it."""
    return not any(_JINJA.sub("", line.text).strip() for line in block.lines)


def block_span(block: Block, source: Source) -> Span:
    """Return the place of a block, from its first to its last character."""
    first, last = source.line_span(block.line), source.line_span(block.lines[-1].number)
    return Span(first.line, first.column, last.end_line, last.end_column)


def written_lines(rendered: Sequence[str], written: Sequence[Block]) -> list[int]:
    """Return the lines of a template that its headings come from.

    Args:
        rendered: The headings' lines as they are rendered.
        written: The headings of the template; a loop renders one more than once.
    """
    patterns = [_pattern(block.lines[0].text) for block in written]
    lines: list[int] = []
    last = -1
    for text in rendered:
        order = [*range(last + 1, len(written)), *range(last + 1)]
        last = next((k for k in order if patterns[k].fullmatch(text)), max(last, 0))
        lines.append(written[last].line if written else 1)
    return lines


def _pattern(text: str) -> re.Pattern[str]:
    """Return what a line of a template may be rendered as."""
    return re.compile(r".*".join(map(re.escape, _JINJA.split(text))))
