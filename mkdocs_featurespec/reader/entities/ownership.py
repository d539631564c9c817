"""What a page says of who owns a table or an endpoint: this feature, or which other one."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.reader.markdown.heading_names import heading_names

_LINK = r"\[(?P<text>[^\[\]]+)\]\((?P<target>[^()\s]+)[^()]*\)"
_OTHERS = r"elsewhere|by (?:an)?other features?"
_HERE = r"here|by this (?:feature|page)"
_WORDS = r"(?:the )?\[?(?P<words>`[^`]+`|[^\W\d_a-z](?:(?! [-\u2013\u2014] )[^.,;:()|\[\]]){0,60})"
_SURE = re.compile(
    rf"[Oo]wned (?:(?P<here>{_HERE})|(?P<others>{_OTHERS})|by (?:the )?{_LINK})(?!\w)"
)
"""Says whose it is wherever it stands."""
_OWNED_BY = re.compile(rf"[Oo]wned by[*_]* {_WORDS}")
"""Says so where a sentence opens: "a note owned by its writer" is not about features."""
_OWNER = re.compile(
    r"[Oo]wner(?:ship)?[*_]*(?:\s?[:=]|\s[-\u2013\u2014]\s)[*_]*\s*"
    rf"(?:(?P<here>here|this (?:feature|page))\b|(?P<others>elsewhere|(?:an)?other features?)\b"
    rf"|(?:the )?{_LINK}|{_WORDS})"
)
"""The same."""
_INSIDE = re.compile(r".?[\w`]$|\w-$")
_OPENS = re.compile(r"(?:^|[.;:(|>\u2013\u2014]|--|//|#|(?:^|\s)-)[\s*_]*$")
_GROUP = re.compile(
    r"\W*(?:(?P<here>(?:what )?this feature(?:['\u2019]s| owns)|own(?:ed)?)"
    r"|(?P<others>.*\b(?:of|from) other features|other features['\u2019]?))"
    r"(?: tables| endpoints)?\W*",
    re.IGNORECASE,
)
_LONGEST_GROUP = 200
"""In characters; a longer line is no label."""
_YES = frozenset(
    "here|yes|true|own|owned|owned here|this|this feature|this page|\u2713|\u2714|\u2705".split("|")
)
_NO = frozenset("no|false|elsewhere|other|others|other feature|another feature".split("|"))
_NOT_SAID = frozenset("|none|n/a|na|tbd|unknown|?|-|--|\u2013|\u2014".split("|"))
_TAIL = re.compile(
    r"\s+(?:which|who|that|where|when|because|since|but|see"
    r"|and (?:is|are|only|not|read|used|written|shared|also))\b.*|\s+(?:feature|page)$"
)


class Ownership(NamedTuple):
    """Whose something is.

    Attributes:
        owned: Whether this feature owns it.
        owner: Where another feature does, how the page names that: the target of a link, or the
            words; empty where it does not.
    """

    owned: bool
    owner: str = ""


class Itself(NamedTuple):
    """How a page may call itself.

    Attributes:
        path: Its own path, from which links lead on.
        title: Its title.
    """

    path: str
    title: str

    def seen_from(self, ownership: Ownership) -> Ownership:
        """Return an ownership that knows this page where it is called by its title or its file."""
        owner = ownership.owner
        if not owner:
            return ownership
        file = owner.partition("#")[0]
        if file.rpartition("/")[2] == self.path.rpartition("/")[2]:
            folder = posixpath.dirname(self.path)
            is_this = posixpath.normpath(posixpath.join(folder, file)) == self.path
        else:
            is_this = not file or heading_names(owner)[:1] == heading_names(self.title)[:1] != ()
        return HERE if is_this else ownership


HERE = Ownership(True)
ELSEWHERE = Ownership(False)


def stated_ownership(text: str, *, roles_own: bool = False) -> Ownership | None:
    """Return whose a row, an item or a paragraph says that something is; `None`: it does not say.

    Args:
        text: As Markdown.
        roles_own: Whether "Owner:" more likely says who may call: then only "Owner: this feature"
            and links count.
    """
    at = text.find("wne")
    while at >= 0:
        if stated := _stated_at(text, at - 1, roles_own=roles_own):
            return stated
        at = text.find("wne", at + 3)
    return None


def _stated_at(text: str, start: int, *, roles_own: bool) -> Ownership | None:
    """Return whose something is as the words from here on say."""
    if start < 0 or _INSIDE.match(text, max(0, start - 2), start):
        return None
    if sure := _SURE.match(text, start):
        stated = _of_match(sure)
        if text[:start].endswith(("not ", "Not ")):
            return ELSEWHERE if stated.owned else None
        return stated
    named = _OWNED_BY.match(text, start) or _OWNER.match(text, start)
    if named is None or not _OPENS.search(text, max(0, start - 8), start):
        return None
    by_role = roles_own and named.re is _OWNER and named["words"]
    return None if by_role else _of_match(named)


def _of_match(match: re.Match[str]) -> Ownership:
    said = match.lastgroup
    if said == "here":
        return HERE
    if said == "others":
        return ELSEWHERE
    if said == "target":
        return Ownership(False, _name_of_link(match))
    return Ownership(False, _name(match["words"]))


def _name_of_link(match: re.Match[str]) -> str:
    """Return the target of a link; the words of one that leads out of the site."""
    return match["text"] if "://" in match["target"] else match["target"]


@lru_cache(maxsize=1024)
def ownership_of_cell(text: str) -> Ownership | None:
    """Return whose a cell of a column such as Owner says that something is."""
    bare = text.strip("*_` ")
    if stated := stated_ownership(text):
        return stated
    if bare.casefold() in _NOT_SAID:
        return None
    if bare.casefold() in _YES:
        return HERE
    if bare.casefold() in _NO:
        return ELSEWHERE
    if link := re.search(_LINK, text):
        return Ownership(False, _name_of_link(link))
    return Ownership(False, _name(bare))


@lru_cache(maxsize=1024)
def ownership_of_group(text: str) -> Ownership | None:
    """Return whose a heading or a label says that what stands below it is."""
    if len(text) > _LONGEST_GROUP:
        return None
    if stated := stated_ownership(text):
        return stated
    group = _GROUP.fullmatch(text)
    return None if group is None else _of_match(group)


def _name(words: str) -> str:
    """Return the name of a feature in words that may go on after it."""
    return _TAIL.sub("", words.strip("*_` ")).strip("*_`. ").removeprefix("the ")
