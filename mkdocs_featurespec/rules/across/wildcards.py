"""Names that stand for several events."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

_PART = re.compile(r"[.:]")
_FIXED = re.compile(r"(?:[^.:*>]*[.:])+")


def has_wildcard(name: str) -> bool:
    """Return whether a name stands for several events: `orders.*`, `orders.>`."""
    return "*" in name or ">" in name


def answered(names: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return the names that others mean, one of both having a wildcard.

    Args:
        names: Names of events.
        others: The names that events of the other side have.
    """
    names, others = set(names), set(others)
    by_pattern = _matches({name for name in names if has_wildcard(name)}, others)
    by_other = _matches({other for other in others if has_wildcard(other)}, names)
    return {pattern for pattern, _ in by_pattern} | {name for _, name in by_other}


def _matches(patterns: Collection[str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give each pattern with each name that it stands for."""
    by_start: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for pattern in patterns:
        by_start.setdefault(_fixed_start(pattern), []).append((pattern, _compiled(pattern)))
    for name in names if by_start else ():
        ends = (0, *(part.start() for part in _PART.finditer(name)))
        for end in ends:
            for pattern, compiled in by_start.get(name[:end], ()):
                if compiled.fullmatch(name):
                    yield pattern, name


def _fixed_start(pattern: str) -> str:
    """Return the parts of a pattern before the first one with a wildcard."""
    start = _FIXED.match(pattern)
    return start.group()[:-1] if start else ""


def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern as a regular expression: at the end, a wildcard stands for all the rest."""
    body, last = pattern[:-1], pattern[-1]
    if not has_wildcard(last):
        body, last = pattern, ""
    middle = re.sub(r"\\\*|>", "[^.:]*", re.escape(body))
    return re.compile(middle + (".+" if last else ""))
