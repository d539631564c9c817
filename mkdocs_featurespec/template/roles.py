"""The role of a heading, by any name that it goes by."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from mkdocs_featurespec.model import Role, Template
from mkdocs_featurespec.reader.markdown.heading_names import heading_names


def role_finder(template: Template) -> Callable[[str], Role | None]:
    """Return the function that says the role of a heading, by any name that it goes by."""
    roles = {name: role for name, role in template.roles.items() if "*" not in name}
    patterns = [
        (before.strip(), after.strip(), role)
        for name, role in template.roles.items()
        if "*" in name
        for before, _, after in [name.partition("*")]
    ]

    @lru_cache(maxsize=4096)
    def role_of(text: str) -> Role | None:
        names = heading_names(text)
        for name in names:
            if name in roles:
                return roles[name]
        for before, after, role in patterns:
            if any(_fits(name, before, after) for name in names):
                return role
        return None

    return role_of


def _fits(name: str, before: str, after: str) -> bool:
    """Return whether a name opens and closes with these words, with one to three left over."""
    if before and not name.startswith(f"{before} "):
        return False
    if after and not name.endswith(f" {after}"):
        return False
    return 1 <= len(name.split()) - len(before.split()) - len(after.split()) <= 3
