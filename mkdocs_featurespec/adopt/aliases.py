"""Headings that are one section under several names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mkdocs_featurespec.adopt.groups import OPENING, Group, most_common
from mkdocs_featurespec.adopt.roles import Guess
from mkdocs_featurespec.model import Role
from mkdocs_featurespec.reader.markdown.heading_names import heading_names

_TOGETHER = 0.1
"""The share of the pages with the rarer of two headings that may have the other as well."""

_NEAR = 0.3
"""How far two headings may stand apart on their pages, which are 1 long."""

_ALIKE = 0.5
"""How much of what stands before and after two headings has to be the same."""

_NEARLY_ALL = 0.8
"""The share of all pages that have to open with one of two headings, or of headings that open."""

_Strength = tuple[float, int, int, float]
"""How much speaks for two headings being one section; the first number alone decides whether."""

_WORD = re.compile(r"[^\W\d_]{4,}|api|ui|ux|db")
_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
_LEAD = re.compile(r"^(?:[^\w`]+|\d+(?:\.\d+)*(?:[.):]\s*|\s+))*")


@dataclass(frozen=True, slots=True)
class Cluster:
    """Groups of headings that are one section.

    Attributes:
        groups: The one of most pages first, or the template's.
        role: What the section holds, where one of the groups says it.
        guesses: What is known of each group, in the same order.
        pages: The pages that have any of the headings.
    """

    groups: tuple[Group, ...]
    guesses: tuple[Guess | None, ...]
    pages: frozenset[int] = field(init=False)
    role: Role | None = field(init=False)

    def __post_init__(self) -> None:
        pages = frozenset(page for group in self.groups for page in group.pages)
        object.__setattr__(self, "pages", pages)
        roles = (guess.role for guess in self.guesses if guess is not None)
        object.__setattr__(self, "role", next(roles, None))

    @property
    def text(self) -> str:
        """The heading that the section goes by."""
        return clean_text(self.groups[0])

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other headings, without numbers, signs and brackets; those of most pages first.

        One of a single page only counts if the page lists entities there, or if all the world
        calls the section so.
        """
        others = sorted(
            zip(self.groups[1:], self.guesses[1:], strict=True),
            key=lambda pair: len(pair[0].pages),
            reverse=True,
        )
        texts = dict.fromkeys(
            plain_heading(group.text)
            for group, guess in others
            if len(group.pages) > 1 or (guess and (guess.by_name or guess.entities))
        )
        return tuple(text for text in texts if is_alias(text))

    @property
    def place(self) -> float:
        """Where it stands on its pages, on average: from 0 to 1."""
        places = [o.place for group in self.groups for o in group.occurrences]
        return sum(places) / len(places) if places else 0.0


def is_alias(text: str) -> bool:
    """Return whether a text can stand in a directive as an alias."""
    return bool(text) and not set(text) & set('"|*<>{}')


def own_alias(text: str, group: Group) -> str:
    """Return the name that pages have for a heading with something in brackets, if it needs one.

    A page's `Events` is no `Events (async)`, while a page's `Events (v2)` is `Events`.

    Args:
        text: The heading as the template has it.
        group: The pages' headings of its name.
    """
    wanted = next(iter(heading_names(text)), "")
    if all(wanted in heading_names(o.section.text) for o in group.occurrences):
        return ""
    plain = plain_heading(text)
    return plain if heading_names(plain)[:1] == (group.name,) else group.name


def plain_heading(text: str) -> str:
    """Return a heading without leading numbers and signs, and without what is in brackets."""
    bare = _BRACKETS.sub("", text)
    return _LEAD.sub("", bare).strip() or text.strip()


def clean_text(group: Group) -> str:
    """Return how a heading is spelled: as half of the pages do, or else without its frills."""
    spelled = Counter(o.section.text for o in group.occurrences)
    if spelled and spelled[group.text] * 2 >= len(group.pages):
        return group.text
    return most_common(
        (plain_heading(o.section.text) for o in group.occurrences), default=group.text
    )


def cluster(
    groups: Sequence[Group],
    guesses: Mapping[str, Guess | None],
    page_count: int,
    heads: frozenset[str] = frozenset(),
) -> list[Cluster]:
    """Bring together the groups that are one section under several names.

    Two headings are, if hardly a page has both, and they have one role, share words, open the
    page, or stand between the same neighbours. Of few pages nothing can be said but by the role.

    Args:
        groups: The groups, those of most pages first.
        guesses: What they hold, by their names.
        page_count: How many pages there are.
        heads: The names of groups that stay apart: those of a template.
    """
    clusters = [Cluster((group,), (guesses.get(group.name),)) for group in groups]
    where = list(range(len(groups)))
    pairs = sorted(_pairs(groups, guesses, page_count), key=lambda pair: pair[0], reverse=True)
    for _, i, k in pairs:
        first, second = sorted((where[i], where[k]))
        one, other = clusters[first], clusters[second]
        if first == second or not _may_join(one, other, heads):
            continue
        is_head = other.groups[0].name in heads
        joined = _joined(other, one) if is_head else _joined(one, other)
        clusters[first] = joined
        where = [first if each == second else each for each in where]
    return [clusters[i] for i in sorted(set(where))]


def _joined(one: Cluster, other: Cluster) -> Cluster:
    return Cluster((*one.groups, *other.groups), (*one.guesses, *other.guesses))


def _may_join(one: Cluster, other: Cluster, heads: frozenset[str]) -> bool:
    both_heads = one.groups[0].name in heads and other.groups[0].name in heads
    roles_differ = one.role and other.role and one.role is not other.role
    return not both_heads and not roles_differ and _apart(one.pages, other.pages)


def _apart(one: frozenset[int], other: frozenset[int]) -> bool:
    """Return whether hardly a page has both headings."""
    return len(one & other) <= _TOGETHER * min(len(one), len(other))


def _pairs(
    groups: Sequence[Group], guesses: Mapping[str, Guess | None], page_count: int
) -> Iterator[tuple[_Strength, int, int]]:
    """Give the pairs of groups that may be one section, with how much speaks for it."""
    for k, rarer in enumerate(groups):
        for i, group in enumerate(groups[:k]):
            if _apart(group.pages, rarer.pages):
                strength = _by_role(group, rarer, guesses)
                if strength is None:
                    strength = (_by_likeness(group, rarer, page_count), 0, 0, 0.0)
                if strength[0]:
                    yield strength, i, k


def _by_role(one: Group, other: Group, guesses: Mapping[str, Guess | None]) -> _Strength | None:
    """Return how much two roles speak for one section, `None` where not both have one.

    The heading of most pages gathers the others: first those that list most, then the near ones.
    """
    role, other_role = guesses.get(one.name), guesses.get(other.name)
    if role is None or other_role is None:
        return None
    strength = 4.0 if role.role is other_role.role else 0.0
    return (strength, len(one.pages), other_role.entities, -abs(one.place - other.place))


def _by_likeness(one: Group, other: Group, page_count: int) -> float:
    """Return how much names and places speak for one section, below 4; 0 for too little."""
    distance = abs(one.place - other.place)
    # By chance alone, one page at least would have both.
    is_telling = len(one.pages) * len(other.pages) >= page_count
    if distance > _NEAR or min(len(one.pages), len(other.pages)) < 2 or not is_telling:
        return 0.0
    if _opens(one) and _opens(other):
        all_of_them = len(one.pages | other.pages) >= _NEARLY_ALL * page_count
        return 3.0 - distance if all_of_them else 0.0
    words, other_words = set(_WORD.findall(one.name)), set(_WORD.findall(other.name))
    if shared := words & other_words:
        share = len(shared) / len(words | other_words)
        contains = shared in (words, other_words)
        return 1.0 + share - distance if contains or share >= 1 / 3 else 0.0
    before, after = _overlap(one, other, "before"), _overlap(one, other, "after")
    return (before + after) / 2 if min(before, after) >= _ALIKE else 0.0


def _opens(group: Group) -> bool:
    """Return whether a heading is nearly always the first of its page."""
    firsts = sum(o.before == OPENING for o in group.occurrences)
    return firsts >= _NEARLY_ALL * len(group.occurrences)


def _overlap(one: Group, other: Group, side: str) -> float:
    """Return how much of what stands on one side of two headings is the same, from 0 to 1."""
    counts = [Counter(getattr(o, side) for o in group.occurrences) for group in (one, other)]
    return sum(
        min(counts[0][name] / len(one.occurrences), counts[1][name] / len(other.occurrences))
        for name in counts[0]
    )
