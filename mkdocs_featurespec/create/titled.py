"""The heading of a new page, where the template only has one to be replaced."""

from __future__ import annotations

from mkdocs_featurespec.create.markdown import written_text
from mkdocs_featurespec.model import Heading
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source


def titled(skeleton: str, title: str, dialect: Dialect) -> str:
    """Return a skeleton whose title is the page's.

    A template that was made to be copied has a heading such as `# Feature: [Name]`, which does not
    become the title by itself. A heading that holds the title stays as it is.

    Args:
        skeleton: As rendered.
        title: Plain text.
        dialect: The site's Markdown.
    """
    source = Source(skeleton, "")
    heading = _title(source, dialect)
    if heading is None or title in heading.text:
        return skeleton
    span = heading.span
    source.lines[span.line - 1 : span.end_line] = [f"# {written_text(title)}"]
    return "\n".join(source.lines)


def untitled(skeleton: str, dialect: Dialect) -> str:
    """Return a skeleton without its title, for a page that has one already."""
    source = Source(skeleton, "")
    heading = _title(source, dialect)
    if heading is None:
        return skeleton
    del source.lines[heading.span.line - 1 : heading.span.end_line]
    return "\n".join(source.lines).lstrip("\n")


def _title(source: Source, dialect: Dialect) -> Heading | None:
    """Return the heading that is a skeleton's title: the only one of its level, and the first."""
    blocks = parse_blocks(source, 1, dialect)
    headings = read_outline(blocks, source, dialect, lambda _: None).headings
    first = [heading for heading in headings if heading.level == 1]
    return first[0] if len(first) == 1 and first[0] is headings[0] else None
