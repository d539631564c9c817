"""Names of tables, events and jobs in a run of text, with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

CODE = re.compile(r"`(?<!``)([^`]+)`(?!`)")
_MARKUP = re.compile(r"\*\*|__|`|~~")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_BRACKETS = re.compile(r"\([^()]*\)?")
_PART = re.compile(r"(?:,|/|&|\+|<br ?/?>|\band\b|\bor\b|;)")
_COMMENT = re.compile(r"<!--.*?-->")

_TABLE = re.compile(r"""["'\[]?[A-Za-z_][\w$]*["'\]]?(?:\.["'\[]?[A-Za-z_][\w$]*["'\]]?){0,2}""")
_QUOTES = str.maketrans("", "", "\"'[]`")
_EVENT = re.compile(
    r"[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+"  # OrderFired
    r"|[A-Za-z][\w-]*(?:\.(?:[\w-]+|\*|>))+"  # order.fired orders.* orders.>
    r"|[A-Za-z][\w-]*(?::(?:[\w.-]+|\*))+"  # order:fired
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"  # ORDER_FIRED
)
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")
_PERMISSION = frozenset(
    "read write manage view admin edit delete create update list approve export all own".split()
)
_FILE_ENDINGS = frozenset(
    """ts tsx js jsx mjs py md json yml yaml sql cs go java kt rb php vue html css prisma toml
    sh""".split()
)


class Name(NamedTuple):
    """A name and where it stands in its text."""

    text: str
    start: int
    end: int


def table_name(text: str) -> str | None:
    """Return a table's name without its quotes, `None` where the text is none."""
    stripped = text.strip()
    return stripped.translate(_QUOTES) if _TABLE.fullmatch(stripped) else None


def event_name(text: str) -> str | None:
    """Return an event's name, `None` for keys of permissions, names of files and the like."""
    stripped = text.strip()
    if not _EVENT.fullmatch(stripped):
        return None
    if ":" in stripped and stripped.rpartition(":")[2] in _PERMISSION:
        return None
    if "." in stripped:
        last = stripped.rpartition(".")[2]
        if last in _FILE_ENDINGS or stripped[0].isupper():
            return None
    return stripped


def snake_name(text: str) -> str | None:
    """Return a name such as `cool_kilns_job`, which may be an event's or a job's."""
    stripped = text.strip()
    return stripped if _SNAKE.fullmatch(stripped) else None


def blank_out(text: str, pattern: re.Pattern[str]) -> str:
    """Return the text with spaces where the pattern matches, so that places stay."""
    return pattern.sub(lambda match: " " * len(match.group()), text)


def without_comments(text: str) -> str:
    """Return a line with spaces for the comments in it."""
    return blank_out(text, _COMMENT) if "<!--" in text else text


def names_in_cell(cell: str, accept: Callable[[str], str | None]) -> Iterator[Name]:
    """Give the names in a cell that is there to hold names.

    Code spans are names; without any, each part between commas or slashes is one. What stands in
    round brackets after a name is not.

    Args:
        cell: The cell's text.
        accept: Returns a name in the form that it goes by, `None` for what is none.
    """
    outside = blank_out(_unlinked(cell), _BRACKETS) if "(" in cell else cell
    if "`" in outside:
        for code in CODE.finditer(outside):
            if name := accept(code.group(1)):
                yield Name(name, code.start(1), code.end(1))
        return
    bare = blank_out(outside, _MARKUP)
    start = 0
    for part in [*_PART.finditer(bare), None]:
        end = part.start() if part else len(bare)
        text = bare[start:end]
        if name := accept(text):
            lead = start + len(text) - len(text.lstrip())
            yield Name(name, lead, lead + len(text.strip()))
        start = part.end() if part else end


def leading_names(text: str, accept: Callable[[str], str | None]) -> list[Name]:
    """Return the code spans that a line opens with: `a`, `b` and `c`."""
    found: list[Name] = []
    position = len(text) - len(text.lstrip(" *_"))
    while (code := CODE.match(text, position)) and (name := accept(code.group(1))):
        found.append(Name(name, code.start(1), code.end(1)))
        gap = re.compile(r"[*_]*\s*(?:(?:,\s*)?(?:and|or)\s|[,/&+])\s*[*_]*").match(
            text, code.end()
        )
        if gap is None:
            return found
        position = gap.end()
    return found


def _unlinked(text: str) -> str:
    """Return the text with spaces for all of a link but its own text."""

    def bare(match: re.Match[str]) -> str:
        inner = match.group(1)
        return f" {inner}{' ' * (len(match.group()) - len(inner) - 1)}"

    return _LINK.sub(bare, text) if "](" in text else text
