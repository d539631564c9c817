"""Raw HTML and comments, which Python-Markdown takes out before it reads Markdown."""

from __future__ import annotations

import re
from typing import NamedTuple

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body canvas center colgroup dd details div dl dt fieldset
    figcaption figure footer form group h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li
    main map math menu nav noscript object ol option output p pre progress script section style
    summary table tbody td textarea tfoot th thead tr ul video
    """.split()
)
"""`markdown.util.BLOCK_LEVEL_ELEMENTS`."""

_LINE_OPENING = re.compile(r"^ {0,3}<(?:[!?]|/?[a-zA-Z])", re.MULTILINE)
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>|<!--""")
_MARKDOWN_ATTRIBUTE = re.compile(r"\smarkdown(?:\s|=|/?$)")


class RawHtml(NamedTuple):
    """A stretch of text that is raw HTML: offsets, the end exclusive."""

    start: int
    end: int


def find_raw_html(text: str) -> list[RawHtml]:
    r"""Find comments, declarations and block elements that open at the start of a line.

    Mirrors `markdown.htmlparser.HTMLExtractor`; of an element with a `markdown` attribute
    (`md_in_html`) only the tags are HTML, and its content is read.

    Args:
        text: With its tabs expanded, its fences blanked out, and `\n` as line ends.
    """
    if "<" not in text:
        return []
    found: list[RawHtml] = []
    end = 0
    open_elements = 0  # those whose content is read
    for opening in _LINE_OPENING.finditer(text):
        start = opening.start() + opening.group().index("<")
        if start < end:
            continue
        tag = _TAG.match(text, start)
        closing = tag is not None and tag.group(1) == "/"
        if closing and not open_elements:
            continue
        stop = _raw_end(text, start, tag)
        if stop is None:
            continue
        if closing:
            open_elements -= 1
        elif tag is not None and _is_read(tag):
            open_elements += 1
        found.append(RawHtml(start, stop))
        end = stop
    return found


def _is_read(tag: re.Match[str]) -> bool:
    """Return whether Markdown inside the element is read."""
    return tag.group(3) is not None and _MARKDOWN_ATTRIBUTE.search(tag.group(3)) is not None


def _raw_end(text: str, start: int, tag: re.Match[str] | None) -> int | None:
    if text.startswith("<!--", start):
        close = text.find("-->", start + 4)
        return None if close < 0 else close + 3
    if text[start + 1] in "!?":
        close = text.find(">", start)
        return None if close < 0 else close + 1
    if tag is None or tag.group(2).lower() not in BLOCK_TAGS:
        return None
    name = tag.group(2).lower()
    if name == "hr" or tag.group(1) or tag.group(3).endswith("/") or _is_read(tag):
        return tag.end()
    return _element_end(text, tag.end(), name)


def _element_end(text: str, position: int, name: str) -> int:
    """Return where the element closes; an unclosed one reaches to the end of the text."""
    open_tags = [name]
    while open_tags:
        if open_tags[-1] in ("script", "style"):
            close = re.compile(rf"</{open_tags[-1]}\s*>", re.IGNORECASE).search(text, position)
            if close is None:
                return len(text)
            open_tags.pop()
            position = close.end()
            continue
        tag = _TAG.search(text, position)
        if tag is None:
            return len(text)
        position = tag.end()
        if tag.group() == "<!--":
            close_at = text.find("-->", position)
            position = len(text) if close_at < 0 else close_at + 3
        elif tag.group(1):
            _close(open_tags, tag.group(2).lower())
        elif not tag.group(3).endswith("/"):
            open_tags.append(tag.group(2).lower())
    return position


def _close(open_tags: list[str], name: str) -> None:
    if name in open_tags:
        while open_tags.pop() != name:
            pass
