"""What headings and labels say of the tables and endpoints that stand below them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mkdocs_featurespec.model import Direction, Heading
from mkdocs_featurespec.reader.entities.ownership import Ownership, ownership_of_group
from mkdocs_featurespec.reader.markdown.blocks import Region
from mkdocs_featurespec.reader.markdown.heading_names import heading_names

_THINGS = r"(?:endpoints?|apis?|routes?|services?|calls?|requests?)"
_OTHERS = r"(?:of|from|in) (?:other|another) features?"
_CONSUMED = re.compile(
    rf"(?:called|calls|consumed|consumes|used|uses|external|third party|outgoing|outbound)"
    rf"(?: {_THINGS})*(?: here| by this feature| {_OTHERS})?"
    rf"|{_THINGS} (?:called|consumed|used)(?: here| by this feature)?"
    rf"|(?:{_THINGS} (?:that )?)?(?:it|we|this feature) (?:calls?|consumes?|uses?)"
    rf"|(?:{_THINGS} )?{_OTHERS}|other features(?: {_THINGS})?"
)
_INTERNAL = re.compile(r"\b(?:internal|private)\b", re.IGNORECASE)


class Said(NamedTuple):
    """What a heading or a label says.

    Attributes:
        ownership: Whose the entities below it are.
        direction: Of endpoints, `CONSUMED` where this feature only calls them.
    """

    ownership: Ownership | None = None
    direction: Direction | None = None


class Groups:
    """Follows the headings and labels of a region.

    Attributes:
        said: What the nearest of them says; a label speaks until the next heading or label.
    """

    def __init__(self, region: Region) -> None:
        # Beside internal ones, external endpoints are those that this feature serves to others.
        self._serves_outside = any(_INTERNAL.search(h.text) for h in region.headings.values())
        self._sections = [(region.heading.level, self._read(region.heading.text))]
        self.said = self._sections[0][1]

    def enter(self, heading: Heading, *, names: bool) -> None:
        """Go on below a heading.

        Args:
            heading: It.
            names: Whether it names an entity, and so says nothing of others.
        """
        while len(self._sections) > 1 and self._sections[-1][0] >= heading.level:
            self._sections.pop()
        around = self._sections[-1][1]
        if not names:
            self._sections.append((heading.level, _within(self._read(heading.text), around)))
        self.said = self._sections[-1][1]

    def label(self, text: str) -> None:
        """Go on below a label such as "Called:"."""
        self.said = _within(self._read(text), self._sections[-1][1])

    def _read(self, text: str) -> Said:
        said = said_of_group(text)
        if said.direction and self._serves_outside and "external" in text.lower():
            return said._replace(direction=None)
        return said


def _within(said: Said, around: Said) -> Said:
    return Said(said.ownership or around.ownership, said.direction or around.direction)


@lru_cache(maxsize=4096)
def said_of_group(text: str) -> Said:
    """Return what a heading or a label says of the entities below it."""
    is_consumed = any(_CONSUMED.fullmatch(name) for name in heading_names(text))
    return Said(ownership_of_group(text), Direction.CONSUMED if is_consumed else None)
