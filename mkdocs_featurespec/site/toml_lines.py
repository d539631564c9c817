"""The lines that the keys of a TOML file stand on, which the library does not tell."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from mkdocs_featurespec.site.config_data import KeyPath

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TOKEN = re.compile(
    r"""
    (?P<skip> "{3} (?: [^"\\] | \\. | "{1,2}(?!") )* "{3,5}
            | '{3} (?: [^'] | '{1,2}(?!') )* '{3,5}
            | " (?: [^"\\\n] | \\. )* "
            | ' [^'\n]* '
            | \# [^\n]* )
    | (?P<open> [\[{] ) | (?P<close> [\]}] ) | (?P<end> \n )
    """,
    re.S | re.X,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every key of a file, by the keys that lead to it.

    What stands in a value of several lines is told to be where the value starts.

    Args:
        text: TOML that can be read, its lines ended by a line feed alone.
    """
    lines: dict[KeyPath, int] = {}
    counts: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for line, statement in _statements(text):
        value = tomllib.loads(statement)
        if statement.startswith("["):
            table = _table(value, counts, is_item=statement.startswith("[["))
            lines.setdefault(table, line)
        else:
            for keys in _paths(value):
                lines.setdefault((*table, *keys), line)
    for keys, line in tuple(lines.items()):
        for end in range(1, len(keys)):
            lines.setdefault(keys[:end], line)
    return lines


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Give each statement, a table's head or a key with its value, and its line."""
    start = depth = 0
    line = start_line = 1
    for token in _TOKEN.finditer(f"{text}\n"):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if token.lastgroup == "end" and depth == 0:
            statement = text[start : token.start()].strip(" \t")
            if statement and not statement.startswith("#"):
                yield start_line, statement
            start, start_line = token.end(), line + 1
        line += token.group().count("\n")


def _table(head: object, counts: dict[KeyPath, int], *, is_item: bool) -> KeyPath:
    """Return the keys of a table; that of an array of tables has its index behind its name."""
    keys: KeyPath = ()
    while isinstance(head, dict) and head:
        [(name, head)] = head.items()
        keys = (*keys, name)
        if isinstance(head, list):
            head = None
        if is_item and head is None:
            counts[keys] = counts.get(keys, -1) + 1
        if keys in counts:
            keys = (*keys, counts[keys])
    return keys


def _paths(value: object) -> Iterator[KeyPath]:
    """Give the keys that lead to each value in a value."""
    items: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    for key, below in items:
        yield (key,)
        yield from ((key, *rest) for rest in _paths(below))
