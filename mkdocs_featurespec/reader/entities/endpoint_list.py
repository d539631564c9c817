"""The endpoints of one region as they are found, with what is wrong with those that are none."""

from __future__ import annotations

from mkdocs_featurespec.model import Entity, EntityKind
from mkdocs_featurespec.reader.entities.collector import Collector
from mkdocs_featurespec.reader.entities.endpoint_spelling import Found, bare_text
from mkdocs_featurespec.reader.entities.groups import Said
from mkdocs_featurespec.reader.entities.malformed import Malformed, without_method, wrong_opening
from mkdocs_featurespec.reader.entities.ownership import stated_ownership
from mkdocs_featurespec.reader.entities.twice import Entry
from mkdocs_featurespec.reader.markdown.blocks import Line


class EndpointList:
    """The list that is being read: items, rows, or lines of code.

    A path without a method is wrong among endpoints; in a list of an app's pages it is not.
    """

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._has_endpoints = False
        self._doubtful: list[tuple[Malformed, Line, int]] = []

    def end(self, *, is_list: bool = True) -> None:
        """Begin another list.

        Args:
            is_list: Whether what ends was one; an example of a request is not.
        """
        for wrong, line, offset in self._doubtful:
            if is_list and (self._has_endpoints or wrong.names_an_api):
                self._fault(wrong, line, offset)
        self._has_endpoints = False
        self._doubtful.clear()

    def add(
        self,
        found: Found,
        line: Line,
        offset: int,
        about: str,
        *,
        said: str,
        group: Said,
        entry: Entry | None = None,
    ) -> list[Entity]:
        """Add the endpoints that stand in a text, or say what is wrong with them.

        Args:
            found: What stands there.
            line: Where.
            offset: Where the text starts in the line.
            about: What it says of them.
            said: Where it may say whose they are.
            group: What is said of all that stand beside it.
            entry: How it lists them, if it does more than to mention them.
        """
        if found.malformed is not None:
            self.note(found.malformed, line, offset)
            return []
        self._has_endpoints = True
        ownership = stated_ownership(said, roles_own=True) or group.ownership
        place = (line, offset + found.start, offset + found.end)
        added = [
            self._collector.add(
                EntityKind.ENDPOINT,
                found.path,
                place,
                method=method,
                summary=about,
                direction=group.direction,
                ownership=ownership,
                entry=entry,
            )
            for method in dict.fromkeys(found.methods)
        ]
        return [entity for entity in added if entity is not None]

    def note_opening(
        self, text: str, line: Line, offset: int, *, in_code: bool = False, alone: bool = False
    ) -> bool:
        """Say what is wrong with a text that seems to open with an endpoint; return whether it is.

        Args:
            text: It.
            line: Where it stands.
            offset: Where it starts there.
            in_code: Whether it is code.
            alone: Whether a path alone may be wrong as well.
        """
        bare = bare_text(text)
        lead = len(bare) - len(bare.lstrip(" *_"))
        wrong = wrong_opening(bare[lead:], in_code=in_code)
        if wrong is not None:
            wrong = wrong.shifted(lead)
        elif alone:
            wrong = without_method(bare, lead)
        if wrong is not None:
            self.note(wrong, line, offset)
        return wrong is not None

    def note(self, wrong: Malformed, line: Line, offset: int) -> None:
        """Say what is wrong, at once or when it is known what stands beside it."""
        if wrong.alone:
            self._doubtful.append((wrong, line, offset))
        else:
            self._fault(wrong, line, offset)

    def _fault(self, wrong: Malformed, line: Line, offset: int) -> None:
        start = min(offset + wrong.start, len(line.text))
        end = min(offset + wrong.end, len(line.text))
        place = (line, start, end)
        self._collector.fault(
            wrong.kind, place, wrong.message, wrong.hint, subject=wrong.subject, path=wrong.alone
        )
