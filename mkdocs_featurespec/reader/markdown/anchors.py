"""The ids of headings, given as Python-Markdown's `toc` and `attr_list` give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mkdocs_featurespec.reader.markdown.blocks import Block, BlockKind
from mkdocs_featurespec.reader.markdown.dialect import Dialect
from mkdocs_featurespec.reader.markdown.inline import LONGEST_HEADING

_HEADING_ATTRIBUTES = re.compile(r" +\{:? *([^}\n ][^\n]*)\} *$")
_ID = re.compile(r"""(?:^|\s)(?:#([^\s}=]+)|id=(?:"([^"]*)"|'([^']*)'|([^\s}]+)))""")
_OTHER_ATTRIBUTES = re.compile(r"(?:^ *|[)\]*_`>])\{:?([^}\n]*)\}")
_COUNTED = re.compile(r"(.*)_([0-9]+)")


def split_attributes(text: str) -> tuple[str, str | None]:
    """Split a heading's text from its attribute list.

    Returns:
        The text without the list, and the id that the list gives, `None` where it gives none.
        A `}` inside the braces makes it no list: `## From {a} to {b}` keeps its text.
    """
    if len(text) > LONGEST_HEADING or not text.endswith("}"):
        return text, None
    match = _HEADING_ATTRIBUTES.search(text)
    if match is None or "}" in _unquoted(match.group(1)) or _in_code(text, match.start()):
        return text, None
    return text[: match.start()].rstrip("#").rstrip(), _last_id(match.group(1))


def ids_elsewhere(blocks: Iterable[Block]) -> set[str]:
    """Return the ids that attribute lists give to anything but headings."""
    found: set[str] = set()
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.FENCE, BlockKind.CODE, BlockKind.HTML):
            continue
        for line in block.lines:
            if "{" in line.text and ("#" in line.text or "id=" in line.text):
                lists = _OTHER_ATTRIBUTES.finditer(line.text)
                found.update(i for match in lists if (i := _last_id(match.group(1))))
    return found


def assign_anchors(
    texts: Sequence[str], given: Sequence[str | None], taken: Iterable[str], dialect: Dialect
) -> list[str]:
    """Give each heading its id, in order.

    Ids that the page gives itself are taken first, wherever they stand; then each heading without
    one gets its slug, with `_1`, `_2` where that is taken (`markdown.extensions.toc.unique`).

    Args:
        texts: The plain text of each heading.
        given: The id from each heading's own attribute list, if any.
        taken: The ids given to other elements.
        dialect: How slugs are made.
    """
    used = {*taken, *(anchor for anchor in given if anchor is not None)}
    counts: dict[str, int] = {}
    anchors = []
    for text, own in zip(texts, given, strict=True):
        if own is None:
            own = _unique(dialect.slugify(text, dialect.separator), used, counts)
        anchors.append(own)
    return anchors


def _unique(slug: str, used: set[str], counts: dict[str, int]) -> str:
    if slug in used or not slug:
        counted = _COUNTED.fullmatch(slug)
        base, count = (counted.group(1), int(counted.group(2))) if counted else (slug, 0)
        # Ids are never given back, so a base's free suffix only grows: no need to count anew.
        count = max(count, counts.get(base, 0)) if not counted else count
        count += 1
        while f"{base}_{count}" in used:
            count += 1
        if not counted:
            counts[base] = count
        slug = f"{base}_{count}"
    used.add(slug)
    return slug


def _last_id(attributes: str) -> str | None:
    ids = [next(group for group in match.groups() if group) for match in _ID.finditer(attributes)]
    return ids[-1] if ids else None


def _unquoted(attributes: str) -> str:
    return re.sub(r"""=(?:"[^"]*"|'[^']*')""", "=", attributes)


def _in_code(text: str, position: int) -> bool:
    """Return whether a place is inside a code span, going by back ticks before and after it."""
    return text.count("`", 0, position) % 2 == 1 and "`" in text[position:]
