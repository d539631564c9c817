"""Impact as Markdown, for a comment on a review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO
from urllib.parse import quote

from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.impact.change_words import (
    change_noun,
    detail_words,
    summary_of,
)
from mkdocs_featurespec.impact.words import label_of, noun_of, sentence
from mkdocs_featurespec.report.impact_words import (
    NOTHING_CHANGED,
    NOTHING_TOUCHED,
    by_way_of,
    details_words,
    place_of,
    touch_verb,
    touched_words,
    verb_of,
)

if TYPE_CHECKING:
    from mkdocs_featurespec.impact.answer import Answer, AnswerRow
    from mkdocs_featurespec.impact.changes import FeatureChange
    from mkdocs_featurespec.impact.reasons import Edge, Reason, Spot
    from mkdocs_featurespec.impact.review import Review, Touch

LONG = 8
"""A list with more items than this is folded."""


@dataclass(frozen=True, slots=True)
class Links:
    """How places become links.

    Attributes:
        base: What stands before a path in an address; without it, places are no links but those
            on other sites.
    """

    base: str = ""

    def place(self, spot: Spot) -> str:
        """Return a place as `path:line`, with a link where there is a base."""
        shown = code(place_of(spot))
        if spot.feature.site:
            fragment = f"#{quote(spot.anchor)}" if spot.anchor else ""
            return f"[{shown}](<{spot.feature.src_uri}{fragment}>)"
        if not self.base:
            return shown
        line = f"#L{spot.line}" if spot.line else ""
        return f"[{shown}]({self.base.rstrip('/')}/{quote(spot.feature.path)}{line})"


def code(text: str) -> str:
    """Return a text as a code span, whatever is in it."""
    line = " ".join(text.split())
    if "`" not in line:
        return f"`{line}`"
    ticks = "`" * (_longest(line) + 1)
    return f"{ticks} {line} {ticks}"


def _longest(line: str) -> int:
    """Return the length of the longest run of back ticks."""
    longest = run = 0
    for char in line:
        run = run + 1 if char == "`" else 0
        longest = max(longest, run)
    return longest


def write_answers_as_markdown(answers: Sequence[Answer], links: Links, stream: TextIO) -> None:
    """Write answers, each with a heading."""
    stream.write("\n\n".join("\n".join(_answer(answer, links)) for answer in answers) + "\n")


def write_review_as_markdown(review: Review, links: Links, stream: TextIO) -> None:
    """Write what changed and whom it touches, with all changes folded below."""
    stream.write("\n".join(_review(review, links)) + "\n")


def _answer(answer: Answer, links: Links) -> Iterator[str]:
    if answer.feature is not None:
        yield f"### {markdown_text(answer.feature.label)}"
    elif answer.entry is not None:
        yield f"### {noun_of(answer.entry).capitalize()} {code(label_of(answer.entry))}"
    parts = [part for part in answer.parts if part.rows]
    for part in parts:
        yield ""
        yield f"**{part.title}**"
        yield ""
        yield from folded([line for row in part.rows for line in _row(row, links)], len(part.rows))
    if answer.common:
        yield ""
        labels = ", ".join(code(label_of(entry)) for entry in answer.common)
        yield f"Shared with very many features: {labels}"
    if answer.stands_alone:
        yield ""
        yield "No other feature is connected with it."


def _row(row: AnswerRow, links: Links) -> Iterator[str]:
    title = markdown_text(row.feature.label)
    if row.by_way_of:
        yield f"- {title}, {markdown_text(by_way_of(row))}"
        return
    said = (
        f"{each.words}{f' {code(label_of(each.entry))}' if each.entry else ''}"
        f" ({links.place(each.spot)})"
        for each in row.said
    )
    yield f"- {title}: {', '.join(said)}"


def _review(review: Review, links: Links) -> Iterator[str]:
    yield "### What this change touches"
    yield ""
    if not review.changes:
        yield NOTHING_CHANGED
        return
    yield f"**{touched_words(review)}**" if review.touching else NOTHING_TOUCHED
    for feature in review.touching:
        yield ""
        gone = ", whose page is gone" if feature.change.kind.value == "removed" else ""
        yield f"**{markdown_text(feature.change.feature.label)}**{gone}"
        yield ""
        for touch in feature.touches:
            yield from _touch(touch, links)
    for title, edges in (
        ("New dependencies", review.new_edges),
        ("Dependencies no more", review.lost_edges),
    ):
        if edges:
            yield ""
            yield f"**{title}**"
            yield ""
            yield from folded([_edge(edge, links) for edge in edges], len(edges))
    yield ""
    yield from _details(
        f"All changes: {summary_of(review.changes)}",
        [line for change in review.changes.features for line in change_lines(change, links)],
    )


def _touch(touch: Touch, links: Links) -> Iterator[str]:
    verb = touch_verb(touch)
    if touch.change is None:
        yield f"- the page {verb}; others say that they depend on it:"
    else:
        name = f"{change_noun(touch.change)} {code(touch.change.label)}"
        how = markdown_text(details_words(touch.change))
        yield f"- {name} {verb}:" if verb else f"- {name}: {how}; touches:"
    lines = [f"  - {_touched(reason, links)}" for reason in touch.touched]
    yield from lines[:LONG]
    if len(lines) > LONG:
        rest = ", ".join(markdown_text(r.here.feature.label) for r in touch.touched[LONG:])
        yield f"  - <details><summary>and {len(lines) - LONG} more</summary>{rest}</details>"


def _touched(reason: Reason, links: Links) -> str:
    return (
        f"{markdown_text(reason.here.feature.label)} {verb_of(reason)} ({links.place(reason.here)})"
    )


def _edge(edge: Edge, links: Links) -> str:
    own, other = markdown_text(edge.feature.label), markdown_text(edge.other.label)
    why = markdown_text(sentence(edge.reasons))
    return f"- {own} depends on {other}: it {why} ({links.place(edge.reasons[0].here)})"


def change_lines(change: FeatureChange, links: Links) -> Iterator[str]:
    """Give the lines of a list that say what happened to a feature and its entities."""
    feature = change.feature
    path = code(feature.path)
    yield f"- {markdown_text(feature.label)} ({path}): page {change.kind.value}"
    for detail in change.details:
        yield f"  - {markdown_text(detail_words(detail))}"
    for entity in change.entities:
        what = f"{change_noun(entity)} {code(entity.label)}"
        details = markdown_text(details_words(entity))
        place = f" ({links.place(entity.use)})" if entity.kind.value != "removed" else ""
        yield f"  - {entity.kind.value}: {what}{f': {details}' if details else ''}{place}"


def folded(lines: Sequence[str], count: int) -> Iterator[str]:
    """Give a list, folded where it is long."""
    if count <= LONG:
        yield from lines
    else:
        yield from _details(f"{count} features", lines)


def _details(summary: str, lines: Sequence[str]) -> Iterator[str]:
    yield f"<details><summary>{summary}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"
