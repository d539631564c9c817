"""The Markdown that a site writes: which extensions change what a heading or a fence is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=4096)  # pages of one template have most headings in common
def slugify(text: str, separator: str) -> str:
    """Return an id for a heading's text, as `markdown.extensions.toc.slugify` does."""
    if text.isascii():
        return slugify_unicode(text, separator)
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return slugify_unicode(ascii_text, separator)


def slugify_unicode(text: str, separator: str) -> str:
    """Return an id that keeps letters of all scripts, as `toc.slugify_unicode` does."""
    words = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(rf"[{separator}\s]+", separator, words)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a site's `markdown_extensions` read a page.

    The defaults are what most sites with Material use; MkDocs' own three extensions (`toc`,
    `tables`, `fenced_code`) are always on.

    Attributes:
        slugify: Makes an id of a heading's text and the separator (`toc`'s option).
        separator: Stands for white space in ids (`toc`'s option).
        superfences: Whether fences may be indented (`pymdownx.superfences`); plain
            `fenced_code` knows them at the start of a line only.
        attr_list: Whether `{#id .class}` after a heading is an attribute list.
        emoji: Whether `:name:` becomes a picture, which no id contains (`pymdownx.emoji`).
    """

    slugify: Callable[[str, str], str] = slugify
    separator: str = "-"
    superfences: bool = True
    attr_list: bool = True
    emoji: bool = False


_SUPERFENCES = frozenset({"pymdownx.superfences", "pymdownx.extra"})
_ATTR_LIST = frozenset(
    {
        "attr_list",
        "extra",
        "markdown.extensions.attr_list",
        "markdown.extensions.extra",
        "pymdownx.extra",
    }
)


def dialect_of(
    extensions: Iterable[str],
    slugify: Callable[[str, str], str] = slugify,
    separator: str = "-",
) -> Dialect:
    """Return the dialect that a site's extensions make.

    Args:
        extensions: Their names; one may go on with a class (`pymdownx.emoji:EmojiExtension`).
        slugify: `toc`'s option.
        separator: `toc`'s option.
    """
    names = {name.partition(":")[0] for name in extensions}
    return Dialect(
        slugify=slugify,
        separator=separator,
        superfences=not names.isdisjoint(_SUPERFENCES),
        attr_list=not names.isdisjoint(_ATTR_LIST),
        emoji="pymdownx.emoji" in names,
    )
