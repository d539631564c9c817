"""Impact in words, as plain text that every format shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_featurespec.impact.change_words import change_noun, detail_words
from mkdocs_featurespec.impact.changes import ChangeKind
from mkdocs_featurespec.impact.reasons import ReasonKind
from mkdocs_featurespec.impact.words import group_reasons, label_of, noun_of
from mkdocs_featurespec.report.summary import plural

if TYPE_CHECKING:
    from mkdocs_featurespec.impact.answer import Answer, AnswerRow
    from mkdocs_featurespec.impact.changes import EntityChange
    from mkdocs_featurespec.impact.reasons import Reason, Spot
    from mkdocs_featurespec.impact.review import Review, Touch

NOTHING_CHANGED = "The feature pages name what they named before."
NOTHING_TOUCHED = "Nothing that other features depend on changed."


def place_of(spot: Spot) -> str:
    """Return a place as `path:line`, or the path alone where it is of the whole page."""
    return f"{spot.feature.path}:{spot.line}" if spot.line else spot.feature.path


def subject_of(answer: Answer) -> str:
    """Return what an answer is of: `Orders`, `table orders`."""
    if answer.feature is not None:
        return answer.feature.label
    return f"{noun_of(answer.entry)} {label_of(answer.entry)}" if answer.entry else ""


def by_way_of(row: AnswerRow) -> str:
    """Return how a row's feature is reached, where it is no neighbour."""
    return f"by way of {', '.join(between.label for between in row.by_way_of)}"


def touch_words(touch: Touch) -> str:
    """Return what happened to what others depend on: `table orders: columns + vip`."""
    if touch.change is None:
        return "the page is gone"
    what = f"{change_noun(touch.change)} {touch.change.label}"
    verb = touch_verb(touch)
    return f"{what} {verb}" if verb else f"{what}: {details_words(touch.change)}"


def touch_verb(touch: Touch) -> str:
    """Return what happened to what others depend on; empty where its details say it."""
    if touch.change is None or touch.change.kind is ChangeKind.REMOVED:
        return "is gone"
    if touch.change.kind is ChangeKind.CHANGED:
        return ""
    shared = all(reason.kind is ReasonKind.SHARED for reason in touch.touched)
    return "is named now, too" if shared else "is new"


def details_words(change: EntityChange) -> str:
    """Return what is said otherwise of an entity: `columns + vip, - rebate`."""
    return "; ".join(map(detail_words, change.details))


def verb_of(reason: Reason) -> str:
    """Return what the feature that depends does with what changed: `uses it`."""
    (group,) = group_reasons([reason])
    return f"{group.words_of_one.partition(' ')[0]} it" if reason.entry else group.words


def touched_words(review: Review) -> str:
    """Return how many features change what how many others depend on."""
    changing = plural(len(review.touching), "feature")
    verb = "changes" if len(review.touching) == 1 else "change"
    touched = len(review.touched)
    depend = "depends" if touched == 1 else "depend"
    return f"{changing} {verb} what {plural(touched, 'other')} {depend} on."
