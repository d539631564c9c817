"""A template of the team's own as this tool's template: directives added, its text kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mkdocs_featurespec.adopt.outline import DraftSection
from mkdocs_featurespec.adopt.survey import title_count
from mkdocs_featurespec.adopt.template_text import raw, section_directive
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source

GUIDANCE = "<!-- featurespec: guidance -->"

_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\{%")
_KNOWN = re.compile(r"\{\{ *(?:title|owner|today) *\}\}")
_TITLE = re.compile(r"\{\{.*?\}\}|\[[^\[\]]+\](?!\()|<[^<>]+>|\{[^{}]+\}")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SENTENCE = re.compile(r"[^\W\d_](?:[^|]*\s){2}[^|]*[.?!:)…]")


def without_jinja(text: str) -> str:
    """Return a template whose braces Jinja leaves as they are: other tools have meant them.

    What a template knows is still filled in: the title, the owner and the date.
    """

    def escaped(match: re.Match[str]) -> str:
        return match.group() if _KNOWN.fullmatch(match.group()) else raw(match.group())

    return _JINJA.sub(escaped, text)


def with_title(text: str, dialect: Dialect) -> str:
    """Return a template with `{{ title }}` for what its title leaves to be filled in.

    `# Feature: [Name]` becomes `# Feature: {{ title }}`; a title that leaves nothing is replaced.
    """
    source, blocks = _parsed(text, dialect)
    headings = read_outline(blocks, source, dialect, lambda _: None).headings
    if not title_count(headings):
        return text
    start, end = _bounds(text, headings[0].line)
    line = text[start:end]
    if "{{ title }}" in line:
        return text
    filled, count = _TITLE.subn("{{ title }}", line, count=1)
    return text[:start] + (filled if count else "# {{ title }}") + text[end:]


def with_directives(text: str, sections: Mapping[int, DraftSection], dialect: Dialect) -> str:
    """Return a template with what is known of its sections.

    Args:
        text: The template, line ends as they are.
        sections: By their index among the headings below the title.
        dialect: The site's Markdown.
    """
    source, blocks = _parsed(text, dialect)
    headings = read_outline(blocks, source, dialect, lambda _: None).headings
    places = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING]
    titles = title_count(headings)
    inserted: dict[int, list[str]] = {}
    for index, place in enumerate(places, start=-titles):
        below = blocks[place].lines[-1].number + 1
        directive = section_directive(sections[index]) if index in sections else ""
        if directive:
            inserted[below] = [directive]
        guidance = _guidance(blocks[place + 1 :])
        if guidance is not None:
            follows = guidance.line == below
            inserted.setdefault(guidance.line, []).extend([""] * follows + [GUIDANCE])
    return _insert(text, inserted)


def _guidance(following: Sequence[Block]) -> Block | None:
    """Return the first block of a section, if it is a sentence to the writer."""
    block = next((b for b in following if b.kind is not BlockKind.HTML), None)
    if block is None or block.kind is not BlockKind.PARAGRAPH or block.depth:
        return None
    text = " ".join(line.text.strip() for line in block.lines)
    return block if _SENTENCE.fullmatch(text) else None


def _parsed(text: str, dialect: Dialect) -> tuple[Source, list[Block]]:
    source = Source(text, "")
    return source, parse_blocks(source, read_front_matter(source).body_line, dialect)


def _bounds(text: str, line: int) -> tuple[int, int]:
    """Return where a line, counted from 1, starts and ends in a text."""
    ends = [*_LINE_END.finditer(text)]
    start = ends[line - 2].end() if line > 1 else 0
    return start, ends[line - 1].start() if line <= len(ends) else len(text)


def _insert(text: str, inserted: Mapping[int, Sequence[str]]) -> str:
    """Insert lines before those of a text, counted from 1, with the text's own line end."""
    match = _LINE_END.search(text)
    line_end = match.group() if match else "\n"
    for line in sorted(inserted, reverse=True):
        start = _bounds(text, line)[0] if line <= len(_LINE_END.split(text)) else len(text)
        lead = "" if not start or text[start - 1] in "\r\n" else line_end
        text = (
            text[:start]
            + lead
            + "".join(f"{each}{line_end}" for each in inserted[line])
            + (text[start:])
        )
    return text
