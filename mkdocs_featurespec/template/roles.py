"""The role of a heading, by any name that it goes by."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs_featurespec.model import Role, Template
from mkdocs_featurespec.template.names import name_finder


def role_finder(template: Template) -> Callable[[str], Role | None]:
    """Return the function that says the role of a heading, by any name that it goes by."""
    find = name_finder(template.roles.items())

    def role_of(text: str) -> Role | None:
        return next(iter(find(text)), None)

    return role_of
