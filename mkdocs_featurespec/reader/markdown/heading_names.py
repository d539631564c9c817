"""What a heading is called, whatever numbers, emoji and suffixes it is written with."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NUMBERING = re.compile(r"^\W*(?:(?:[a-z]|\d+)(?:\.\d+)*[.):]+\s+|\d+(?:\.\d+)*\s+)")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SUFFIX = re.compile(r"\s*(?::|\s[-\u2013\u2014|/]\s)")
_NO_WORD = re.compile(r"[^\w]+|_")


@lru_cache(maxsize=4096)
def heading_names(text: str) -> tuple[str, ...]:
    """Return the names that a heading goes by, the most exact first.

    `## 3. API Endpoints (v2)` goes by `api endpoints v2` and `api endpoints`. Case, numbering,
    emoji, Markdown and punctuation do not count, and `&` reads as `and`.

    Args:
        text: The heading's plain text.
    """
    text = unicodedata.normalize("NFKC", text[:300]).casefold()
    text = _NUMBERING.sub("", text, count=1).replace("&", " and ").replace("+", " and ")
    without_brackets = _BRACKETS.sub(" ", text)
    names = [_words(text), _words(without_brackets)]
    names.append(_words(_SUFFIX.split(without_brackets, maxsplit=1)[0]))
    return tuple(dict.fromkeys(name for name in names if name))


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip()
