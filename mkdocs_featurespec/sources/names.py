"""Names of tables and columns, as pages and databases write them."""

from __future__ import annotations

import re
from collections.abc import Container

_STYLE = re.compile(r"[^a-z0-9.]")


def plain_name(name: str) -> str:
    """Return a name without what is a matter of style."""
    return _STYLE.sub("", name.casefold())


def is_column(name: str, known: Container[str]) -> bool:
    """Return whether a table has a column that a page names; `settings.theme` is a part of one.

    Args:
        name: As the page has it.
        known: The plain names of the table's columns.
    """
    return any(plain_name(part) in known for part in (name, *name.split(".")))
