"""Inline Markdown as the plain text that a reader sees."""

from __future__ import annotations

import html
import re
from functools import lru_cache

_SPECIAL = re.compile(r"[\\`*_<&!\[:]")
_PRIVATE = 0xF0000
"""Text that is not read again stands as one private character until the end."""

LONGEST_HEADING = 2_000
"""In characters; a longer line is no heading that anybody reads, and its marks stay."""

# A pattern that opens with a look behind is tried at each character. These open with the mark, so
# that Python jumps to it, and look behind it.
_CODE = re.compile(r"(`(?<!\\`)`*)(.+?)(?<!`)\1(?!`)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")
_FOOTNOTE = re.compile(r"\[(\^[^\]]*)\]")
_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)")
_REFERENCE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?: ?\[([^\]]*)\])?")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<> !]+@[^@<> ]+)>")
_TAG = re.compile(
    r"""</?[a-zA-Z][^\s"'<>@]*(?:\s[^"'<>]*(?:"[^"]*"|'[^']*'|[^"'<>])*)?>|<!--.*?-->"""
)
_LONE_MARK = re.compile(r"(\*(?<!\S\*)\*{0,2}|_(?<!\S_)_{0,2})(?=\s|$)")
_EMPHASIS = {
    "*": (
        re.compile(r"(\*\*\*)(.+?)\1(?!\*)"),
        re.compile(r"(\*\*)(.+?)\1(?!\*)"),
        re.compile(r"(\*)([^*]+)\1"),
    ),
    "_": (
        re.compile(r"(___)(?<!\w___)(?!_)(.+?)(?<!_)\1(?!\w)"),
        re.compile(r"(__)(?<!\w__)(?!_)(.+?)(?<!_)\1(?!\w)"),
        re.compile(r"(_)(?<!\w_)(?!_)(.+?)(?<!_)\1(?!\w)"),
    ),
}
"""By their mark."""
_EMOJI = re.compile(r":[a-z0-9_+-]+:")


def plain_text(text: str, references: frozenset[str] = frozenset(), *, emoji: bool = False) -> str:
    """Return what is left of a line of Markdown when it is rendered and its tags are taken out.

    This is the text that the `toc` extension names a heading by, entities decoded.

    Args:
        text: The line, such as a heading without its `#`.
        references: The link references and footnotes (`^1`) that the page defines, in lower case.
        emoji: Whether `:name:` is a picture.
    """
    if len(text) > LONGEST_HEADING or not _SPECIAL.search(text):
        return " ".join(text.split())
    kept: list[str] = []

    def keep(value: str) -> str:
        kept.append(value)
        return chr(_PRIVATE + len(kept) - 1)

    # Most lines have one kind of mark: to look for it is quicker than to try what reads it.
    if "`" in text:
        text = _CODE.sub(lambda m: keep(m.group(2).strip()), text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: keep(m.group(1)), text)
    if "[" in text:
        text = _FOOTNOTE.sub(lambda m: "" if m.group(1) in references else keep(m.group()), text)
        text = _IMAGE.sub("", text)
        text = _LINK.sub(r"\1", text)
        if references:
            text = _REFERENCE.sub(lambda m: _resolve(m, references), text)
    if "<" in text:
        text = _AUTOLINK.sub(lambda m: keep(m.group(1)), text)
        text = _TAG.sub("", text)
    if "*" in text or "_" in text:
        text = _without_emphasis(_LONE_MARK.sub(lambda m: keep(m.group()), text))
    if emoji:
        text = _EMOJI.sub("", text)
    text = html.unescape(text)
    for index in reversed(range(len(kept))):
        text = text.replace(chr(_PRIVATE + index), kept[index])
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def heading_text(
    text: str, references: frozenset[str] = frozenset(), *, emoji: bool = False
) -> str:
    """Return the plain text of a heading, which pages of one site have in common."""
    return plain_text(text, references, emoji=emoji)


def _without_emphasis(text: str) -> str:
    for mark, patterns in _EMPHASIS.items():
        for pattern in patterns if mark in text else ():
            text = pattern.sub(r"\2", text)
    return text


def _resolve(match: re.Match[str], references: frozenset[str]) -> str:
    """Return a reference link's text, or what is written where the reference is not defined."""
    name = match.group(2) or match.group(1)
    return match.group(1) if " ".join(name.split()).lower() in references else match.group()
