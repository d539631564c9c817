"""Who may do what: the roles of users that permissions speak of, and what they say of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.model import Grid, ListItem, Page, Role

KNOWN = frozenset(
    (
        "admin agent anonymous api approver assignee athlete author bot buyer clerk client coach "
        "creator customer developer doctor editor employee engineer everyone finance guest host "
        "invitee learner manager member moderator nobody operator owner parent participant partner "
        "patient provider public recipient reviewer sales seller sender service staff student "
        "subscriber superuser supervisor support system teacher team tenant trainer user vendor "
        "viewer visitor worker"
    ).split()
)
"""Words that mean somebody at the head of a sentence, whatever its verb is."""

_SAME = {"administrator": "admin", "everybody": "everyone", "sysadmin": "admin"}
_ROLE_COLUMNS = frozenset({"role", "who", "actor", "user", "user type", "persona", "caller"})
_BEFORE = r"(?:(?:only|both|all|any|each|every|no|neither|either|the|a|an|other|another)\s+)*"
_WORDS = r"[^\W\d_][\w'\u2019-]*(?:\s+[^\W\d_][\w'\u2019-]*){0,2}?"
_NAMES = rf"{_WORDS}(?:\s*(?:[/,&]|,?\s+(?:and|or)\s)\s*(?:the\s+|an?\s+)?{_WORDS}){{0,4}}?"
_CAN = r"can(?:not|['\u2019]t)?|may|must|shall|should|is\s+allowed|are\s+allowed"
_SAID = re.compile(
    rf"{_BEFORE}(?P<names>{_NAMES})"
    r"(?:(?P<colon>\s*:\s|\s+[-\u2013\u2014]\s)|"
    rf"\s+(?:{_CAN})\b(?!\s+(?:not\s+|only\s+|never\s+)?be\b))",
    re.IGNORECASE,
)
_LEAD = re.compile(_BEFORE, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_BETWEEN = re.compile(r"\s*[/,&]\s*|,?\s+(?:and|or)\s+", re.IGNORECASE)
_NO_ONE = frozenset("it they this that these those there what when if after before one".split())
_BEGINNING = 160
"""How many characters of a sentence may name a role."""
_EMPTY = frozenset({"", "-", "\u2013", "\u2014"})


class Permission(NamedTuple):
    """What a page says of somebody.

    Attributes:
        actor: The role, normalised: `coach`; empty where the page does not tell.
        text: What the page says, in one line.
        item: Where it says that.
    """

    actor: str
    text: str
    item: ListItem


@lru_cache(maxsize=1 << 14)
def actor_name(words: str) -> str:
    """Return a role as roles are compared: in lower case, one of them, without an article."""
    bare = _LEAD.sub("", words.strip().casefold(), count=1)
    before, space, last = bare.rpartition(" ")
    name = f"{before}{space}{_singular(last)}"
    return _SAME.get(name, name)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@lru_cache(maxsize=1 << 14)
def said_actors(text: str) -> tuple[str, ...]:
    """Return the roles that a sentence names by its form: `Coach can ...`, `Client: ...`."""
    match = _SAID.match(text[:_BEGINNING])
    if match is None:
        return ()
    names = [actor_name(name) for name in _BETWEEN.split(match["names"])]
    is_clause = match["colon"] and any(name.count(" ") > 1 for name in names)
    return () if is_clause or not _NO_ONE.isdisjoint(names) else tuple(dict.fromkeys(names))


def read_permissions(page: Page, known: frozenset[str]) -> Iterator[Permission]:
    """Give what a page's permissions say of each role.

    Args:
        page: The page.
        known: The roles that are known: `KNOWN` and the `named_actors` of all pages.
    """
    for item in _permissions(page):
        grid = _grid_of(page, item)
        if grid is None:
            actors = said_actors(item.text) or _led_by(item.text, known)
            yield from (Permission(actor, item.text, item) for actor in actors or ("",))
        elif _is_of_roles(grid):
            said = _cells(grid.header[1:], item.cells[1:])
            yield from (Permission(a, said or item.text, item) for a in _split(item.cells[0]))
        else:
            yield from _by_column(grid, item, known)


def named_actors(page: Page) -> frozenset[str]:
    """Return the roles that a page names beyond doubt."""
    found: set[str] = set()
    for item in _permissions(page):
        grid = _grid_of(page, item)
        if grid is None:
            found.update(said_actors(item.text))
        elif _is_of_roles(grid):
            found.update(_split(item.cells[0]))
    return frozenset(found - {""})


def _permissions(page: Page) -> Iterator[ListItem]:
    return (item for item in page.items if item.role is Role.PERMISSIONS)


@lru_cache(maxsize=1 << 14)
def _led_by(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return the role that a sentence begins with, the longest one that is known."""
    start = _LEAD.match(text)
    words = _WORD.findall(text[start.end() if start else 0 :][:_BEGINNING])
    for length in (3, 2, 1):
        name = actor_name(" ".join(words[:length]))
        if len(words) >= length and name in known:
            return (name,)
    return ()


def _grid_of(page: Page, item: ListItem) -> Grid | None:
    """Return the table that an item is a row of."""
    if not item.cells:
        return None
    line = item.span.line
    grids = (grid for grid in page.grids if grid.section == item.section)
    return next((g for g in grids if g.span.line < line <= g.span.line + g.rows + 1), None)


def _is_of_roles(grid: Grid) -> bool:
    """Return whether the rows of a table are of a role each."""
    return actor_name(grid.header[0]) in _ROLE_COLUMNS


def _split(words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor_name(name) for name in _BETWEEN.split(words)))


def _cells(header: Sequence[str], cells: Sequence[str]) -> str:
    """Return the cells of a row in one line, under their headers where there are several."""
    pairs = [(name, cell) for name, cell in zip(header, cells, strict=False) if cell not in _EMPTY]
    if len(header) < 2:
        return "".join(cell for _, cell in pairs)
    return "; ".join(f"{name}: {cell}" if name else cell for name, cell in pairs)


def _by_column(grid: Grid, item: ListItem, known: frozenset[str]) -> Iterator[Permission]:
    """Give a row of a table whose columns are roles, or one that names no role at all."""
    roles: Mapping[int, str] = {
        i: actor_name(name)
        for i, name in enumerate(grid.header)
        if i and actor_name(name) in known and i < len(item.cells)
    }
    for i, actor in roles.items():
        if item.cells[i] not in _EMPTY:
            yield Permission(actor, f"{item.cells[0]}: {item.cells[i]}", item)
    if not roles:
        said = _cells(grid.header[1:], item.cells[1:])
        whole = f"{item.cells[0]}: {said}" if said else item.cells[0]
        actors = said_actors(item.text) or _led_by(item.text, known)
        yield from (Permission(actor, whole, item) for actor in actors or ("",))
