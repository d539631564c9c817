"""Comments that speak to this tool: `<!-- featurespec: section role=tables optional -->`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

_COMMENT = re.compile(r"<!--\s*featurespec:([^<>]*)-->")
_WORD = re.compile(r"""\s*(?:([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|([^\s=]+))""")


class Directive(NamedTuple):
    """A directive.

    Attributes:
        line: The line it starts on, from 1.
        name: Its first word.
        flags: Its other words.
        options: Its `key=value` pairs.
        start: Where the comment starts in the text.
        end: One past its end.
    """

    line: int
    name: str
    flags: tuple[str, ...]
    options: Mapping[str, str]
    start: int
    end: int


def find_directives(text: str) -> list[Directive]:
    """Find every directive in a text, in order."""
    found: list[Directive] = []
    line = 1
    position = 0
    for comment in _COMMENT.finditer(text):
        line += text.count("\n", position, comment.start())
        position = comment.start()
        words: list[str] = []
        options: dict[str, str] = {}
        for match in _WORD.finditer(comment.group(1)):
            key, double, single, bare, word = match.groups()
            if key:
                options[key] = double or single or bare or ""
            else:
                words.append(word)
        name = words[0] if words else ""
        found.append(Directive(line, name, tuple(words[1:]), options, *comment.span()))
    return found
