"""Plain text as Markdown that people read and change."""

from __future__ import annotations

import re

_ESCAPES = re.compile(
    r"[\\*{}|]"
    r"|[\[\]]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # one within a word is no mark
    r"|(?:^|(?<=\s))#|#(?=#*\s*$)"
)
_ENTITIES = re.compile(r"[`~^]|<(?=[A-Za-z/!?])|&(?=#?\w+;)|==|:(?=[\w+-]+:)")


def written_text(text: str) -> str:
    r"""Return Markdown that shows a line of text as it is.

    Only what would have a meaning is escaped, since the text will be read and changed in the
    page's source; `escape.markdown_text` is for what nobody reads there. Back ticks become
    entities: even escaped, they would divide cells of tables.
    """
    text = _ESCAPES.sub(r"\\\g<0>", " ".join(text.split()))
    return _ENTITIES.sub(lambda match: f"&#{ord(match.group()[0])};{match.group()[1:]}", text)
