"""What differs between two catalogs, as Markdown for a review, as text, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from mkdocs_featurespec.escape import markdown_text
from mkdocs_featurespec.impact.change_words import change_noun, detail_words, summary_of
from mkdocs_featurespec.impact.changes import ChangeKind
from mkdocs_featurespec.report.impact_json import change_as_data
from mkdocs_featurespec.report.impact_markdown import Links, change_lines, folded
from mkdocs_featurespec.report.impact_words import NOTHING_CHANGED, details_words, place_of
from mkdocs_featurespec.report.terminal import BOLD, DIM, Style, printable

if TYPE_CHECKING:
    from mkdocs_featurespec.impact.changes import Changes, EntityChange, FeatureChange

VERSION = 1
"""Of the JSON format."""

_PARTS = (
    (ChangeKind.ADDED, "New features"),
    (ChangeKind.REMOVED, "Features that are gone"),
    (ChangeKind.CHANGED, "Changed features"),
)


def write_diff_as_markdown(changes: Changes, stream: TextIO) -> None:
    """Write changes as Markdown, with long lists folded."""
    stream.write("\n".join(_markdown(changes)) + "\n")


def write_diff(changes: Changes, stream: TextIO) -> None:
    """Write changes as text for a terminal."""
    stream.write("\n".join(_text(changes, Style(stream))) + "\n")


def write_diff_as_json(changes: Changes, stream: TextIO) -> None:
    """Write one JSON object; docs/reference/command.md describes it."""
    data = {"version": VERSION, "changes": [change_as_data(each) for each in changes.features]}
    stream.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _parts(changes: Changes) -> Iterator[tuple[str, tuple[FeatureChange, ...]]]:
    """Give the features that something happened to, with the heading of each part."""
    for kind, heading in _PARTS:
        features = changes.of_kind(kind)
        if features:
            yield f"{heading} ({len(features)})", features


def _markdown(changes: Changes) -> Iterator[str]:
    yield "### What changed in the catalog"
    yield ""
    yield markdown_text(summary_of(changes)) if changes else NOTHING_CHANGED
    for heading, features in _parts(changes):
        yield ""
        yield f"**{heading}**"
        yield ""
        lines = [line for each in features for line in change_lines(each, Links())]
        yield from folded(lines, len(features))


def _text(changes: Changes, style: Style) -> Iterator[str]:
    for heading, features in _parts(changes):
        yield style(heading, BOLD)
        for change in features:
            place = style(printable(change.feature.path), DIM)
            yield f"  {printable(change.feature.title)}  {place}"
            yield from (f"    {printable(detail_words(detail))}" for detail in change.details)
            yield from (f"    {_entity(entity, style)}" for entity in change.entities)
        yield ""
    yield f"In all: {summary_of(changes)}" if changes else NOTHING_CHANGED


def _entity(change: EntityChange, style: Style) -> str:
    details = details_words(change)
    words = f"{change.kind.value}: {change_noun(change)} {change.label}"
    said = printable(f"{words}: {details}" if details else words)
    if change.kind is ChangeKind.REMOVED:
        return said
    return f"{said}  {style(printable(place_of(change.use)), DIM)}"
