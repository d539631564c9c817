"""What pages say in lists and tables: permissions, tests and decisions, each with its feature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_featurespec.catalog import Feature
from mkdocs_featurespec.model import ListItem, Page, Role
from mkdocs_featurespec.render.marker import Place
from mkdocs_featurespec.render.registers.markup import text
from mkdocs_featurespec.render.view import Described


@dataclass(frozen=True, slots=True)
class Statement:
    """An item of a list, or a row of a table, in a section that has a role.

    Attributes:
        feature: Whose page says it.
        page: The page.
        item: What it says.
    """

    feature: Feature
    page: Page
    item: ListItem

    @property
    def anchor(self) -> str:
        """The id of the section that it stands in."""
        return self.page.sections[self.item.section].heading.anchor


def statements(described: Described, role: Role) -> Iterator[Statement]:
    """Give what the sections of a page that have a role say."""
    return (Statement(*described, item) for item in described.page.items if item.role is role)


def link(statement: Statement, place: Place, words: str = "", length: int = 0) -> str:
    """Return what is said as a link to the section where it is.

    Args:
        statement: What is said, and where.
        place: Where the link stands.
        words: What to show instead of all that is said.
        length: With how many characters it has to do, about; 0 for any.
    """
    url = place.link(statement.feature.src_uri, statement.anchor)
    whole = words or statement.item.text
    shown = shorten(whole, length) if length else whole
    title = "" if shown == whole else f' title="{text(whole)}"'
    return f'<a href="{text(url)}"{title}>{text(shown)}</a>'


def shorten(words: str, length: int) -> str:
    """Return the start of a text, up to a word's end."""
    if len(words) <= length:
        return words
    start = words[: length + 1].rpartition(" ")[0] or words[:length]
    return f"{start.rstrip(' ,;:.')} \u2026"
