"""Fenced code, found as Python-Markdown's two fence extensions find it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_PREFIX = re.compile(r"[> ]*")
_OPENING = re.compile(r"(`{3,}|~{3,}) *(.*)$")
_LANGUAGE = re.compile(r"\.?([\w#.+-]+)(?=\s|$)")
_OPTION = re.compile(r"""([a-zA-Z]\w*)=(?:"[^"]*"|'[^']*')(?=\s|$)\s*""")
_KNOWN_OPTIONS = {"hl_lines", "linenums", "title", "title_mode"}


class Fence(NamedTuple):
    """A closed fence: offsets into the lines it was found in, the fences included.

    Attributes:
        start: The opening fence.
        end: One past the closing fence.
        prefix: The indentation and `>` before the opening fence.
        language: In lower case; empty where none is named.
    """

    start: int
    end: int
    prefix: str
    language: str


def find_fences(lines: Sequence[str], *, superfences: bool) -> list[Fence]:
    """Find the fences that are closed; an unclosed one is text.

    Args:
        lines: With their tabs expanded.
        superfences: Follow `pymdownx.superfences` (fences may be indented and quoted, and text
            that is indented less than the fence breaks it off) rather than
            `markdown.extensions.fenced_code` (fences stand at the start of a line).
    """
    starts = [i for i, line in enumerate(lines) if "```" in line or "~~~" in line]
    if not starts:
        return []
    return _find_superfences(lines, starts) if superfences else _find_plain(lines, starts)


def _find_superfences(lines: Sequence[str], starts: Sequence[int]) -> list[Fence]:
    found: list[Fence] = []
    resume = 0
    for start in starts:
        if start < resume:
            continue
        prefix, mark, language = _opening(lines[start])
        if language is None:
            continue
        resume, closed = _superfence_end(lines, start, prefix, mark)
        if closed:
            found.append(Fence(start, resume, prefix, language))
    return found


def _superfence_end(lines: Sequence[str], start: int, prefix: str, mark: str) -> tuple[int, bool]:
    """Return the line after the fence, or after what breaks it off, and whether it is closed."""
    if not prefix:
        for index in range(start + 1, len(lines)):
            if lines[index].startswith(mark) and lines[index].rstrip() == mark:
                return index + 1, True
        return len(lines), False
    quotes = prefix.count(">")
    width = len(prefix)
    for index in range(start + 1, len(lines)):
        line = lines[index]
        inner = _PREFIX.match(line[:width])
        indent = inner.group() if inner else ""
        content = line[len(indent) :]
        if not content.strip() and not indent.strip():
            continue
        if indent.count(">") > quotes or (not quotes and ">" in indent):
            return index + 1, False
        if quotes:
            if not content:
                continue
            if len(indent) < width:
                return index + 1, False
        elif len(indent) != width:
            return index + 1, False
        if content.startswith(mark) and content.rstrip() == mark:
            return index + 1, True
    return len(lines), False


def _find_plain(lines: Sequence[str], starts: Sequence[int]) -> list[Fence]:
    closings: dict[str, list[int]] = {}
    for i in starts:
        closings.setdefault(lines[i].rstrip(" "), []).append(i)
    found: list[Fence] = []
    resume = 0
    for start in starts:
        if start < resume:
            continue
        prefix, mark, language = _opening(lines[start])
        if prefix or language is None:
            continue
        same = closings.get(mark, [])
        following = bisect_right(same, start)
        if following < len(same):
            resume = same[following] + 1
            found.append(Fence(start, resume, "", language))
    return found


def _opening(line: str) -> tuple[str, str, str | None]:
    """Return the prefix, the fence's mark and its language, `None` where it opens none."""
    prefix = _PREFIX.match(line)
    indent = prefix.group() if prefix else ""
    opening = _OPENING.match(line, len(indent))
    if opening is None:
        return indent, "", None
    return indent, opening.group(1), _language(opening.group(2).strip())


def _language(info: str) -> str | None:
    """Return the language that an info string names, `None` where it is no info string."""
    language = ""
    if match := _LANGUAGE.match(info):
        language = match.group(1)
        info = info[match.end() :].lstrip()
    if info.startswith("{") and info.endswith("}"):
        classes = [word[1:] for word in info[1:-1].split() if word.startswith(".")]
        return (language or (classes[0] if classes else "")).lower()
    while option := _OPTION.match(info):
        if option.group(1) not in _KNOWN_OPTIONS:
            return None
        info = info[option.end() :]
    return None if info else language.lower()
