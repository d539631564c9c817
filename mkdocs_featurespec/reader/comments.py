"""Comments on a page that speak to this tool, and the lines that they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import Span
from mkdocs_featurespec.model import Ignore, PageDirective
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.source import Source

OPENING = "featurespec:"
"""Stands in every such comment."""

_COMMENT = re.compile(r"<!--\s*featurespec:\s*(.*?)\s*-->", re.DOTALL)
_ANY_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_IGNORE = re.compile(
    r"ignore(?P<page>-page)?(?![\w-])\s*(?P<rules>[^:]*)(?::\s*(?P<reason>.*))?", re.DOTALL
)
_NO_TEXT = frozenset({BlockKind.FENCE, BlockKind.CODE})


class Comments(NamedTuple):
    """What a page says to this tool.

    Attributes:
        directives: Every such comment, in order.
        ignores: Those that silence rules.
    """

    directives: tuple[PageDirective, ...] = ()
    ignores: tuple[Ignore, ...] = ()


class _Found(NamedTuple):
    """A comment in a block, and the lines that it speaks of if it silences rules."""

    text: str
    span: Span
    lines: tuple[int, int]


def read_comments(blocks: Sequence[Block], source: Source) -> Comments:
    """Find a page's comments to this tool; what stands in code is none."""
    found = [
        each
        for i, block in enumerate(blocks)
        if block.kind not in _NO_TEXT
        for each in _in_block(i, blocks, source)
    ]
    directives = tuple(
        PageDirective(each.text.partition(" ")[0], each.text, each.span) for each in found
    )
    return Comments(directives, tuple(_ignores(found)))


def _ignores(found: Sequence[_Found]) -> Iterator[Ignore]:
    for text, span, (first, last) in found:
        match = _IGNORE.fullmatch(text)
        if match is None:
            continue
        rules = tuple(match["rules"].replace(",", " ").split())
        reason = " ".join((match["reason"] or "").split())
        if match["page"]:
            first = last = 0
        yield Ignore(rules, reason, span, first, last)


def _in_block(index: int, blocks: Sequence[Block], source: Source) -> Iterator[_Found]:
    block = blocks[index]
    if not any(OPENING in line.text for line in block.lines):
        return
    text = "\n".join(line.text for line in block.lines)
    only_comments = not _ANY_COMMENT.sub("", text).strip()
    for match in _COMMENT.finditer(text):
        if text.count("`", 0, match.start()) % 2:
            continue  # in a code span
        span = _span(block, text, match.start(), match.end(), source)
        if only_comments:
            lines = _next_block(index, blocks, source)
        else:
            lines = _in_lines(block, text, match)
        yield _Found(" ".join(match.group(1).split()), span, lines)


def _span(block: Block, text: str, start: int, end: int, source: Source) -> Span:
    """Return the place of a part of a block's text."""
    first = text.count("\n", 0, start)
    last = text.count("\n", 0, end)
    opening, closing = block.lines[first], block.lines[last]
    start_column = opening.column + start - (text.rfind("\n", 0, start) + 1)
    end_column = closing.column + end - (text.rfind("\n", 0, end) + 1)
    return Span(
        opening.number,
        source.column(opening.number, start_column),
        closing.number,
        source.column(closing.number, end_column),
    )


def _in_lines(block: Block, text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the lines that a comment between other text speaks of.

    Where it has a line to itself, that is the rest of the block; else it is its own line.
    """
    first = block.lines[text.count("\n", 0, match.start())]
    last = block.lines[text.count("\n", 0, match.end())]
    alone = not _ANY_COMMENT.sub("", first.text).strip() and first.number == last.number
    return first.number, block.lines[-1].number if alone else last.number


def _next_block(index: int, blocks: Sequence[Block], source: Source) -> tuple[int, int]:
    """Return the lines of the block below a comment; of a list, all its items."""
    following = index + 1
    while following < len(blocks) and _is_comment(blocks[following]):
        following += 1
    if following == len(blocks):
        own = blocks[index].line
        return own, own
    block = blocks[following]
    last = _last_line(block, source)
    while block.depth and following + 1 < len(blocks) and blocks[following + 1].depth:
        following += 1
        last = _last_line(blocks[following], source)
    return block.line, last


def _is_comment(block: Block) -> bool:
    return block.kind is BlockKind.HTML and block.lines[0].text.startswith("<!--")


def _last_line(block: Block, source: Source) -> int:
    last = block.lines[-1].number if block.lines else block.line
    return min(last + 1, len(source.lines)) if block.kind is BlockKind.FENCE else last
