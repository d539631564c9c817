"""Tables and their foreign keys as Mermaid text, whatever the names in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mkdocs_featurespec.render.mermaid import label
from mkdocs_featurespec.render.relations import Relations
from mkdocs_featurespec.sources.values import KeyKind, TableSource

MOST_COLUMNS = 6
"""Of a table, so many columns are looked at; those in keys are drawn in any case."""

_FEW = 12
"""With more tables than this, no columns are drawn: the lines have the names of those in keys."""

_LAYOUT = '%%{init: {"er": {"useMaxWidth": false, "nodeSpacing": 40, "rankSpacing": 50}}}%%'
_NO_WORD = re.compile(r"[^A-Za-z0-9_\u00c0-\u024f]+")
_SIZE = re.compile(r"\s*\([^()]*\)")
_KEYS = {KeyKind.PRIMARY: "PK", KeyKind.FOREIGN: "FK", KeyKind.UNIQUE: "UK"}


def as_er_diagram(relations: Relations) -> str:
    """Return tables and their foreign keys as a Mermaid entity relationship diagram.

    The names of columns and types are words there: what else stands in them becomes a `_`.
    """
    ids = {name: f"n{i}" for i, name in enumerate(relations.ends)}
    few = len(ids) <= _FEW
    lines = [_LAYOUT, "erDiagram"]
    for name, end in relations.ends.items():
        node = f'{ids[name]}["{label(end.name)}"]'
        if few and end.table and end.table.columns:
            lines += [f"  {node} {{", *_columns(end.table), "  }"]
        else:
            lines += [f"  {node}"]
    for line in relations.lines:
        many = "|o" if line.unique else "}o"
        words = label(", ".join(line.columns))
        lines.append(f'  {ids[line.start]} {many}--|| {ids[line.end]} : "{words}"')
    return "\n".join(lines) + "\n"


def _columns(table: TableSource) -> Iterator[str]:
    """Give the columns that stand in keys, and such of the first few that do not."""
    keys: dict[str, set[str]] = {}
    for key in table.keys:
        if len(key.columns) == 1 or key.kind is not KeyKind.UNIQUE:
            for name in key.columns:
                keys.setdefault(name, set()).add(_KEYS[key.kind])
    for place, column in enumerate(table.columns):
        marks = ", ".join(sorted(keys.get(column.name, ())))
        if marks or place < MOST_COLUMNS:
            yield f"    {_type(column.type)} {_word(column.name)} {marks}".rstrip()


def _type(written: str) -> str:
    """Return a type without its size; a column may have none."""
    return _word(_SIZE.sub("", written).replace("[]", " array")) if written else "any"


def _word(text: str) -> str:
    """Return a text as a word that is none of Mermaid's own, which has `PK` among them."""
    word = _NO_WORD.sub("_", text)
    return f"_{word}" if re.match(r"\d|$|[pfu]k$", word, re.IGNORECASE) else word
