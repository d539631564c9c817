"""Names that are one edit apart, found without comparing each with every other.

Names are made of words, and sites have far fewer words than names. So the words that are one edit
apart are looked for first, and then the names in which one stands for the other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

_WORD = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+|\d+")
_SHORTEST = 3


@lru_cache(maxsize=16)  # many rebuilds of a site change no name
def near_names(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return the names that are one edit away from others, each with these, sorted.

    An edit puts in, leaves out or replaces one character, or swaps two neighbours. It is either
    one of letters, within a word of three letters or more, or one of the signs between words;
    `part_1` and `part_2`, `plan_a` and `plan_b` are different names.
    """
    words = {name: words_of(name) for name in names}
    near_words = _near_words({word for parts in words.values() for word in parts})
    found: dict[str, set[str]] = {}
    alike: dict[str, list[str]] = {}
    for name, parts in words.items():
        alike.setdefault("".join(parts).casefold(), []).append(name)
        for word in parts:
            if word in near_words:
                for other in _with_another(word, near_words[word], name):
                    if other in words:
                        found.setdefault(name, set()).add(other)
    for same_letters in alike.values():
        for one, other in combinations(same_letters, 2):
            if _is_edit(edited(one, other)):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def words_of(name: str) -> list[str]:
    """Return the words that a name is made of, its numbers included."""
    return _WORD.findall(name)


def edited(one: str, other: str) -> tuple[str, str]:
    """Return what two texts hold between their common start and their common end."""
    start, shorter = 0, min(len(one), len(other))
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end], other[start : len(other) - end]


def _is_edit(difference: tuple[str, str]) -> bool:
    """Return whether a difference is one edit, and not one of digits."""
    one, other = difference
    if any(character.isdigit() for character in one + other):
        return False
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])


def _near_words(words: Collection[str]) -> Mapping[str, Collection[str]]:
    """Return the words that are one edit away from others, each with these.

    Words that differ in case alone have the same letters, by which they are found anyway.
    """
    shortened: dict[str, set[str]] = {}
    for word in words:
        if len(word) >= _SHORTEST and not word[0].isdigit():
            for i in range(len(word)):
                shortened.setdefault(word[:i] + word[i + 1 :], set()).add(word)
    found: dict[str, set[str]] = {}
    for rest, longer in shortened.items():
        alike = [*longer, rest] if len(rest) >= _SHORTEST and rest in words else longer
        for one, other in combinations(alike, 2) if len(alike) > 1 else ():
            if one.casefold() != other.casefold() and _is_edit(edited(one, other)):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return found


def _with_another(word: str, others: Iterable[str], name: str) -> Iterator[str]:
    """Give a name with a word of it replaced by each of those that are near it."""
    if name.count(word) == 1:  # nearly always, and much quicker
        for other in others:
            yield name.replace(word, other)
        return
    for found in _WORD.finditer(name):
        if found.group() == word:
            for other in others:
                yield name[: found.start()] + other + name[found.end() :]
