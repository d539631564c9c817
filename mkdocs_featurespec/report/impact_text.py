"""Impact as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.impact.change_words import summary_of
from mkdocs_featurespec.impact.words import label_of, sentence
from mkdocs_featurespec.report.impact_words import (
    NOTHING_CHANGED,
    NOTHING_TOUCHED,
    by_way_of,
    place_of,
    subject_of,
    touch_words,
    verb_of,
)
from mkdocs_featurespec.report.terminal import BOLD, DIM, Style, printable

if TYPE_CHECKING:
    from mkdocs_featurespec.impact.answer import Answer, AnswerPart
    from mkdocs_featurespec.impact.review import Review


def write_answers(answers: Sequence[Answer], stream: TextIO) -> None:
    """Write answers, each with who stands on which side."""
    style = Style(stream)
    texts = ["\n".join(_answer(answer, style)) for answer in answers]
    stream.write("\n\n".join(texts) + "\n")


def write_review(review: Review, stream: TextIO) -> None:
    """Write what changed and whom it touches."""
    style = Style(stream)
    stream.write("\n".join(_review(review, style)) + "\n")


def _answer(answer: Answer, style: Style) -> Iterator[str]:
    place = f"  {style(printable(answer.feature.path), DIM)}" if answer.feature else ""
    yield style(printable(subject_of(answer)), BOLD) + place
    parts = [part for part in answer.parts if part.rows]
    for part in parts:
        yield ""
        yield style(f"{part.title} ({len(part.rows)})", BOLD)
        yield from _part(part, style)
    if answer.common:
        yield ""
        labels = ", ".join(map(label_of, answer.common))
        yield printable(f"Shared with very many features: {labels}")
    if answer.stands_alone:
        yield ""
        yield "No other feature is connected with it."


def _part(part: AnswerPart, style: Style) -> Iterator[str]:
    for row in part.rows:
        if row.by_way_of:
            yield f"  {printable(row.feature.label)}  {printable(by_way_of(row))}"
            continue
        yield f"  {printable(row.feature.label)}"
        for said in row.said:
            name = f" {label_of(said.entry)}" if said.entry else ""
            place = style(printable(place_of(said.spot)), DIM)
            yield f"    {printable(said.words + name)}  {place}"


def _review(review: Review, style: Style) -> Iterator[str]:
    if not review.changes:
        yield NOTHING_CHANGED
        return
    if not review.touching:
        yield NOTHING_TOUCHED
    for feature in review.touching:
        own = feature.change.feature
        gone = " (the page is gone)" if feature.change.kind.value == "removed" else ""
        yield style(printable(f"{own.label}{gone}"), BOLD)
        for touch in feature.touches:
            yield f"  {printable(touch_words(touch))}"
            for reason in touch.touched:
                place = style(printable(place_of(reason.here)), DIM)
                yield f"    {printable(reason.here.feature.label)} {verb_of(reason)}  {place}"
    for title, edges in (
        ("New dependencies", review.new_edges),
        ("Dependencies no more", review.lost_edges),
    ):
        if edges:
            yield ""
            yield style(f"{title} ({len(edges)})", BOLD)
        for edge in edges:
            words = f"{edge.feature.label} on {edge.other.label}: it {sentence(edge.reasons)}"
            yield f"  {printable(words)}"
    yield ""
    yield f"In all: {summary_of(review.changes)}"
