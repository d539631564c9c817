"""What may not happen to a page: no line of its writer is lost, and nothing else is read of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from mkdocs_featurespec.fix.edits import Edit, Mend, apply_edits, moved_to
from mkdocs_featurespec.fix.layout import Layout
from mkdocs_featurespec.fix.lines import Lines
from mkdocs_featurespec.fix.reading import Reading
from mkdocs_featurespec.reader.entities.identity import entity_identity
from mkdocs_featurespec.reader.markdown.blocks import Block

Reworded = Iterable[tuple[str, str]]
"""Lines that were mended in themselves, each with what it is afterwards."""

_STRUCTURE = ("FS202", "FS203", "FS204", "FS205")
"""Rules about sections that are there: order, level, twice, unknown."""


def objection(
    before: Reading, after: Reading, mends: Sequence[Mend], linked: frozenset[str]
) -> str:
    """Return why mends must not be made, in words; empty where nothing speaks against them.

    Args:
        before: The page.
        after: The page with the mends made.
        mends: Those.
        linked: The ids on the page that links of the site lead to.
    """
    edits = [edit for mend in mends for edit in mend.edits]
    if lost_lines(before.lines, after.lines, reworded_lines(before.lines, edits)):
        return "a line would be lost"
    if says_less(before, after):
        return "the page would say something else"
    if any(mend.verb == "move" for mend in mends):
        old, new = _sections(before), _sections(after)
        same = Counter(old.values()) == Counter(new.values())
        broken = linked & {anchor for anchor, section in old.items() if new.get(anchor) != section}
    else:
        same = _same_outline(before, after, edits)
        broken = linked & set(_changed_ids(before, after, edits))
    if not same:
        return "the text around it would be read differently"
    if broken:
        return f"there are links to #{min(broken)}, which would lead elsewhere"
    if any(mend.section in after.matching.missing for mend in mends):
        return "it would not be found there"
    renamed = any(mend.verb == "rename" for mend in mends)
    finding = "" if renamed else _new_finding(before, after)
    return f"then {finding}" if finding else ""


def lost_lines(before: Lines, after: Lines, reworded: Reworded) -> Counter[str]:
    """Return the lines with anything on them that a text has not any more."""
    expected = Counter(line for line in before if line.strip())
    for old, new in reworded:
        expected[old] -= 1
        expected[new] += 1
    return +expected - Counter(after)


def reworded_lines(lines: Lines, edits: Iterable[Edit]) -> list[tuple[str, str]]:
    """Return the lines that edits change in themselves, each with what it becomes."""
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        line = lines.line_at(edit.start)
        if edit.end <= lines.end(line) and len(Lines(edit.text)) == 1:
            start = lines.start(line)
            moved = Edit(edit.start - start, edit.end - start, edit.text)
            by_line.setdefault(line, []).append(moved)
    return [(lines[line], apply_edits(lines[line], edits)) for line, edits in by_line.items()]


def says_less(before: Reading, after: Reading) -> bool:
    """Return whether a page lost its front matter, a key of it, or something that it names."""
    if after.page.lost_front_matter:
        return True
    if len(after.page.front_matter) != len(before.page.front_matter):
        return True
    return not _identities(before) <= _identities(after)


def _identities(reading: Reading) -> set[str]:
    return set(map(entity_identity, reading.page.entities))


def _new_finding(before: Reading, after: Reading) -> str:
    """Return what a rule of structure finds that it did not find before, in its words."""
    for code in _STRUCTURE:
        old, new = before.reported(code), after.reported(code)
        if len(new) > len(old):
            known = {each.subject for each in old}
            return next(
                (each.message for each in new if each.subject not in known), new[-1].message
            )
    return ""


def _same_outline(before: Reading, after: Reading, edits: Sequence[Edit]) -> bool:
    """Return whether every section is where the edits put it, and holds what it held."""
    places = {after.lines.start(s.heading.line): i for i, s in enumerate(after.page.sections)}
    starts = [before.lines.start(section.heading.line) for section in before.page.sections]
    moved = [places.get(moved_to(start, edits)) for start in starts]
    old, new = Layout(before).contents(), Layout(after).contents()
    if any(_shape(old[at]) != _shape(new[at]) for at in (0, -1)):
        return False
    for i, (section, k) in enumerate(zip(before.page.sections, moved, strict=True)):
        if k is None or _shape(old[i + 1]) != _shape(new[k + 1]):
            return False
        other = after.page.sections[k]
        parent = None if section.parent is None else moved[section.parent]
        if other.parent != parent or other.heading.level != section.heading.level:
            return False
    return _silenced(after) == [moved_to(start, edits) for start in _silenced(before)]


def _shape(blocks: Iterable[Block]) -> list[tuple[object, ...]]:
    return [(block.kind, block.depth, block.info, len(block.lines)) for block in blocks]


def _silenced(reading: Reading) -> list[int]:
    """Return where the lines start that comments on the page speak of; not of the whole page."""
    lines = (each.first_line for each in reading.page.ignores)
    return [reading.lines.start(line) for line in lines if line]


def _changed_ids(before: Reading, after: Reading, edits: Sequence[Edit]) -> Iterator[str]:
    """Give the ids of headings that get another one."""
    ids = {after.lines.start(h.line): h.anchor for h in after.page.headings}
    for heading in before.page.headings:
        place = moved_to(before.lines.start(heading.line), edits)
        if ids.get(place) != heading.anchor:
            yield heading.anchor


def _sections(reading: Reading) -> dict[str, tuple[object, ...]]:
    """Return what each section is and holds, by its id; what is in none of them goes by `""`."""
    above, *contents, below = Layout(reading).contents()
    sections = reading.page.sections
    silenced = sorted((*i.rules, reading.lines[i.first_line or 1]) for i in reading.page.ignores)
    found: dict[str, tuple[object, ...]] = {"": (_texts(above), _texts(below), *silenced)}
    for section, blocks in zip(sections, contents, strict=True):
        heading = section.heading
        around = None if section.parent is None else sections[section.parent].heading.text
        found[heading.anchor] = (heading.text, heading.level, around, _texts(blocks))
    return found


def _texts(blocks: Iterable[Block]) -> tuple[object, ...]:
    return tuple((b.kind, b.depth, b.info, *(line.text for line in b.lines)) for b in blocks)
