"""How a database table is spelled in headings and in lines of text."""

from __future__ import annotations

import re

from mkdocs_featurespec.reader.entities.items import Item
from mkdocs_featurespec.reader.entities.names import CODE, Name, leading_names, table_name

_NOT_TABLES = re.compile(
    r"(?:columns?|fields?|enums?|index(?:es)?|constraints?|migrations?|partitions?|propert(?:y|ies)"
    r"|relations?|relationships?|foreign keys?|triggers?|functions?|types?|cache|values?"
    r"|primary keys?|notes?|rules?|parameters?|polic(?:y|ies)|ownership|retention)\b",
    re.IGNORECASE,
)
_COLUMNS_LABEL = re.compile(
    r"\W*(?:\w+ )?(?:columns?|fields?|attributes?|properties)\b", re.IGNORECASE
)
_AFTER_NAME = re.compile(
    r"[`*_\s]*(?:enum|index|constraint|column|field|migration|partition|trigger|function|key|"
    r"cache|relation|policy)\b",
    re.IGNORECASE,
)
_HEADING_LEAD = re.compile(
    r"[#\s]*(?:[\d.]+\s+)?(?:(?:database\s+|db\s+|new\s+|sql\s+)?(?:table|view|model|entity|"
    r"collection|materiali[sz]ed view)\s*:?\s+)?",
    re.IGNORECASE,
)
_ITEM_LEAD = re.compile(
    r"[*_]*(?:(?:new|database|existing|planned|materiali[sz]ed|the)\s+)*(?:table|view|model)s?\s*:?[*_]*\s*:?\s+",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(
    r"[*_]{0,2}([A-Za-z]\w*(?:[._]\w+)+)[*_]{0,2}(?=\s*(?::|[-\u2013\u2014]\s|$|\())"
)
_STRONG_NAME = re.compile(
    r"(?:\*\*|__)([A-Za-z_]\w*(?:\.\w+)*)(?:\s*\([^()]*\))?:?(?:\*\*|__)"
    r"(?:\s*\([^()]*\))?:?\s*"
)
_ALONE = re.compile(
    r"\s*(?:\*\*|__)?`?[\w.]+`?(?:\s+(?:table|view|model))?:?(?:\*\*|__)?(?:\s*\([^()]*\))?:?\s*",
    re.IGNORECASE,
)
_HEADING_NAME = re.compile(
    r"\s*\"?([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\"?(?=\s*(?:$|[-\u2013\u2014:(#{]))"
)
_VIEW = re.compile(r"\bviews?\b", re.IGNORECASE)


def heading_lead(text: str) -> tuple[int, bool]:
    """Return where a heading's text starts behind "Table:", and whether it has such words."""
    match = _HEADING_LEAD.match(text)
    lead = match.group() if match else ""
    return len(lead), bool(lead.strip("#0123456789. "))


def item_lead(text: str) -> str:
    """Return what a line begins with before its names, such as "New table"."""
    lead = _ITEM_LEAD.match(text)
    return lead.group() if lead else ""


def speaks_of_others(text: str) -> bool:
    """Return whether a heading or a label is about what is no table: "Indexes:"."""
    return _NOT_TABLES.match(text) is not None


def labels_columns(text: str) -> bool:
    """Return whether a label is such as "Columns:"."""
    return _COLUMNS_LABEL.match(text) is not None


def goes_on_as_other(text: str) -> bool:
    """Return whether what follows a name says that it is no table's: "`kiln_state` enum"."""
    return _AFTER_NAME.match(text) is not None


def stands_alone(text: str) -> bool:
    """Return whether a line is a name and nothing else."""
    return _ALONE.fullmatch(text) is not None


def says_view(text: str) -> bool:
    """Return whether a text speaks of a view."""
    return "view" in text.lower() and _VIEW.search(text) is not None


def is_label(item: Item) -> bool:
    """Return whether a line says what stands below it: "Columns:", "New tables:"."""
    if not item.text.rstrip(" *_").endswith(":"):
        return False
    if item.is_item:
        return not opening_names(item.text, in_list=True)
    return "`" not in item.text


def opening_names(text: str, *, in_list: bool) -> list[Name]:
    """Return the tables that a line opens with; without any marks only in a list."""
    if names := leading_names(text, table_name):
        return names
    bare = _STRONG_NAME.fullmatch(text) or (_BARE_NAME.match(text) if in_list else None)
    return [Name(bare.group(1), bare.start(1), bare.end(1))] if bare else []


def heading_name(text: str, *, labelled: bool) -> Name | None:
    """Return the table that a heading names.

    Args:
        text: The heading without its `#` and a leading "Table:".
        labelled: Whether something else says that it is a table; then one plain word will do.
    """
    code = CODE.search(text)
    if code is not None:
        before = text[: code.start()].strip(" *_")
        name = table_name(code.group(1))
        return Name(name, code.start(1), code.end(1)) if name and not before else None
    plain = _HEADING_NAME.match(text)
    if plain is None:
        return None
    name = plain.group(1)
    if labelled or "_" in name or "." in name:
        return Name(name, plain.start(1), plain.end(1))
    return None
