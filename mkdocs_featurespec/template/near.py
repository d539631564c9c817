"""Headings that are almost those of the template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from mkdocs_featurespec.model import TemplateSection
from mkdocs_featurespec.reader.markdown.heading_names import heading_names
from mkdocs_featurespec.template.names import normal_name

_CLOSE = 0.8
"""How much of two names has to be the same, from 0 to 1: `tesst` is close to `tests`."""

_MOST_OTHER_LETTERS = 4
"""Names that differ in more are not compared, which takes long."""


def near_finder(sections: Sequence[TemplateSection]) -> Callable[[str], dict[int, float]]:
    """Return the function that gives the sections whose heading a text almost is.

    Each comes with how close it is, from 0 to 1. `API Endpoints` is almost
    `API Endpoints (REST)`, and `Databse Tables` is almost `Database Tables`.
    """
    known = [
        (i, set(heading_names(section.text)[1:]), _names(section))
        for i, section in enumerate(sections)
    ]

    @lru_cache(maxsize=4096)
    def near(text: str) -> dict[int, float]:
        names = heading_names(text)
        found: dict[int, float] = {}
        for i, shorter, others in known:
            close = max((_closeness(a, b) for a in names for b in others), default=0.0)
            if not shorter.isdisjoint(names):
                close = 1.0
            if close >= _CLOSE:
                found[i] = close
        return found

    return near


def _names(section: TemplateSection) -> tuple[str, ...]:
    return tuple(normal_name(text) for text in (section.text, *section.aliases) if "*" not in text)


def _closeness(one: str, other: str) -> float:
    """Return how much of two names is the same, from 0 to 1; 0 where it surely is too little."""
    if abs(len(one) - len(other)) > _MOST_OTHER_LETTERS:
        return 0.0
    if len(set(one) ^ set(other)) > _MOST_OTHER_LETTERS:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
