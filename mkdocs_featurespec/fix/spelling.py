"""How a path is spelled: its parameters, and the slash at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_PARAMETER = re.compile(
    r"\{(?P<braces>\w+)\}|:(?P<colon>[A-Za-z_]\w*)|<(?P<angles>[A-Za-z_]\w*)>"
    r"|\[(?P<brackets>[A-Za-z_]\w*)\]"
)
_STYLES = {"braces": "{%s}", "colon": ":%s"}
"""What may stand in running text; angles would be HTML there, and brackets a link."""

_SIGNS = frozenset("{}:<>[]")
_NOT_CERTAIN = re.compile(r"[\\*$]|\.\.\.|//")
"""An escape, a catch-all, a variable, an address."""


class Spelling(NamedTuple):
    """How a template spells its endpoints.

    Attributes:
        parameter: Its parameters, with `%s` for the name; empty where it shows none, or several
            ways, or one that not every place on a page can hold.
        slash_at_end: Whether a path of it ends in a slash.
    """

    parameter: str = ""
    slash_at_end: bool = False


def spelling_of(paths: Iterable[str]) -> Spelling:
    """Return how paths are spelled."""
    paths = tuple(paths)
    parts = (_PARAMETER.fullmatch(segment) for path in paths for segment in path.split("/"))
    used = {part.lastgroup or "" for part in parts if part is not None}
    parameter = _STYLES.get(used.pop(), "") if len(used) == 1 else ""
    return Spelling(parameter, any(len(path) > 1 and path.endswith("/") for path in paths))


def respelled(path: str, spelling: Spelling, defined: frozenset[str]) -> str:
    """Return a path in a template's spelling; as it is, where its meaning is not certain.

    Args:
        path: From its first slash on.
        spelling: The template's.
        defined: The names of link references on the page, which `[name]` stands for there.
    """
    if not path.startswith("/") or _NOT_CERTAIN.search(path):
        return path
    if not spelling.slash_at_end and len(path) > 1:
        path = path.removesuffix("/")
    segments = path.split("/")
    parts = [_PARAMETER.fullmatch(segment) for segment in segments]
    if not spelling.parameter or any(
        part["brackets"] in defined if part else not _SIGNS.isdisjoint(segment)
        for part, segment in zip(parts, segments, strict=True)
    ):
        return path
    return "/".join(
        spelling.parameter % part[part.lastgroup or 0] if part else segment
        for part, segment in zip(parts, segments, strict=True)
    )
