"""Words that are one slip of the pen away from another."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORTEST = 4
"""In characters; two shorter words are too easily one slip apart."""

_BETWEEN = re.compile(r"[\s_-]+")


def the_one_meant(word: str, allowed: Iterable[str]) -> str | None:
    """Return the word that another one surely means, `None` where none or several may be meant.

    Case, and how its parts are joined, are no difference; a letter more, less or other, or two
    letters swapped, are the slip that a longer word may have.
    """
    known = {each: _folded(each) for each in allowed}
    folded = _folded(word)
    same = [each for each, form in known.items() if form == folded]
    close = same or [each for each, form in known.items() if _one_slip_apart(folded, form)]
    return close[0] if len(close) == 1 else None


def mean_the_same(name: str, other: str) -> bool:
    """Return whether two names of several words are one, but for a slip in each word."""
    if name == other or _one_slip_apart(name, other):
        return True
    words, others = name.split(), other.split()
    return len(words) == len(others) and all(
        word == each or _one_slip_apart(word, each)
        for word, each in zip(words, others, strict=True)
    )


def _folded(word: str) -> str:
    return _BETWEEN.sub("-", word.strip().casefold())


def _one_slip_apart(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    if shorter < _SHORTEST:
        return False
    start = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    one, other = one[start:], other[start:]
    shorter = min(len(one), len(other))
    end = next((i for i in range(shorter) if one[-1 - i] != other[-1 - i]), shorter)
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
