"""One page: its text in, the mended text out, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mkdocs_featurespec.fix.edits import Mend, apply_edits, overlap
from mkdocs_featurespec.fix.guide import Guide
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.fix.safety import lost_lines, objection, reworded_lines, says_less
from mkdocs_featurespec.fix.steps import Step, steps

_MOST_ROUNDS = 10
"""One mend can make another possible; no page that anybody writes needs so many."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page after it was mended.

    Attributes:
        text: What it is now; as it was, where nothing was mended.
        done: What was mended, in words.
        undone: What was not, and why.
    """

    text: str
    done: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of one step."""

    reading: Reading
    mends: tuple[Mend, ...] = ()
    undone: tuple[str, ...] = ()


def fix_page(
    text: str,
    path: str,
    guide: Guide,
    linked: frozenset[str] = frozenset(),
    kinds: Sequence[Step] | None = None,
) -> Fixed:
    """Mend a page. Never raises for what it contains; mending twice is mending once.

    Args:
        text: The page, with its line ends and its byte order mark.
        path: How messages name it.
        guide: What it is mended by.
        linked: The ids on the page that links of the site lead to.
        kinds: What is mended; all that was asked for, if not given.
    """
    first = reading = guide.read(text, path)
    if first.page.lost_front_matter:
        return _left_alone(text, "it cannot be read as it was meant; see 'featurespec check'")
    if not first.page.written:
        return Fixed(text)
    done: list[Mend] = []
    undone: list[str] = []
    reworded: list[tuple[str, str]] = []
    for _ in range(_MOST_ROUNDS):
        undone.clear()
        before = reading
        for step in steps(guide) if kinds is None else kinds:
            taken = _take(step, reading, guide, linked)
            edits = [edit for mend in taken.mends for edit in mend.edits]
            reworded += reworded_lines(reading.lines, edits)
            reading = taken.reading
            done += taken.mends
            undone += taken.undone
        if reading is before:
            break
    else:
        return _left_alone(text, "one mend asks for the next, without end")
    if lost_lines(first.lines, reading.lines, reworded) or says_less(first, reading):
        return _left_alone(text, "mending it would lose something that stands there")
    return Fixed(reading.text, tuple(mend.done for mend in done), tuple(undone))


def _left_alone(text: str, why: str) -> Fixed:
    return Fixed(text, undone=(f"left alone: {why}",))


def _take(step: Step, reading: Reading, guide: Guide, linked: frozenset[str]) -> _Taken:
    """Make the mends of one step, all of them at once or, if that will not do, one by one."""
    found = tuple(step(reading, guide))
    undone = [mend.undone(mend.hindrance) for mend in found if mend.hindrance]
    mends = tuple(mend for mend in found if not mend.hindrance)
    if not mends:
        return _Taken(reading, undone=tuple(undone))
    after, reason = _attempt(mends, reading, guide, linked)
    if not reason:
        return _Taken(after, mends, tuple(undone))
    made: tuple[Mend, ...] = ()
    latest = reading
    for mend in mends:
        if len(mends) > 1:
            after, reason = _attempt((*made, mend), reading, guide, linked)
        if reason:
            undone.append(mend.undone(reason))
        else:
            made = (*made, mend)
            latest = after
    return _Taken(latest, made, tuple(undone))


def _attempt(
    mends: tuple[Mend, ...], reading: Reading, guide: Guide, linked: frozenset[str]
) -> tuple[Reading, str]:
    """Return the page with mends made, and why they must not be made if something is against it."""
    edits = [edit for mend in mends for edit in mend.edits]
    if overlap(edits):
        return reading, "something else is mended there first"
    after = guide.read(apply_edits(reading.text, edits), reading.page.path)
    return after, objection(reading, after, mends, linked)
