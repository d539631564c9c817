"""How an endpoint is spelled in a run of text: a method and a path."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.reader.entities.malformed import Malformed, malformed_path, spaced_path

_METHOD = r"(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|WSS?|SSE)"
_METHODS = rf"{_METHOD}(?:\s*(?:/|\||,|&|\band\b|\bor\b)\s*{_METHOD})*"
_HOST = r"(?:(?:https?|wss?)://[^\s/]+|\$\{?\w+\}?|\{\{?\s?\w+\s?\}?\}|<\w+>)"
_BRACES = r"\{(?:[^{}\s]|\{[^{}\s]*\})*\}"
_PATH = rf"/(?:\\[{{}}_*\[\]<>|]|[\w.~%@+=&!$*:/,;()-]|{_BRACES}|\[\[?[\w.]+\]?\]|<[\w:]+>)*"
_ENDPOINT = re.compile(
    rf"(?<![\w/-])({_METHODS})\s*:?\s+(?:{_HOST})?({_PATH})(\?\S*|\#\S*)?(?!\w*\{{)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\s*(?:{_HOST})?({_PATH})(\?\S*|\#\S*)?\s*")
_RELATIVE = re.compile(r"\s*((?:\w|\{[^{}\s]*\}|:\w)(?:[\w.~{}:<>\[\]*/-])*)(\?\S*)?\s*")
_ONE_METHOD = re.compile(rf"\b{_METHOD}\b", re.IGNORECASE)
_METHODS_ALONE = re.compile(rf"\s*{_METHODS}\s*", re.IGNORECASE)
_CURL = re.compile(
    r"\bcurl\b(?=.*?(?:-X|--request)[\s=]*['\"]?([A-Za-z]+))?(?=.*?\s(-d|--data\S*|-F|--form)\b)?"
    rf".*?['\"]?(?:{_HOST})({_PATH})"
)
_LONGEST_COMMAND = 4_000
"""In characters; the pattern looks ahead from each `curl`."""
_FILE = re.compile(
    r"\.(?:tsx?|jsx?|mjs|py|rb|php|go|java|cs|kt|rs|vue|md|mdx|sql|swift|ya?ml)$", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([{}_*\[\]<>|])")
_OPEN_END = re.compile(r"/(?:\.{2,}|\u2026)(?:/|$)")
_MARKUP = str.maketrans({"`": " "})
_TRAILING = ".,;:)("
_NO_PATH = frozenset(("none", "n/a", "tbd"))
_NO_END = frozenset("{}[/$")
"""What no text goes on with behind a path that is whole."""


class Found(NamedTuple):
    """An endpoint in a text, or what seems to be meant as one.

    Attributes:
        methods: In capitals.
        path: As it goes by.
        start: Where it stands in the text.
        end: One past its end.
        rest: Where what follows it starts.
        query: What is written behind the path: its query or fragment.
        malformed: What is wrong with it; then it is none.
    """

    methods: tuple[str, ...]
    path: str
    start: int
    end: int
    rest: int
    query: str = ""
    malformed: Malformed | None = None

    def shifted(self, offset: int) -> Found:
        """Return it as a part of a longer text."""
        return Found(
            self.methods,
            self.path,
            self.start + offset,
            self.end + offset,
            self.rest + offset,
            self.query,
            self.malformed and self.malformed.shifted(offset),
        )


def endpoint_of(text: str) -> tuple[str, str] | None:
    """Return the method and the path that a text such as `GET /kilns/{id}` is."""
    found = match_endpoint(text)
    return (found.methods[0], found.path) if found and not found.malformed else None


def bare_text(text: str) -> str:
    """Return the text with spaces for the marks of code and strong text, so that places stay."""
    return text.translate(_MARKUP).replace("**", "  ")


def search_endpoint(text: str) -> Found | None:
    """Return the first endpoint in a text."""
    if "/" not in text:
        return None
    match = _ENDPOINT.search(bare_text(text))
    return _found(match) if match else None


def match_endpoint(text: str) -> Found | None:
    """Return the endpoint that a text opens with."""
    if "/" not in text:
        return None
    bare = bare_text(text)
    match = _ENDPOINT.match(bare, len(bare) - len(bare.lstrip(" *_")))
    return _found(match) if match else None


def curl_endpoint(text: str) -> Found | None:
    """Return the endpoint that a `curl` command calls."""
    match = _CURL.search(text[:_LONGEST_COMMAND])
    if match is None:
        return None
    method = (match.group(1) or ("POST" if match.group(2) else "GET")).upper()
    path = _normalised(match.group(3))
    if path is None or not _ONE_METHOD.fullmatch(method):
        return None
    return Found((method,), path, match.start(3), match.start(3) + len(path), match.end(3))


@lru_cache(maxsize=256)
def methods_in(text: str) -> tuple[str, ...]:
    """Return the methods that a text names, in capitals."""
    return tuple(method.upper() for method in _ONE_METHOD.findall(text))


def is_methods(text: str) -> bool:
    """Return whether a bare text is a method, or several."""
    return _METHODS_ALONE.fullmatch(text) is not None


def is_path(text: str) -> bool:
    """Return whether a bare text is a path."""
    return _ALONE.fullmatch(text) is not None


def path_alone(text: str, methods: tuple[str, ...], offset: int, *, relative: bool) -> Found | None:
    """Return the endpoint of these methods whose path a bare text opens with.

    Args:
        text: A text that is there to hold a path.
        methods: In capitals.
        offset: Where the text starts in its line.
        relative: Whether the path may lack its slash; then it has to be the whole text.
    """
    alone = _ALONE.match(text)
    lead = ""
    if alone is None:
        if whole := _ENDPOINT.search(text):
            found = _found(whole, methods)
            return found and found.shifted(offset)
        alone = _RELATIVE.fullmatch(text) if relative else None
        if alone is None or alone.group(1).lower() in _NO_PATH:
            return None
        lead = "/"
    written, query = alone.groups()
    path = _normalised(lead + written)
    if path is None:
        return None
    start, end = alone.span(1)
    rest = end + len(query) if query else end
    malformed = None if lead else _gone_on(text, start, end, rest)
    return Found(
        methods,
        path,
        start + offset,
        start + offset + len(written.rstrip(_TRAILING)),
        rest + offset,
        query or "",
        malformed and malformed.shifted(offset),
    )


def _found(match: re.Match[str], methods: tuple[str, ...] = ()) -> Found | None:
    path = _normalised(match.group(2))
    if path is None:
        return None
    named = methods_in(match.group(1))
    if path == "/" and not match.group(1).isupper():
        return None  # "Options / flags"
    end = max(match.start(2) + len(match.group(2).rstrip(_TRAILING)), match.start(2) + 1)
    rest = max(end, match.end(3))
    malformed = _gone_on(match.string, *match.span(2), rest)
    query = match.group(3) or ""
    return Found(named or methods, path, match.start(1), end, rest, query, malformed)


def _gone_on(text: str, start: int, end: int, rest: int) -> Malformed | None:
    """Return what is wrong where the text behind a path seems to belong to it.

    Args:
        text: A bare text.
        start: Where the path starts.
        end: One past the path's end.
        rest: Where what follows the path and its query starts.
    """
    following = text[rest : rest + 1]
    if following == " ":
        return spaced_path(text, start, end) if text[end - 1] == "/" else None
    if following in _NO_END or following > "\u2fff":
        return malformed_path(text, start)
    return None


def _normalised(path: str) -> str | None:
    """Return a path as it goes by; `None` for a file's and for one that is left open (`...`)."""
    has_dot = "." in path or "\u2026" in path
    if has_dot and _OPEN_END.search(path):
        return None
    if "\\" in path:
        path = _ESCAPED.sub(r"\1", path)
    path = path.rstrip(_TRAILING)
    if len(path) > 1:
        path = path.rstrip("/")
    if "//" in path or (has_dot and _FILE.search(path)):
        return None
    return path or "/"
