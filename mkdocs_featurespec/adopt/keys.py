"""The front matter in use: which keys pages have, and what their values are like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from mkdocs_featurespec.adopt.seen import SeenPage
from mkdocs_featurespec.options.rules import DEFAULT_UNFINISHED

REQUIRED = 0.9
"""The share of the pages with front matter that have a key which all of them should have."""

_MOST_VALUES = 8
"""A key with more values than these takes any."""

_FEWEST_USES = 3
"""How often each value of an enumeration is used, on average, at least."""

_LONGEST_VALUE = 40
_LIKE_A_STATUS = frozenset(
    "status state stage phase priority estado situação situacao prioridade prioridad fase statut"
    " stato stand priorität prioriteit статус 状态 ステータス".split()
)
_OPEN = frozenset("title name owner author authors team id slug description summary".split())
"""Keys whose values are new on every page, or will be, however few there are today."""

STATUSES = tuple(status for status, _ in DEFAULT_UNFINISHED)
"""The values of `status` that decide how grave unfinished work is; none is left out of them."""

_FORMATS = {
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "date-time": re.compile(
        r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})"
    ),
    "uri": re.compile(r"https?://\S+"),
}


@dataclass(frozen=True, slots=True)
class KeyInUse:
    """A key of front matter.

    Attributes:
        name: The key.
        pages: How many pages have it.
        required: Whether nearly all pages with front matter have it.
        types: The types of its values, as JSON Schema names them.
        items: The types of what its lists hold.
        values: All its values, those of most pages first, where they are few; if they are
            statuses that are known, all that are known.
        slips: Values that are almost one of these, with what they are almost; not among them.
        format: Of texts that all have one form: `date`, `date-time` or `uri`.
    """

    name: str
    pages: int
    required: bool
    types: tuple[str, ...]
    items: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    format: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatterInUse:
    """The front matter of a site's feature pages.

    Attributes:
        keys: Those in use, those of most pages first.
        with_front_matter: How many pages have any.
        page_count: How many pages there are.
    """

    keys: tuple[KeyInUse, ...]
    with_front_matter: int
    page_count: int


def keys_in_use(pages: Sequence[SeenPage]) -> FrontMatterInUse:
    """Return which keys pages have, and what their values are like.

    Where most pages have no front matter at all, no key is required.
    """
    matters = [page.front_matter for page in pages if page.has_front_matter]
    may_require = len(matters) * 2 > len(pages)
    counts = Counter(key for matter in matters for key in matter)
    keys = [
        _key(key, [matter[key] for matter in matters if key in matter], len(matters), may_require)
        for key in sorted(counts, key=lambda key: -counts[key])
    ]
    return FrontMatterInUse(tuple(keys), len(matters), len(pages))


def _key(name: str, values: Sequence[object], count: int, may_require: bool) -> KeyInUse:
    types = tuple(dict.fromkeys(map(json_type, values)))
    texts = [value for value in values if isinstance(value, str)]
    all_texts = types == ("string",)
    members, slips = _members(name, texts) if all_texts else ((), ())
    lists = (item for value in values if isinstance(value, list) for item in value)
    return KeyInUse(
        name,
        len(values),
        may_require and len(values) >= REQUIRED * count,
        types,
        tuple(dict.fromkeys(map(json_type, lists))),
        members,
        slips,
        next((form for form, p in _FORMATS.items() if all_texts and _all_match(p, texts)), ""),
    )


def _all_match(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return all(pattern.fullmatch(text) for text in texts)


def _members(
    name: str, texts: Sequence[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the values that a key takes, if they are few for many pages, and slips of them."""
    counts = Counter(texts)
    slips = tuple(_slips(counts))
    for slip, _ in slips:
        del counts[slip]
    is_status = name.casefold() in _LIKE_A_STATUS
    uses = 2 if is_status else _FEWEST_USES
    if (
        name.casefold() in _OPEN
        or len(counts) > _MOST_VALUES
        or sum(counts.values()) < uses * max(len(counts), 2)
        or any(len(value) > _LONGEST_VALUE or not value.strip() for value in counts)
        or any(_all_match(pattern, list(counts)) for pattern in _FORMATS.values())
    ):
        return (), ()
    values = tuple(value for value, _ in counts.most_common())
    return (STATUSES if set(values) < set(STATUSES) else values), slips


def _slips(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Give the values of one page that are almost those of several."""
    usual = [value for value, count in counts.items() if count >= _FEWEST_USES]
    for value, count in counts.items():
        if count == 1 and (meant := get_close_matches(value, usual, n=1, cutoff=0.8)):
            yield value, meant[0]


def json_type(value: object) -> str:
    """Return the type of a value as JSON Schema names it; a whole number is an integer."""
    if value is None:
        return "null"
    for kind, name in (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "array"),
    ):
        if isinstance(value, kind):
            return name
    return "object"
