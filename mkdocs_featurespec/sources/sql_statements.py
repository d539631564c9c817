"""The statements of a file of SQL: of a dump, only those that say how its tables are made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_LEAD = re.compile(
    r"(?:\s+|--[^\n]*|\#[^\n]*|/\*.*?\*/|;"
    r"|\\[^\n]*"  # a command to psql
    r"|DELIMITER[ \t][^\n]*(?:\n.*?^DELIMITER[ \t]+;[^\n]*)?"  # procedures, as MySQL dumps them
    r")*",
    re.DOTALL | re.IGNORECASE | re.MULTILINE,
)
_VERB = re.compile(r"create|alter|drop|rename|comment", re.IGNORECASE)
_WANTED = re.compile(
    r"create\s+(?:(?!function|procedure|trigger|policy|rule)\w+\s+)*?(?:table|view|index)\s"
    r"|alter\s+(?:table|index)\s|drop\s+(?:table|(?:materialized\s+)?view|index)\s"
    r"|rename\s+table\s|comment\s+on\s+(?:table|column|(?:materialized\s+)?view)\s",
    re.IGNORECASE,
)
"""What says how tables, views and indexes are made; of other things nothing need be parsed."""

_IDLE = re.compile(
    r"alter\s+(?:table|index)\s+(?:if\s+exists\s+)?(?:only\s+)?\S+\s+(?:owner\s|enable\s|disable\s"
    r"|set\s+(?!schema)|set\s*\(|reset\s|cluster\s|replica\s|force\s|no\s+force\s|validate\s"
    r"|alter\s+column\s+\S+\s+set\s+default\s+nextval\([^,]*\Z)",
    re.IGNORECASE,
)
"""What changes no name: owners, defaults, triggers."""

_COPIED = re.compile(r"copy\s.*\sfrom\s+stdin", re.IGNORECASE | re.DOTALL)
_COPY_END = re.compile(r"^\\\.[^\n]*$", re.MULTILINE)
_MYSQL = re.compile(r"^\s*create\s+table\s[^(]*`|\)\s*engine\s*=|^-- mysql dump", re.I | re.M)

_COMMENTS = r"(?P<comment>--[^\n]*|/\*.*?\*/)"
_QUOTED = r'"(?:[^"]|"")*"|`(?:[^`]|``)*`|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$'
_TOKEN = re.compile(
    rf"{_COMMENTS}|[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|{_QUOTED}|(?P<end>;)", re.DOTALL
)
_MYSQL_TOKEN = re.compile(
    r"(?P<comment>--\s[^\n]*|\#[^\n]*|/\*.*?\*/)|'(?:[^'\\]|''|\\.)*'"
    r'|"(?:[^"\\]|""|\\.)*"|`(?:[^`]|``)*`|(?P<end>;)',
    re.DOTALL,
)
_BRACKET = re.compile(r"""[(),]|'(?:[^'\\]|''|\\.)*'|"[^"]*"|`[^`]*`""", re.DOTALL)


class Statement(NamedTuple):
    """A statement.

    Attributes:
        text: Without comments and its `;`.
        line: The line it starts on, from 1.
    """

    text: str
    line: int


def is_mysql(text: str) -> bool:
    """Return whether SQL is MySQL's, where a backslash escapes a quote in a text."""
    return _MYSQL.search(text) is not None


def split_statements(text: str) -> Iterator[Statement]:
    """Give the statements of a file that create, alter, drop or comment on something.

    Data (`INSERT`, `COPY`), what stands in the bodies of functions, and commands to the client
    are passed over.
    """
    token = _MYSQL_TOKEN if is_mysql(text) else _TOKEN
    line = 1
    counted = 0
    position = 0
    while (start := _after(_LEAD, text, position)) < len(text):
        pieces, position = _read_one(text, start, token)
        if _COPIED.match(text, start, position):
            position = _after(_COPY_END, text, position, search=True)
        elif _VERB.match(text, start):
            statement = "".join(pieces).rstrip()
            if _WANTED.match(statement) and not _IDLE.match(statement):
                line += text.count("\n", counted, start)
                counted = start
                yield Statement(statement, line)


def _after(pattern: re.Pattern[str], text: str, position: int, *, search: bool = False) -> int:
    """Return where the match of a pattern ends; without one, the end of the text."""
    match = pattern.search(text, position) if search else pattern.match(text, position)
    return match.end() if match else len(text)


def _read_one(text: str, start: int, token: re.Pattern[str]) -> tuple[list[str], int]:
    """Return the pieces of a statement between its comments, and where the next one starts."""
    pieces: list[str] = []
    for match in token.finditer(text, start):
        if match["comment"] is not None:
            pieces += text[start : match.start()], "\n" * match.group().count("\n")
            start = match.end()
        elif match["end"]:
            pieces.append(text[start : match.start()])
            return pieces, match.end()
    pieces.append(text[start:])
    return pieces, len(text)


def split_list(text: str, start: int) -> tuple[list[str], int]:
    """Return the parts of a list in round brackets, such as a table's columns, and its end.

    Args:
        text: A statement without comments.
        start: Where the opening bracket stands; without one there are no parts.
    """
    parts: list[str] = []
    depth = 0
    begin = start
    for match in _BRACKET.finditer(text, start):
        mark = match.group()
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if depth == 0 or (depth == 1 and mark == ","):
            parts.append(text[begin : match.start()].strip())
            begin = match.end()
        elif depth == 1 and mark == "(":
            begin = match.end()
        if depth <= 0:
            break
    return parts, begin
