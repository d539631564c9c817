"""Edits of a text, and the mends that are made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_DONE = {
    "add": "added",
    "move": "moved",
    "raise": "raised",
    "rename": "renamed",
    "write": "wrote",
}


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text, and what takes its place.

    Attributes:
        start: Its first character, from 0.
        end: One past its last character; the same as `start` where nothing is taken away.
        text: What stands there afterwards.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that can be mended on a page.

    Attributes:
        verb: What is done: `add`, `move`, `raise`, `rename` or `write`.
        what: To what, and where: `"Tests" after "Permissions"`.
        edits: How.
        section: The section of the template that the page has afterwards, if it is about one.
        hindrance: Why it cannot be done, where that is known beforehand.
    """

    verb: str
    what: str
    edits: tuple[Edit, ...]
    section: int | None = None
    hindrance: str = ""

    @property
    def done(self) -> str:
        """What a writer is told once it is done."""
        return f"{_DONE[self.verb]} {self.what}"

    def undone(self, reason: str) -> str:
        """Return what a writer is told where it cannot be done."""
        return f"did not {self.verb} {self.what}: {reason}"


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with all edits made at once; their places are those in the text as given.

    At one place several texts may be put in; they keep their order.

    Raises:
        ValueError: when two edits overlap or one leaves the text; a mistake in this package.
    """
    parts: list[str] = []
    position = 0
    for edit in _in_order(edits):
        if not position <= edit.start <= edit.end <= len(text):
            raise ValueError(f"an edit of {edit.start} to {edit.end} overlaps another")
        parts += (text[position : edit.start], edit.text)
        position = edit.end
    return "".join(parts) + text[position:]


def overlap(edits: Iterable[Edit]) -> bool:
    """Return whether two edits want the same text."""
    position = 0
    for edit in _in_order(edits):
        if edit.start < position:
            return True
        position = edit.end
    return False


def moved_to(offset: int, edits: Iterable[Edit]) -> int:
    """Return where a place that no edit takes away is after the edits."""
    return offset + sum(
        len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= offset
    )


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.start, edit.end))
