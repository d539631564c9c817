"""Lines that mean an endpoint and are none: what is wrong with them, and what would be right."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.diagnostics import FaultKind

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_VERBS = {
    verb: method
    for method, verbs in (
        ("GET", "FETCH READ LIST RETRIEVE"),
        ("POST", "CREATE ADD INSERT SEND"),
        ("PUT", "REPLACE UPSERT"),
        ("PATCH", "UPDATE EDIT MODIFY"),
        ("DELETE", "REMOVE DEL DESTROY"),
    )
    for verb in verbs.split()
}
_WORDS_OF_THEIR_OWN = frozenset(
    "DELTA GEN GOT HEAP HEAR HELD OPTIONAL PART PAST PATH PATHS POINT PORT PORTS SPOT STOP".split()
)
"""Words that look like a mistyped method and are none."""
_OPENING = re.compile(r"([A-Z]{2,9})\s*:?\s+(\S+)\s*(.*)")
_WORD = re.compile(r"\W*([A-Za-z]{2,9})\W*")
_RELATIVE = re.compile(
    r"(?!(?:application|audio|font|image|message|multipart|text|video|and|or|n)/)"
    r"(?:[\w~-]|\{[\w.:]+\}|:\w)(?:[\w~:*-]|\{[\w.:]+\})*(?:/[\w.~{}:*<>\[\]-]+)+/?"
)
_SURELY_A_PATH = re.compile(r"api/|v\d+/|.*/(?:\{|:\w)")
_FILE = re.compile(r"\.[A-Za-z]\w{0,4}$")
_PATH_ALONE = re.compile(r"/[\w{:\[<~-][^\s`|\"']*")
_API = re.compile(r"/api/(?!v\d+/?$)[^*]+$")
_TOKEN = re.compile(r"[^\s|\"'`]*")
_SPACED_PARAMETER = re.compile(r"[^\s|]*/\{(?:\s+\w+\s*|\w+\s+)\}(?!\})[^\s|]*")
_SPACED_SEGMENT = re.compile(r"\s+(?:[\w{:\[][^\s|]*/\S*|\{\w+\})")
_SEGMENT = re.compile(r"([^{}\[\]]*)[{\[]+([^{}\[\]]+)[}\]]*|()([^{}\[\]]+)[}\]]+")
_FULL_WIDTH = re.compile(r"[\uff0f\uff1a\uff1c\uff1e\uff1f\uff3b\uff3d\uff5b\uff5d]")
_SEPARATORS = ("-", "\u2013", "\u2014", ":", "(", "#", "//", ",", ";", "\u2192")
_TRAILING = ".,;:)("


class Malformed(NamedTuple):
    """What is wrong in a text.

    Attributes:
        kind: Which rule speaks of it.
        start: Where it stands in the text.
        end: One past its end.
        message: What is wrong.
        hint: What would be right.
        subject: What it is about; empty for the text there.
        alone: The path or the method that stands alone; that may be right in a list of others.
    """

    kind: FaultKind
    start: int
    end: int
    message: str
    hint: str
    subject: str = ""
    alone: str = ""

    @property
    def names_an_api(self) -> bool:
        """Whether what stands alone is the path of an API, and no page's, prefix or pattern."""
        return _API.match(self.alone) is not None

    def shifted(self, offset: int) -> Malformed:
        """Return it as a part of a longer text."""
        return self._replace(start=self.start + offset, end=self.end + offset)


def malformed_path(text: str, start: int) -> Malformed | None:
    """Return what is wrong with a path that goes on as no path does; `None`: nothing that is known.

    Args:
        text: Without the marks of code and strong text.
        start: Where the path starts in it.
    """
    if spaced := _SPACED_PARAMETER.match(text, start):
        return _spaced(start, spaced.group())
    token = _TOKEN.match(text, start)
    path = token.group().rstrip(_TRAILING) if token else ""
    folded = unicodedata.normalize("NFKC", path)
    if folded != path and _FULL_WIDTH.search(path):
        return _full_width(start, path, folded)
    if _is_balanced(path) or (path.count("}") > path.count("{") and "{" in text[:start]):
        return None
    mended = "/".join(map(_mended, path.split("/")))
    return Malformed(
        FaultKind.ENDPOINT_BRACES,
        start,
        start + len(path),
        f"the path '{path}' has a bracket without its other half",
        f"write '{mended}'" if _is_balanced(mended) else "",
    )


def spaced_path(text: str, start: int, end: int) -> Malformed | None:
    """Return what is wrong with a path that ends in a slash where the text goes on as a path."""
    rest = _SPACED_SEGMENT.match(text, end)
    return _spaced(start, text[start : rest.end()]) if rest and end - start > 1 else None


def _spaced(start: int, path: str) -> Malformed:
    return Malformed(
        FaultKind.ENDPOINT_PATH,
        start,
        start + len(path),
        f"the path '{path}' has a space in it",
        f"write '{''.join(path.split())}'",
    )


def _full_width(start: int, path: str, folded: str) -> Malformed:
    return Malformed(
        FaultKind.ENDPOINT_PATH,
        start,
        start + len(path),
        f"the path '{path}' has full-width characters, which no address has",
        f"write '{folded}'",
    )


def wrong_opening(text: str, *, in_code: bool) -> Malformed | None:
    """Return what is wrong with a text that seems to open with an endpoint and does not.

    Args:
        text: Without the marks of code and strong text, nor white space before it.
        in_code: Whether it is code, so that it is no sentence.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return None
    word, path, rest = opening.groups()
    start = opening.start(2)
    if word not in METHODS:
        alone = _PATH_ALONE.match(path)
        return _wrong_method(word, 0, alone.group()) if alone else None
    is_path = in_code or not rest or rest.startswith(_SEPARATORS)
    return wrong_path(path, start, in_code=in_code) if is_path else None


def wrong_path(path: str, start: int, *, in_code: bool) -> Malformed | None:
    """Return what is wrong with a path that has no slash at its start; `None` where it is none.

    Args:
        path: A text without white space.
        start: Where it starts in a longer one.
        in_code: Whether it is code, so that it is no sentence.
    """
    path = path.rstrip(_TRAILING)
    folded = unicodedata.normalize("NFKC", path)
    if folded != path and folded.startswith("/"):
        return _full_width(start, path, folded)
    if not _RELATIVE.fullmatch(path) or _FILE.search(path):
        return None
    if not in_code and not _SURELY_A_PATH.match(path):
        return None
    return Malformed(
        FaultKind.ENDPOINT_PATH,
        start,
        start + len(path),
        f"the path '{path}' has no slash at its start",
        f"write '/{path}'",
    )


def wrong_method(text: str, path: str) -> Malformed | None:
    """Return what is wrong with the text of a cell that holds the method of a path."""
    word = _WORD.fullmatch(text)
    return _wrong_method(word.group(1), word.start(1), path) if word else None


def _wrong_method(word: str, start: int, path: str) -> Malformed | None:
    meant = _meant(word.upper())
    if meant is None:
        return None
    return Malformed(
        FaultKind.ENDPOINT_METHOD,
        start,
        start + len(word),
        f"{word} is no HTTP method",
        f"did you mean {meant}?",
        f"{word} {path}",
    )


def without_method(text: str, start: int) -> Malformed | None:
    """Return what is wrong where a path stands without a method; `None` where none stands alone.

    Args:
        text: Without the marks of code and strong text.
        start: Where the path would start in it.
    """
    alone = _PATH_ALONE.match(text, start)
    if alone is None:
        return None
    path = alone.group().rstrip(_TRAILING)
    rest = text[alone.end() :].strip()
    if ".." in path or "\u2026" in path or "//" in path or _FILE.search(path):
        return None
    if rest and not rest.startswith(_SEPARATORS):
        return None
    return Malformed(
        FaultKind.ENDPOINT_METHOD,
        start,
        start + len(path),
        f"{path} has no method",
        f"write which one, such as 'GET {path}'",
        alone=path,
    )


def without_path(method: str, start: int) -> Malformed:
    """Return what is wrong where a method stands without a path."""
    return Malformed(
        FaultKind.ENDPOINT_PATH,
        start,
        start + len(method),
        f"{method} has no path",
        f"write which one, such as '{method} /goals'",
        alone=method,
    )


@lru_cache(maxsize=256)
def _meant(word: str) -> str | None:
    """Return the method that somebody meant by a word; `None` where it is another word."""
    from difflib import get_close_matches  # few pages need it

    if word in METHODS or word in _WORDS_OF_THEIR_OWN:
        return None
    if word in _VERBS:
        return _VERBS[word]
    near = [m for m in METHODS if abs(len(m) - len(word)) <= 1 and _begins_alike(m, word)]
    return next(iter(get_close_matches(word, near, n=1, cutoff=0.65)), None)


def _begins_alike(method: str, word: str) -> bool:
    return method[0] == word[0] or sorted(method) == sorted(word)


def _is_balanced(path: str) -> bool:
    """Return whether each bracket has its other half; a `]` without one may close a link's text."""
    depth = 0
    for char in path:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and path.count("[") <= path.count("]")


def _mended(segment: str) -> str:
    match = None if _is_balanced(segment) else _SEGMENT.fullmatch(segment)
    if match is None:
        return segment
    before, name = (match[1], match[2]) if match[2] else (match[3], match[4])
    return f"{before}[{name}]" if "[" in segment else f"{before}{{{name}}}"
