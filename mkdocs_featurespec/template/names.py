"""What a heading may be called: finding what is known by one of its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from mkdocs_featurespec.reader.markdown.heading_names import heading_names

T = TypeVar("T")


def normal_name(text: str) -> str:
    """Return a heading of the template, or an alias with its `*`, as names are compared."""
    before, star, after = text.partition("*")
    return f"{_normal(before)}*{_normal(after)}" if star else _normal(text)


def _normal(text: str) -> str:
    return next(iter(heading_names(text)), text.strip())


def name_finder(known: Iterable[tuple[str, T]]) -> Callable[[str], tuple[T, ...]]:
    """Return the function that gives what a heading's text names, the most exact first.

    Args:
        known: Normal names with what they name; a `*` in a name stands for one to three words.
            Of one name, the earlier goes before the later.
    """
    exact: dict[str, list[T]] = {}
    patterns: list[tuple[str, str, T]] = []
    for name, named in known:
        before, star, after = name.partition("*")
        if star:
            patterns.append((before, after, named))
        else:
            exact.setdefault(name, []).append(named)

    @lru_cache(maxsize=4096)
    def find(text: str) -> tuple[T, ...]:
        names = heading_names(text) or (text.strip(),)
        found = [named for name in names for named in exact.get(name, ())]
        for before, after, named in patterns:
            if any(_fits(name, before, after) for name in names):
                found.append(named)
        return tuple(dict.fromkeys(found))

    return find


def _fits(name: str, before: str, after: str) -> bool:
    """Return whether a name opens and closes with these words, with one to three left over."""
    if before and not name.startswith(f"{before} "):
        return False
    if after and not name.endswith(f" {after}"):
        return False
    return 1 <= len(name.split()) - len(before.split()) - len(after.split()) <= 3
