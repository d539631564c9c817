"""The template's own text: its guidance and its placeholders, for any surfaces of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from mkdocs_featurespec.reader.entities.placeholders import normalise_line
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.source import Source
from mkdocs_featurespec.settings import Surface
from mkdocs_featurespec.template.skeleton import TemplateSource, Values, render
from mkdocs_featurespec.template.written import directive_of

_FEW_SURFACES = 4
"""Of so many surfaces a template is rendered for every choice; of more for each alone."""

_WORD = re.compile(r"\w")
"""A line of code without any, such as `}`, stands in everybody's code and is no placeholder."""


def read_prompts(
    source: TemplateSource, surfaces: Sequence[Surface]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the template's guidance and its placeholders, as normalised lines.

    A prompt may name the surfaces that a page is about, so it is read for any choice of them.

    Raises:
        ConfigurationError: when the template's Jinja is broken, with its line.
    """
    guidance: set[str] = set()
    placeholders: set[str] = set()
    for choice in _choices(surfaces) if "surface" in source.text else (tuple(surfaces),):
        text = render(source, Values(choice))
        _add_prompts(parse_blocks(Source(text, source.path), 1, Dialect()), guidance, placeholders)
    return frozenset(guidance), frozenset(placeholders)


def _choices(surfaces: Sequence[Surface]) -> Iterator[tuple[Surface, ...]]:
    yield tuple(surfaces)
    for count in range(1, len(surfaces) if len(surfaces) <= _FEW_SURFACES else 2):
        yield from combinations(surfaces, count)


def _add_prompts(blocks: Sequence[Block], guidance: set[str], placeholders: set[str]) -> None:
    is_guidance = False
    for block in blocks:
        if block.kind is BlockKind.HTML:
            directive = directive_of(block)
            is_guidance = directive is not None and directive.name == "guidance"
        elif block.kind is not BlockKind.HEADING:
            lines = block.lines[2:] if block.kind is BlockKind.TABLE else block.lines
            in_code = block.kind is BlockKind.FENCE or block.kind is BlockKind.CODE
            target = guidance if is_guidance else placeholders
            for text in lines:
                line = normalise_line(text.text)
                if line and (not in_code or _WORD.search(line)):
                    target.add(line)
            is_guidance = False
