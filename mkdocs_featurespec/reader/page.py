"""A feature page: its text in, everything that is known of it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from mkdocs_featurespec.diagnostics import Fault, FaultKind, Span
from mkdocs_featurespec.model import FrontMatter, Heading, Page, Role, Template
from mkdocs_featurespec.reader.comments import OPENING, Comments, read_comments
from mkdocs_featurespec.reader.contents import read_contents
from mkdocs_featurespec.reader.entities.declared import declared_entities, with_declared
from mkdocs_featurespec.reader.entities.ownership import Itself
from mkdocs_featurespec.reader.entities.read import find_entities
from mkdocs_featurespec.reader.front_matter.split import read_front_matter
from mkdocs_featurespec.reader.markdown.block_parser import parse_blocks
from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.outline import read_outline
from mkdocs_featurespec.reader.source import Source

_LONGEST_TITLE = 10_000
"""In characters; a longer body is not just a title."""


def read(
    text: str,
    *,
    path: str,
    template: Template,
    role_of: Callable[[str], Role | None],
    dialect: Dialect,
    defaults: Mapping[str, object] | None = None,
) -> Page:
    """Read a feature page. Never raises for what the text contains.

    Args:
        text: The page's source, front matter included.
        path: How diagnostics name the page.
        template: Says what is a placeholder.
        role_of: Says which role a heading gives its section (`template.role_finder`).
        dialect: The site's Markdown.
        defaults: What its front matter takes over from elsewhere.
    """
    source = Source(text, path)
    matter = read_front_matter(source)
    front_matter = matter.front_matter
    if defaults:
        front_matter = front_matter.with_defaults(defaults)
    blocks = parse_blocks(source, matter.body_line, dialect)
    outline = read_outline(blocks, source, dialect, role_of)
    title = page_title(front_matter, outline.headings, path)
    found = find_entities(outline.regions, template, source, title)
    declared = declared_entities(front_matter, Itself(path, title))
    contents = read_contents(blocks, outline.sections, template, source)
    comments = read_comments(blocks, source) if OPENING in text else Comments()
    return Page(
        path=path,
        title=title,
        front_matter=front_matter,
        headings=outline.headings,
        sections=contents.sections,
        entities=tuple(with_declared(found.entities, declared)),
        written=not is_blank(blocks),
        declared=tuple(declared),
        left_over=contents.left_over,
        grids=contents.grids,
        items=contents.items,
        links=contents.links,
        directives=comments.directives,
        ignores=comments.ignores,
        faults=(*matter.faults, *(_nul_faults(source) if "\0" in text else ()), *found.faults),
    )


def unreadable(path: str, fault: Fault) -> Page:
    """Return a page whose text could not be had: no content, and the fault that says why."""
    return Page(path, _title_of_file(path), FrontMatter({}), faults=(fault,))


def is_blank(blocks: Sequence[Block]) -> bool:
    """Return whether a body is empty or only has its title: the skeleton stands in for it."""
    return not blocks or (
        len(blocks) == 1 and blocks[0].kind is BlockKind.HEADING and blocks[0].level == 1
    )


def title_if_blank(markdown: str, dialect: Dialect) -> str | None:
    """Return the title that a blank body has, `""` without one, `None` for a written body.

    Args:
        markdown: A page's body, without its front matter.
        dialect: The site's Markdown.
    """
    if len(markdown) > _LONGEST_TITLE:
        return None
    source = Source(markdown, "")
    blocks = parse_blocks(source, 1, dialect)
    if not is_blank(blocks):
        return None
    headings = read_outline(blocks, source, dialect, lambda _: None).headings
    return headings[0].text if headings else ""


def page_title(front_matter: FrontMatter, headings: Sequence[Heading], path: str) -> str:
    """Return a page's title: the front matter's, else its first `#` heading, else its file's."""
    title = front_matter.get("title")
    if isinstance(title, str | int | float) and str(title).strip():
        return str(title).strip()
    heading = next((h.text for h in headings if h.level == 1 and h.text), "")
    return heading or _title_of_file(path)


def _title_of_file(path: str) -> str:
    title = re.sub(r"[-_]", " ", PurePosixPath(path).stem)
    return title.capitalize() if title == title.lower() else title


def _nul_faults(source: Source) -> Iterator[Fault]:
    """Give the first NUL, which no editor shows."""
    for number, line in enumerate(source.lines, start=1):
        if "\0" in line:
            column = line.index("\0") + 1
            yield Fault(
                FaultKind.UNREADABLE,
                Span(number, column, number, column + 1),
                "the page holds a NUL character",
                "remove it; the file may be damaged, or saved as UTF-16",
            )
            return
